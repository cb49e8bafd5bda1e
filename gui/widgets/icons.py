"""Icons: our own small SVG set, one weight, painted in the theme's colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.paths import resource

SIZES = (16, 32, 48)


def icon(name: str, colour: str, faint: str | None = None) -> QIcon:
    """Return the icon resources/icons/<name>.svg in "#rrggbb"; `faint` is the colour when disabled."""
    result = QIcon()
    shown = drawings(name, colour, SIZES)
    for mode, pixmaps in (
        (QIcon.Mode.Normal, shown),
        (QIcon.Mode.Disabled, drawings(name, faint, SIZES) if faint else shown),
    ):
        for pixmap in pixmaps:
            result.addPixmap(pixmap, mode)
    return result


def application_icon() -> QIcon:
    """Return the window's icon, in its own colours."""
    result = QIcon()
    for pixmap in drawings("veta", "#000000", (16, 32, 64, 128, 256)):
        result.addPixmap(pixmap)
    return result


def drawings(name: str, colour: str, sizes: Sequence[int]) -> list[QPixmap]:
    """Return the icon resources/icons/<name>.svg in "#rrggbb", once for each size: its width and height in pixels."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    return [_drawn(renderer, size) for size in sizes]


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
