"""Paints one map in kept layers: land, borders, classes, and outlines with names; each is redone when it must be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from core.geo.choropleth import CLOSE_UPS, NO_DATA, ZERO, Mode
from core.geo.shapes import EU, EU_MEMBERS
from gui.theme import CAPTION, figure_font
from gui.widgets.map_paths import map_paths
from gui.widgets.map_style import REPORTER, MapStyle
from gui.widgets.map_view import MapView, middle

POINT_RADIUS = 3.5
NAME_GAP = 4.0
SPARE = 64
"""Pixels that a picture is drawn higher than its canvas: a few lines of words."""
FINE_ABOVE = 75.0
"""Pixels per map unit (a map about 400 pixels wide) from which the full outlines are drawn."""
ISLANDS_ABOVE = 260.0
"""Pixels per map unit from which far islands share their country's strong outline."""

Labels = Mapping[str, tuple[str, str]]
"""The name of a country by ISO alpha-3, and a short one for where that does not fit."""


class MapPainter:
    """The picture of one canvas. Measured at 604 x 390: new classes cost 2 ms, a new view about 15 ms."""

    def __init__(self, view: MapView, mode: Mode) -> None:
        self._view = view
        self._mode: Mode = mode
        self._paths = map_paths()
        self._style: MapStyle | None = None
        self._classes: Mapping[str, int] = {}
        self._labels: Labels = {}
        self._reporter = ""
        self._selected = ""
        self._size = self._drawn = QSizeF(1, 1)
        self._ratio = 1.0
        self._device: list[QPainterPath] = []
        self._land: QPixmap | None = None
        self._borders: QPixmap | None = None
        self._layer: QPixmap | None = None
        self._overlay: QPixmap | None = None
        self._close_ups: tuple[QPointF, QPixmap] | None = None

    # What is shown

    def set_classes(self, classes: Mapping[str, int], reporter: str, labels: Labels) -> bool:
        """Take {iso3: class}, the reporting country and the names of the labelled countries; return whether any is new.

        Most steps of a drag move no country into another class: the picture then stays.
        """
        renamed = labels != self._labels
        recoloured = (classes, reporter) != (self._classes, self._reporter)
        if renamed:
            self._overlay = None
        if recoloured:
            self._layer = None
        self._classes, self._reporter, self._labels = classes, reporter, labels
        return renamed or recoloured

    def set_style(self, style: MapStyle) -> None:
        """Take the brushes of a theme."""
        self._style = style
        self._land = self._borders = self._layer = self._overlay = self._close_ups = None

    def set_selected(self, iso3: str) -> bool:
        """Take the chosen partner; "" for none; return whether it is another."""
        if iso3 == self._selected:
            return False
        self._selected = iso3
        self._overlay = None
        return True

    def set_size(self, size: QSizeF, ratio: float) -> None:
        """Take the canvas's size in pixels and its device pixel ratio.

        The picture is drawn a little higher than the canvas: where the words above and below the map take another
        line, the map is as large as before, and the picture only moves.
        """
        self._size = size
        if ratio == self._ratio and self._same_picture(self._drawn, size):
            return
        higher = QSizeF(size.width(), size.height() + SPARE)
        self._ratio = ratio
        self._drawn = higher if self._same_picture(higher, size) else size
        self.view_changed()

    def _same_picture(self, drawn: QSizeF, size: QSizeF) -> bool:
        """Return whether a canvas shows a part of the picture drawn for another; half a pixel cannot be moved by."""
        if drawn == size:
            return True
        whole = float(self._ratio).is_integer() and drawn.width() == size.width() and drawn.height() >= size.height()
        return whole and self._view.scale(drawn) == self._view.scale(size)

    def view_changed(self) -> None:
        """Forget everything that depends on zoom and position."""
        self._device = []
        self._land = self._borders = self._layer = self._overlay = self._close_ups = None

    @property
    def holds_picture(self) -> bool:
        """Whether layers or outlines of a view are kept."""
        return bool(self._device or self._land or self._layer or self._overlay)

    # Where things are

    def points(self) -> list[str]:
        """Return tiny hubs with a figure of their own, and countries of which the map has no shape."""
        through_union = EU_MEMBERS if EU in self._classes else frozenset[str]()
        return [
            iso3
            for iso3, index in self._classes.items()
            if index != NO_DATA and iso3 in self._paths.anchors and iso3 not in through_union and self._is_point(iso3)
        ]

    def pixel_of(self, iso3: str) -> QPointF:
        """Return where a country's anchor stands in the picture."""
        return self._view.transform(self._drawn).map(self._paths.anchors[iso3])

    def _is_point(self, iso3: str) -> bool:
        at = self._paths.index.get(iso3)
        if at is None:
            return True
        if iso3 not in self._paths.small:
            return False
        box, scale = self._paths.box(at), self._view.scale(self._drawn)
        return max(box.width(), box.height()) * scale < 2.2 * POINT_RADIUS

    def _device_paths(self) -> list[QPainterPath]:
        if not self._device:
            transform = self._view.transform(self._drawn)
            paths = self._paths.fine if self._view.scale(self._drawn) > FINE_ABOVE else self._paths.coarse
            self._device = [transform.map(path) for path in paths]
        return self._device

    # Painting

    def paint(self, painter: QPainter, outlined: Mapping[str, float]) -> None:
        """Paint the map, then the outlines that follow pointer and keys: {iso3: width in pixels}."""
        if self._style is None:
            return
        self._land = self._land or self._paint_land(self._style)
        self._borders = self._borders or self._paint_borders(self._style)
        self._layer = self._layer or self._paint_classes(self._style, self._land, self._borders)
        self._overlay = self._overlay or self._paint_overlay(self._style)
        painter.save()
        painter.translate(0, middle(self._size) - middle(self._drawn))
        painter.drawPixmap(0, 0, self._layer)
        painter.drawPixmap(0, 0, self._overlay)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for iso3, width in outlined.items():
            if iso3 and iso3 != self._selected:
                self._outline(painter, self._style, iso3, width, halo=True)
        painter.restore()

    def _blank(self, fill: str | Qt.GlobalColor) -> QPixmap:
        pixmap = QPixmap((self._drawn * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(fill)
        return pixmap

    def _paint_land(self, style: MapStyle) -> QPixmap:
        """All land without data: kept while classes change, because the hatch costs most of the time."""
        land = self._blank(style.palette.sea)
        painter = QPainter(land)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.brush(NO_DATA, self._mode))
        self._draw_visible(painter)
        painter.end()
        return land

    def _paint_borders(self, style: MapStyle) -> QPixmap:
        """All borders: kept while classes change, and laid over them, because lines cost more than areas."""
        borders = self._blank(Qt.GlobalColor.transparent)
        painter = QPainter(borders)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.border)
        self._draw_visible(painter)
        painter.end()
        return borders

    def _draw_visible(self, painter: QPainter) -> None:
        visible = QRectF(QPointF(0, 0), self._drawn)
        for path in self._device_paths():
            if path.boundingRect().intersects(visible):
                painter.drawPath(path)

    def _paint_classes(self, style: MapStyle, land: QPixmap, borders: QPixmap) -> QPixmap:
        """The countries with data between land and borders; zero is outlined last so that no neighbour covers it."""
        layer = land.copy()
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paths = self._device_paths()
        known = {iso3: self._class(iso3) for iso3 in (*self._classes, self._reporter) if iso3 in self._paths.index}
        painter.setPen(Qt.PenStyle.NoPen)
        for iso3, index in known.items():
            if index != NO_DATA:
                painter.setBrush(style.brush(index, self._mode))
                painter.drawPath(paths[self._paths.index[iso3]])
        painter.drawPixmap(0, 0, borders)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(style.zero_pen)
        for iso3, index in known.items():
            if index == ZERO:
                painter.drawPath(paths[self._paths.index[iso3]])
        self._paint_points(painter, style)
        painter.end()
        return layer

    def _class(self, iso3: str) -> int:
        return REPORTER if iso3 and iso3 == self._reporter else self._classes.get(iso3, NO_DATA)

    def _paint_points(self, painter: QPainter, style: MapStyle) -> None:
        painter.setPen(style.point_pen)
        for iso3 in self.points():
            painter.setBrush(style.brush(self._class(iso3), self._mode))
            painter.drawEllipse(self.pixel_of(iso3), POINT_RADIUS, POINT_RADIUS)

    def _paint_overlay(self, style: MapStyle) -> QPixmap:
        """Strong outlines and names, kept while classes change."""
        self._close_ups = self._close_ups or self._paint_close_ups(style)
        overlay = self._blank(Qt.GlobalColor.transparent)
        painter = QPainter(overlay)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(*self._close_ups)
        if self._selected:
            self._outline(painter, style, self._selected, 2.8, halo=True)
        self._paint_names(painter, style)
        painter.end()
        return overlay

    def _paint_close_ups(self, style: MapStyle) -> tuple[QPointF, QPixmap]:
        """The outlines that every overlay begins with, and where they stand: the long coast of one takes a while."""
        outlines = self._blank(Qt.GlobalColor.transparent)
        painter = QPainter(outlines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for iso3 in CLOSE_UPS:
            self._outline(painter, style, iso3, 1.2)
        painter.end()
        transform, box = self._view.transform(self._drawn), QRectF()
        for iso3 in CLOSE_UPS:
            box |= transform.mapRect(self._paths.box(self._paths.index[iso3]))
        spare = POINT_RADIUS + 3.0
        inside = box.adjusted(-spare, -spare, spare, spare) & QRectF(QPointF(0, 0), self._drawn)
        cut = QRectF(inside.topLeft() * self._ratio, inside.size() * self._ratio).toAlignedRect() & outlines.rect()
        return QPointF(cut.topLeft()) / self._ratio, outlines.copy(cut)

    def _outline(self, painter: QPainter, style: MapStyle, iso3: str, width: float, halo: bool = False) -> None:
        members = sorted(EU_MEMBERS) if iso3 == EU else [iso3]
        # Twenty-seven small countries drown in the strong outline of one.
        pens = [QPen(style.halo, width + 2.0)] if halo and iso3 != EU else []
        pens.append(QPen(style.highlight, 1.2 if iso3 == EU else width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in pens:
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for member in members:
                if iso3 != EU or not self._is_point(member):
                    self._trace(painter, member)

    def _trace(self, painter: QPainter, iso3: str) -> None:
        at = self._paths.index.get(iso3)
        if at is None or self._is_point(iso3):
            if iso3 in self._paths.anchors:
                painter.drawEllipse(self.pixel_of(iso3), POINT_RADIUS + 1.5, POINT_RADIUS + 1.5)
        elif self._view.scale(self._drawn) > ISLANDS_ABOVE:
            painter.drawPath(self._device_paths()[at])
        else:
            painter.drawPath(self._view.transform(self._drawn).map(self._paths.main(at)))

    def _paint_names(self, painter: QPainter, style: MapStyle) -> None:
        """Names on their countries, or in the ocean to the west where they do not fit."""
        painter.setFont(figure_font(CAPTION, QFont.Weight.DemiBold))
        metrics = QFontMetricsF(painter.font())
        transform = self._view.transform(self._drawn)
        for iso3, (name, short) in self._labels.items():
            box = transform.mapRect(self._paths.largest(self._paths.index[iso3]))
            middle, width = self.pixel_of(iso3), metrics.horizontalAdvance(name)
            text, left = name, middle.x() - width / 2
            if width > 0.95 * box.width():
                text = name if box.left() - width > NAME_GAP else short
                left = box.left() - metrics.horizontalAdvance(text) - NAME_GAP
            _haloed(painter, QPointF(left, middle.y() + metrics.capHeight() / 2), text, style)


def _haloed(painter: QPainter, at: QPointF, text: str, style: MapStyle) -> None:
    """Write text with a halo, legible on every class."""
    path = QPainterPath()
    path.addText(at, painter.font(), text)
    halo = QPen(style.halo, 3.0)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, style.highlight)
