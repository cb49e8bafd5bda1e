"""Bars of the largest partners from zero, before and after as a pair, each with its number at its end."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter

from core.present.bars import BarRow, bar_rows
from core.present.board import Board
from core.present.columns import NOT_PARTNERS
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.theme import shortened
from gui.widgets.chart_base import Mark, PaintedChart
from gui.widgets.share_slider import BURST_SECONDS, gestures, key_steps

_PAD, _GAP = 8, 8
_LEAST_ROW, _MOST_ROW = 20.0, 30.0
_HEAD = 20
_NAME_MOST = 150
_GRIP = 8


class SharesChart(PaintedChart):
    """Draws `BarRow`s; grey is before, the scenario colour after, the country's own colour without a scenario.

    Where shares can be edited, a bar is dragged by its end, or moved by Left, Right and the Page keys.

    Signals:
        shareAsked: partner, share 0-1, and the number of the gesture (one drag, or keys in a row).
    """

    shareAsked = Signal(str, float, int)

    def __init__(self) -> None:
        super().__init__()
        self._editable = False
        self._dragged: str | None = None
        self._gesture = 0
        self._last_key = 0.0
        self._left = self._scale = 0.0
        self.rows: list[BarRow] = []
        self._edited = False
        self._heads = ("", "")
        self._name_width = self._label_width = 0.0

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show a board's leading partners."""
        self.fmt, self.rows = fmt, bar_rows(board, fmt)
        self._edited, self._editable = board.edited, board.editable
        self._heads = (fmt.say(msg("before")), fmt.say(msg("after")))
        plain, strong = QFontMetricsF(self.plain), QFontMetricsF(self.strong)
        widest = max((strong.horizontalAdvance(row.name) for row in self.rows), default=0.0)
        self._name_width = min(widest, _NAME_MOST) + 16
        widths = [plain.horizontalAdvance(row.label) for row in self.rows if not math.isnan(row.before)]
        self._label_width = max(widths, default=0.0) + _GAP
        self.setMinimumHeight(int(_LEAST_ROW * len(self.rows) + self._head()))
        self.setAccessibleDescription("; ".join(f"{row.name} {row.label}" for row in self.rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, int(26 * len(self.rows) + self._head()))

    def paint(self, painter: QPainter, colours: Palette) -> None:
        """Draw names, bars, numbers and the zero line."""
        if not self.rows:
            return
        left = _PAD + self._name_width + _GAP
        room = max(20.0, self.width() - left - self._label_width - _PAD)
        lengths = [x for row in self.rows for x in (row.before, row.after) if math.isfinite(x)]
        longest = max(lengths, default=1.0) or 1.0
        height = min(max(_LEAST_ROW, (self.height() - self._head()) / len(self.rows)), _MOST_ROW)
        if self._edited:
            self._paint_heads(painter, left, colours)
        self._left = left
        if self._dragged is None:  # while a bar is dragged the others do not change their measure under the hand
            self._scale = room / longest
        top = float(self._head())
        for row in self.rows:
            self.marks.append(Mark(QRectF(0, top, self.width(), height), self._partner(row), row.words, row.rows))
            self._paint_row(painter, row, QRectF(left, top, room, height), self._scale, colours)
            top += height
        painter.fillRect(QRectF(left - 1, self._head(), 1, top - self._head()), QColor(colours.muted))

    # Asking for shares

    def _row_at(self, number: int) -> BarRow | None:
        row = self.rows[number] if 0 <= number < len(self.rows) else None
        return row if row is not None and self._partner(row) and self._editable else None

    def _end_of(self, row: BarRow) -> float:
        share = row.after if math.isfinite(row.after) else 0.0
        return self._left + share * self._scale

    def _ask_share(self, partner: str, share: float) -> None:
        self.shareAsked.emit(partner, min(max(share, 0.0), 1.0), self._gesture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._mark_at(event.position().toPoint())
        row = self._row_at(number)
        near = row is not None and abs(event.position().x() - self._end_of(row)) <= _GRIP
        if event.button() == Qt.MouseButton.LeftButton and row is not None and near:
            self._dragged, self._gesture = row.partner, next(gestures)
            self._current = number
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._ask_share(self._dragged, round((event.position().x() - self._left) / self._scale, 3))
            return
        super().mouseMoveEvent(event)
        row = self._row_at(self._mark_at(event.position().toPoint()))
        if row is not None and abs(event.position().x() - self._end_of(row)) <= _GRIP:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif row is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.update()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, steps = self._row_at(self._current), key_steps(event)
        vertical = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if row is None or steps is None or vertical:
            super().keyPressEvent(event)
            return
        now = time.monotonic()
        if now - self._last_key > BURST_SECONDS:
            self._gesture = next(gestures)
        self._last_key = now
        share = row.after if math.isfinite(row.after) else 0.0
        self._ask_share(row.partner, round(share + steps / 1000, 3))

    def _head(self) -> int:
        return _HEAD if self._edited else 4

    @staticmethod
    def _partner(row: BarRow) -> str:
        return "" if row.partner in NOT_PARTNERS else row.partner

    def _paint_heads(self, painter: QPainter, left: float, colours: Palette) -> None:
        painter.setFont(self.small)
        for text, colour in zip(self._heads, (colours.baseline, colours.scenario), strict=True):
            painter.fillRect(QRectF(left, 6, 12, 6), QColor(colour))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRectF(left + 16, 0, 90, 18), Qt.AlignmentFlag.AlignVCenter, text)
            left += 16 + QFontMetricsF(self.small).horizontalAdvance(text) + 16

    def _paint_row(self, painter: QPainter, row: BarRow, room: QRectF, scale: float, colours: Palette) -> None:
        if row.chosen:
            painter.fillRect(QRectF(0, room.top(), self.width(), room.height()), QColor(colours.accent_soft))
        middle = room.center().y()
        painter.fillRect(QRectF(_PAD, middle - 4, 8, 8), QColor(colours.country(row.partner)))
        painter.setFont(self.strong if row.chosen else self.plain)
        painter.setPen(QColor(colours.text if self._partner(row) else colours.muted))
        weight = QFont.Weight.DemiBold if row.chosen else QFont.Weight.Normal
        name = shortened(row.name, int(self._name_width - 16), weight=weight, figures=True)
        beside = QRectF(_PAD + 16, room.top(), self._name_width, room.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, name)
        reach = room.left()
        if math.isfinite(row.before):
            reach += max(row.before, row.after) * scale
            self._paint_bars(painter, row, room.left(), middle, scale, colours)
        painter.setFont(self.plain)
        painter.setPen(QColor(colours.text if math.isfinite(row.before) else colours.muted))
        painter.drawText(QRectF(reach + 6, room.top(), 400, room.height()), Qt.AlignmentFlag.AlignVCenter, row.label)

    def _paint_bars(
        self, painter: QPainter, row: BarRow, left: float, middle: float, scale: float, colours: Palette
    ) -> None:
        if self._edited:
            painter.fillRect(QRectF(left, middle - 7, row.before * scale, 6), QColor(colours.baseline))
            painter.fillRect(QRectF(left, middle, row.after * scale, 6), QColor(colours.scenario))
            return
        painter.fillRect(QRectF(left, middle - 6, row.before * scale, 12), QColor(colours.country(row.partner)))
