"""The pages of a document small, one below the other: a click or the arrow keys lead to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.text.messages import msg
from gui.theme import CAPTION, figure_font

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

    from core.present.palette import Palette
    from core.text.formatter import Formatter

WIDTH, PAGE_WIDTH, GAP, LABEL = 132, 92, 8, 18
PICTURE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _PageDelegate(QStyledItemDelegate):
    """Draws a page with its number below; the current one in a frame, its number in bold."""

    def __init__(self, colours: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one page."""
        picture = index.data(PICTURE)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(0, GAP, 0, -LABEL)
        page = QRect(0, 0, PAGE_WIDTH, box.height())
        page.moveCenter(box.center())
        painter.save()
        painter.fillRect(page, QColor("white"))
        if isinstance(picture, QImage):
            painter.drawImage(page, picture)
        edge = self._colours.accent if here else self._colours.hairline
        painter.setPen(QPen(QColor(edge), 2 if here else 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        font = QFont(figure_font(CAPTION))
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.text if here else self._colours.muted))
        below = QRect(option.rect.left(), box.bottom() + 2, option.rect.width(), LABEL - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if here and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._colours.focus), 1))
            painter.drawRect(page.adjusted(-4, -4, 3, 3))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room of a page and its number."""
        size = index.data(Qt.ItemDataRole.SizeHintRole)
        return size if isinstance(size, QSize) else QSize(WIDTH, PAGE_WIDTH)


class PageStrip(QListWidget):
    """Lists the pages; they are drawn one by one, so that nobody waits for a long document.

    Signals:
        pageChosen: the number of a page, from 0, that a person went to.
    """

    pageChosen = Signal(int)

    def __init__(self, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self._document: QPdfDocument | None = None
        self._wanted: list[int] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)
        self.setItemDelegate(_PageDelegate(colours, self))
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(fmt.say(msg("Pages, small")))
        self.currentRowChanged.connect(self._on_row)

    def show_document(self, document: QPdfDocument) -> None:
        """Show the pages of a document; a page keeps its old picture until the new one is drawn."""
        self._document = document
        count = document.pageCount()
        self.blockSignals(True)
        while self.count() > count:
            self.takeItem(self.count() - 1)
        while self.count() < count:
            item = QListWidgetItem(str(self.count() + 1), self)
            name = self._fmt.say(msg("Page {n}", n=self.count()))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            item.setToolTip(name)
        for page in range(count):
            size = document.pagePointSize(page)
            height = round(PAGE_WIDTH * size.height() / size.width()) if size.width() else PAGE_WIDTH
            self.item(page).setSizeHint(QSize(WIDTH - 12, height + GAP + LABEL))
        self.blockSignals(False)
        self._wanted = list(range(count))
        if count:
            self._next.start()

    def show_page(self, page: int) -> None:
        """Mark the page that is looked at."""
        if page != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(page)
            self.blockSignals(False)

    def is_drawn(self) -> bool:
        """Return whether every page has its picture."""
        return not self._wanted

    def _draw_next(self) -> None:
        if not self._wanted or self._document is None:
            self._next.stop()
            return
        page = self._wanted.pop(0)
        if page < min(self._document.pageCount(), self.count()):
            size = self._document.pagePointSize(page)
            wide = PAGE_WIDTH * self.devicePixelRatioF()
            room = QSize(round(wide), round(wide * size.height() / size.width()))
            self.item(page).setData(PICTURE, self._document.render(page, room))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.pageChosen.emit(row)
