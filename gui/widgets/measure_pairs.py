"""Dependence in numbers: each measure before and after, side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.present.board import Board
from core.present.measure_words import MEASURES, measure_lines
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.theme import BODY, figure_font, shortened, text_font

ROW = 24
_PAD, _ARROW = 8, 20


class MeasurePairs(QWidget):
    """Paints one line per measure: label, before, arrow, after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours: Palette | None = None
        self.lines: list[tuple[str, str, str, str]] = []
        self._heads = ("", "")
        self._edited = False
        self.setFixedHeight(ROW * (len(MEASURES) + 1) + 4)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show the board's measures; without an edit only one column has numbers."""
        self._edited = board.edited
        self._heads = (fmt.say(msg("before")), fmt.say(msg("after")))
        self.lines = [(line.label, line.before, line.after, line.tip) for line in measure_lines(board, fmt)]
        self.setAccessibleName(fmt.say(msg("Concentration before and after")))
        self.setAccessibleDescription(
            "; ".join(f"{label} {before} {after}".strip() for label, before, after, _ in self.lines)
        )
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = event.pos().y() // ROW - 1
            tip = self.lines[line][3] if 0 <= line < len(self.lines) else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.colours is None:
            return
        painter = QPainter(self)
        plain, strong = figure_font(), figure_font(BODY, QFont.Weight.DemiBold)
        after_width = 84
        edge = self.width() - _PAD
        before_edge = edge - after_width - _ARROW if self._edited else edge
        if self._edited:
            self._paint_heads(painter, before_edge, edge, self.colours)
        for number, (label, before, after, _) in enumerate(self.lines, start=1 if self._edited else 0):
            top = number * ROW
            painter.setFont(text_font())
            painter.setPen(QColor(self.colours.muted))
            room = QRect(_PAD, top, before_edge - 84 - _PAD, ROW)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shortened(label, room.width()))
            painter.setFont(plain if self._edited else strong)
            painter.setPen(QColor(self.colours.text))
            self._paint_right(painter, before_edge, top, before)
            if self._edited:
                painter.setPen(QColor(self.colours.muted))
                self._paint_right(painter, before_edge + _ARROW - 2, top, "\u203a")
                painter.setFont(strong)
                painter.setPen(QColor(self.colours.scenario))
                self._paint_right(painter, edge, top, after)
        painter.end()

    def _paint_heads(self, painter: QPainter, before_edge: int, edge: int, colours: Palette) -> None:
        painter.setFont(text_font())
        painter.setPen(QColor(colours.muted))
        self._paint_right(painter, before_edge, 0, self._heads[0])
        painter.setPen(QColor(colours.scenario))
        self._paint_right(painter, edge, 0, self._heads[1])

    @staticmethod
    def _paint_right(painter: QPainter, edge: int, top: int, text: str) -> None:
        room = QRect(edge - 120, top, 120, ROW)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
