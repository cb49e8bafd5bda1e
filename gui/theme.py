"""The look: our font, and a theme's palette turned into a Qt palette and one style sheet."""

from __future__ import annotations

from functools import cache, lru_cache
from string import Template
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette

from core.errors import VetaError
from core.paths import resource
from core.present.palette import Palette, ThemeName, load_palette
from core.text.messages import msg

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ThemeChoice = Literal["light", "dark", "system"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")

FAMILY = "Source Sans 3"
FONT_FILES = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-It.ttf",
    "SourceSans3-Semibold.ttf",
    "SourceSans3-SemiboldIt.ttf",
    "SourceSans3-Bold.ttf",
)
BODY, CAPTION, HEADLINE, FIGURE = 13, 11, 22, 20


def load_fonts() -> None:
    """Load the shipped font into this process.

    Raises:
        VetaError: a font file is missing or damaged.
    """
    for name in FONT_FILES:
        path = resource("fonts", name)
        if not path.is_file() or _add_font(str(path)) < 0:
            raise VetaError(msg("The font file {name} is missing or damaged. Install Veta again.", name=name))


@cache
def _add_font(path: str) -> int:
    """Load a file once in this process; the number Qt gives it, negative when it is no font."""
    return QFontDatabase.addApplicationFont(path)


@cache
def text_font(pixels: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font at a size in pixels.

    It is made once and shared, with all that Qt has worked out for it: whoever changes it takes a copy, `QFont(...)`.
    """
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


@cache
def figure_font(pixels: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font with figures of one width, for every number that stands above another; shared as well."""
    font = QFont(text_font(pixels, weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def text_metrics(pixels: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetrics:
    """Return the measures of the text font at a size in pixels."""
    return QFontMetrics(text_font(pixels, weight))


@cache
def figure_metrics(pixels: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetrics:
    """Return the measures of the font of figures at a size in pixels."""
    return QFontMetrics(figure_font(pixels, weight))


@lru_cache(maxsize=1024)
def shortened(
    text: str, width: int, pixels: int = BODY, weight: QFont.Weight = QFont.Weight.Normal, *, figures: bool = False
) -> str:
    """Return a text as it fits into a width in pixels, cut at its end where it must be; most names come again."""
    metrics = (figure_metrics if figures else text_metrics)(pixels, weight)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def resolve(choice: ThemeChoice) -> Palette:
    """Return the palette of a choice; "system" follows the desktop's light or dark setting."""
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return load_palette("dark" if dark else "light")
    return load_palette(cast("ThemeName", choice))


def apply(app: QApplication, colours: Palette) -> None:
    """Give the whole application a theme: Fusion, our font, the palette and the style sheet."""
    # Once there is a sheet, the style is one that wraps Fusion and has no name: to set it again would leave one behind.
    if not app.styleSheet() and app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(text_font())
    app.setPalette(qt_palette(colours))
    app.setStyleSheet(style_sheet(colours))


def qt_palette(colours: Palette) -> QPalette:
    """Return the Qt palette of a theme."""
    role = QPalette.ColorRole
    values = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Mid: colours.hairline,
        role.Dark: colours.hairline,
        role.Midlight: colours.hover,
        role.Light: colours.surface,
        role.Shadow: colours.hairline,
        role.Accent: colours.accent,
    }
    palette = QPalette()
    for key, value in values.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.baseline))
    return palette


def style_sheet(colours: Palette) -> str:
    """Return the style sheet of a theme, from resources/themes/veta.qss."""
    template = Template(resource("themes", "veta.qss").read_text(encoding="utf-8"))
    names = {name: value for name, value in vars(colours).items() if isinstance(value, str) and value.startswith("#")}
    return template.substitute(names)
