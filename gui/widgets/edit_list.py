"""The scenario's edits in plain language: switch off and on, move, remark on, remove, add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.present.palette import Palette
from core.scenario.edits import Edit
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from gui.widgets.icons import icon

_HEIGHT = 92
_TOOLS: dict[str, tuple[str, Message]] = {
    "add": ("plus", msg("Add an edit… (Ctrl+Shift+A)")),
    "up": ("arrow-up", msg("Move the edit up (Alt+Up)")),
    "down": ("arrow-down", msg("Move the edit down (Alt+Down)")),
    "note": ("note", msg("Write a remark… (Enter)")),
    "remove": ("close", msg("Remove the edit (Delete)")),
}


class EditRows(QListWidget):
    """The list itself; its keys ask for what the buttons do.

    Signals:
        pressedTool: "up", "down", "note" or "remove".
    """

    pressedTool = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        tools = {Qt.Key.Key_Delete: "remove", Qt.Key.Key_Return: "note", Qt.Key.Key_Enter: "note"}
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.pressedTool.emit("up" if key == Qt.Key.Key_Up else "down")
        elif key in tools:
            self.pressedTool.emit(tools[key])
        else:
            super().keyPressEvent(event)


class EditList(QWidget):
    """Asks for changes of the list; it shows only what `show_edits` says.

    Signals:
        switchAsked: position, whether to switch off.
        moveAsked: position, where to.
        removeAsked: position.
        noteAsked: position.
        addAsked: nothing; undoAsked, redoAsked: nothing.
    """

    switchAsked = Signal(int, bool)
    moveAsked = Signal(int, int)
    removeAsked = Signal(int)
    noteAsked = Signal(int)
    addAsked = Signal()
    undoAsked = Signal()
    redoAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.rows = QLabel(self), EditRows(self)
        self.tools = {name: QToolButton(self) for name in _TOOLS}
        self.undo_button, self.redo_button = QToolButton(self), QToolButton(self)
        self._fmt: Formatter | None = None
        self._colours: Palette | None = None
        self._edits: tuple[Edit, ...] = ()
        self._steps: tuple[Message | None, Message | None] = (None, None)
        self._shown: object = None
        self._lay_out()
        self._connect()

    def show_edits(self, edits: Sequence[Edit], undo: Message | None, redo: Message | None, fmt: Formatter) -> None:
        """Show the edits, and what undo takes back and redo does again (None: nothing)."""
        shown = (tuple(edits), undo, redo, fmt)
        if shown == self._shown:
            return
        worded = fmt is not self._fmt
        self._shown, self._fmt, self._edits, self._steps = shown, fmt, tuple(edits), (undo, redo)
        if worded:
            self._word(fmt)
        self._fill(fmt)

    def set_colours(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._colours = palette
        names = {self.undo_button: "undo", self.redo_button: "redo"}
        names |= {self.tools[name]: picture for name, (picture, _) in _TOOLS.items()}
        for button, name in names.items():
            button.setIcon(icon(name, palette.text, palette.baseline))
        if self._fmt is not None:
            self._fill(self._fmt)

    def words(self) -> list[str]:
        """Return what the lines say."""
        return [self.rows.item(i).text() for i in range(self.rows.count())]

    # Building

    def _lay_out(self) -> None:
        self.heading.setProperty("role", "heading")
        self.heading.setStyleSheet("font-weight: 600;")
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setWordWrap(True)
        self.rows.setFixedHeight(_HEIGHT)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 4, 0)
        bar.setSpacing(0)
        bar.addWidget(self.heading, 1)
        for button in (*self.tools.values(), self.undo_button, self.redo_button):
            button.setIconSize(QSize(16, 16))
            bar.addWidget(button)
        listing = QHBoxLayout()
        listing.setContentsMargins(4, 0, 4, 0)
        listing.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(listing)

    def _connect(self) -> None:
        self.rows.itemChanged.connect(self._ask_switch)
        self.rows.currentRowChanged.connect(self._enable)
        self.rows.itemDoubleClicked.connect(self._ask_note)
        self.rows.pressedTool.connect(self._use)
        self.tools["add"].clicked.connect(self.addAsked)
        self.tools["up"].clicked.connect(self._up)
        self.tools["down"].clicked.connect(self._down)
        self.tools["note"].clicked.connect(self._ask_note)
        self.tools["remove"].clicked.connect(self._remove)
        self.undo_button.clicked.connect(self.undoAsked)
        self.redo_button.clicked.connect(self.redoAsked)

    def _word(self, fmt: Formatter) -> None:
        self.heading.setText(fmt.say(msg("Edits")))
        self.rows.setAccessibleName(fmt.say(msg("Edits of the scenario; space switches one off or on")))
        for name, (_, words) in _TOOLS.items():
            self.tools[name].setToolTip(fmt.say(words))
            self.tools[name].setAccessibleName(fmt.say(words))

    # Showing

    def _fill(self, fmt: Formatter) -> None:
        here = self.rows.currentRow()
        self.rows.blockSignals(True)
        lines = [self._line(edit, fmt) for edit in self._edits] or [fmt.say(msg("No edits yet."))]
        undo, redo = self._steps
        if redo is not None:
            lines.append(fmt.say(msg("Taken back: {edit}", edit=redo)))
        while self.rows.count() > len(lines):
            self.rows.takeItem(self.rows.count() - 1)
        for position, text in enumerate(lines):
            self._show_line(position, text)
        last = len(self._edits) - 1
        self.rows.setCurrentRow(min(here, last) if here >= 0 else -1)
        self.rows.blockSignals(False)
        if here < 0:
            self.rows.scrollToItem(self.rows.item(max(0, last)))
        self._show_step(self.undo_button, msg("Undo"), undo)
        self._show_step(self.redo_button, msg("Redo"), redo)
        self._enable()

    @staticmethod
    def _line(edit: Edit, fmt: Formatter) -> str:
        said = fmt.say(edit_sentence(edit))
        return f"{said}\n{edit.note}" if edit.note else said

    def _show_line(self, position: int, text: str) -> None:
        item = self.rows.item(position)
        if item is None:
            item = QListWidgetItem(self.rows)
        item.setText(text)
        edit = self._edits[position] if position < len(self._edits) else None
        plain = Qt.ItemFlag.ItemIsEnabled
        if edit is None:
            item.setFlags(plain)
            item.setData(Qt.ItemDataRole.CheckStateRole, None)
        else:
            item.setFlags(plain | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if edit.off else Qt.CheckState.Checked)
        if self._colours is not None:
            faint = edit is None or edit.off
            item.setForeground(QColor(self._colours.muted if faint else self._colours.text))

    def _show_step(self, button: QToolButton, name: Message, step: Message | None) -> None:
        assert self._fmt is not None
        words = self._fmt.say(name)
        tip = words if step is None else self._fmt.say(msg("{step}: {edit}", step=words, edit=step))
        button.setEnabled(step is not None)
        button.setToolTip(tip)
        button.setAccessibleName(tip)

    def _enable(self) -> None:
        row, count = self.rows.currentRow(), len(self._edits)
        on_edit = 0 <= row < count
        states = {"up": on_edit and row > 0, "down": on_edit and row < count - 1, "note": on_edit, "remove": on_edit}
        for name, state in states.items():
            self.tools[name].setEnabled(state)

    # Asking

    def _use(self, tool: str) -> None:
        if self.tools[tool].isEnabled():
            self.tools[tool].click()

    def _ask_switch(self, item: QListWidgetItem) -> None:
        position = self.rows.row(item)
        if position < len(self._edits):
            off = item.checkState() != Qt.CheckState.Checked
            if off != self._edits[position].off:
                self.switchAsked.emit(position, off)
                # A refused switch brings no new list: show again what holds.
                if self._fmt is not None:
                    self._fill(self._fmt)

    def _move(self, by: int) -> None:
        row = self.rows.currentRow()
        self.rows.setCurrentRow(row + by)
        self.moveAsked.emit(row, row + by)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _ask_note(self) -> None:
        if 0 <= self.rows.currentRow() < len(self._edits):
            self.noteAsked.emit(self.rows.currentRow())

    def _remove(self) -> None:
        self.removeAsked.emit(self.rows.currentRow())
