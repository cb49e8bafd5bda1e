"""What a brief takes in besides the selection: further products with a sheet each, and other open scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from core.brief.shelf_file import MAX_PRODUCTS
from core.present.search import Entry
from core.scenario.compare import MOST
from core.text.messages import msg
from gui.widgets.icons import icon
from gui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ID = Qt.ItemDataRole.UserRole
ROW, SHOWN_ROWS = 24, 3


class TargetSearch(SearchBox):
    """Finds what can have a sheet: groups, minerals and products, no countries."""

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in super()._entries() if entry.kind != "country")


class _Rows(QListWidget):
    """A list whose Delete key asks for removal.

    Signals:
        removeAsked: nothing.
    """

    removeAsked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask with Delete, move as usual with the other keys."""
        if event.key() == Qt.Key.Key_Delete:
            self.removeAsked.emit()
        else:
            super().keyPressEvent(event)


class FurtherProducts(QWidget):
    """Shows and takes further products.

    Signals:
        changed: a person added or removed one.
    """

    changed = Signal()

    def __init__(self, dataset: Dataset, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self.heading, self.search, self.rows, self.remove_button = (
            QLabel(self), TargetSearch(self), _Rows(self), QToolButton(self),
        )  # fmt: skip
        self.search.set_catalogue(dataset, fmt)
        self.search.set_colours(colours)
        self.search.setPlaceholderText(fmt.say(msg("Add a mineral, group or code")))
        self.search.setAccessibleName(fmt.say(msg("Add a further product")))
        self.search.setToolTip(fmt.say(msg("Type a mineral, a group or a customs code; Enter takes the first match")))
        self.rows.setAccessibleName(fmt.say(msg("Further products; Delete removes one")))
        self.remove_button.setIcon(icon("close", colours.text, colours.baseline))
        self.remove_button.setIconSize(QSize(16, 16))
        words = fmt.say(msg("Remove the product (Delete)"))
        self.remove_button.setToolTip(words)
        self.remove_button.setAccessibleName(words)
        self.heading.setProperty("role", "caption")
        _lay_out(self, self.heading, (self.search,), self.rows, self.remove_button)
        self.search.picked.connect(self._add)
        self.rows.removeAsked.connect(self._remove)
        self.rows.currentRowChanged.connect(self._enable)
        self.remove_button.clicked.connect(self._remove)

    def show_products(self, products: Sequence[str], *, annexed: bool) -> None:
        """Show the products of a plan; without an annex there is no room for their sheets."""
        fmt = self._fmt
        if list(products) != self.products():
            self.rows.clear()
            for target in products:
                self._append(target)
        with_annex = msg("Further products, a sheet each in the annex")
        without = msg("Further products: choose “Two pages and annex” for their sheets")
        self.heading.setText(fmt.say(with_annex if annexed else without))
        self.search.setEnabled(annexed)
        self.rows.setEnabled(annexed)
        self.rows.setVisible(bool(products))
        self._enable()

    def products(self) -> list[str]:
        """Return the products in their order."""
        return [str(self.rows.item(row).data(ID)) for row in range(self.rows.count())]

    def _append(self, target: str) -> None:
        name = self._fmt.target(target)
        item = QListWidgetItem(name, self.rows)
        item.setData(ID, target)
        item.setToolTip(name)
        item.setSizeHint(QSize(0, ROW))

    def _add(self, _kind: str, target: str) -> None:
        if target not in self.products() and self.rows.count() < MAX_PRODUCTS:
            self._append(target)
            self.rows.setCurrentRow(self.rows.count() - 1)
            self.changed.emit()

    def _remove(self) -> None:
        if self.rows.isEnabled() and self.rows.currentRow() >= 0:
            self.rows.takeItem(self.rows.currentRow())
            self.changed.emit()

    def _enable(self) -> None:
        self.remove_button.setVisible(self.rows.count() > 0)
        self.remove_button.setEnabled(self.rows.isEnabled() and self.rows.currentRow() >= 0)


class FurtherScenarios(QWidget):
    """Lists the other open scenarios; a tick puts one beside the current one.

    Signals:
        changed: a person ticked one.
    """

    changed = Signal()

    def __init__(self, scenarios: Sequence[tuple[int, str]], most: int, fmt: Formatter, parent: QWidget) -> None:
        """`scenarios` are ids and names, `most` how many of them the comparison takes."""
        super().__init__(parent)
        self._most = min(most, MOST)
        self.heading, self.rows = QLabel(self), QListWidget(self)
        self.heading.setProperty("role", "caption")
        words = msg("Further scenarios, beside the current one") if scenarios else msg("No other scenario is open")
        self.heading.setText(fmt.say(words))
        self.rows.setAccessibleName(fmt.say(msg("Further scenarios; space puts one beside the current one")))
        self.rows.setVisible(bool(scenarios))
        for id_, name in scenarios:
            item = QListWidgetItem(name, self.rows)
            item.setData(ID, id_)
            item.setToolTip(name)
            item.setSizeHint(QSize(0, ROW))
            item.setCheckState(Qt.CheckState.Unchecked)
        _lay_out(self, self.heading, (), self.rows, None)
        self.rows.itemChanged.connect(self._on_tick)

    def scenarios(self) -> tuple[int, ...]:
        """Return the ids of those that are ticked."""
        items = [self.rows.item(row) for row in range(self.rows.count())]
        return tuple(int(item.data(ID)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _on_tick(self, _item: QListWidgetItem) -> None:
        full = len(self.scenarios()) >= self._most
        self.rows.blockSignals(True)
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            free = not full or item.checkState() == Qt.CheckState.Checked
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if free else flags)
        self.rows.blockSignals(False)
        self.changed.emit()


def _lay_out(
    part: QWidget, heading: QLabel, fields: Sequence[QWidget], rows: QListWidget, button: QToolButton | None
) -> None:
    heading.setWordWrap(True)
    rows.setFixedHeight(SHOWN_ROWS * ROW + 4)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    head = QHBoxLayout()
    head.addWidget(heading, 1)
    if button is not None:
        head.addWidget(button)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addLayout(head)
    for field in fields:
        column.addWidget(field)
    column.addWidget(rows)
