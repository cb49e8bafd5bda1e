"""Scenario files from the window: new, open, save, rename, and the question before anything is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from core.errors import VetaError
from core.scenario.scenario_file import check, read, save
from core.store_library import MarkSaved, OpenScenario, ShowScenario
from core.text.messages import msg

if TYPE_CHECKING:
    from gui.session import Requests, StoreBridge

Answer = Literal["save", "discard", "cancel"]
SUFFIX = ".veta"


class Documents(QObject):
    """Reads and writes scenario files.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, bridge: StoreBridge, requests: Requests, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._requests = requests
        self._window = window

    def open(self) -> None:
        """Ask for a file and open it beside the open scenarios."""
        path = self.ask_open()
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a scenario file; a problem is shown and leaves everything as it was."""
        try:
            scenario = read(path)
            _, note = check(path, scenario, self._bridge.store.snapshot.dataset)
        except VetaError as error:
            self._requests.refuse(error)
            return False
        if not self._requests.run(OpenScenario(scenario, path)):
            return False
        if note is not None:
            self.noted.emit(note)
        return True

    def save(self) -> bool:
        """Save to the scenario's file, asking for one the first time; return whether it was saved."""
        path = self._bridge.store.snapshot.path
        return self.save_to(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        path = self.ask_save()
        return self.save_to(path) if path is not None else False

    def save_to(self, path: Path) -> bool:
        """Save to a file; a scenario without a name takes the file's."""
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if not self._bridge.store.snapshot.scenario.name:
            self._requests.rename(path.stem)
        snapshot = self._bridge.store.snapshot
        try:
            save(path, snapshot.scenario, snapshot.dataset)
        except VetaError as error:
            self._requests.refuse(error)
            return False
        return self._requests.run(MarkSaved(path))

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

    def _folder(self) -> str:
        path = self._bridge.store.snapshot.path
        return str(path.parent if path else Path.home())

    def _filter(self) -> str:
        return self._bridge.fmt.say(msg("Veta scenarios")) + " (*.veta)"
