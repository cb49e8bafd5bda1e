"""What the brief's window asks a person, each question in its own method so that a test can answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from core.brief.shelf_file import MAX_NAME
from core.brief.writers import FORMATS
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.store import Snapshot
    from core.text.formatter import Formatter


class BriefQuestions:
    """Asks over the brief's window."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, window: QWidget) -> None:
        self._snapshot, self._fmt, self._window = snapshot, fmt, window

    def ask_path(self, name: str, ending: str) -> Path | None:
        """Ask where to save the brief in a format; `name` is the one offered, without its ending."""
        folder = self._snapshot.path.parent if self._snapshot.path else Path.home()
        kind = f"{self._fmt.say(FORMATS[ending])} (*{ending})"
        dialog = QFileDialog(self._window, self._fmt.say("Save the brief"), str(folder), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(name + ending)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() == QDialog.DialogCode.Accepted else None

    def ask_printer(self, printer: QPrinter, pages: int) -> bool:
        """Let the person choose a printer in the system's dialog."""
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, max(1, pages))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def ask_name(self, name: str) -> str | None:
        """Ask for the name of a template; None where the person thinks better of it."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self._fmt.say(msg("Save as template")))
        dialog.setLabelText(self._fmt.say(msg("Name of the template")))
        dialog.setTextValue(name[:MAX_NAME])
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.textValue() if accepted else None

    def ask_replace_file(self, name: str) -> bool:
        """Ask whether the second file may take the place of one of its name."""
        return self._asked(msg("Replace “{name}”?", name=name), msg("Replace"))

    def ask_replace_template(self, name: str) -> bool:
        """Ask whether a template may take the place of another of its name."""
        return self._asked(msg("Replace the template “{name}”?", name=name), msg("Replace"))

    def ask_drop_template(self, name: str) -> bool:
        """Ask whether a template is really to go."""
        return self._asked(msg("Delete the template “{name}”?", name=name), msg("Delete"))

    def _asked(self, question: Message, do: Message) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self._fmt.say(question))
        yes = box.addButton(self._fmt.say(do), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self._fmt.say(msg("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes
