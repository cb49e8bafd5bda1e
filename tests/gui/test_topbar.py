"""The top bar: choices ask, search finds by name, code and country, from the keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset
from core.present.palette import load_palette
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names
from gui.panels.topbar import TopBar
from tests.gui.boards import board

YEARS = (2022, 2023, 2024)


@pytest.fixture
def bar(qtbot: QtBot, fonts: None, dataset: Dataset) -> TopBar:
    panel = TopBar()
    panel.set_dataset(dataset)
    panel.set_palette_theme(load_palette("light"))
    panel.resize(1400, 400)
    qtbot.addWidget(panel)
    panel.show_board(replace(board(), selection=Selection(), years=YEARS), Formatter("en", Names.of(dataset, "en")))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_flow_and_measure_ask(bar: TopBar, qtbot: QtBot) -> None:
    for choice, id_, field in ((bar.flow, "us-imports", "flow"), (bar.measure, "share", "measure")):
        with qtbot.waitSignal(bar.requestSelect) as asked:
            choice.activated.emit(choice.findData(id_))
        assert asked.args == [{field: id_}]


def test_years_step_within_what_there_is(bar: TopBar, qtbot: QtBot) -> None:
    assert not bar.years.forward.isEnabled()
    with qtbot.waitSignal(bar.requestSelect) as asked:
        qtbot.mouseClick(bar.years.back, Qt.MouseButton.LeftButton)
    assert asked.args == [{"year": 2023}]


def test_basket_counts_only_for_the_whole(bar: TopBar) -> None:
    assert bar.basket.isVisible()
    bar.show_board(replace(board(), selection=Selection(target="silver"), years=YEARS), bar.fmt)
    assert not bar.basket.isVisible()


@pytest.mark.parametrize(
    ("typed", "field", "id_"),
    [
        ("rare ea", "target", "rare-earths"),
        ("2529.22", "target", "252922"),  # fluorspar over 97 % calcium fluoride, by the Harmonized System
        ("252922", "target", "252922"),
        ("mexico", "partner", "MEX"),
    ],
)
def test_search_by_keyboard(bar: TopBar, qtbot: QtBot, typed: str, field: str, id_: str) -> None:
    bar.search.begin()
    qtbot.keyClicks(bar.search, typed)
    assert bar.search.matches.isVisible()
    with qtbot.waitSignal(bar.requestSelect) as asked:
        qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert asked.args == [{field: id_}]
    assert not bar.search.matches.isVisible()
    assert bar.search.text() == ""


def test_a_list_opens_as_wide_as_its_longest_word(bar: TopBar, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = max(bar.flow.fontMetrics().horizontalAdvance(bar.flow.itemText(i)) for i in range(bar.flow.count()))
    bar.flow.setFixedWidth(60)
    monkeypatch.setattr(QComboBox, "showPopup", lambda _box: None)  # it would take the keyboard from the whole screen
    assert bar.flow.view().minimumWidth() == 0
    bar.flow.showPopup()
    assert bar.flow.view().minimumWidth() > longest


def test_a_basket_found_means_all_its_minerals(bar: TopBar, qtbot: QtBot) -> None:
    bar.search.begin()
    qtbot.keyClicks(bar.search, "ores and prec")
    with qtbot.waitSignal(bar.requestSelect) as asked:
        qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert asked.args == [{"target": "all", "basket": "ores-and-precious"}]


def test_arrows_choose_another_match_and_escape_closes(bar: TopBar, qtbot: QtBot) -> None:
    bar.search.begin()
    qtbot.keyClicks(bar.search, "rare")
    first = bar.search.matches.currentIndex().row()
    qtbot.keyClick(bar.search, Qt.Key.Key_Down)
    assert bar.search.matches.currentIndex().row() == first + 1
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert not bar.search.matches.isVisible()


def test_nothing_found_says_so_and_asks_nothing(bar: TopBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.search, "zzzz")
    assert bar.search.model.item(0).text() == "Nothing found for “zzzz”"
    with qtbot.assertNotEmitted(bar.requestSelect):
        qtbot.keyClick(bar.search, Qt.Key.Key_Return)


def test_scenario_name_and_mark_for_unsaved(bar: TopBar) -> None:
    fmt = bar.fmt
    bar.show_scenario("", False, False, fmt)
    assert bar.scenario_button.text() == "Baseline"
    bar.show_scenario("More fluorspar", True, True, fmt)
    assert bar.scenario_button.text() == "More fluorspar •"


def test_slider_gives_way_where_it_is_narrow(bar: TopBar) -> None:
    assert bar.years.slider.isVisible()
    bar.resize(1100, 48)
    assert not bar.years.slider.isVisible()
