"""The rail: groups (rare earths first), their minerals and the products of these, with counts and codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.text.messages import msg
from gui.panels.base import Panel
from gui.theme import CAPTION, figure_font, text_font

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter

TARGET = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT = 26
CODE_WIDTH = 52
ALL_MINERALS = "minerals"


class Rail(Panel):
    """A tree of everything that can be looked at; the arrow keys walk through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, CODE_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 0, 0)
        column.addWidget(self.tree)
        self._named_in = ""
        self.tree.currentItemChanged.connect(self._on_current)

    def set_dataset(self, dataset: Dataset) -> None:
        """Build the tree of a dataset's catalogue."""
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.addTopLevelItem(_item("all", "all"))
        products = _products_by_mineral(dataset)
        members = _members_by_group(dataset)
        for group in dataset.groups.sort_values("order")["group"].astype(str):
            self.tree.addTopLevelItem(_group_item(group, members.get(group, []), products))
        everything = _item(ALL_MINERALS, "heading")
        everything.addChildren([_mineral_item(mineral, products) for mineral in sorted(products)])
        everything.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.tree.addTopLevelItem(everything)
        self.tree.blockSignals(False)
        self._named_in = ""

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Mark what a board shows; name everything anew in another language."""
        super().show_board(board, fmt)
        if self._named_in != fmt.language:
            self._named_in = fmt.language
            self._name_items(fmt)
        self._mark(board.selection.target)

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        muted = QBrush(QColor(palette.muted))
        for item in self._items():
            item.setForeground(1, muted)

    def text_summary(self) -> str:
        """Return what is chosen."""
        item = self.tree.currentItem()
        return item.text(0) if item else ""

    def item_of(self, target: str) -> QTreeWidgetItem | None:
        """Return the first item that stands for a target."""
        return next((item for item in self._items() if item.data(0, TARGET) == target), None)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        pending = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        while pending:
            item = pending.pop(0)
            if item is not None:
                yield item
                pending.extend(item.child(i) for i in range(item.childCount()))

    def _name_items(self, fmt: Formatter) -> None:
        self.tree.setAccessibleName(fmt.say("Groups, minerals and products"))
        self.setAccessibleName(fmt.say("List of minerals"))
        numbers, strong = figure_font(CAPTION), text_font(weight=QFont.Weight.DemiBold)
        for item in self._items():
            target, kind = str(item.data(0, TARGET)), str(item.data(0, KIND))
            item.setText(0, _name(target, kind, fmt))
            item.setText(1, fmt.product_code(target) if kind == "product" else _count(item, fmt))
            item.setFont(1, numbers)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, item.text(0))
            if item.parent() is None and kind != "heading":
                item.setFont(0, strong if target in ("all", "rare-earths") else text_font())
        heading = self.tree.topLevelItem(self.tree.topLevelItemCount() - 1)
        if heading is not None:
            self.tree.blockSignals(True)
            heading.sortChildren(0, Qt.SortOrder.AscendingOrder)
            self.tree.blockSignals(False)
        if self.colours is not None:
            self.set_palette_theme(self.colours)

    def _mark(self, target: str) -> None:
        current = self.tree.currentItem()
        if current is not None and current.data(0, TARGET) == target:
            return
        item = self.item_of(target)
        self.tree.blockSignals(True)
        if item is None:
            self.tree.clearSelection()
        else:
            self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KIND) != "heading":
            self.requestSelect.emit({"target": str(item.data(0, TARGET))})


def _item(target: str, kind: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, TARGET, target)
    item.setData(0, KIND, kind)
    item.setSizeHint(0, QSize(0, ROW_HEIGHT))
    return item


def _mineral_item(mineral: str, products: dict[str, list[str]]) -> QTreeWidgetItem:
    item = _item(mineral, "mineral")
    item.addChildren([_item(code, "product") for code in products.get(mineral, [])])
    return item


def _group_item(group: str, members: list[tuple[str, str]], products: dict[str, list[str]]) -> QTreeWidgetItem:
    item = _item(group, "group")
    for kind, member in members:
        item.addChild(_mineral_item(member, products) if kind == "mineral" else _item(member, "product"))
    return item


def _products_by_mineral(dataset: Dataset) -> dict[str, list[str]]:
    """Return the six-digit products of each mineral, every mineral included."""
    found: dict[str, list[str]] = {str(mineral): [] for mineral in dataset.minerals["mineral"]}
    frame = dataset.products
    for code, mineral in zip(frame["product"].astype(str), frame["mineral"].astype(str), strict=True):
        if len(code) == 6 and mineral in found:
            found[mineral].append(code)
    return found


def _members_by_group(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    frame = dataset.group_members
    for group, kind, member in zip(frame["group"], frame["member_kind"], frame["member"], strict=True):
        found.setdefault(str(group), []).append((str(kind), str(member)))
    return found


def _name(target: str, kind: str, fmt: Formatter) -> str:
    if kind == "all":
        return fmt.say(msg("Whole picture"))
    if kind == "heading":
        return fmt.say(msg("All minerals"))
    if kind == "group":
        return fmt.group(target)
    return fmt.mineral(target) if kind == "mineral" else fmt.product(target)


def _count(item: QTreeWidgetItem, fmt: Formatter) -> str:
    """Return how many products stand below an item; none stays empty."""
    if item.data(0, KIND) == "heading":
        return fmt.number(item.childCount())
    codes: set[str] = set()
    pending: list[QTreeWidgetItem | None] = [item.child(i) for i in range(item.childCount())]
    while pending:
        child = pending.pop()
        if child is None:
            continue
        if child.data(0, KIND) == "product":
            codes.add(str(child.data(0, TARGET)))
        pending.extend(child.child(i) for i in range(child.childCount()))
    return fmt.number(len(codes)) if codes else ""
