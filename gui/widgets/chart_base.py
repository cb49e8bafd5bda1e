"""What painted charts share: marks that can be pointed at, walked with the arrow keys, and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.present.board import Board
from core.present.palette import Palette, contrast
from core.text.formatter import Formatter
from core.text.messages import Message
from gui.theme import BODY, CAPTION, figure_font, text_font

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_INKS = ("#111111", "#ffffff")


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of a chart: where it is, its partner ("" for none), its exact figures, worded when asked for.

    `rows` are the row numbers behind the figures.
    """

    room: QRectF
    partner: str
    message: Message
    rows: Sequence[int] = ()


class PaintedChart(QWidget):
    """A chart drawn with a painter.

    Signals:
        partnerAsked: the partner of a mark that was clicked, or chosen with Enter.
        originAsked: the rows (tuple of int) behind a mark whose context menu is asked for, and the place of the screen.
    """

    partnerAsked = Signal(str)
    originAsked = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours: Palette | None = None
        self.fmt: Formatter | None = None
        self.marks: list[Mark] = []
        self._current = -1
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plain, self.strong = figure_font(), figure_font(BODY, QFont.Weight.DemiBold)
        self.small = text_font(CAPTION)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show what the chart is about; subclasses do."""

    def paint(self, painter: QPainter, colours: Palette) -> None:
        """Draw the chart and note its marks in `self.marks`; subclasses do."""

    def current_words(self) -> str:
        """Return the words of the mark the keyboard stands on."""
        return self.words_of(self.marks[self._current]) if 0 <= self._current < len(self.marks) else ""

    def current_rows(self) -> tuple[int, ...] | None:
        """Return the rows behind the mark the keyboard stands on, None where it stands on none."""
        return tuple(self.marks[self._current].rows) if 0 <= self._current < len(self.marks) else None

    def words_of(self, mark: Mark) -> str:
        """Return what a mark says: exact values and their source."""
        return self.fmt.say(mark.message) if self.fmt is not None else ""

    @staticmethod
    def ink_on(fill: str) -> QColor:
        """Return black or white, whichever reads better on `fill`."""
        return QColor(max(_INKS, key=lambda ink: contrast(ink, fill)))

    def _mark_at(self, place: QPoint) -> int:
        return next((i for i, mark in enumerate(self.marks) if mark.room.contains(place)), -1)

    def _ask(self, number: int) -> None:
        if 0 <= number < len(self.marks) and self.marks[number].partner:
            self.partnerAsked.emit(self.marks[number].partner)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.colours is None:
            return
        painter = QPainter(self)
        self.marks = []
        self.paint(painter, self.colours)
        if self.hasFocus() and 0 <= self._current < len(self.marks):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours.focus), 1.5))
            painter.drawRect(self.marks[self._current].room.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointed = self._mark_at(event.position().toPoint())
        if pointed == self._pointed:
            return
        self._pointed = pointed
        if pointed < 0:
            QToolTip.hideText()
            self.unsetCursor()
            return
        mark = self.marks[pointed]
        QToolTip.showText(event.globalPosition().toPoint(), self.words_of(mark), self)
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark.partner else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = -1
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._current = self._mark_at(event.position().toPoint())
            self._ask(self._current)
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self._current if by_key else self._mark_at(event.pos())
        if 0 <= number < len(self.marks):
            mark = self.marks[number]
            place = self.mapToGlobal(mark.room.center().toPoint()) if by_key else event.globalPos()
            self.originAsked.emit(tuple(mark.rows), place)
        else:
            event.ignore()  # the panel's own menu opens

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self.marks:
            self._current = min(max(0, self._current + _STEPS[key]), len(self.marks) - 1)
            corner = self.marks[self._current].room.bottomLeft().toPoint()
            QToolTip.showText(self.mapToGlobal(corner), self.current_words(), self)
            self.setAccessibleDescription(self.current_words())
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._current = max(0, self._current)
        super().focusInEvent(event)
        self.update()
