"""From every number to its source: the key on what has the focus, the menu on what is pointed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.present.board import Board
from core.store_edits import EditShare
from core.store_select import Select
from gui.main_window import MainWindow
from gui.panels.chart_panel import ChartPanel
from gui.panels.map_panel import MapPanel
from gui.panels.table_panel import TablePanel
from gui.source_dialog import SourceDialog
from gui.widgets.origin_menu import ORIGIN_KEY, OriginMenu

# Drawing into memory, a menu has no keyboard to grab.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def rare(window: MainWindow) -> MainWindow:
    window.bridge.store.execute(Select(flow="us-imports", target="rare-earths"))
    return window


def press_key(window: MainWindow) -> list[str]:
    """Trigger the action of the key; return the words of the dialog that opens."""
    window.commands["origin"].trigger()
    return words_of(window)


def words_of(window: MainWindow) -> list[str]:
    dialogs = window.findChildren(SourceDialog)
    assert dialogs, "no dialog opened"
    words = [label.text() for label in dialogs[-1].findChildren(QLabel)]
    for dialog in dialogs:
        dialog.close()
    return words


def ask_menu(widget: QWidget, place: QPoint, reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Mouse) -> None:
    """Open the context menu of a place and choose its line."""
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    menu = widget.window().findChild(OriginMenu)
    assert menu is not None
    menu.question.trigger()
    menu.close()


def rows_of(board: Board, partner: str) -> int:
    return len(board.table.row_ids[list(board.table.keys).index(partner)])


def test_the_key_is_in_the_help_menu_and_in_the_table_s_own(rare: MainWindow) -> None:
    assert rare.commands["origin"].shortcut().toString() == ORIGIN_KEY
    table = rare.panels["table"]
    assert isinstance(table, TablePanel)
    assert table.source_action.text().startswith("Where does this come from?\t")


def test_key_on_a_table_row(rare: MainWindow) -> None:
    table = rare.panels["table"]
    assert isinstance(table, TablePanel)
    table.view.setFocus()
    table.view.selectRow(0)
    words = press_key(rare)
    assert str(rows_of(rare.bridge.store.board, "CHN")) in words
    assert any(word.startswith("China, ") for word in words)
    assert "US Census Bureau" in words


def test_key_on_a_key_figure(rare: MainWindow, qtbot: QtBot) -> None:
    button = rare.header.figures[1]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.figure is not None
    assert str(len(button.figure.row_ids)) in press_key(rare)


def test_key_on_the_chosen_partner_from_anywhere(rare: MainWindow) -> None:
    rare.bridge.store.execute(Select(partner="JPN"))
    rare.rail.tree.setFocus()
    words = press_key(rare)
    assert any(word.startswith("Japan, ") for word in words)


def test_menu_on_a_bar_of_the_shares(rare: MainWindow) -> None:
    chart = rare.panels["chart"]
    assert isinstance(chart, ChartPanel)
    chart.show_tab("shares")
    chart.shares.grab()
    mark = next(mark for mark in chart.shares.marks if mark.partner == "JPN")
    assert len(mark.rows) == rows_of(rare.bridge.store.board, "JPN")
    ask_menu(chart.shares, mark.room.center().toPoint())
    assert any(word.startswith("Japan, ") for word in words_of(rare))


def test_menu_on_a_destination_tells_the_rows_of_that_bloc_and_product(window: MainWindow) -> None:
    chart = window.panels["chart"]
    assert isinstance(chart, ChartPanel)
    chart.splits.grab()
    silver = next(mark for mark in chart.splits.marks if mark.partner == "USA")
    ask_menu(chart.splits, silver.room.center().toPoint())
    words = words_of(window)
    assert any(word.startswith("United States, 7106, 2024: ") for word in words)


def test_points_of_the_trend_know_the_rows_of_their_own_year(rare: MainWindow) -> None:
    dataset = rare.bridge.store.snapshot.dataset
    lines = rare.bridge.store.board.chart.trend
    assert lines
    for line in lines:
        assert len(line.row_ids) == len(line.years)
        for year, rows, value in zip(line.years, line.row_ids, line.values, strict=True):
            assert rows
            assert set(dataset.trade["year"].iloc[list(rows)]) == {year}
            if line.key != "XXX":
                assert dataset.trade["value_usd"].iloc[list(rows)].sum() == pytest.approx(value)


def test_menu_on_a_country_of_the_map(rare: MainWindow) -> None:
    panel = rare.panels["map"]
    assert isinstance(panel, MapPanel)
    canvas = panel.canvases["before"]
    ask_menu(canvas, canvas.pixel_of("CHN").toPoint())
    assert any(word.startswith("China, ") for word in words_of(rare))


def test_menu_key_on_the_country_stepped_to(rare: MainWindow, qtbot: QtBot) -> None:
    panel = rare.panels["map"]
    assert isinstance(panel, MapPanel)
    canvas = panel.canvases["before"]
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    ask_menu(canvas, QPoint(1, 1), QContextMenuEvent.Reason.Keyboard)
    assert any(word.startswith("China, ") for word in words_of(rare))


def test_a_share_of_the_scenario_says_what_is_published_and_what_is_the_edit(rare: MainWindow) -> None:
    rare.bridge.store.execute(EditShare("JPN", 0.3))
    row = next(row for row in rare.scenario.rows if row.state is not None and row.state.partner == "JPN")
    ask_menu(row, QPoint(30, row.height() // 2))
    words = words_of(rare)
    assert "Changed in the scenario" in words
    assert any("Japan" in word and "30.0%" in word for word in words)
    assert any(word.startswith("Japan, ") and "US$" in word for word in words)


def test_where_no_row_stands_behind_it_says_so(rare: MainWindow) -> None:
    rare.bridge.store.execute(Select(partner="MEX"))
    rare.rail.tree.setFocus()
    rare.commands["origin"].trigger()
    assert rare.findChild(SourceDialog) is None
    assert "No row of the figures stands behind this" in rare.messages.text.text()


def test_a_figure_of_usgs_is_told_as_printed(window: MainWindow) -> None:
    window.bridge.store.execute(Select(flow="production", target="silver", year=2024))
    window.bridge.store.execute(Select(partner="MEX"))
    window.rail.tree.setFocus()
    words = press_key(window)
    # MCS 2026, silver: mine production of Mexico in 2024.
    assert any(word.startswith("Mexico, Silver, 2024: ") for word in words)
    assert "US Geological Survey" in words
