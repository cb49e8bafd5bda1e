"""What this program is, which figures it holds, and under which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core import __version__
from core.licences import licence_text
from core.paths import log_file
from core.text.messages import msg
from gui.panels.statusbar import STATES
from gui.widgets.icons import application_icon

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

ABOUT = msg("Veta {version}: figures on critical minerals for trade negotiators, offline.")
INTRODUCTION = msg("Veta is made of these parts. Their terms are shown in the words they came with.")
WIDTH = 520
TERMS_SIZE = QSize(760, 560)


class AboutDialog(QDialog):
    """Version, figures with their state, and a door to the licences; it deletes itself when closed."""

    def __init__(self, dataset: Dataset, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(fmt.say("About Veta"))
        icon = QLabel(self)
        icon.setPixmap(application_icon().pixmap(48, 48))
        lines = (
            fmt.say(
                "Veta {version}: figures on critical minerals for trade negotiators, offline.", version=__version__
            ),
            fmt.say(STATES[dataset.state].text, version=dataset.version),
            fmt.say("Digest of the figures: {digest}", digest=dataset.digest.rpartition(":")[2][:16]),
            fmt.say("Font: Source Sans 3, SIL Open Font License 1.1"),
            fmt.say("Log: {path}", path=str(log_file())),
        )
        words = QVBoxLayout()
        for number, line in enumerate(lines):
            words.addWidget(_line(line, self, heading=number == 0))
        words.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.licences = QPushButton(fmt.say(msg("&Licences…")), self)
        self.licences.setAutoDefault(False)
        self.licences.clicked.connect(self.show_licences)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addLayout(_foot(self, fmt, self.licences))
        self.setMinimumWidth(WIDTH)

    def show_licences(self) -> LicencesDialog:
        """Open the terms of everything Veta is made of."""
        dialog = LicencesDialog(self._fmt, self)
        dialog.open()
        return dialog


class LicencesDialog(QDialog):
    """The terms of everything Veta is made of, to read with the arrow keys; Escape closes. Deletes itself."""

    def __init__(self, fmt: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(fmt.say(msg("Licences")))
        intro = _line(
            fmt.say(msg("Veta is made of these parts. Their terms are shown in the words they came with.")), self
        )
        self.text = QPlainTextEdit(licence_text(), self)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(fmt.say(msg("Licences")))
        self.text.setAccessibleDescription(intro.text())
        column = QVBoxLayout(self)
        column.addWidget(intro)
        column.addWidget(self.text, 1)
        column.addLayout(_foot(self, fmt))
        self.text.setFocus()
        self.resize(TERMS_SIZE)


def _line(text: str, parent: QWidget, *, heading: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("role", "heading" if heading else "")
    return label


def _foot(dialog: QDialog, fmt: Formatter, *others: QPushButton) -> QHBoxLayout:
    """Return the row of buttons: others to the left, the one that closes to the right."""
    close = QPushButton(fmt.say(msg("Close")), dialog)
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    for button in others:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(close)
    return row
