"""A bar for one plain sentence that asks for nothing: an error or a note, closed by a button or Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.text.formatter import Formatter
    from core.text.messages import Message

Level = Literal["error", "note"]


class MessageBar(QFrame):
    """Shows the last problem or note until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messagebar")
        self._message: Message | None = None
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_message(self, message: Message, fmt: Formatter, level: Level = "error") -> None:
        """Show a sentence."""
        self._message = message
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
        if self._message is not None:
            self.text.setText(fmt.say(self._message))
            self.setAccessibleDescription(self.text.text())

    def set_colours(self, colours: Palette) -> None:
        """Take the theme's colours."""
        self.close_button.setIcon(icon("close", colours.muted))
