"""What stands in the rail: items worded when they are drawn, and how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from core.text.messages import Named, msg
from gui.theme import BODY, CAPTION, figure_font, figure_metrics, shortened, text_font, text_metrics

if TYPE_CHECKING:
    from core.dataset.critical import CriticalList
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ROW_HEIGHT = 26
NAME, CODE, BADGE = range(3)
MARK = "\u25c6"

_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_SIZE = int(Qt.ItemDataRole.SizeHintRole)
_SELECTED, _UNDER_MOUSE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 3
_SIDES = {NAME: Qt.AlignmentFlag.AlignLeft, CODE: Qt.AlignmentFlag.AlignRight, BADGE: Qt.AlignmentFlag.AlignHCenter}


class Look:
    """How the items of a tree are worded, shared by all of them."""

    def __init__(self) -> None:
        self.fmt: Formatter | None = None
        self.size = QSize(0, ROW_HEIGHT)
        self.list: CriticalList | None = None


class RailItem(QTreeWidgetItem):
    """One thing to look at. It is worded when it is drawn: few of the some 1,600 ever are."""

    def __init__(self, target: str, kind: str, look: Look) -> None:
        super().__init__()
        self.target, self.kind = target, kind
        self.below: list[RailItem] = []
        self._look = look
        self._count: int | None = None
        self._worded: tuple[Formatter | None, list[str]] = (None, [])

    def add(self, children: list[RailItem]) -> None:
        """Put items below this one."""
        self.below += children
        self._count, self._worded = None, (None, [])
        self.addChildren(children)

    def data(self, column: int, role: int) -> Any:
        """Return the name, or in the second column the code or how many products stand below."""
        look = self._look
        if role == _SIZE and column == NAME:
            return look.size
        if look.fmt is None:
            return None
        if role == _DISPLAY:
            return self.words(column)
        if role == _ACCESSIBLE or (role == _TIP and column in (NAME, BADGE)):
            return self._told(look.fmt, column, full=role == _TIP)
        return None

    def words(self, column: int) -> str:
        """Return what stands in a column; nothing before there is a language."""
        fmt = self._look.fmt
        if fmt is None or column == BADGE:
            return MARK if fmt is not None and self.listed() else ""
        if self._worded[0] is not fmt:
            self._worded = (fmt, [self._name(fmt), self._hint(fmt)])
        return self._worded[1][column]

    @property
    def is_lead(self) -> bool:
        """Whether this is one of the two that lead the list."""
        return self.kind in ("all", "group") and self.target in ("all", "rare-earths")

    def codes(self) -> set[str]:
        """Return the products below."""
        found = {item.target for item in self.below if item.kind == "product"}
        return found.union(*(item.codes() for item in self.below))

    def listed(self) -> bool:
        """Return whether the mineral is on the list that is chosen."""
        return self.kind == "mineral" and self._look.list is not None and self.target in self._look.list.labels

    def _told(self, fmt: Formatter, column: int, *, full: bool) -> str:
        """Say the name and, of a mineral on the chosen list, the list: with edition and source where `full`."""
        name, one = self._name(fmt), self._look.list
        if column == CODE:
            return self._hint(fmt)
        if one is None or not self.listed():
            return name
        if not full:
            return fmt.say(msg("{mineral}, on the list {name}", mineral=name, name=one.name))
        labels, source = ", ".join(one.labels[self.target]), Named("source", one.source_id)
        about = msg(
            "On the list {name}, edition {edition}, as: {labels}. Source: {source}.",
            name=one.name, edition=fmt.edition(one.edition), labels=labels, source=source,
        )  # fmt: skip
        return f"{name}\n{fmt.say(about)}"

    def _name(self, fmt: Formatter) -> str:
        if self.kind == "all":
            return fmt.say(msg("Whole picture"))
        if self.kind == "heading":
            return fmt.say(msg("All minerals"))
        if self.kind == "group":
            return fmt.group(self.target)
        return fmt.mineral(self.target) if self.kind == "mineral" else fmt.product(self.target)

    def _hint(self, fmt: Formatter) -> str:
        if self.kind == "product":
            return fmt.product_code(self.target)
        if self._count is None:
            self._count = len(self.below) if self.kind == "heading" else len(self.codes())
        count = self._count
        return fmt.number(count) if count or self.kind == "heading" else ""


class RailTree(QTreeWidget):
    """The list itself. Its ground is known to cover what lies under it, so that what scrolls is moved, not painted."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.viewport().setAutoFillBackground(True)  # a style sheet draws the ground itself and takes this away
        return done


class RailDelegate(QStyledItemDelegate):
    """Paints names, codes and badges; a list that scrolls is painted whole, in half the time the style takes."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        self.palette: Palette | None = None
        line, small = (measures.size(0, MARK).height() for measures in (text_metrics(), figure_metrics(CAPTION)))
        self._heights = {NAME: line, CODE: small, BADGE: line}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item, palette, rect = self._tree.itemFromIndex(index), self.palette, option.rect
        if palette is None or not isinstance(item, RailItem):
            return
        state, column = option.state.value, index.column()
        selected = bool(state & _SELECTED)
        if selected or state & _UNDER_MOUSE:
            painter.fillRect(rect, QColor(palette.accent_soft if selected else palette.hover))
        text, room = item.words(column), rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if not text:
            return
        inks = {NAME: palette.text, CODE: palette.muted, BADGE: palette.accent}
        painter.setPen(QColor(palette.text if selected else inks[column]))
        weight = QFont.Weight.DemiBold if column == NAME and item.is_lead else QFont.Weight.Normal
        codes = column == CODE
        painter.setFont(figure_font(CAPTION) if codes else text_font(BODY, weight))
        # In whole pixels, as the style does it: on a fine screen half a pixel is to be seen.
        room.setTop(room.top() + room.height() // 2 - self._heights[column] // 2)
        short = shortened(text, room.width(), CAPTION if codes else BODY, weight, figures=codes)
        painter.drawText(room, _SIDES[column], short)
