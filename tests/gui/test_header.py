"""The header: the sentence, five numbers, pairs before and after, and the door to the source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.present.board import Board, KeyFigure
from core.present.palette import load_palette
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.main_window import MainWindow
from gui.panels.header import NUMBERS, Header
from tests.gui.boards import board

FIGURES = (
    KeyFigure("total", msg("Total"), "usd", 200_000_000.0, note=msg("Customs value"), row_ids=(3, 5)),
    KeyFigure("top", msg("Largest"), "share", 0.5, 0.4),
    KeyFigure("hhi", msg("Concentration"), "index", 0.32, 0.32),
    KeyFigure("mexico", msg("Mexico"), "share", None),
    KeyFigure("stock", msg("Reserves"), "quantity", None, text=">50"),
)


def sample() -> Board:
    return replace(board(), title=msg("US imports of rare earths"), key_figures=FIGURES)


@pytest.fixture
def header(qtbot: QtBot, fonts: None) -> Header:
    panel = Header()
    panel.resize(900, 140)
    qtbot.addWidget(panel)
    panel.set_palette_theme(load_palette("light"))
    panel.show_board(sample(), Formatter("en"))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_sentence_and_numbers(header: Header) -> None:
    assert header.title.text() == "US imports of rare earths"
    names = [button.accessibleName() for button in header.figures]
    assert names[0] == "Total: US$200.0M. Customs value"
    assert names[1] == "Largest: 50.0%, in the scenario 40.0%"
    assert names[2] == "Concentration: 0.32"  # no pair where the scenario changes nothing
    assert names[3] == "Mexico: none recorded"
    assert names[4] == "Reserves: >50"  # a bound stands as printed


def test_click_and_key_open_the_source(header: Header, qtbot: QtBot) -> None:
    with qtbot.waitSignal(header.requestSource) as asked:
        qtbot.mouseClick(header.figures[0], Qt.MouseButton.LeftButton)
    assert asked.args == [(3, 5)]
    with qtbot.waitSignal(header.requestSource):
        qtbot.keyClick(header.figures[0], Qt.Key.Key_Space)


def test_scenario_number_is_painted_in_the_scenario_colour(header: Header) -> None:
    def inks(index: int) -> set[str]:
        image = header.figures[index].grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    scenario = load_palette("light").scenario
    assert scenario in inks(1)
    assert scenario not in inks(0)


def test_fewer_numbers_leave_no_empty_buttons(header: Header) -> None:
    header.show_board(replace(sample(), key_figures=FIGURES[:2]), Formatter("en"))
    assert [button.isVisible() for button in header.figures] == [True, True, False, False, False]
    assert len(header.figures) == NUMBERS


def test_summary_reads_the_sentence_and_the_numbers(header: Header) -> None:
    assert header.text_summary().startswith("US imports of rare earths. Total: US$200.0M")


def test_the_line_below_the_title_and_its_sources_on_pointing(window: MainWindow) -> None:
    header = window.header
    window.requests.show_target("silver")
    assert header.about.text() == "Critical lists. US Geological Survey: US 2025"
    assert "US list of 60 critical minerals" in header.about.toolTip()
    window.requests.show_target("battery")  # several minerals: nothing to say of all
    assert not header.about.isVisible()
    assert header.about.toolTip() == ""


def test_a_chosen_source_is_named_where_the_numbers_are(window: MainWindow) -> None:
    window.requests.run(Select(flow="us-imports", target="rare-earths"))
    assert not window.header.chosen.isVisible()
    window.requests.run(Select(source="comtrade-us-world"))
    assert window.header.chosen.text() == ("Source chosen: US Census Bureau via UN Comtrade, 2020\u20132024, CIF value")
    assert window.header.chosen.text() in window.header.text_summary()
