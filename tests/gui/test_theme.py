"""The themes: readable by the WCAG 2.2 ratios, complete, and set in our own font."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.errors import VetaError
from core.paths import resource
from core.present import palette as palettes
from core.present.palette import THEMES, ThemeName, contrast, load_palette, luminance
from gui import theme
from gui.widgets.choice import Choice
from gui.widgets.icons import icon

# WCAG 2.2, 1.4.3 and 1.4.11
TEXT_RATIO, GRAPHIC_RATIO = 4.5, 3.0


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the known near miss


@pytest.mark.parametrize("name", THEMES)
def test_words_are_readable_on_every_ground(name: ThemeName) -> None:
    colours = load_palette(name)
    for ground in (colours.window, colours.surface, colours.raised, colours.accent_soft, colours.hover):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.muted, ground) >= TEXT_RATIO, ground
    for ink in (colours.scenario, colours.warning, colours.error, colours.accent):
        assert contrast(ink, colours.surface) >= TEXT_RATIO
    assert contrast(colours.on_accent, colours.accent) >= TEXT_RATIO
    assert contrast(colours.focus, colours.window) >= GRAPHIC_RATIO


@pytest.mark.parametrize("name", THEMES)
def test_five_classes_run_one_way_in_lightness(name: ThemeName) -> None:
    colours = load_palette(name)
    steps = [luminance(colour) for colour in colours.sequential]
    assert steps == sorted(steps, reverse=not colours.dark)
    assert (len(colours.sequential), len(colours.diverging5), len(colours.diverging7)) == (5, 5, 7)


@pytest.mark.parametrize("name", THEMES)
def test_scenario_colour_belongs_to_no_country(name: ThemeName) -> None:
    colours = load_palette(name)
    assert colours.scenario not in {*colours.countries.values(), colours.accent, colours.baseline}
    assert colours.country("MEX") != colours.country("USA") != colours.country("CHN")
    assert colours.country("ZWE") == colours.other_country


def test_a_theme_with_a_missing_colour_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = resource("themes", "light.json").read_text(encoding="utf-8").replace('"muted"', '"mute"')
    (tmp_path / "light.json").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(palettes, "resource", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(VetaError, match="light"):
        load_palette.__wrapped__("light")


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_is_complete(name: ThemeName) -> None:
    sheet = theme.style_sheet(load_palette(name))
    assert "$" not in sheet
    assert load_palette(name).accent in sheet


def test_shipped_font_has_three_faces_and_figures_of_one_width(fonts: None) -> None:
    assert QFontInfo(theme.text_font()).family() == theme.FAMILY
    semibold = QFontInfo(theme.text_font(weight=QFont.Weight.DemiBold))
    assert (semibold.family(), semibold.weight()) == (theme.FAMILY, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(theme.figure_font(20))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"), abs=0.01)


def test_missing_font_is_one_plain_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(theme, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(VetaError, match=r"SourceSans3-Regular\.ttf is missing"):
        theme.load_fonts()


def test_applying_a_theme_sets_font_and_ground(qapp: QApplication, fonts: None, qtbot: QtBot) -> None:
    dark = load_palette("dark")
    theme.apply(qapp, dark)
    label = QLabel("x")
    qtbot.addWidget(label)
    assert label.font().pixelSize() == theme.BODY
    assert qapp.palette().window().color().name() == dark.window
    theme.apply(qapp, load_palette("light"))


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_takes_the_colour_asked_for(path: Path, fonts: None) -> None:
    image = icon(path.stem, "#ff0000").pixmap(32, 32).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert inks, "nothing drawn"
    assert path.stem == "veta" or inks == {"#ff0000"}


def test_a_change_of_theme_does_not_make_the_style_anew(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, load_palette("light"))
    asked: list[str] = []
    monkeypatch.setattr(QApplication, "setStyle", asked.append)
    theme.apply(qapp, load_palette("dark"))
    assert asked == []
    assert qapp.styleSheet() == theme.style_sheet(load_palette("dark"))


def test_a_font_is_made_once_and_stays_as_it_is(qtbot: QtBot, fonts: None) -> None:
    assert theme.text_font() is theme.text_font()
    assert theme.figure_font() != theme.text_font()
    choice = Choice(strong=True, low=True)
    qtbot.addWidget(choice)
    choice.sizeHint()
    assert theme.figure_font(theme.CAPTION).weight() == QFont.Weight.Normal


def test_a_text_is_cut_at_its_end_where_it_has_no_room(fonts: None) -> None:
    assert theme.shortened("Manganese", 400) == "Manganese"
    assert theme.shortened("Manganese", 40).endswith("\u2026")
