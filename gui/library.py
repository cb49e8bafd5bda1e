"""The open scenarios from the window: turn to one, duplicate, close, remark, add an edit, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu

from core.scenario.edits import Scenario
from core.store_edits import AddEdit, AnnotateEdit, DescribeScenario, SetLimit
from core.store_library import CloseScenario, DuplicateScenario, NewScenario, ShowScenario
from core.text.messages import msg

if TYPE_CHECKING:
    from core.store import Snapshot
    from core.text.formatter import Formatter
    from core.text.messages import Message
    from gui.main_window import MainWindow


def shown_name(scenario: Scenario, fmt: Formatter) -> str:
    """Return what a scenario is called on screen."""
    return scenario.name or fmt.say(msg("Unnamed scenario") if scenario.edits else msg("Baseline"))


class Library(QObject):
    """Carries out what is asked of the open scenarios.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def _snapshot(self) -> Snapshot:
        return self._window.bridge.store.snapshot

    def new(self) -> None:
        """Start an empty scenario beside the others."""
        self._window.requests.run(NewScenario())

    def duplicate(self) -> None:
        """Copy the current scenario."""
        fmt = self._window.bridge.fmt
        name = fmt.say(msg("{name} (copy)", name=shown_name(self._snapshot.scenario, fmt)))
        self._window.requests.run(DuplicateScenario(name))

    def close(self) -> None:
        """Close the current scenario, after a question where it is not saved."""
        if self._window.documents.may_leave_current():
            self._window.requests.run(CloseScenario())

    def show_next(self) -> None:
        """Turn to the next open scenario."""
        ids = [document.id for document in self._snapshot.documents]
        self._window.requests.run(ShowScenario(ids[(ids.index(self._snapshot.current) + 1) % len(ids)]))

    def list_open(self, menu: QMenu) -> None:
        """Put the open scenarios into a menu, the current one checked."""
        fmt, group = self._window.bridge.fmt, QActionGroup(menu)
        for document in self._snapshot.documents:
            name = shown_name(document.scenario, fmt)
            action = QAction(f"{name} •" if document.modified else name, menu)
            action.setCheckable(True)
            action.setChecked(document.id == self._snapshot.current)
            action.setData(document.id)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._turn_to)

    def describe(self) -> None:
        """Write a remark to the scenario."""
        text = self.ask_text(msg("Remark on the scenario"), self._snapshot.scenario.note)
        if text is not None:
            self._window.requests.run(DescribeScenario(text))

    def remark(self, position: int) -> None:
        """Write a remark to an edit."""
        text = self.ask_text(msg("Remark on the edit"), self._snapshot.scenario.edits[position].note)
        if text is not None:
            self._window.requests.run(AnnotateEdit(position, text))

    def add_edit(self) -> None:
        """Ask for an edit of any kind; a refusal is told in the dialog, which stays open."""
        # Imported when first asked for, as all dialogs are.
        from gui.edit_dialog import EditDialog

        dialog = EditDialog(self._snapshot, self._window.bridge.fmt, self._window)
        dialog.asked.connect(self._add)
        dialog.open()

    def compare(self) -> None:
        """Show the open scenarios side by side."""
        from gui.compare_dialog import CompareDialog

        dialog = CompareDialog(self._snapshot, self._window.bridge.fmt, self._window.colours, self._window)
        dialog.open()

    def ask_text(self, label: Message, old: str) -> str | None:
        """Ask for a text of several lines; None when the person gives up."""
        say = self._window.bridge.fmt.say
        text, done = QInputDialog.getMultiLineText(self._window, say(msg("Remark")), say(label), old)
        return text if done else None

    def _add(self, command: AddEdit | SetLimit) -> None:
        if self._window.requests.run(command) and isinstance(command, SetLimit):
            self.noted.emit(msg("Floor and ceiling are set; they bind the edits made from now on."))

    def _turn_to(self, action: QAction) -> None:
        self._window.requests.run(ShowScenario(int(action.data())))
