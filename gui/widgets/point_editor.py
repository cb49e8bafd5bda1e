"""One talking point to be worded: its text, where it comes from, and what to do where its figures have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.brief.talk.merge import POINT_LENGTH
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.brief.talk.editing import Slot
    from core.text.formatter import Formatter

LINES = 3


class PointEditor(QWidget):
    """Shows and takes the words of one line.

    Signals:
        typed: the words that stand in the field.
        takeAsked: the sentence of the figures is to stand again.
        keepAsked: the person's words hold over the figures of now.
    """

    typed = Signal(str)
    takeAsked = Signal()
    keepAsked = Signal()

    def __init__(self, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self.state, self.field = QLabel(self), QPlainTextEdit(self)
        self.take_button, self.keep_button = QPushButton(self), QPushButton(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(LINES * self.field.fontMetrics().lineSpacing() + 20)
        self.field.setAccessibleName(fmt.say(msg("Words of the chosen line")))
        self.take_button.setText(fmt.say(msg("&Take the new sentence")))
        self.keep_button.setText(fmt.say(msg("&Keep mine")))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.take_button, self.keep_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.state)
        column.addLayout(row)
        self.field.textChanged.connect(self._on_typed)
        self.take_button.clicked.connect(self.takeAsked)
        self.keep_button.clicked.connect(self.keepAsked)
        self.show_slot(None)

    def show_slot(self, slot: Slot | None) -> None:
        """Show a line; None for none."""
        text = "" if slot is None else slot.text
        if self.field.toPlainText() != text:
            self.field.blockSignals(True)
            self.field.setPlainText(text)
            self.field.blockSignals(False)
        self.field.setEnabled(slot is not None)
        self.show_state(slot)

    def show_state(self, slot: Slot | None) -> None:
        """Say where the line comes from and what it stands on."""
        said = _state(slot)
        self.state.setText(self._fmt.say(said))
        stale = slot is not None and slot.stale
        self.state.setProperty("role", "warning" if stale else "caption")
        self.state.style().polish(self.state)
        self.take_button.setVisible(stale)
        self.keep_button.setVisible(stale)
        if slot is not None:
            new = msg("&Take the new sentence") if slot.now is not None else msg("&Take it out")
            self.take_button.setText(self._fmt.say(new))

    def begin(self) -> None:
        """Put the cursor behind the words."""
        if self.field.isEnabled():
            self.field.setFocus()
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def _on_typed(self) -> None:
        self.typed.emit(self.field.toPlainText())


def _state(slot: Slot | None) -> Message:
    if slot is None:
        return msg("Choose a line to word it anew, or add one of your own.")
    if slot.stale:
        if slot.now is None:
            return msg("† Written over figures that no longer give such a sentence.")
        return msg("† A number under this sentence has moved. The figures now say: {now}", now=slot.now.text)
    if len(slot.text) > POINT_LENGTH:
        return msg("The brief prints the first {n} characters.", n=POINT_LENGTH)
    if not slot.entry.point:
        return msg("A line of your own.")
    if slot.entry.text and slot.now is not None:
        return msg("Your words. The figures say: {now}", now=slot.now.text)
    return msg("From the figures; it changes with them.")
