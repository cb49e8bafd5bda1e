"""The table panel as a person uses it: click, type, sort, copy, ask."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.present.columns import COLUMNS
from core.present.palette import load_palette
from core.selection import Selection
from core.store_select import Select
from core.text.formatter import Formatter
from gui.main_window import MainWindow
from gui.panels.table_panel import TablePanel
from tests.gui import boards

EN = Formatter("en")
AFTER = {"CHN": 0.3, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.2, "USA": 0.03}


@pytest.fixture
def panel(qtbot: QtBot) -> TablePanel:
    made = TablePanel()
    qtbot.addWidget(made)
    made.set_palette_theme(load_palette("light"))
    made.resize(900, 400)
    made.show_board(boards.board(), EN)
    with qtbot.waitExposed(made):
        made.show()
    return made


def click_row(
    qtbot: QtBot, panel: TablePanel, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = panel.view.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, held, place)


def first_partner(panel: TablePanel) -> str:
    return str(panel.model.index(0, 0).data())


def test_a_click_on_a_row_asks_for_its_partner(panel: TablePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.requestSelect) as asked:
        click_row(qtbot, panel, 1)
    assert asked.args == [{"partner": "JPN"}]


def test_enter_asks_for_the_current_row(panel: TablePanel, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(2, 0))
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert asked.args == [{"partner": "MYS"}]


def test_a_click_on_a_heading_sorts_numbers_from_the_largest(panel: TablePanel, qtbot: QtBot) -> None:
    header, section = panel.view.horizontalHeader(), COLUMNS.index("mass")
    place = QPoint(header.sectionViewportPosition(section) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert first_partner(panel) == "China"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert first_partner(panel) == "United States"


def test_typing_filters_and_escape_clears(panel: TablePanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(panel.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.filter_box.hasFocus()
    qtbot.keyClicks(panel.filter_box, "jap")
    assert (panel.model.rowCount(), first_partner(panel)) == (1, "Japan")
    assert panel.count.text() == "1 of 7 rows"
    qtbot.keyClick(panel.filter_box, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == 7


def test_no_match_says_so_and_offers_to_clear(panel: TablePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.filter_box, "zzz")
    assert panel.pages.currentWidget() is panel.empty
    assert "zzz" in panel.empty.reason.text()
    qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert panel.pages.currentWidget() is panel.view


def test_copy_takes_the_selected_rows_or_all(panel: TablePanel, qtbot: QtBot) -> None:
    panel.copy_action.trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8
    click_row(qtbot, panel, 0)
    click_row(qtbot, panel, 1, Qt.KeyboardModifier.ControlModifier)
    panel.copy_action.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Partner", "China", "Japan"]


def test_asking_for_the_source_names_the_rows_behind(panel: TablePanel, qtbot: QtBot) -> None:
    click_row(qtbot, panel, 2)
    with qtbot.waitSignal(panel.requestSource) as asked:
        panel.source_action.trigger()
    assert asked.args == [(20, 21)]


def test_the_boards_partner_is_selected_and_not_asked_for_again(panel: TablePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.requestSelect):
        panel.show_board(boards.board(partner="EUU"), EN)
    assert panel.chosen_rows() == [3]


def test_a_width_drawn_by_hand_stays_when_a_partner_is_marked(panel: TablePanel) -> None:
    section = COLUMNS.index("value")
    panel.view.setColumnWidth(section, 250)
    panel.show_board(boards.board(partner="JPN"), EN)
    assert panel.view.columnWidth(section) == 250


def test_every_shown_column_has_room_for_its_words(panel: TablePanel) -> None:
    metrics = panel.view.fontMetrics()
    shown = [section for section in range(len(COLUMNS)) if not panel.view.isColumnHidden(section)]
    assert {"partner", "value", "share"} <= {COLUMNS[section] for section in shown}
    for section in shown:
        words = [str(panel.model.index(row, section).data() or "") for row in range(panel.model.rowCount())]
        assert max(map(metrics.horizontalAdvance, words)) <= panel.view.columnWidth(section)


def test_an_edit_shows_before_and_after_and_keeps_the_selection(panel: TablePanel, qtbot: QtBot) -> None:
    panel.show_board(boards.board(partner="EUU"), EN)
    panel.show_board(boards.board(after=AFTER, partner="EUU"), EN)
    assert panel.chosen_rows() == [3]
    assert not panel.view.isColumnHidden(COLUMNS.index("after"))
    assert panel.model.headerData(COLUMNS.index("value"), Qt.Orientation.Horizontal) == "Before (US$)"


def test_the_total_is_fixed_and_only_where_rows_can_be_added(panel: TablePanel) -> None:
    assert panel.total.isVisible()
    assert "200,000,000" in panel.total.accessibleName()
    panel.show_board(boards.board(table=boards.usgs_table()), EN)
    assert not panel.total.isVisible()


def test_an_empty_board_says_why_and_offers_the_next_step(panel: TablePanel, qtbot: QtBot) -> None:
    step = Selection(flow="us-imports", target="silver")
    panel.show_board(boards.empty_board(step=step), EN)
    assert panel.empty.title.text() == "Nothing recorded"
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args[0]["target"] == "silver"


def test_another_language_words_everything(panel: TablePanel) -> None:
    panel.show_board(boards.board(), Formatter("es"))
    assert str(panel.model.index(1, 0).data()) == "Japón"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_paints_in_both_themes(panel: TablePanel, theme: str) -> None:
    panel.set_palette_theme(load_palette(theme))
    panel.show_board(boards.board(after=AFTER, partner="MEX"), EN)
    picture = panel.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 900, 3) for y in range(0, 400, 3)}
    assert {load_palette(theme).baseline, load_palette(theme).scenario} <= colours


def test_a_closed_panel_is_collected(qtbot: QtBot) -> None:
    panel = TablePanel()
    panel.set_palette_theme(load_palette("light"))
    panel.show_board(boards.board(), EN)
    gone = weakref.ref(panel)
    panel.close()
    del panel
    gc.collect()
    assert gone() is None


class Painted(QObject):
    """Counts how often a widget is painted."""

    times = 0

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def test_another_table_is_painted_once(window: MainWindow) -> None:
    window.requests.run(Select(flow="us-imports", target="copper", year=2024))
    window.repaint()
    seen = Painted()
    window.table.view.viewport().installEventFilter(seen)
    window.requests.run(Select(target="zinc"))
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    assert seen.times == 1
