"""Scenario files from the window: new, open, save, rename, and the question before anything is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from core.errors import VetaError
from core.files import fingerprint
from core.open_documents import open_documents
from core.scenario.edits import Scenario
from core.scenario.open_files import OpenFiles, held_sentence
from core.scenario.scenario_file import check, read
from core.store_library import MarkSaved, OpenScenario, ShowScenario
from core.store_restore import MarkUnsaved
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.present.board import Board
    from core.store import Snapshot
    from gui.conflict import ConflictAnswer
    from gui.session import Change, Requests, StoreBridge

Answer = Literal["save", "discard", "cancel"]
SUFFIX = ".veta"


class Documents(QObject):
    """Reads and writes scenario files.

    Signals:
        noted: a `Message` to show that is not an error.
        kept: the `Path` of a file that was opened or saved.
    """

    noted = Signal(object)
    kept = Signal(object)

    def __init__(self, bridge: StoreBridge, requests: Requests, files: OpenFiles, window: QWidget) -> None:
        super().__init__(window)
        self.files = files
        self._bridge = bridge
        self._requests = requests
        self._window = window
        self._waiting: list[Path] = []

    # Opening

    def open(self) -> None:
        """Ask for a file and open it beside the open scenarios."""
        path = self.ask_open()
        if path is not None:
            self.open_path(path)

    def open_later(self, path: Path) -> None:
        """Open a file once the event loop is back: a question would hold up the program it was dragged from."""
        self._waiting.append(path)
        QTimer.singleShot(0, self._open_waiting)

    def open_path(self, path: Path) -> bool:
        """Open a scenario file; a problem is shown and leaves everything as it was."""
        path = path.absolute()
        there = next((d for d in self._bridge.store.snapshot.documents if d.path == path), None)
        if there is not None:
            self.kept.emit(path)
            return self._requests.run(ShowScenario(there.id))
        holder = self.files.take(path) if path.is_file() else None
        known = fingerprint(path)
        try:
            scenario = read(path)
            _, note = check(path, scenario, self._bridge.store.snapshot.dataset)
        except VetaError as error:
            self.settle()
            self._requests.refuse(error)
            return False
        if not self._requests.run(OpenScenario(scenario, path)):
            self.settle()
            return False
        self.files.remember(path, known)
        self.kept.emit(path)
        self._note(None if holder is None else held_sentence(path, holder), note)
        return True

    def take_up(self, scenario: Scenario, path: Path | None, known: str | None = None) -> bool:
        """Open a scenario that its file does not hold, as one with changes not saved; return whether it is open.

        `known` is the fingerprint of the file that the changes were made on, None for the file as it is.
        """
        holder = self.files.take(path) if path is not None else None
        on_disk = Scenario()
        if path is not None:
            known = fingerprint(path) if known is None else known
            on_disk = _read_if_whole(path)
        if not self._requests.run(OpenScenario(scenario, path, unsaved=True)):
            self.settle()
            return False
        if path is not None:
            self.files.remember(path, known or "")
        self._requests.run(MarkUnsaved(on_disk))
        if path is not None and holder is not None:
            self._note(held_sentence(path, holder))
        return True

    # Saving

    def save(self) -> bool:
        """Save to the scenario's file, asking for one the first time, or where another window has it."""
        path = self._bridge.store.snapshot.path
        if path is None:
            return self.save_as()
        holder = self.files.take(path)
        if holder is not None:
            self.noted.emit(held_sentence(path, holder))
            return self.save_as()
        return self.save_to(path)

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        path = self.ask_save()
        return self.save_to(path) if path is not None else False

    def save_to(self, path: Path) -> bool:
        """Save to a file; a scenario without a name takes the file's.

        Asks where the file holds what nobody here has seen.
        """
        chosen, path = path, _with_suffix(path).absolute()
        if not self._bridge.store.snapshot.scenario.name:
            self._requests.rename(path.stem)
        holder = self.files.take(path)
        if holder is not None:
            return self._fail(VetaError(held_sentence(path, holder)))
        question = self._unseen(chosen, path)
        answer = "overwrite" if question is None else self._settle_conflict(path, question)
        if answer != "overwrite":
            self.settle()
            return self.save_as() if answer == "save-as" else False
        snapshot = self._bridge.store.snapshot
        try:
            note = self.files.save(path, snapshot.scenario, snapshot.dataset)
        except VetaError as error:
            return self._fail(error)
        if not self._requests.run(MarkSaved(path)):
            return False
        self.kept.emit(path)
        self._note(note)
        return True

    def rename(self) -> None:
        """Ask for the scenario's name."""
        name = self.ask_name()
        if name is not None:
            self._requests.rename(name)

    def may_leave(self) -> bool:
        """Return whether every open scenario may be left; each that is not saved is shown and asked about."""
        for document in self._bridge.store.snapshot.documents:
            if document.modified:
                self._requests.run(ShowScenario(document.id))
                if not self.may_leave_current():
                    return False
        return True

    def may_leave_current(self) -> bool:
        """Return whether the current scenario may be left: nothing to save, saved now, or given up."""
        if not self._bridge.store.snapshot.modified:
            return True
        answer = self.ask_leave()
        return self.save() if answer == "save" else answer == "discard"

    def note_change(self, _board: Board, change: Change) -> None:
        """Let go of files when others are open; not at each step of a drag, as a file may stand on a slow drive."""
        if _paths(change.old) != _paths(change.new):
            self.settle()

    def settle(self) -> None:
        """Let go of files that are not open."""
        self.files.keep_only(_paths(self._bridge.store.snapshot))

    def close(self) -> None:
        """Let go of every file; the window is going."""
        self.files.keep_only(())

    # Questions to the person, each in its own method so that a test can answer.

    def ask_open(self) -> Path | None:
        """Ask for a scenario file to open."""
        fmt = self._bridge.fmt
        name, _ = QFileDialog.getOpenFileName(self._window, fmt.say("Open scenario"), self._folder(), self._filter())
        return Path(name) if name else None

    def ask_save(self) -> Path | None:
        """Ask for a file to save the scenario in."""
        snapshot = self._bridge.store.snapshot
        name = snapshot.scenario.name or self._bridge.fmt.say("Scenario")
        safe = "".join(c if c.isalnum() or c in " -_." else "-" for c in name).strip() + SUFFIX
        start = str(snapshot.path) if snapshot.path else str(Path(self._folder()) / safe)
        title = self._bridge.fmt.say("Save scenario as")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, self._filter())
        return Path(chosen) if chosen else None

    def ask_name(self) -> str | None:
        """Ask for the scenario's name."""
        fmt = self._bridge.fmt
        name, done = QInputDialog.getText(
            self._window,
            fmt.say("Rename scenario"),
            fmt.say("Name of the scenario"),
            QLineEdit.EchoMode.Normal,
            self._bridge.store.snapshot.scenario.name,
        )
        return name if done else None

    def ask_leave(self) -> Answer:
        """Ask what to do with a scenario that is not saved."""
        fmt = self._bridge.fmt
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(fmt.say("Scenario not saved"))
        name = self._bridge.store.snapshot.scenario.name or fmt.say("Unnamed scenario")
        box.setText(fmt.say("“{name}” has changes that are not saved.", name=name))
        box.setInformativeText(fmt.say("Save them, or discard them and go on?"))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers: dict[int, Answer] = {buttons.Save.value: "save", buttons.Discard.value: "discard"}
        return answers.get(int(box.exec()), "cancel")

    def ask_conflict(self, question: Message) -> ConflictAnswer:
        """Ask what to do with a file that holds what nobody here has seen."""
        # Imported when first asked for: most windows never meet a conflict.
        from gui.conflict import ConflictBox

        box = ConflictBox(question, self._bridge.fmt, self._window)
        box.exec()
        return box.answer()

    def show_difference(self, path: Path) -> None:
        """Show what the file and the scenario do differently, until that is closed."""
        from core.scenario.difference import difference
        from gui.conflict import DifferenceDialog

        snapshot, fmt = self._bridge.store.snapshot, self._bridge.fmt
        try:
            lines = difference(path, snapshot.scenario, snapshot.dataset, fmt.say)
        except VetaError as error:
            lines = (fmt.say(error.message),)
        DifferenceDialog(path.name, lines, fmt, self._window).exec()

    # Parts

    def _unseen(self, chosen: Path, path: Path) -> Message | None:
        """Return why a file is not to be replaced unasked; the file dialog has asked about the name it was given."""
        if self.files.changed_outside(path):
            return msg("“{file}” has been changed by another program since it was opened here.", file=path.name)
        if chosen.name != path.name and path.exists() and path != self._bridge.store.snapshot.path:
            return msg("“{file}” is already there.", file=path.name)
        return None

    def _settle_conflict(self, path: Path, question: Message) -> ConflictAnswer:
        answer = self.ask_conflict(question)
        while answer == "difference":
            self.show_difference(path)
            answer = self.ask_conflict(question)
        return answer

    def _open_waiting(self) -> None:
        while self._waiting:
            self.open_path(self._waiting.pop(0))

    def _fail(self, error: VetaError) -> bool:
        self.settle()
        self._requests.refuse(error)
        return False

    def _note(self, *notes: Message | None) -> None:
        """Show notes as one."""
        told = [note for note in notes if note is not None]
        if len(told) == 2:
            self.noted.emit(msg("{first} {second}", first=told[0], second=told[1]))
        elif told:
            self.noted.emit(told[0])

    def _folder(self) -> str:
        path = self._bridge.store.snapshot.path
        return str(path.parent if path else Path.home())

    def _filter(self) -> str:
        return self._bridge.fmt.say(msg("Veta scenarios")) + " (*.veta)"


def _paths(snapshot: Snapshot) -> tuple[Path, ...]:
    return tuple(document.path for document in open_documents(snapshot) if document.path is not None)


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _read_if_whole(path: Path) -> Scenario:
    """Return the scenario in a file; an empty one where there is none to be read."""
    try:
        return read(path)
    except VetaError:
        return Scenario()
