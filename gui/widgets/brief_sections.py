"""The sections of a brief: a tick puts one in, its place in the list is its place on the pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from core.brief.plan import FIRST, SECTIONS, Depth, Plan, SectionId
from core.text.messages import Message, msg
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.text.formatter import Formatter

ID = Qt.ItemDataRole.UserRole
ROW = 24
SHOWN_ROWS = 9
_TOOLS: dict[str, tuple[str, Message]] = {
    "up": ("arrow-up", msg("Move the section up (Alt+Up)")),
    "down": ("arrow-down", msg("Move the section down (Alt+Down)")),
    "reset": ("reset", msg("The usual sections of this depth")),
}


class SectionRows(QListWidget):
    """The list itself, reordered by dragging or by Alt with the arrow keys.

    Signals:
        dropped: a section was dragged to another place.
        moveAsked: -1 for up, 1 for down.
    """

    dropped = Signal()
    moveAsked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the section to where it was let go."""
        super().dropEvent(event)
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the section with Alt and the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.moveAsked.emit(steps[key])
        else:
            super().keyPressEvent(event)


class BriefSections(QWidget):
    """Shows and takes the sections of a plan.

    Signals:
        changed: a person ticked or moved a section.
    """

    changed = Signal()

    def __init__(self, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt, self._colours = fmt, colours
        self._depth: Depth = "two"
        self.heading, self.rows = QLabel(self), SectionRows(self)
        self.tools = {name: QToolButton(self) for name in _TOOLS}
        self._lay_out()
        self.rows.itemChanged.connect(self._on_tick)
        self.rows.dropped.connect(self.changed)
        self.rows.moveAsked.connect(self._move)
        self.rows.currentRowChanged.connect(self._enable)
        self.tools["up"].clicked.connect(self._up)
        self.tools["down"].clicked.connect(self._down)
        self.tools["reset"].clicked.connect(self._reset)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's sections: first those in the brief, in their order, then the others."""
        self._depth = plan.depth
        if self.sections() != plan.sections or not self.rows.count():
            self._fill([*plan.chosen, *(name for name in SECTIONS if name not in plan.chosen)], plan.chosen)
        self._word()

    def sections(self) -> tuple[SectionId, ...] | None:
        """Return the ticked sections in their order, None where they are the usual ones of the depth."""
        items = [self.rows.item(row) for row in range(self.rows.count())]
        found = tuple(_id(item) for item in items if item.checkState() == Qt.CheckState.Checked)
        return None if found == FIRST[self._depth] else found

    def show_silent(self, silent: Collection[SectionId]) -> None:
        """Say of which ticked sections the figures have nothing to show."""
        self._word(silent)

    # Building

    def _lay_out(self) -> None:
        self.heading.setText(self._fmt.say(msg("Sections, in their order")))
        self.heading.setProperty("role", "caption")
        self.rows.setAccessibleName(self._fmt.say(msg("Sections; space puts one in, Alt and the arrows move it")))
        self.rows.setMinimumHeight(SHOWN_ROWS * ROW)
        whole = len(SECTIONS) * ROW + 4
        self.rows.setMaximumHeight(whole)
        self.setMaximumHeight(whole + ROW + 8)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QHBoxLayout()
        bar.setSpacing(0)
        bar.addWidget(self.heading, 1)
        for name, (picture, words) in _TOOLS.items():
            button = self.tools[name]
            button.setIcon(icon(picture, self._colours.text, self._colours.baseline))
            button.setIconSize(QSize(16, 16))
            button.setToolTip(self._fmt.say(words))
            button.setAccessibleName(self._fmt.say(words))
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self.rows, 1)

    def _fill(self, order: list[SectionId], ticked: Collection[SectionId]) -> None:
        current = self.rows.currentItem()
        here = _id(current) if current is not None else order[0]
        self.rows.blockSignals(True)
        self.rows.clear()
        for name in order:
            item = QListWidgetItem(self.rows)
            item.setData(ID, name)
            item.setSizeHint(QSize(0, ROW))
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
        self.rows.setCurrentRow(order.index(here))
        self.rows.blockSignals(False)
        self._enable()

    def _word(self, silent: Collection[SectionId] = ()) -> None:
        fmt = self._fmt
        self.rows.blockSignals(True)
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            name, text = _id(item), fmt.say(SECTIONS[_id(item)])
            idle = name == "annex" and self._depth != "annex"
            ticked = item.checkState() == Qt.CheckState.Checked
            if idle:
                text = fmt.say(msg("{section} (with the annex only)", section=text))
            elif ticked and name in silent:
                text = fmt.say(msg("{section} (nothing to show)", section=text))
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags if idle else flags | Qt.ItemFlag.ItemIsEnabled)
            item.setText(text)
            item.setToolTip(text)
            faint = idle or not ticked or name in silent
            item.setForeground(QColor(self._colours.muted if faint else self._colours.text))
        self.rows.blockSignals(False)
        self.tools["reset"].setEnabled(self.sections() is not None)

    # What is asked

    def _on_tick(self, _item: QListWidgetItem) -> None:
        self._word()
        self.changed.emit()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.rows.currentRow()
        if row < 0 or not 0 <= row + by < self.rows.count():
            return
        self.rows.blockSignals(True)
        self.rows.insertItem(row + by, self.rows.takeItem(row))
        self.rows.setCurrentRow(row + by)
        self.rows.blockSignals(False)
        self._enable()
        self.changed.emit()

    def _reset(self) -> None:
        usual = FIRST[self._depth]
        self._fill([*usual, *(name for name in SECTIONS if name not in usual)], usual)
        self._word()
        self.changed.emit()

    def _enable(self) -> None:
        row = self.rows.currentRow()
        self.tools["up"].setEnabled(row > 0)
        self.tools["down"].setEnabled(0 <= row < self.rows.count() - 1)


def _id(item: QListWidgetItem) -> SectionId:
    return cast("SectionId", item.data(ID))
