"""Lines of a tree that take the height their words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

PAD = 6
_TALLEST = 10_000
_Index = QModelIndex | QPersistentModelIndex


class WrapDelegate(QStyledItemDelegate):
    """Measures wrapped words by the width of their column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        if not isinstance(view, QTreeView):
            return super().sizeHint(option, index)
        room = view.columnWidth(index.column()) - 2 * PAD
        if index.column() == 0:
            depth = 2 if index.parent().isValid() else 1
            room -= depth * view.indentation()
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font if isinstance(font, QFont) else view.font())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = metrics.boundingRect(QRect(0, 0, max(room, 1), _TALLEST), Qt.TextFlag.TextWordWrap, text)
        return QSize(room, box.height() + 2 * PAD)
