"""A share from 0 to 100 %: the published share as a tick, the share now as a fill, in tenths of a point."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from core.present.palette import Palette
from gui.widgets.attended import Attended

STEPS = 1000
_MARGIN, _RADIUS = 8.0, 6.0
_SEEN = 0.1
"""Pixels below which a mark that moves is not painted anew; counted from where it was painted last."""
BURST_SECONDS = 0.8
gestures = itertools.count(1)
"""Numbers of gestures: one drag, one burst of keys or one typed entry is one step of undo."""
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_PAGES = {Qt.Key.Key_PageDown: -50, Qt.Key.Key_PageUp: 50}


def key_steps(event: QKeyEvent) -> int | None:
    """Return how many tenths of a point a key asks for: arrows 1, with Shift 10, Page 50; None for other keys."""
    key = Qt.Key(event.key())
    if key in _PAGES:
        return _PAGES[key]
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return _KEYS[key] * (10 if shift else 1) if key in _KEYS else None


class ShareSlider(Attended, QSlider):
    """Asks for shares; it shows only what `show_share` says, painted by its row.

    Signals:
        dragStarted: the mouse took the handle.
        dragAsked: share 0-1 under the mouse.
        keyAsked: share 0-1 after a key.
        attended: it took or lost the focus.
    """

    dragStarted = Signal()
    dragAsked = Signal(float)
    keyAsked = Signal(float)
    attended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before, self._after, self._limit = 0.0, 0.0, 1.0
        self._edited = False
        self._asked = -1
        self._painted = (-1.0, -1.0, -1.0, False)

    def show_share(self, before: float, after: float, limit: float, edited: bool) -> bool:
        """Take shares 0-1, `limit` the most that locks leave; return whether that is to be seen."""
        shown = (before, after, limit, edited)
        if shown == (self._before, self._after, self._limit, self._edited):
            return False
        self._before, self._after, self._limit, self._edited = shown
        self.blockSignals(True)
        self.setValue(round(after * STEPS))
        self.blockSignals(False)
        places = (self._x(before), self._x(after), self._x(limit))
        moved = any(abs(new - old) > _SEEN for new, old in zip(places, self._painted[:3], strict=True))
        if not moved and edited == self._painted[3]:
            return False
        self._painted = (*places, edited)
        return True

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 24)

    # Asking

    def _clamped(self, steps: int) -> float:
        return min(max(0, steps), STEPS * self._limit) / STEPS

    def _ask_at(self, x: float) -> None:
        room = max(1.0, self.width() - 2 * _MARGIN)
        steps = min(max(0, round((x - _MARGIN) / room * STEPS)), STEPS)
        if steps != self._asked:
            self._asked = steps
            self.dragAsked.emit(self._clamped(steps))

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._asked = -1
            self.dragStarted.emit()
            if abs(event.position().x() - self._x(self._after)) > _RADIUS:
                self._ask_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask_at(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = key_steps(event)
        if steps is not None:
            self.keyAsked.emit(self._clamped(round(self._after * STEPS) + steps))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.keyAsked.emit(self._clamped(0 if event.key() == Qt.Key.Key_Home else STEPS))
        else:
            event.ignore()

    # Painting

    def _x(self, share: float) -> float:
        return _MARGIN + (self.width() - 2 * _MARGIN) * min(max(share, 0.0), 1.0)

    def paint_on(self, painter: QPainter, colours: Palette) -> None:
        """Draw groove, fill, tick and handle; the ring of the focus instead of the fill's colour."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        fill = QColor(colours.scenario if self._edited else colours.baseline)
        self._paint_groove(painter, middle, _MARGIN, self._x(self._limit), QColor(colours.hairline))
        self._paint_groove(painter, middle, _MARGIN, self._x(self._after), fill)
        tick = QRectF(self._x(self._before) - 1, middle - 8, 2, 16)
        painter.fillRect(tick, QColor(colours.baseline))
        if not self.isEnabled():
            return
        ring = QColor(colours.focus) if self.hasFocus() else fill
        painter.setPen(QPen(ring, 2.0 if self.hasFocus() else 1.5))
        painter.setBrush(QColor(colours.raised))
        painter.drawEllipse(QPointF(self._x(self._after), middle), _RADIUS, _RADIUS)

    @staticmethod
    def _paint_groove(painter: QPainter, middle: float, left: float, right: float, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if right > left:
            painter.drawRoundedRect(QRectF(left, middle - 2, right - left, 4), 2, 2)
