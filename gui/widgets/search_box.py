"""The search box: type a few letters or digits, pick from the list below with arrows, Enter or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.present.search import Entry, build_index, find
from core.text.messages import msg
from gui.theme import CAPTION, figure_font
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
HINT_ROLE = Qt.ItemDataRole.UserRole + 2
ROW = 26
KINDS = {
    "group": msg("group"),
    "mineral": msg("mineral"),
    "country": msg("country"),
    "basket": msg("basket"),
}


class MatchDelegate(QStyledItemDelegate):
    """Draws a match: its name, and at the right in grey its code or kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours: Palette | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row, then the hint over its right end."""
        hint = str(index.data(HINT_ROLE) or "")
        self.initStyleOption(option, index)
        super().paint(painter, option, index)
        if self.colours is None or not hint:
            return
        painter.save()
        painter.setFont(figure_font(CAPTION))
        painter.setPen(QColor(self.colours.muted))
        room = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, hint)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the next."""
        return QSize(super().sizeHint(option, index).width(), ROW)


class SearchBox(QLineEdit):
    """Finds groups, minerals, baskets, products and countries.

    Signals:
        picked: kind ("group", "mineral", "product", "country" or "basket") and id.
    """

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index: tuple[Entry, ...] | None = None
        self._dataset: Dataset | None = None
        self._fmt: Formatter | None = None
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.model = QStandardItemModel(self)
        self.matches = QListView(self)
        self.matches.setObjectName("matches")
        self.matches.setModel(self.model)
        self._delegate = MatchDelegate(self.matches)
        self.matches.setItemDelegate(self._delegate)
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.matches.setMouseTracking(True)
        self.matches.hide()
        self.textEdited.connect(self._on_text)
        self.returnPressed.connect(self._on_return)
        self.matches.clicked.connect(self._on_clicked)

    def set_catalogue(self, dataset: Dataset, fmt: Formatter) -> None:
        """Search in the catalogue of `dataset`, with labels in the reader's language."""
        self._dataset, self._fmt, self._index = dataset, fmt, None
        self.setPlaceholderText(fmt.say("Search minerals, codes, countries (Ctrl+K)"))
        self.setAccessibleName(fmt.say("Search"))
        self.setToolTip(fmt.say("Type a mineral, a customs code or a country; Enter takes the first match"))
        self.matches.setAccessibleName(fmt.say("Matches"))

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self._glass.setIcon(icon("search", colours.muted))
        self._delegate.colours = colours

    def begin(self) -> None:
        """Put the cursor here, ready to type over what stands."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_text(self, text: str) -> None:
        self.model.clear()
        for entry in find(self._entries(), text):
            item = QStandardItem(entry.label)
            item.setData(entry, ENTRY_ROLE)
            item.setData(self._hint(entry), HINT_ROLE)
            self.model.appendRow(item)
        if self._fmt is not None and text.strip() and not self.model.rowCount():
            item = QStandardItem(self._fmt.say("Nothing found for “{text}”", text=text.strip()))
            item.setEnabled(False)
            self.model.appendRow(item)
        self._place()

    def _entries(self) -> tuple[Entry, ...]:
        """What can be found, gathered at the first letter."""
        if self._index is None and self._dataset is not None and self._fmt is not None:
            self._index = build_index(self._dataset, self._fmt)
        return self._index or ()

    def _hint(self, entry: Entry) -> str:
        if self._fmt is None:
            return ""
        return self._fmt.product_code(entry.id) if entry.kind == "product" else self._fmt.say(KINDS[entry.kind])

    def _place(self) -> None:
        """Lay the list under the box, above everything else in the window."""
        rows = self.model.rowCount()
        if not rows:
            self.matches.hide()
            return
        top = self.window()
        self.matches.setParent(top)
        corner = self.mapTo(top, QPoint(0, self.height() + 2))
        self.matches.setGeometry(corner.x(), corner.y(), max(self.width(), 360), rows * ROW + 12)
        self.matches.setCurrentIndex(self.model.index(0, 0))
        self.matches.show()
        self.matches.raise_()

    def _pick(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry):
            self.clear()
            self.matches.hide()
            self.picked.emit(entry.kind, entry.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(index)

    def _on_return(self) -> None:
        if self.matches.isVisible():
            self._pick(self.matches.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Keep Escape for closing the list, before any shortcut takes it."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event) and self.matches.isVisible():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with the arrows, close it with Escape."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.matches.isVisible():
            row = (self.matches.currentIndex().row() + step) % self.model.rowCount()
            self.matches.setCurrentIndex(self.model.index(row, 0))
        elif event.key() == Qt.Key.Key_Escape:
            self.matches.hide()
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the person goes elsewhere."""
        self.matches.hide()
        super().focusOutEvent(event)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
