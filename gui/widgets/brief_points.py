"""The talking points as a list to work on: worded anew, hidden, moved, and lines of one's own between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from core.brief.plan import PointEntry, Side
from core.brief.talk import editing
from core.brief.talk.editing import SIDES, Slot
from core.text.messages import Message, msg
from gui.theme import text_font
from gui.widgets.icons import icon
from gui.widgets.point_editor import PointEditor

if TYPE_CHECKING:
    from core.brief.talk.model import ComputedPoint
    from core.present.palette import Palette
    from core.text.formatter import Formatter

PLACE, SIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
HEADINGS: dict[Side, Message] = {"say": msg("Say"), "expect": msg("Expect")}
_TOOLS: dict[str, tuple[str, Message]] = {
    "add": ("plus", msg("Add a line of your own below (Insert)")),
    "up": ("arrow-up", msg("Move the line up (Alt+Up)")),
    "down": ("arrow-down", msg("Move the line down (Alt+Down)")),
    "hide": ("eye-off", msg("Hide the line (Delete)")),
    "reset": ("reset", msg("Back to the sentence of the figures")),
}
SHOW, REMOVE = ("eye", msg("Show the line again (Delete)")), ("close", msg("Remove the line (Delete)"))


class PointRows(QListWidget):
    """The list itself; its keys ask for what the buttons do.

    Signals:
        pressedTool: "add", "up", "down" or "hide".
        editAsked: Enter was pressed.
    """

    pressedTool = Signal(str)
    editAsked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into requests."""
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in moves:
            self.pressedTool.emit(moves[key])
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
            self.pressedTool.emit("add" if key == Qt.Key.Key_Insert else "hide")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.editAsked.emit()
        else:
            super().keyPressEvent(event)


