"""The store: one immutable snapshot, changed only through `execute`.

A command that fails leaves the snapshot, the histories and every listener as they were. The commands themselves stand
in `store_select`, `store_edits`, `store_library` and `store_dataset`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from core.errors import VetaError
from core.measures.terms import NO_TERMS, Terms
from core.present.build import build_board
from core.scenario.edits import Scenario, Table
from core.scenario.history import History, Step
from core.scenario.replay import tables
from core.scenario.sentences import edit_sentence
from core.selection import Selection
from core.text.messages import Message

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board


@dataclass(frozen=True)
class Document:
    """One open scenario. `saved` is the scenario as last saved or opened; `path` its file; `id` is its own for ever.

    `terms` are the locks, floors and ceilings now set, by table: the next edit is made under them.
    """

    id: int = 0
    scenario: Scenario = field(default_factory=Scenario)
    terms: Mapping[Table, Terms] = field(default_factory=lambda: MappingProxyType({}))
    path: Path | None = None
    saved: Scenario = field(default_factory=Scenario)

    @property
    def modified(self) -> bool:
        """Whether the scenario differs from its file."""
        return self.scenario != replace(
            self.saved, dataset_id=self.scenario.dataset_id, dataset_digest=self.scenario.dataset_digest
        )


@dataclass(frozen=True)
class Snapshot:
    """All of the program's state: the figures, what is looked at, and the open scenarios, one of them current."""

    dataset: Dataset
    selection: Selection = field(default_factory=Selection)
    documents: tuple[Document, ...] = (Document(),)
    current: int = 0
    language: str = "en"

    @cached_property
    def document(self) -> Document:
        """The current scenario's document."""
        return next(document for document in self.documents if document.id == self.current)

    @property
    def scenario(self) -> Scenario:
        """The current scenario."""
        return self.document.scenario

    @property
    def path(self) -> Path | None:
        """The current scenario's file, None where it has none."""
        return self.document.path

    @property
    def modified(self) -> bool:
        """Whether the current scenario differs from its file."""
        return self.document.modified

    @property
    def table(self) -> Table:
        """The share table that is on show."""
        return self.selection.table

    @property
    def terms(self) -> Terms:
        """The locks, floors and ceilings of the table on show."""
        return self.document.terms.get(self.table, NO_TERMS)

    @property
    def locked(self) -> frozenset[str]:
        """Partners locked in the table on show."""
        return self.terms.locked

    def with_document(self, **changes: Any) -> Snapshot:
        """Return the snapshot with fields of the current document changed."""
        changed = replace(self.document, **changes)
        return replace(self, documents=tuple(changed if d.id == self.current else d for d in self.documents))

    @cached_property
    def board(self) -> Board:
        """What panels and the brief show of this snapshot."""
        return build_board(self)


class Command(Protocol):
    """A change asked for. `label` names an undo step, None when the change is not one of the scenario."""

    @property
    def label(self) -> Message | None:
        """The undo step's name, None when the command leaves no step."""

    @property
    def merge_key(self) -> Hashable | None:
        """Steps in a row with the same key are one."""

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot after the change; raise VetaError when it cannot be done."""
        ...


@dataclass(frozen=True)
class Plain:
    """A change that leaves no undo step."""

    @property
    def label(self) -> Message | None:
        """None: there is nothing to take back."""
        return None

    @property
    def merge_key(self) -> Hashable | None:
        """None: there is nothing to merge."""
        return None


Listener = Callable[[Snapshot, Snapshot], None]


class Store:
    """Holds the snapshot and a history for each open scenario, and tells listeners of each change."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Start from `snapshot` with nothing to undo."""
        self.snapshot = snapshot
        self._histories: dict[int, History] = {}
        self._listeners: list[Listener] = []

    @property
    def board(self) -> Board:
        """What is on show now."""
        return self.snapshot.board

    @property
    def undo_label(self) -> Message | None:
        """The step that `undo` would take back, None when there is none."""
        return self._history.done[-1].label if self._history.done else None

    @property
    def redo_label(self) -> Message | None:
        """The step that `redo` would do again, None when there is none."""
        return self._history.undone[-1].label if self._history.undone else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(old, new)` after each change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def execute(self, command: Command) -> None:
        """Carry out a command.

        Raises:
            VetaError: it cannot be done; nothing has changed.
        """
        old = self.snapshot
        new = command.apply(old)
        if new == old:
            return
        new.board  # noqa: B018 - a snapshot that cannot be shown must fail before it is taken up
        if new.dataset is not old.dataset:
            self._forget_what_no_longer_fits(new.dataset)
        if command.label is not None:
            label = _label(command.label, old.scenario, new.scenario)
            self._history.push(Step(label, old.scenario, new.scenario, command.merge_key, old.table))
        self._take(new)

    def undo(self) -> None:
        """Take back the current scenario's last step and look at its table; nothing when there is none."""
        step = self._history.undo()
        if step is not None:
            self._show(step.before, step.table)

    def redo(self) -> None:
        """Do the last undone step again and look at its table; nothing when there is none."""
        step = self._history.redo()
        if step is not None:
            self._show(step.after, step.table)

    @property
    def _history(self) -> History:
        return self._histories.setdefault(self.snapshot.current, History())

    def _forget_what_no_longer_fits(self, dataset: Dataset) -> None:
        """Clear each history with a step that could not be taken back or done again on other figures."""
        for history in self._histories.values():
            steps = [*history.done, *history.undone]
            try:
                for scenario in dict.fromkeys(scenario for step in steps for scenario in (step.before, step.after)):
                    tables(dataset, scenario)
            except VetaError:
                history.clear()

    def _show(self, scenario: Scenario, table: Table | None) -> None:
        new = self.snapshot.with_document(scenario=scenario)
        self._take(look_at(new, table) if table and table != new.table else new)

    def _take(self, new: Snapshot) -> None:
        old, self.snapshot = self.snapshot, new
        open_now = {document.id for document in new.documents}
        self._histories = {id_: history for id_, history in self._histories.items() if id_ in open_now}
        for listener in tuple(self._listeners):
            listener(old, new)


def look_at(snapshot: Snapshot, table: Table) -> Snapshot:
    """Return the snapshot looking at a scenario's table."""
    return replace(snapshot, selection=snapshot.selection.at(table))


def _label(plain: Message, old: Scenario, new: Scenario) -> Message:
    """Name the edit itself where one was added or changed."""
    added = [edit for edit in new.edits if edit not in old.edits]
    return edit_sentence(added[-1]) if added else plain
