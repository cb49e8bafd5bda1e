"""An empty panel's words: why nothing is shown, and one button for the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

# A line longer than this many pixels is hard to read.
LINE = 560


class EmptyStateView(QWidget):
    """Title, reason, hint and a button; emits `asked` when the button is pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.reason = QLabel(self)
        self.hint = QLabel(self)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.asked)
        self.title.setStyleSheet("font-size: 16px; font-weight: 600;")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        words = QVBoxLayout()
        words.setSpacing(8)
        for label in (self.title, self.reason, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(LINE)
            words.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(words, 4)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, title: str, reason: str, hint: str = "", button: str = "") -> None:
        """Show ready sentences; an empty `hint` or `button` is hidden."""
        for label, text in ((self.title, title), (self.reason, reason), (self.hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{reason} {hint}".strip())
