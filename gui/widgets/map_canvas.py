"""One map on screen: paints the classes, finds the country under the pointer, moves with mouse and keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.geo.choropleth import Mode
from gui.theme import CAPTION, figure_font
from gui.widgets.map_painter import Labels, MapPainter
from gui.widgets.map_paths import map_paths
from gui.widgets.map_style import MapStyle
from gui.widgets.map_view import MapView

PICK_RADIUS = 7.0
PAN_STEP = 48.0
ZOOM_STEP = 1.35
HOVER_WIDTH, CURSOR_WIDTH = 1.8, 2.4

_PAN_KEYS = {
    Qt.Key.Key_Left: QPointF(PAN_STEP, 0),
    Qt.Key.Key_Right: QPointF(-PAN_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, PAN_STEP),
    Qt.Key.Key_Down: QPointF(0, -PAN_STEP),
}
_STEP_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class MapCanvas(QWidget):
    """A world map. Give it classes, words and a shared view; it tells which country is meant.

    Signals:
        picked: iso3 of a clicked country.
        hovered: iso3 under the pointer, "" for none.
        stepped: +1 or -1 when Ctrl and an arrow ask for the next or previous partner by value.
        accepted: Enter or Space on the map.
        dismissed: Escape on the map.
        originAsked: iso3 of the country a context menu is asked for, and the place of the screen.
    """

    picked = Signal(str)
    hovered = Signal(str)
    stepped = Signal(int)
    accepted = Signal()
    dismissed = Signal()
    originAsked = Signal(str, QPoint)

    def __init__(self, view: MapView, mode: Mode = "before", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode: Mode = mode
        self._view = view
        self._paths = map_paths()
        self._painter = MapPainter(view, mode)
        self._style: MapStyle | None = None
        self._cursor = ""
        self._hover = ""
        self._caption = ""
        self._dragging: QPoint | None = None
        self._dragged = False
        self._keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 60)
        view.changed.connect(self._on_view_changed)

    # What is shown

    def show_classes(self, classes: Mapping[str, int], reporter: str, labels: Labels, caption: str) -> None:
        """Show {iso3: class}, the labels of the named countries and a caption such as "Before"; "" for none."""
        if self._painter.set_classes(classes, reporter, labels) or caption != self._caption:
            self._caption = caption
            self.update()

    def set_style(self, style: MapStyle) -> None:
        """Take the brushes of a theme."""
        self._style = style
        self._painter.set_style(style)
        self.update()

    def set_selected(self, iso3: str) -> None:
        """Outline the chosen partner; "" for none."""
        if self._painter.set_selected(iso3):
            self.update()

    def set_hover(self, iso3: str) -> None:
        """Outline the country under the pointer, also one hovered on the other map of a pair."""
        if iso3 != self._hover:
            self._hover = iso3
            self.update()

    def set_cursor_country(self, iso3: str) -> None:
        """Outline the country the keyboard stands on and bring it into view; "" for none."""
        if iso3 == self._cursor:
            return
        self._cursor = iso3
        anchor = self._paths.anchors.get(iso3)
        if anchor is not None:
            self._view.show_point(anchor, self._size())
        self.update()

    def let_go(self) -> None:
        """Let go of the picture: several megabytes that nobody looks at."""
        self._painter.view_changed()

    @property
    def holds_picture(self) -> bool:
        """Whether a picture of the map is kept, as it is while it is looked at."""
        return self._painter.holds_picture

    def country_at(self, pixel: QPointF) -> str:
        """Return the country at a pixel, points first; "" for sea and for land that is no partner."""
        self._painter.set_size(self._size(), self.devicePixelRatioF())
        best, reach = "", PICK_RADIUS
        for iso3 in self._painter.points():
            distance = (self.pixel_of(iso3) - pixel).manhattanLength()
            if distance < reach:
                best, reach = iso3, distance
        if best:
            return best
        inverse, _ = self._view.transform(self._size()).inverted()
        return self._paths.at(inverse.map(pixel)) or ""

    def pixel_of(self, iso3: str) -> QPointF:
        """Return where a country's anchor is drawn."""
        return self._view.transform(self._size()).map(self._paths.anchors[iso3])

    def show_words(self, words: str, iso3: str) -> None:
        """Show a tooltip (rich text) beside a country's anchor, for who walks with the keyboard."""
        if iso3 in self._paths.anchors:
            QToolTip.showText(self.mapToGlobal(self.pixel_of(iso3).toPoint()), words, self)

    # Painting

    def _size(self) -> QSizeF:
        return QSizeF(self.size())

    def _on_view_changed(self) -> None:
        self._painter.view_changed()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the map, its caption and, for who came by keyboard, the focus frame."""
        if self._style is None:
            return
        self._painter.set_size(self._size(), self.devicePixelRatioF())
        painter = QPainter(self)
        self._painter.paint(painter, {self._hover: HOVER_WIDTH, self._cursor: CURSOR_WIDTH})
        if self._caption:
            painter.setFont(figure_font(CAPTION, QFont.Weight.DemiBold))
            painter.setPen(self._style.palette.text)
            painter.drawText(QPointF(6, painter.fontMetrics().ascent() + 4), self._caption)
        if self._keyboard and self.hasFocus():
            painter.setPen(self._style.focus_pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag or a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while dragging, else tell the country under the pointer."""
        here = event.position().toPoint()
        if self._dragging is None:
            self.hovered.emit(self.country_at(event.position()))
            return
        moved = here - self._dragging
        if self._dragged or moved.manhattanLength() > 4:
            self._dragged = True
            self._dragging = here
            self._view.pan_by(QPointF(moved), self._size())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the clicked country unless the map was dragged."""
        if event.button() != Qt.MouseButton.LeftButton or self._dragging is None:
            return
        self._dragging = None
        iso3 = "" if self._dragged else self.country_at(event.position())
        if iso3:
            self.picked.emit(iso3)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show the whole world again."""
        self._dragging = None
        self._view.reset()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask where a country's figure comes from: of the one pointed at, or by key the one stepped to."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        iso3 = self._cursor if by_key else self.country_at(QPointF(event.pos()))
        if iso3:
            place = self.mapToGlobal(self.pixel_of(iso3).toPoint()) if by_key else event.globalPos()
            self.originAsked.emit(iso3, place)
        else:
            event.ignore()  # the panel's own menu opens

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        factor = 1.0015 ** event.angleDelta().y()
        self._view.zoom_by(factor, event.position(), self._size())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self.hovered.emit("")
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus frame to whoever came by keyboard."""
        self._keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom, step through partners, choose; anything else goes on to the window."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if control and key in _STEP_KEYS:
            self.stepped.emit(_STEP_KEYS[key])
        elif control:
            super().keyPressEvent(event)
        elif key in _PAN_KEYS:
            self._view.pan_by(_PAN_KEYS[key], self._size())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._view.zoom_by(ZOOM_STEP, middle, self._size())
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._view.zoom_by(1 / ZOOM_STEP, middle, self._size())
        elif key == Qt.Key.Key_0:
            self._view.reset()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)
