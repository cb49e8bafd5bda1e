"""Where a map looks: one centre and one zoom, shared by the maps of a pair so that they never drift apart."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform

MAX_ZOOM = 24.0
MARGIN = 4.0


class MapView(QObject):
    """Zoom (1 = the whole world fits) and centre in map units, y down."""

    changed = Signal()

    def __init__(self, extent: QRectF, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._extent = extent
        self._zoom = 1.0
        self._centre = extent.center()

    @property
    def zoom(self) -> float:
        """How many times the whole-world scale."""
        return self._zoom

    def reset(self) -> None:
        """Show the whole world."""
        self._set(1.0, self._extent.center())

    def scale(self, size: QSizeF) -> float:
        """Return pixels per map unit for a canvas of `size` pixels."""
        width = max(size.width() - 2 * MARGIN, 1.0) / self._extent.width()
        height = max(size.height() - 2 * MARGIN, 1.0) / self._extent.height()
        return min(width, height) * self._zoom

    def transform(self, size: QSizeF) -> QTransform:
        """Return the transform from map units to pixels; `middle` of the height is where the centre stands."""
        scale = self.scale(size)
        out = QTransform.fromTranslate(size.width() / 2, middle(size))
        out.scale(scale, scale)
        return out.translate(-self._centre.x(), -self._centre.y())

    def zoom_by(self, factor: float, around: QPointF, size: QSizeF) -> None:
        """Zoom so that the map point under the pixel `around` stays there."""
        inverse, _ = self.transform(size).inverted()
        fixed = inverse.map(around)
        zoom = min(max(self._zoom * factor, 1.0), MAX_ZOOM)
        ratio = self._zoom / zoom
        self._set(zoom, fixed + (self._centre - fixed) * ratio)

    def pan_by(self, pixels: QPointF, size: QSizeF) -> None:
        """Move the map by pixels."""
        self._set(self._zoom, self._centre - pixels / self.scale(size))

    def show_point(self, point: QPointF, size: QSizeF) -> None:
        """Centre on a map point if it lies outside the canvas."""
        if not QRectF(QPointF(0, 0), size).contains(self.transform(size).map(point)):
            self._set(self._zoom, point)

    def _set(self, zoom: float, centre: QPointF) -> None:
        box, centred = self._extent, self._extent.center()
        reach_x, reach_y = (box.width() / 2 * (1 - 1 / zoom), box.height() / 2 * (1 - 1 / zoom))
        kept = QPointF(
            min(max(centre.x(), centred.x() - reach_x), centred.x() + reach_x),
            min(max(centre.y(), centred.y() - reach_y), centred.y() + reach_y),
        )
        if (zoom, kept) != (self._zoom, self._centre):
            self._zoom, self._centre = zoom, kept
            self.changed.emit()


def middle(size: QSizeF) -> float:
    """Return the middle of a canvas's height in whole pixels: a canvas a little higher shows the same picture then."""
    return float(size.height() // 2)
