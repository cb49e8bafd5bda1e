"""The rail: groups (rare earths first), their minerals and the products of these, with counts and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QVBoxLayout, QWidget

from gui.panels.base import Panel
from gui.widgets.list_choice import ListChoice
from gui.widgets.rail_items import BADGE, CODE, Look, RailDelegate, RailItem, RailTree

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board
    from core.present.palette import Palette
    from core.text.formatter import Formatter

CODE_WIDTH, BADGE_WIDTH = 52, 18
ALL_MINERALS = "minerals"


class Rail(Panel):
    """A tree of everything that can be looked at; the arrow keys walk through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("region", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = RailTree(self)
        self.tree.setColumnCount(3)
        self.lists = ListChoice(self)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = RailDelegate(self.tree)
        self.tree.setItemDelegate(self._delegate)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(BADGE_WIDTH)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(CODE, CODE_WIDTH)
        header.setSectionResizeMode(BADGE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(BADGE, BADGE_WIDTH)
        header.moveSection(BADGE, CODE)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 0, 0)
        column.addWidget(self.lists)
        column.addWidget(self.tree, 1)
        self._look = Look()
        self._first: dict[str, RailItem] = {}
        self._minerals: dict[str, str] = {}
        self.tree.currentItemChanged.connect(self._on_current)
        self.lists.changed.connect(self._on_list)

    def set_dataset(self, dataset: Dataset) -> None:
        """Build the tree of a dataset's catalogue."""
        look = self._look = Look()
        self.lists.set_dataset(dataset)
        look.list = self.lists.chosen()
        self._minerals = dict(
            zip(dataset.products["product"].tolist(), dataset.products["mineral"].tolist(), strict=True)
        )
        self.tree.blockSignals(True)
        self.tree.clear()
        products, members = _products_by_mineral(dataset), _members_by_group(dataset)
        groups = dataset.groups.sort_values("order")["group"].astype(str)
        top = [RailItem("all", "all", look)]
        top += [_group_item(group, members.get(group, []), products, look) for group in groups]
        everything = RailItem(ALL_MINERALS, "heading", look)
        everything.add([_mineral_item(mineral, products, look) for mineral in sorted(products)])
        everything.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.tree.addTopLevelItems([*top, everything])
        self.tree.blockSignals(False)
        self._first = _first_of_each([*top, everything])
        self._filter()

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Mark what a board shows; name everything anew in another language."""
        super().show_board(board, fmt)
        if self._look.fmt is not fmt:
            self._name_items(fmt)
        self._mark(board.selection.target)

    def set_palette_theme(self, palette: Palette) -> None:
        """Take the theme's colours."""
        super().set_palette_theme(palette)
        self._delegate.palette = palette
        self.lists.set_colours(palette)
        self.tree.viewport().update()

    def text_summary(self) -> str:
        """Return what is chosen."""
        item = self.tree.currentItem()
        return item.text(0) if item else ""

    def item_of(self, target: str) -> QTreeWidgetItem | None:
        """Return the first item that stands for a target."""
        return self._first.get(target)

    def _name_items(self, fmt: Formatter) -> None:
        self.tree.setAccessibleName(fmt.say("Groups, minerals and products"))
        self.setAccessibleName(fmt.say("List of minerals"))
        self._look.fmt = fmt
        self.lists.show_language(fmt)
        heading = self.tree.topLevelItem(self.tree.topLevelItemCount() - 1)
        if heading is not None:
            self.tree.blockSignals(True)
            heading.sortChildren(0, Qt.SortOrder.AscendingOrder)
            self.tree.blockSignals(False)
        self.tree.viewport().update()

    def _mark(self, target: str) -> None:
        current = self.tree.currentItem()
        if isinstance(current, RailItem) and current.target == target:
            return
        item = self.item_of(target)
        self.tree.blockSignals(True)
        if item is None:
            self.tree.clearSelection()
        else:
            self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)

    def _on_list(self, _id: str) -> None:
        self._look.list = self.lists.chosen()
        self._filter()
        self.tree.viewport().update()

    def _filter(self) -> None:
        """Hide what is not on the chosen list, where only that is wanted; a group stays while one of it does."""
        labels = self._look.list.labels if self._look.list is not None and self.lists.only.isChecked() else None
        for position in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(position)
            if not isinstance(group, RailItem):
                continue
            for item in group.below:
                mineral = item.target if item.kind == "mineral" else self._minerals.get(item.target[:6], "")
                item.setHidden(labels is not None and mineral not in labels)
            gone = bool(group.below) and all(item.isHidden() for item in group.below)
            group.setHidden(labels is not None and group.kind == "group" and gone)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if isinstance(item, RailItem) and item.kind != "heading":
            self.requestSelect.emit({"target": item.target})


def _mineral_item(mineral: str, products: dict[str, list[str]], look: Look) -> RailItem:
    item = RailItem(mineral, "mineral", look)
    item.add([RailItem(code, "product", look) for code in products.get(mineral, [])])
    return item


def _group_item(group: str, members: list[tuple[str, str]], products: dict[str, list[str]], look: Look) -> RailItem:
    item = RailItem(group, "group", look)
    item.add(
        [
            _mineral_item(member, products, look) if kind == "mineral" else RailItem(member, "product", look)
            for kind, member in members
        ]
    )
    return item


def _first_of_each(top: list[RailItem]) -> dict[str, RailItem]:
    """Return the item of each target, of several the one that lies highest."""
    found: dict[str, RailItem] = {}
    level = top
    while level:
        for item in level:
            found.setdefault(item.target, item)
        level = [child for item in level for child in item.below]
    return found


def _products_by_mineral(dataset: Dataset) -> dict[str, list[str]]:
    """Return the six-digit products of each mineral, every mineral included."""
    found: dict[str, list[str]] = {str(mineral): [] for mineral in dataset.minerals["mineral"]}
    frame = dataset.products
    for code, mineral in zip(frame["product"].tolist(), frame["mineral"].tolist(), strict=True):
        if len(code) == 6 and mineral in found:
            found[mineral].append(code)
    return found


def _members_by_group(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    frame = dataset.group_members
    columns = (frame[name].tolist() for name in ("group", "member_kind", "member"))
    for group, kind, member in zip(*columns, strict=True):
        found.setdefault(str(group), []).append((str(kind), str(member)))
    return found
