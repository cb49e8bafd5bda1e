"""Tells of a crash at the next start, once: its report can be shown or deleted; nothing is sent anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from core.crash import mark_seen, new_reports
from core.text.messages import msg

if TYPE_CHECKING:
    from gui.main_window import MainWindow

SHOW, DELETE = "show-crash-report", "delete-crash-report"


class CrashDesk(QObject):
    """Offers the reports of earlier runs in the window's bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.reports: list[Path] = []

    def offer(self) -> None:
        """Say that Veta ended or stumbled without meaning to, where a new report tells of it."""
        found = new_reports()
        if not found:
            return
        self.reports = mark_seen(found)
        if not self.reports:
            return
        self._window.messages.show_message(
            msg("Veta met a problem last time; a report of it lies on this computer and is sent nowhere."),
            self._window.bridge.fmt,
            "note",
            ((SHOW, msg("Show file")), (DELETE, msg("Delete"))),
        )

    def answer(self, choice: str) -> None:
        """Show the newest report, or delete those that were offered."""
        if choice == SHOW and self.reports:
            path = self.reports[0]
            if not self.open_file(path):
                self._window.show_note(msg("The report is {path}.", path=str(path)))
        if choice == DELETE:
            for path in self.reports:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    reason = error.strerror or type(error).__name__
                    text = msg(
                        "{path} cannot be deleted ({reason}); delete it yourself.", path=str(path), reason=reason
                    )
                    self._window.show_problem(text)
                    return
            self.reports = []
            self._window.messages.hide()

    # Left to the desktop, in its own method so that a test can answer.

    def open_file(self, path: Path) -> bool:
        """Open a text file as the desktop does; return whether that was possible."""
        return bool(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
