"""Icons: our own small SVG set, one weight, painted in the theme's colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.paths import resource

SIZES = (16, 32, 48)


def icon(name: str, colour: str, faint: str | None = None) -> QIcon:
    """Return the icon resources/icons/<name>.svg in "#rrggbb"; `faint` is the colour when disabled."""
    result = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faint or colour)):
        for size in SIZES:
            result.addPixmap(drawing(name, ink, size), mode)
    return result


def application_icon() -> QIcon:
    """Return the window's icon, in its own colours."""
    result = QIcon()
    for size in (16, 32, 64, 128, 256):
        result.addPixmap(drawing("veta", "#000000", size))
    return result


def drawing(name: str, colour: str, size: int) -> QPixmap:
    """Return the icon resources/icons/<name>.svg in "#rrggbb", `size` pixels wide and high."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return pixmap
