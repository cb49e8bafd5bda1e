"""The share cell: a number and a zero-based bar; before and after as a pair when a scenario is on."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from core.present.palette import Palette
from gui.models.table_model import Cell, SharePair
from gui.widgets.cell_delegate import PAD, CellDelegate

NUMBER_WIDTH = 64
LEAST_WIDTH = NUMBER_WIDTH + 72


class ShareDelegate(CellDelegate):
    """Paints a cell's `SharePair`: the number on the left, right-aligned, and the bar beside it."""

    def paint_inside(self, painter: QPainter, rect: QRect, cell: Cell, palette: Palette, *, first: bool) -> None:
        """Paint the number and the bars."""
        if cell.pair is None:
            super().paint_inside(painter, rect, cell, palette, first=first)
            return
        self.paint_text(painter, QRect(rect.left(), rect.top(), NUMBER_WIDTH - PAD, rect.height()), cell, palette)
        self._paint_bars(painter, rect.adjusted(NUMBER_WIDTH, 0, -PAD, 0), cell.pair, palette)

    @staticmethod
    def _paint_bars(painter: QPainter, room: QRect, pair: SharePair, palette: Palette) -> None:
        middle = room.top() + room.height() // 2
        bars = [(pair.before, palette.baseline, middle - 4, 8)]
        if pair.edited:
            bars = [(pair.before, palette.baseline, middle - 7, 6), (pair.after, palette.scenario, middle, 6)]
        for share, colour, top, height in bars:
            if math.isfinite(share) and share > 0 and room.width() > 0:
                width = max(1.0, room.width() * min(share / pair.scale, 1.0))
                painter.fillRect(QRectF(room.left(), top, width, height), QColor(colour))
