"""The map panel by mouse and keyboard, on hand-made boards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from core.present.board import Board
from core.present.palette import load_palette
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.main_window import MainWindow
from gui.panels.map_panel import MapPanel
from tests.gui.boards import SHARES, TOTAL, board, usgs_table

BOUNDS = np.array([0.0, 1e6, 1e7, 3e7, 6e7, 1e8])
AFTER: Mapping[str, float] = {**SHARES, "CHN": 0.4, "MEX": 0.1}
EN = Formatter("en")


def mapped(after: Mapping[str, float] | None = None, *, partner: str | None = None, **changes: object) -> Board:
    made = board(after=after, partner=partner)
    return replace(made, map=replace(made.map, bounds=BOUNDS, reporter="USA", **changes))


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., MapPanel]:
    def _show(made: Board, theme: str = "light") -> MapPanel:
        panel = MapPanel()
        qtbot.addWidget(panel)
        panel.resize(900, 520)
        panel.set_palette_theme(load_palette(theme))
        panel.show_board(made, EN)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return _show


def at(panel: MapPanel, iso3: str) -> QPoint:
    return panel.canvases["before"].pixel_of(iso3).toPoint()


def colour(panel: MapPanel, iso3: str, shift: QPoint | None = None) -> str:
    canvas = panel.canvases["before"]
    return canvas.grab().toImage().pixelColor(at(panel, iso3) + (shift or QPoint())).name()


def test_countries_take_the_colour_of_their_class(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    palette = load_palette("light")
    assert colour(panel, "CHN") == palette.sequential[4]  # US$100M
    assert colour(panel, "JPN") == palette.sequential[3]  # US$40M
    assert colour(panel, "DEU") == palette.sequential[2]  # US$20M, through the European Union
    assert colour(panel, "MEX", QPoint(0, 14)) == palette.zero
    assert colour(panel, "USA", QPoint(0, 14)) == palette.baseline_soft
    assert colour(panel, "BRA") not in {*palette.sequential, palette.zero, palette.baseline_soft, palette.sea}


@pytest.mark.parametrize("more", [1, 14, 27, -15])
def test_a_map_with_a_little_more_or_less_height_is_moved_and_not_drawn_again(
    show: Callable[..., MapPanel], more: int
) -> None:
    panel = show(mapped())
    canvas, palette = panel.canvases["before"], load_palette("light")
    canvas.grab()
    drawn = canvas._painter._land
    canvas.resize(canvas.width(), canvas.height() + more)
    assert colour(panel, "CHN") == palette.sequential[4]  # where a click is looked up, the country is painted
    assert colour(panel, "JPN") == palette.sequential[3]
    assert canvas.country_at(QPointF(at(panel, "JPN"))) == "JPN"
    assert canvas._painter._land is drawn
    canvas.resize(canvas.width() // 2, canvas.height())
    assert colour(panel, "CHN") == palette.sequential[4]
    assert canvas._painter._land is not drawn


def test_click_asks_for_the_partner_and_again_for_none(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(panel, "CHN"))
    assert asked.args == [{"partner": "CHN"}]
    panel.show_board(mapped(partner="CHN"), EN)
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(panel, "CHN"))
    assert asked.args == [{"partner": None}]


def test_click_on_a_member_means_the_union(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.mouseClick(panel.canvases["before"], Qt.MouseButton.LeftButton, pos=at(panel, "FRA"))
    assert asked.args == [{"partner": "EUU"}]
    assert "European Union (reported as one)" in panel.words_of("FRA")
    assert "European Union (reported as one)" not in panel.words_of("EST")


def test_click_at_sea_and_drag_ask_for_nothing(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    with qtbot.assertNotEmitted(panel.requestSelect):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2 - 60, canvas.height() - 12))
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(panel, "CHN"))
        qtbot.mouseMove(canvas, at(panel, "CHN") + QPoint(40, 0))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(panel, "CHN") + QPoint(40, 0))


def test_hover_tells_value_share_and_source(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped(AFTER))
    canvas = panel.canvases["before"]
    qtbot.mouseMove(canvas, at(panel, "JPN") - QPoint(30, 0))
    qtbot.mouseMove(canvas, at(panel, "CHN"))
    words = canvas.toolTip()
    assert "<b>China</b>" in words
    assert f"Before: {EN.money(TOTAL * 0.5)}, {EN.share(0.5)} of the total" in words
    assert f"After: {EN.money(TOTAL * 0.4)}, {EN.share(0.4)} of the total" in words
    assert EN.source("made-up") in words
    assert "not listed" in panel.words_of("BRA")
    assert "reporting country" in panel.words_of("USA")


def test_pair_stands_side_by_side_and_difference_replaces_it(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    assert panel.modes() == ("before",)
    assert not panel.pair_button.isVisible()
    panel.show_board(mapped(AFTER), EN)
    before, after, difference = (panel.canvases[mode] for mode in ("before", "after", "difference"))
    qtbot.waitUntil(lambda: before.geometry().right() < after.geometry().left())
    assert before.isVisible()
    assert not difference.isVisible()
    qtbot.mouseClick(panel.difference_button, Qt.MouseButton.LeftButton)
    assert difference.isVisible()
    assert not before.isVisible()
    qtbot.mouseClick(panel.pair_button, Qt.MouseButton.LeftButton)
    assert before.isVisible()
    panel.show_board(mapped(), EN)
    assert panel.modes() == ("before",)


def test_keys_zoom_pan_and_reset(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert panel.view.zoom > 1.5
    here = at(panel, "CHN")
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert at(panel, "CHN").x() < here.x()
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert panel.view.zoom == 1.0


def test_zoom_keeps_the_place_under_the_pointer(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    place = canvas.pixel_of("CHN")
    panel.view.zoom_by(3.0, place, canvas.size().toSizeF())
    assert (canvas.pixel_of("CHN") - place).manhattanLength() < 1e-6
    panel.view.pan_by(QPointF(1e6, 1e6), canvas.size().toSizeF())
    assert canvas.country_at(canvas.rect().center().toPointF()) is not None


def test_ctrl_arrows_walk_by_falling_value_and_enter_chooses(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    control = Qt.KeyboardModifier.ControlModifier
    for expected in ("CHN", "JPN"):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, control)
        assert EN.country(expected) in canvas.accessibleDescription()
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert asked.args == [{"partner": "JPN"}]
    qtbot.keyClick(canvas, Qt.Key.Key_Left, control)
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert asked.args == [{"partner": "CHN"}]


def test_call_outs_are_buttons_with_words(qtbot: QtBot, show: Callable[..., MapPanel]) -> None:
    panel = show(mapped(AFTER))
    mexico, states = panel.chips
    assert mexico.text() == "Mexico  0 → US$20M"
    assert "reporting country" in states.text()
    assert mexico.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(panel.requestSelect) as asked:
        qtbot.keyClick(mexico, Qt.Key.Key_Space)
    assert asked.args == [{"partner": "MEX"}]
    assert not mexico.isChecked()
    panel.show_board(mapped(AFTER, partner="MEX"), EN)
    assert mexico.isChecked()


def test_what_has_no_countries_explains_itself(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped(covered=False))
    assert panel.empty.isVisible()
    assert not any(canvas.isVisible() for canvas in panel.canvases.values())
    assert "no countries" in panel.text_summary()


def test_a_partner_only_the_scenario_has_was_not_listed_before(show: Callable[..., MapPanel]) -> None:
    made = mapped(AFTER)
    before = np.where(made.map.partners == "MEX", np.nan, made.map.before)
    panel = show(replace(made, map=replace(made.map, before=before)))
    assert panel.chips[0].text() == "Mexico  not listed → US$20M"
    assert "Before: not listed" in panel.words_of("MEX")
    assert "After: US$20,000,000" in panel.words_of("MEX")


def test_tokens_are_shown_as_printed(show: Callable[..., MapPanel]) -> None:
    made = replace(board(), table=usgs_table())
    layer = replace(made.map, partners=made.table.keys, before=made.table.before, after=made.table.after, bounds=BOUNDS)
    panel = show(replace(made, map=replace(layer, unit="quantity", unit_name="t")))
    assert "W" in panel.words_of("CHN")
    assert EN.token("W") in panel.words_of("CHN")
    assert panel.chips[0].text() == "Mexico  >50"
    assert panel.chips[1].text() == "United States  50"


def test_names_for_screen_readers_follow_the_language(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped(title=msg("Value by partner")))
    assert panel.accessibleName()
    assert "China" in panel.text_summary()
    assert panel.canvases["before"].accessibleName()
    assert "US$100M" in panel.legend.accessibleDescription()
    panel.show_board(mapped(), Formatter("es"))
    assert panel.chips[1].text().startswith("Estados Unidos")
    assert "Estados Unidos" in panel.text_summary()


def test_themes_repaint(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    panel.set_palette_theme(load_palette("dark"))
    assert colour(panel, "CHN") == load_palette("dark").sequential[4]


def test_nothing_of_a_closed_panel_stays(qtbot: QtBot) -> None:
    gone = []
    for _ in range(3):
        panel = MapPanel()
        panel.set_palette_theme(load_palette("light"))
        panel.show_board(mapped(AFTER), EN)
        panel.grab()
        gone += [weakref.ref(panel), weakref.ref(panel.canvases["before"]), weakref.ref(panel.view)]
        with qtbot.waitSignal(panel.destroyed):
            panel.deleteLater()
        del panel
    gc.collect()
    assert [ref for ref in gone if ref() is not None] == []


def test_a_hidden_map_keeps_no_picture(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped())
    canvas = panel.canvases["before"]
    first = canvas.grab().toImage()
    assert canvas.holds_picture
    panel.hide()
    assert not canvas.holds_picture
    panel.show()
    assert canvas.grab().toImage() == first


def test_a_board_without_figures_leaves_the_picture_for_the_next(window: MainWindow) -> None:
    canvas = window.panels["map"].canvases["before"]
    window.requests.run(Select(flow="us-imports", target="copper", year=2024))
    canvas.grab()
    window.requests.run(Select(flow="mexico-exports", target="rare-earths"))  # none recorded: nothing is drawn
    assert not canvas.isVisible()
    assert canvas.holds_picture


def test_a_map_gives_its_picture_up_to_another(show: Callable[..., MapPanel]) -> None:
    panel = show(mapped(AFTER))
    canvas = panel.canvases["before"]
    canvas.grab()
    assert canvas.holds_picture
    panel.show_difference()
    assert not canvas.holds_picture
