"""The question before a file is replaced that holds what nobody here has seen, and the difference it makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.text.formatter import Formatter

ConflictAnswer = Literal["overwrite", "save-as", "difference", "cancel"]
SIZE = QSize(720, 440)


class ConflictBox(QMessageBox):
    """Asks whether to overwrite a file, save as another, look at the difference or leave it."""

    def __init__(self, question: Message, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(fmt.say("File changed"))
        self.setText(fmt.say(question))
        self.setInformativeText(fmt.say("If you overwrite it, what it holds now stays among its backups."))
        role = QMessageBox.ButtonRole
        self.overwrite = self.addButton(fmt.say("&Overwrite"), role.DestructiveRole)
        self.save_as = self.addButton(fmt.say("Save &as…"), role.AcceptRole)
        self.difference = self.addButton(fmt.say("Show the &difference"), role.ActionRole)
        self.cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.save_as)
        self.setEscapeButton(self.cancel)

    def answer(self) -> ConflictAnswer:
        """Return what was chosen."""
        answers: tuple[tuple[QPushButton, ConflictAnswer], ...] = (
            (self.overwrite, "overwrite"),
            (self.save_as, "save-as"),
            (self.difference, "difference"),
        )
        return next((answer for button, answer in answers if button is self.clickedButton()), "cancel")


class DifferenceDialog(QDialog):
    """Shows lines marked with a minus sign (in the file), a plus (here) or neither (both)."""

    def __init__(self, file: str, lines: Sequence[str], fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(fmt.say(msg("Difference")))
        legend = QLabel(fmt.say(msg("\u2212 only in “{file}”, + only here, unmarked in both", file=file)), self)
        legend.setTextFormat(Qt.TextFormat.PlainText)
        legend.setWordWrap(True)
        legend.setProperty("role", "caption")
        self.text = QPlainTextEdit("\n".join(lines), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(fmt.say(msg("Difference")))
        self.text.setAccessibleDescription(legend.text())
        self.close_button = QPushButton(fmt.say(msg("Close")), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(legend)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.text.setFocus()  # long ones are read with the arrow keys; Escape closes
        self.resize(SIZE)
