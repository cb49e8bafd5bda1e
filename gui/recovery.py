"""Keeps a journal of what is not saved, offers what an abnormal end has left, and brings back backups."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from core.errors import VetaError
from core.open_documents import open_documents
from core.scenario.journal import Entry, Journal
from core.scenario.leftovers import Kept, Leftover, leftovers
from core.scenario.open_files import same_file
from core.scenario.scenario_file import dump
from core.store_restore import RestoreBackup
from core.text.messages import msg

if TYPE_CHECKING:
    from core.present.board import Board
    from core.scenario.edits import Scenario
    from gui.backups_dialog import BackupsDialog
    from gui.main_window import MainWindow
    from gui.recovery_dialog import RecoveryDialog
    from gui.session import Change

log = logging.getLogger(__name__)

WAIT_MS = 700  # from the first change not yet in the journal; a drag writes once in that time, not at each step


class Recovery(QObject):
    """The journal of a window, and what earlier ones have left; it begins with `start`.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bridge, self._requests, self._documents = window.bridge, window.requests, window.documents
        self._journal: Journal | None = None
        self._told = False
        self._left: list[Leftover] = []
        self._dialog: RecoveryDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.write)

    # The journal

    def start(self) -> None:
        """Begin the journal, then offer what earlier windows have left."""
        self._journal = Journal()
        self.write()
        self.offer()

    def note_change(self, _board: Board, change: Change) -> None:
        """Write the journal shortly after a scenario has changed."""
        if open_documents(change.old) != open_documents(change.new) and not self._timer.isActive():
            self._timer.start()

    def write(self) -> bool:
        """Write the journal now; return whether all that is not saved is in it. A problem is told once."""
        self._timer.stop()
        if self._journal is None:
            return False
        snapshot = self._bridge.store.snapshot
        entries = [
            Entry(dump(document.scenario, snapshot.dataset), document.path, self._documents.files.known(document.path))
            for document in open_documents(snapshot)
            if document.modified
        ]
        try:
            self._journal.write(entries)
        except VetaError as error:
            log.warning("%s", error, exc_info=error)
            if not self._told:
                text = msg("Unsaved changes are not safe from a crash now: save often. {reason}", reason=error.message)
                self.noted.emit(text)
            self._told = True
            return False
        self._told = False
        return True

    def close(self) -> None:
        """End cleanly: what is not saved was given up, and what others left is offered next time."""
        self._timer.stop()
        for left in self._left:
            left.release()
        self._left = []
        if self._journal is not None:
            self._journal.remove()
            self._journal = None

    # What others have left

    def offer(self) -> None:
        """Show what windows that ended abnormally have left; nothing where they left nothing."""
        self._left, problems = leftovers()
        for problem in problems:
            self.noted.emit(problem)
        if not self._left:
            return
        # Imported when first needed: most starts follow a clean end.
        from gui.recovery_dialog import RecoveryDialog

        self._dialog = RecoveryDialog(self._bridge.fmt, self._window)
        self._dialog.requestRecover.connect(self.recover)
        self._dialog.requestDiscard.connect(self.discard)
        self._dialog.requestShow.connect(self.show_file)
        self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.finished.connect(self._release)
        self._requests.failed.connect(self._dialog.show_problem)
        self._dialog.show_kept(self._kept())
        self._dialog.open()

    def recover(self, kept: Kept) -> None:
        """Open what was left as changes not saved; it leaves the old journal once it is in this window's."""
        if self._documents.take_up(kept.scenario, kept.path, kept.known) and self.write():
            self._drop(kept)

    def discard(self, kept: Kept) -> None:
        """Give up what was left, if the person says so."""
        if self.ask_discard(kept.scenario):
            self._drop(kept)

    def show_file(self, kept: Kept) -> None:
        """Show where the file with the changes is."""
        if not self.reveal(kept.file.parent) and self._dialog is not None:
            self._dialog.show_problem(msg("The file is {path}.", path=str(kept.file)))

    # Backups

    def show_backups(self) -> BackupsDialog | None:
        """List the backups of the scenario's file and of others; None where there are none."""
        # Imported when first asked for.
        from gui.backups_dialog import BackupsDialog

        backups, path = self._documents.files.backups, self._bridge.store.snapshot.path
        scenarios = backups.scenarios()
        if not scenarios:
            self.noted.emit(msg("There are no backups yet: each time a scenario is saved, one is kept."))
            return None
        dialog = BackupsDialog(backups, self._bridge.fmt, self._window.colours, self._window)
        dialog.requestRestore.connect(self.restore)
        dialog.show_scenarios(scenarios, path)
        dialog.open()
        return dialog

    def restore(self, scenario: Scenario, path: Path) -> None:
        """Bring back an earlier state: as one more edit of the scenario on show, or by opening another."""
        open_now = self._bridge.store.snapshot.path
        if open_now is not None and same_file(open_now, path):
            self._requests.run(RestoreBackup(scenario))
        else:
            self._documents.take_up(scenario, path)

    # Questions to the person, and to the desktop, each in its own method so that a test can answer.

    def ask_discard(self, scenario: Scenario) -> bool:
        """Ask whether changes are really to go."""
        fmt = self._bridge.fmt
        box = QMessageBox(self._dialog or self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(fmt.say("Discard changes"))
        name = scenario.name or fmt.say("Unnamed scenario")
        box.setText(fmt.say("Discard the unsaved changes of “{name}”?", name=name))
        box.setInformativeText(fmt.say("They cannot be brought back."))
        discard = box.addButton(fmt.say("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is discard

    def reveal(self, folder: Path) -> bool:
        """Open a folder in the desktop's file manager; return whether that was possible."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Parts

    def _kept(self) -> list[Kept]:
        return [kept for left in self._left for kept in left.kept]

    def _drop(self, kept: Kept) -> None:
        try:
            self._left = [left.without(kept) if kept in left.kept else left for left in self._left]
        except VetaError as error:
            self._requests.refuse(error)
            return
        self._left = [left for left in self._left if left.kept]
        if self._dialog is not None:
            self._dialog.show_kept(self._kept())

    def _release(self) -> None:
        for left in self._left:
            left.release()

    def _forget_dialog(self) -> None:
        self._dialog = None
