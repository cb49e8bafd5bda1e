"""The chart panel: which chart opens, what it says, and what pointing, clicking and keys do."""

from __future__ import annotations

import gc
import math
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from core.present.board import ChartData
from core.present.palette import load_palette
from core.text.formatter import Formatter
from gui.panels.chart_panel import ChartPanel
from gui.widgets.chart_base import PaintedChart
from gui.widgets.chart_shares import bar_rows
from tests.gui import boards

EN = Formatter("en")
AFTER = {"CHN": 0.3, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.2, "USA": 0.03}


@pytest.fixture
def panel(qtbot: QtBot) -> ChartPanel:
    made = ChartPanel()
    qtbot.addWidget(made)
    made.set_palette_theme(load_palette("light"))
    made.resize(560, 400)
    made.show_board(boards.board(), EN)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(made.splits.marks))
    return made


def click(qtbot: QtBot, chart: PaintedChart, words: str) -> None:
    mark = next(mark for mark in chart.marks if words in chart.words_of(mark))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=mark.room.center().toPoint())


def no_splits() -> ChartData:
    return ChartData(lambda: (boards.chart().trend, None))


def test_destinations_open_first_where_there_are_any_else_shares(panel: ChartPanel) -> None:
    assert panel.open_tab() == "destinations"
    panel.show_board(boards.board(chart=no_splits()), EN)
    assert panel.open_tab() == "shares"
    assert not panel.tabs.isTabVisible(0)
    panel.show_board(boards.board(), EN)
    assert panel.open_tab() == "destinations"


def test_a_picked_tab_stays_through_other_boards(panel: ChartPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.tabs, Qt.MouseButton.LeftButton, pos=panel.tabs.tabRect(1).center())
    assert panel.open_tab() == "shares"
    panel.show_board(boards.board(partner="JPN"), EN)
    assert panel.open_tab() == "shares"
    qtbot.keyClick(panel.tabs, Qt.Key.Key_Right)
    assert panel.open_tab() == "trend"


def test_destinations_say_every_share_and_none_recorded_in_words(panel: ChartPanel) -> None:
    words = panel.text_summary()
    assert "Silver: United States 84.0%" in words
    assert "rare-earths: none recorded" in words
    assert "Copper ore: United States 1.0%, China 88.0%, South Korea 7.0%" in words


def test_a_click_on_a_segment_asks_for_its_country(panel: ChartPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.requestSelect) as asked:
        click(qtbot, panel.splits, "7106 to United States: 84.0%")
    assert asked.args == [{"partner": "USA"}]
    with qtbot.assertNotEmitted(panel.requestSelect):
        click(qtbot, panel.splits, "rare-earths: none recorded")


def test_segments_fill_the_bar_in_proportion(panel: ChartPanel) -> None:
    silver = [mark.room.width() for mark in panel.splits.marks if panel.splits.words_of(mark).startswith("7106")]
    assert np.array(silver) / sum(silver) == pytest.approx([0.84, 0.10, 0.02, 0.04])


