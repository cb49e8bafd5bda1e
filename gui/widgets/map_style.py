"""Brushes of the map in one theme, the same for canvas and legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from core.geo.choropleth import NO_DATA, ZERO, Mode
from core.present.palette import Palette

HATCH_STEP = 5
REPORTER = -3
"""Class of the reporting country, beside those of core.geo.choropleth."""


class MapStyle:
    """Brush by class for one palette; the hatch is a tile because Qt's own patterns cost three times the time."""

    def __init__(self, palette: Palette, ratio: float = 1.0) -> None:
        self.palette = palette
        hatch = QBrush(hatch_tile(palette, ratio))
        self._extras = {
            NO_DATA: hatch,
            ZERO: QBrush(QColor(palette.zero)),
            REPORTER: QBrush(QColor(palette.baseline_soft)),
        }
        self._sequential = [QBrush(QColor(colour)) for colour in palette.sequential]
        self._diverging = [QBrush(QColor(colour)) for colour in palette.diverging5]
        self.border = QPen(QColor(palette.border), 0.6)
        self.zero_pen = QPen(QColor(palette.zero_outline), 1.0)
        self.point_pen = QPen(QColor(palette.zero_outline), 0.8)
        self.focus_pen = QPen(QColor(palette.focus), 2)
        self.highlight = QColor(palette.highlight)
        self.halo = QColor(palette.surface)

    def brush(self, index: int, mode: Mode) -> QBrush:
        """Return the fill of a class: 0-4, NO_DATA, ZERO or REPORTER."""
        if index < 0:
            return self._extras[index]
        return (self._diverging if mode == "difference" else self._sequential)[index]


def hatch_tile(palette: Palette, ratio: float) -> QPixmap:
    """Return one seamless tile of the "no data" hatch."""
    step = HATCH_STEP
    tile = QPixmap(round(step * ratio), round(step * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(palette.no_data))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.no_data_hatch), 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift, step), QPointF(shift + step, 0))
    painter.end()
    return tile


def draw_swatch(painter: QPainter, box: QRectF, style: MapStyle, index: int, mode: Mode) -> None:
    """Paint one legend swatch."""
    painter.fillRect(box, style.brush(index, mode))
    if index == ZERO:
        painter.setPen(style.zero_pen)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif index == REPORTER:
        painter.setPen(QPen(style.highlight, 1.2))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
