"""A table cell: chosen rows tinted, the current row outlined for the keyboard, figures right-aligned."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.present.palette import Palette
from gui.models.table_model import Cell, TableModel
from gui.theme import shortened

PAD = 8
_SWATCH = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SELECTED, _UNDER_MOUSE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints text, an optional colour swatch before it, and the row's ground; faster than the style's own cell."""

    palette: Palette | None = None

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = self._model.cell(index.row(), index.column())
        if self.palette is None or cell is None:
            return
        painter.save()
        self._paint_ground(painter, option, index, cell, self.palette)
        self.paint_inside(painter, option.rect, cell, self.palette, first=index.column() == 0)
        painter.restore()

    def paint_inside(self, painter: QPainter, rect: QRect, cell: Cell, palette: Palette, *, first: bool) -> None:
        """Paint what stands in the cell; the first column keeps room for a swatch."""
        room = rect.adjusted(PAD, 0, -PAD, 0)
        if cell.swatch is not None:
            self._paint_swatch(painter, room, cell.swatch)
        if first:
            room.setLeft(room.left() + _SWATCH + PAD)
        self.paint_text(painter, room, cell, palette)

    @staticmethod
    def paint_text(painter: QPainter, room: QRect, cell: Cell, palette: Palette) -> None:
        """Paint the cell's text in its font, colour and alignment."""
        painter.setFont(cell.font)
        painter.setPen(QColor(palette.text) if cell.ink is None else cell.ink)
        text = cell.text
        if cell.words:
            text = shortened(text, room.width(), weight=cell.font.weight(), figures=True)
        painter.drawText(room, _LEFT if cell.words else _RIGHT, text)

    @staticmethod
    def _paint_ground(
        painter: QPainter, option: QStyleOptionViewItem, index: _Index, cell: Cell, palette: Palette
    ) -> None:
        """Paint the row's ground and its hairline; the current row gets an outline while the table has the focus."""
        state, rect = option.state.value, option.rect
        if state & _SELECTED:
            painter.fillRect(rect, QColor(palette.accent_soft))
        elif cell.ground is not None:
            painter.fillRect(rect, cell.ground)
        elif state & _UNDER_MOUSE:
            painter.fillRect(rect, QColor(palette.hover))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(palette.hairline))
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row():
            for top in (rect.top(), rect.bottom()):
                painter.fillRect(rect.left(), top, rect.width(), 1, QColor(palette.focus))

    @staticmethod
    def _paint_swatch(painter: QPainter, room: QRect, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = room.top() + (room.height() - _SWATCH) / 2
        painter.drawRoundedRect(QRectF(room.left(), top, _SWATCH, _SWATCH), 2, 2)