def test_shares_hold_the_pair_and_its_exact_values(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_tab("shares")
    panel.show_board(boards.board(after=AFTER), EN)
    qtbot.waitUntil(lambda: bool(panel.shares.marks))
    words = panel.shares.words_of(panel.shares.marks[0])
    assert "before 50.0%, US$100,000,000" in words
    assert "after 30.0%, US$60,000,000" in words
    assert "made-up" in words
    assert panel.shares.rows[0].label == "50.0% \u203a 30.0%"
    with qtbot.waitSignal(panel.requestSelect) as asked:
        click(qtbot, panel.shares, "Japan")
    assert asked.args == [{"partner": "JPN"}]


def test_bars_start_at_zero_and_keep_proportion(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_tab("shares")
    qtbot.waitUntil(lambda: bool(panel.shares.marks))
    picture, colours = panel.shares.grab().toImage(), load_palette("light")
    row = round(panel.shares.marks[0].room.center().y()), round(panel.shares.marks[1].room.center().y())
    swatch = 8
    china = sum(picture.pixelColor(x, row[0]).name() == colours.country("CHN") for x in range(picture.width()))
    japan = sum(picture.pixelColor(x, row[1]).name() == colours.country("JPN") for x in range(picture.width()))
    assert (japan - swatch) / (china - swatch) == pytest.approx(0.2 / 0.5, abs=0.01)


def test_keys_walk_the_bars_and_enter_chooses(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_tab("shares")
    qtbot.waitUntil(lambda: bool(panel.shares.marks))
    panel.shares.setFocus()
    qtbot.keyClick(panel.shares, Qt.Key.Key_Down)
    assert panel.shares.current_words().startswith("Japan")
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.keyClick(panel.shares, Qt.Key.Key_Return)
    assert asked.args == [{"partner": "JPN"}]


def test_a_token_has_words_but_no_bar() -> None:
    rows = {row.partner: row for row in bar_rows(boards.board(table=boards.usgs_table()), EN)}
    assert (rows["CHN"].label, math.isnan(rows["CHN"].before)) == ("W", True)
    assert (rows["MEX"].label, rows["MEX"].before) == (">50", 50.0)
    assert "XXX" not in rows


def test_a_partner_without_a_row_is_none_recorded_never_zero() -> None:
    rows = {row.partner: row for row in bar_rows(boards.board({"CHN": 0.8, "JPN": 0.2}), EN)}
    assert (rows["MEX"].label, math.isnan(rows["MEX"].before)) == ("none recorded", True)


def test_the_trend_keeps_its_gaps_and_starts_at_zero(panel: ChartPanel) -> None:
    panel.show_tab("trend")
    assert panel.trend is not None
    assert panel.title.text().endswith("US$ million")
    assert panel.note.text() == "Two valuations are never joined into one line."
    values = panel.trend._lines[0].getData()[1]
    assert list(values[[0, 1, 3, 4]]) == [80.0, 95.0, 110.0, 100.0]
    assert math.isnan(values[2])
    assert panel.trend.plot.getPlotItem().getViewBox().viewRange()[1][0] == 0.0


def test_a_click_near_a_line_asks_for_its_partner(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_tab("trend")
    assert panel.trend is not None
    box = panel.trend.plot.getPlotItem().getViewBox()
    qtbot.waitUntil(lambda: box.width() > 200)
    place = box.mapViewToScene(QPointF(2023, 110.0)).toPoint()
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.mouseClick(panel.trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [{"partner": "CHN"}]


def test_an_edit_leaves_trend_and_destinations_undrawn(panel: ChartPanel) -> None:
    made = boards.board()
    panel.show_board(made, EN)
    drawn = panel._drawn["destinations"]
    panel.show_board(boards.board(after=AFTER, chart=made.chart), EN)
    assert panel._drawn["destinations"] is drawn


def test_an_empty_board_says_why(panel: ChartPanel) -> None:
    panel.show_board(boards.empty_board(), EN)
    assert panel.pages.currentWidget() is panel.empty
    assert panel.text_summary() == "Nothing recorded"
    assert panel.empty.reason.text() == "No row in any year."


def test_another_language_and_theme(panel: ChartPanel, qtbot: QtBot) -> None:
    panel.show_tab("shares")
    panel.set_palette_theme(load_palette("dark"))
    panel.show_board(boards.board(), Formatter("es"))
    assert "Japón" in panel.text_summary()
    picture = panel.shares.grab().toImage()
    colours = {picture.pixelColor(x, 20).name() for x in range(picture.width())}
    assert load_palette("dark").country("CHN") in colours


def test_a_closed_panel_is_collected_with_its_plot() -> None:
    panel = ChartPanel()
    panel.set_palette_theme(load_palette("light"))
    panel.show_board(boards.board(), EN)
    panel.show_tab("trend")
    gone = weakref.ref(panel)
    panel.close()
    del panel
    gc.collect()
    assert gone() is None