class BriefPoints(QWidget):
    """Shows and takes the talking points of one subject in one language.

    Signals:
        changed: a line is another one, at once.
        typed: a person types in a line.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt, self._colours = fmt, colours
        self._points: tuple[ComputedPoint, ...] = ()
        self._slots: tuple[Slot, ...] = ()
        self.heading, self.rows = QLabel(self), PointRows(self)
        self.tools = {name: QToolButton(self) for name in _TOOLS}
        self.editor = PointEditor(fmt, self)
        self._lay_out()
        self._connect()

    def show_points(self, points: Sequence[ComputedPoint], entries: Sequence[PointEntry]) -> None:
        """Show the points as the figures word them now, and what a person left of them."""
        self._points = tuple(points)
        self._slots = editing.slots_of(self._points, entries)
        self._fill(None)

    def entries(self) -> tuple[PointEntry, ...]:
        """Return what is to be kept."""
        return editing.entries_of(self._slots, self._points)

    def stale(self) -> bool:
        """Return whether a line in the brief was written over figures that have moved."""
        return any(slot.stale and not slot.entry.hidden for slot in self._slots)

    def words(self) -> list[str]:
        """Return what the lines of the list say."""
        return [self.rows.item(row).text() for row in range(self.rows.count())]

    # Building

    def _lay_out(self) -> None:
        say = self._fmt.say
        self.heading.setText(say(msg("Talking points")))
        self.heading.setProperty("role", "caption")
        self.rows.setAccessibleName(say(msg("Talking points; Enter edits a line, Alt and the arrows move it")))
        self.rows.setWordWrap(True)
        self.rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setMinimumHeight(150)
        bar = QHBoxLayout()
        bar.setSpacing(0)
        bar.addWidget(self.heading, 1)
        for name, (picture, words) in _TOOLS.items():
            self.tools[name].setIconSize(QSize(16, 16))
            self._name_tool(name, picture, words)
            bar.addWidget(self.tools[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self.rows, 1)
        column.addWidget(self.editor)

    def _connect(self) -> None:
        self.rows.currentRowChanged.connect(self._show_choice)
        self.rows.pressedTool.connect(self._use)
        self.rows.editAsked.connect(self._edit)
        self.rows.itemDoubleClicked.connect(self._edit)
        self.tools["add"].clicked.connect(self._add)
        self.tools["up"].clicked.connect(self._up)
        self.tools["down"].clicked.connect(self._down)
        self.tools["hide"].clicked.connect(self._hide)
        self.tools["reset"].clicked.connect(self._reset)
        self.editor.typed.connect(self._on_typed)
        self.editor.takeAsked.connect(self._reset)
        self.editor.keepAsked.connect(self._confirm)

    def _name_tool(self, name: str, picture: str, words: Message) -> None:
        button, text = self.tools[name], self._fmt.say(words)
        if button.toolTip() != text:
            button.setIcon(icon(picture, self._colours.text, self._colours.baseline))
            button.setToolTip(text)
            button.setAccessibleName(text)

    # Showing

    def _fill(self, place: int | None) -> None:
        """Show every line; `place` is the one to stand on, None the first."""
        scrolled = self.rows.verticalScrollBar().value() if place is not None else 0
        self.rows.blockSignals(True)
        self.rows.clear()
        for side in SIDES:
            head = QListWidgetItem(self._fmt.say(HEADINGS[side]), self.rows)
            head.setFont(text_font(weight=QFont.Weight.DemiBold))
            head.setData(SIDE, side)
            for i, slot in enumerate(self._slots):
                if slot.side == side and not slot.silent:
                    item = QListWidgetItem(self.rows)
                    item.setData(PLACE, i)
                    item.setData(SIDE, side)
        self._word()
        rows = [row for row in range(self.rows.count()) if self.rows.item(row).data(PLACE) is not None]
        wanted = next((row for row in rows if self.rows.item(row).data(PLACE) == place), rows[0] if rows else 0)
        self.rows.setCurrentRow(wanted)
        self.rows.blockSignals(False)
        self.rows.doItemsLayout()
        self.rows.verticalScrollBar().setValue(scrolled)
        if place is not None:
            self.rows.scrollToItem(self.rows.item(wanted))
        self._show_choice()

    def _word(self) -> None:
        """Say on each line what it says and how it stands."""
        numbers = {place: n for side in SIDES for n, place in enumerate(editing.printed(self._slots, side), 1)}
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            place = item.data(PLACE)
            if place is not None:
                slot = self._slots[place]
                item.setText(self._line(slot, numbers.get(place)))
                faint = place not in numbers
                ink = self._colours.warning if slot.stale else self._colours.muted if faint else self._colours.text
                item.setForeground(QColor(ink))

    def _line(self, slot: Slot, number: int | None) -> str:
        fmt, text = self._fmt, slot.text or self._fmt.say(msg("(empty)"))
        if slot.entry.hidden:
            return fmt.say(msg("Hidden: {text}", text=text))
        if slot.stale:
            text = fmt.say(msg("† Figures moved: {text}", text=text))
        if number is None:
            return fmt.say(msg("Not printed: {text}", text=text))
        return fmt.say(msg("{n}. {text}", n=number, text=text))

    def _place(self) -> int | None:
        item = self.rows.currentItem()
        place = item.data(PLACE) if item is not None else None
        return None if place is None else int(place)

    def _show_choice(self) -> None:
        place = self._place()
        slot = None if place is None else self._slots[place]
        self.editor.show_slot(slot)
        free = slot is not None and not slot.entry.point
        self._name_tool("hide", *(REMOVE if free else SHOW if slot and slot.entry.hidden else _TOOLS["hide"]))
        self.tools["hide"].setEnabled(slot is not None)
        self.tools["reset"].setEnabled(slot is not None and bool(slot.entry.point and slot.entry.text))
        for name, by in (("up", -1), ("down", 1)):
            able = place is not None and editing.moved(self._slots, place, by) != self._slots
            self.tools[name].setEnabled(able)

    # What is asked

    def _use(self, tool: str) -> None:
        if self.tools[tool].isEnabled():
            self.tools[tool].click()

    def _edit(self) -> None:
        self.editor.begin()

    def _take(self, place: int, slot: Slot) -> None:
        self._slots = (*self._slots[:place], slot, *self._slots[place + 1 :])
        self._fill(place)
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        place = self._place()
        if place is None:
            return
        slot = editing.worded(self._slots[place], text)
        self._slots = (*self._slots[:place], slot, *self._slots[place + 1 :])
        self._word()
        self.editor.show_state(slot)
        self.tools["reset"].setEnabled(bool(slot.entry.point and slot.entry.text))
        self.typed.emit()

    def _add(self) -> None:
        """Put an empty line of the person's own below the chosen one, first below a heading."""
        item, place = self.rows.currentItem(), self._place()
        side: Side = item.data(SIDE) if item is not None else "say"
        if place is None:
            at = next((i for i, s in enumerate(self._slots) if SIDES.index(s.side) >= SIDES.index(side)), None)
            place = len(self._slots) if at is None else at
        else:
            place += 1
        self._slots = (*self._slots[:place], editing.free_line(side), *self._slots[place:])
        self._fill(place)
        self.editor.begin()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place = self._place()
        if place is None:
            return
        slot = self._slots[place]
        self._slots = editing.moved(self._slots, place, by)
        self._fill(next(i for i, other in enumerate(self._slots) if other is slot))
        self.changed.emit()

    def _hide(self) -> None:
        """Hide a computed line or show it again; take away a free one."""
        place = self._place()
        if place is None:
            return
        slot = self._slots[place]
        if slot.entry.point:
            self._take(place, editing.shown(slot, slot.entry.hidden))
            return
        self._slots = (*self._slots[:place], *self._slots[place + 1 :])
        self._fill(min(place, len(self._slots) - 1))
        self.changed.emit()

    def _reset(self) -> None:
        place = self._place()
        if place is not None:
            self._take(place, editing.given_back(self._slots[place]))

    def _confirm(self) -> None:
        place = self._place()
        if place is not None:
            self._take(place, editing.confirmed(self._slots[place]))
