"""Commands on the open scenarios: open, start, duplicate, show, close, and note what was saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from core.errors import VetaError
from core.scenario.edits import Scenario
from core.scenario.replay import tables
from core.scenario.scenario_file import dataset_note
from core.store import Document, Plain, Snapshot, look_at
from core.text.messages import msg

MOST_OPEN = 20


@dataclass(frozen=True)
class OpenScenario(Plain):
    """Take up a scenario read from a file (or a new one) beside those that are open, and look at its first table.

    A file that is open already is shown. A current scenario that has neither edits nor a file makes room.
    `unsaved` marks one that is not in its file as it stands, such as one recovered after a crash.
    """

    scenario: Scenario
    path: Path | None = None
    unsaved: bool = False

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the scenario current.

        Raises:
            VetaError: it stands on another dataset, an edit does not fit the figures, or too many are open.
        """
        there = next((d for d in snapshot.documents if self.path is not None and d.path == self.path), None)
        if there is not None and not self.unsaved:
            return _shown(snapshot, there)
        if self.path is not None:
            dataset_note(self.scenario, snapshot.dataset)
        tables(snapshot.dataset, self.scenario)
        terms = MappingProxyType({edit.table: edit.terms for edit in self.scenario.edits})
        opened = Document(
            _next_id(snapshot), self.scenario, terms, self.path, Scenario() if self.unsaved else self.scenario
        )
        return _shown(_added(snapshot, opened), opened)


@dataclass(frozen=True)
class NewScenario(Plain):
    """Start an empty scenario beside those that are open."""

    name: str = ""

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with it current.

        Raises:
            VetaError: too many are open.
        """
        scenario = Scenario(name=self.name)
        new = Document(_next_id(snapshot), scenario, saved=scenario)
        return replace(_added(snapshot, new, keep=True), current=new.id)


@dataclass(frozen=True)
class DuplicateScenario(Plain):
    """Copy the current scenario, without its file, under a name of its own."""

    name: str

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the copy current.

        Raises:
            VetaError: too many are open.
        """
        old = snapshot.document
        copy = Document(_next_id(snapshot), replace(old.scenario, name=self.name), old.terms)
        return replace(_added(snapshot, copy, keep=True), current=copy.id)


@dataclass(frozen=True)
class ShowScenario(Plain):
    """Make another open scenario the current one; what is looked at stays."""

    id: int

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with it current; unchanged where it is not open."""
        known = any(document.id == self.id for document in snapshot.documents)
        return replace(snapshot, current=self.id) if known else snapshot


@dataclass(frozen=True)
class CloseScenario(Plain):
    """Close an open scenario, the current one where `id` is None; an empty one takes the place of the last."""

    id: int | None = None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot without it."""
        gone = snapshot.current if self.id is None else self.id
        left = tuple(document for document in snapshot.documents if document.id != gone)
        if not left:
            left = (Document(_next_id(snapshot)),)
        ids = [document.id for document in snapshot.documents]
        if snapshot.current != gone:
            return replace(snapshot, documents=left)
        beside = min(ids.index(gone), len(left) - 1)
        return replace(snapshot, documents=left, current=left[beside].id)


@dataclass(frozen=True)
class MarkSaved(Plain):
    """Note that the current scenario is now in a file."""

    path: Path

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot as saved."""
        return snapshot.with_document(saved=snapshot.scenario, path=self.path)


def _next_id(snapshot: Snapshot) -> int:
    return max(document.id for document in snapshot.documents) + 1


def _added(snapshot: Snapshot, new: Document, keep: bool = False) -> Snapshot:
    """Return the snapshot with a document behind the current one, or in its place where that is empty."""
    here = [document.id for document in snapshot.documents].index(snapshot.current)
    before, after = snapshot.documents[: here + 1], snapshot.documents[here + 1 :]
    blank = snapshot.document
    if not keep and not blank.scenario.edits and blank.path is None and not blank.modified:
        before = before[:-1]
    if len(before) + len(after) >= MOST_OPEN:
        raise VetaError(msg("{n} scenarios are open already; close one first.", n=MOST_OPEN))
    return replace(snapshot, documents=(*before, new, *after), current=new.id)


def _shown(snapshot: Snapshot, document: Document) -> Snapshot:
    shown = replace(snapshot, current=document.id)
    return look_at(shown, document.scenario.edits[0].table) if document.scenario.edits else shown
