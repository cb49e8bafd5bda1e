"""The fixed last line of a table: totals that stay in sight and in line with their columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from core.present.columns import COLUMNS, WORDS, ColumnId
from core.present.palette import Palette
from gui.theme import BODY, figure_font
from gui.widgets.cell_delegate import PAD
from gui.widgets.share_delegate import NUMBER_WIDTH

HEIGHT = 28


class TotalRow(QWidget):
    """Paints one text under each column of a table view."""

    def __init__(self, view: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._texts: dict[ColumnId, str] = {}
        self.colours: Palette | None = None
        self.setFixedHeight(HEIGHT)
        header = view.horizontalHeader()
        header.sectionResized.connect(self._follow)
        header.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self._follow)

    def show_texts(self, texts: dict[ColumnId, str]) -> None:
        """Show ready texts by column."""
        if texts == self._texts:
            return
        self._texts = texts
        self.setAccessibleName("  ".join(text for text in texts.values() if text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.colours is None:
            return
        painter = QPainter(self)
        painter.setPen(QColor(self.colours.hairline))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(QColor(self.colours.text))
        painter.setFont(figure_font(BODY, QFont.Weight.DemiBold))
        for column, text in self._texts.items():
            if text:
                self._paint_cell(painter, column, text)
        painter.end()

    def _paint_cell(self, painter: QPainter, column: ColumnId, text: str) -> None:
        section = COLUMNS.index(column)
        header = self._view.horizontalHeader()
        left = header.sectionViewportPosition(section) + self._view.verticalHeader().width()
        width = NUMBER_WIDTH if column == "share" else header.sectionSize(section)
        side = Qt.AlignmentFlag.AlignLeft if column in WORDS else Qt.AlignmentFlag.AlignRight
        cell = QRect(left + PAD, 0, width - 2 * PAD, self.height())
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _follow(self) -> None:
        self.update()
