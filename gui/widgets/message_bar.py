"""A bar for one plain sentence that needs no answer: an error or a note, sometimes with a choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.text.formatter import Formatter
    from core.text.messages import Message

Level = Literal["error", "note"]


Choices = Sequence[tuple[str, "Message"]]


class MessageBar(QFrame):
    """Shows the last problem or note until it is closed.

    Signals:
        answered: the id of the choice that was taken.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messagebar")
        self._message: Message | None = None
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton(self)
        self.choice_buttons = (QPushButton(self), QPushButton(self))
        self._choices: Choices = ()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self.text, 1)
        for number, button in enumerate(self.choice_buttons):
            self._group.addButton(button, number)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._group.idClicked.connect(self._answer)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_message(self, message: Message, fmt: Formatter, level: Level = "error", choices: Choices = ()) -> None:
        """Show a sentence, and beside it up to two choices, each an id and its words."""
        self._message, self._choices = message, choices
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show_language(fmt)
        self.show()

    def show_language(self, fmt: Formatter) -> None:
        """Word what is shown anew."""
        self.close_button.setToolTip(fmt.say("Close this message"))
        self.close_button.setAccessibleName(fmt.say("Close this message"))
        self.setAccessibleName(fmt.say("Message"))
        for number, button in enumerate(self.choice_buttons):
            button.setVisible(number < len(self._choices))
            if number < len(self._choices):
                button.setText(fmt.say(self._choices[number][1]))
        if self._message is not None:
            self.text.setText(fmt.say(self._message))
            self.setAccessibleDescription(self.text.text())

    def _answer(self, number: int) -> None:
        self.answered.emit(self._choices[number][0])

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self.close_button.setIcon(icon("close", colours.muted))
