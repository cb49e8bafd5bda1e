"""The store: one immutable snapshot, changed only through `execute`.

A command that fails leaves the snapshot, the history and every listener as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from core.errors import VetaError
from core.measures.allocation import Allocation
from core.present.build import build_board
from core.scenario.apply import apply, table_of, tables
from core.scenario.edits import Scenario, SetShare
from core.scenario.history import History, Step
from core.scenario.scenario_file import dataset_note, edit_sentence
from core.selection import Measure, Selection
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board

Table = tuple[str, int, str]
Locks = Mapping[Table, frozenset[str]]
SAME_SHARE = 1e-12


@dataclass(frozen=True)
class Snapshot:
    """All of the program's state. `saved` is the scenario as last saved or opened; `path` its file."""

    dataset: Dataset
    selection: Selection = field(default_factory=Selection)
    scenario: Scenario = field(default_factory=Scenario)
    language: str = "en"
    locks: Locks = field(default_factory=lambda: MappingProxyType({}))
    path: Path | None = None
    saved: Scenario = field(default_factory=Scenario)

    @property
    def table(self) -> Table:
        """The share table that is on show."""
        return (self.selection.flow, self.selection.year, self.selection.target)

    @property
    def locked(self) -> frozenset[str]:
        """Partners locked in the table on show."""
        return self.locks.get(self.table, frozenset())

    @property
    def modified(self) -> bool:
        """Whether the scenario differs from its file."""
        return (self.scenario.name, self.scenario.edits) != (self.saved.name, self.saved.edits)

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
class _Plain:
    """A change that leaves no undo step."""

    @property
    def label(self) -> Message | None:
        return None

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True)
class Select(_Plain):
    """Look at something else; what is None stays. "" clears a choice of partner, edition, source or valuation."""

    flow: str | None = None
    year: int | None = None
    target: str | None = None
    basket: str | None = None
    partner: str | None = None
    measure: Measure | None = None
    edition: str | None = None
    source: str | None = None
    valuation: str | None = None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the new selection; a year the flow does not have becomes its nearest."""
        old = snapshot.selection
        flow = self.flow or old.flow
        wanted = Selection(
            flow=flow,
            year=nearest(self.year or old.year, flow_years(snapshot.dataset, flow)),
            target=self.target or old.target,
            basket=self.basket or old.basket,
            partner=old.partner if self.partner is None else self.partner or None,
            measure=self.measure or old.measure,
            edition=_chosen(self.edition, old.edition if flow == old.flow else None),
            source=_chosen(self.source, old.source if flow == old.flow else None),
            valuation=_chosen(self.valuation, old.valuation if flow == old.flow else None),
        )
        return replace(snapshot, selection=wanted)


def _chosen(asked: str | None, kept: str | None) -> str | None:
    """Return what is asked for, None for "", and what is kept where nothing is asked."""
    return kept if asked is None else asked or None


@dataclass(frozen=True)
class EditShare:
    """Set a partner's share in the table on show; edits with the same `drag` number are one undo step."""

    partner: str
    share: float
    drag: int | None = None

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Change a share")

    @property
    def merge_key(self) -> Hashable | None:
        """Steps of one drag are one."""
        return None if self.drag is None else ("share", self.partner, self.drag)

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the edit added, or put in place of the last edit of the same partner.

        Raises:
            VetaError: the table has no total or cannot be rebalanced.
        """
        edit = SetShare(*snapshot.table, self.partner, self.share, snapshot.locked)
        edits = snapshot.scenario.edits
        before = _allocation(snapshot.dataset, snapshot.table)
        current = apply(before, (e for e in edits if e.table == edit.table)).with_partner(self.partner)
        if abs(current.shares()[current.partners.index(self.partner)] - self.share) <= SAME_SHARE:
            return snapshot
        edits = _with(edits, edit)
        apply(before, (e for e in edits if e.table == edit.table))
        return replace(snapshot, scenario=replace(snapshot.scenario, edits=edits))


@dataclass(frozen=True)
class SetLock(_Plain):
    """Lock or unlock a partner of the table on show."""

    partner: str
    locked: bool

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the lock set."""
        chosen = snapshot.locked | {self.partner} if self.locked else snapshot.locked - {self.partner}
        return replace(snapshot, locks=MappingProxyType({**snapshot.locks, snapshot.table: chosen}))


@dataclass(frozen=True)
class ResetTable:
    """Drop every edit of the table on show."""

    merge_key: Hashable | None = None

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Reset this table")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot without them."""
        kept = tuple(edit for edit in snapshot.scenario.edits if edit.table != snapshot.table)
        return replace(snapshot, scenario=replace(snapshot.scenario, edits=kept))


@dataclass(frozen=True)
class ResetAll:
    """Drop every edit of the scenario."""

    merge_key: Hashable | None = None

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Reset everything")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with an unedited scenario."""
        return replace(snapshot, scenario=replace(snapshot.scenario, edits=()))


@dataclass(frozen=True)
class RenameScenario:
    """Give the scenario a name."""

    name: str
    merge_key: Hashable | None = None

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Rename the scenario")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the name."""
        return replace(snapshot, scenario=replace(snapshot.scenario, name=self.name.strip()[:200]))


@dataclass(frozen=True)
class OpenScenario(_Plain):
    """Take up a scenario read from a file (or a new one), and look at the table of its first edit."""

    scenario: Scenario
    path: Path | None = None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the scenario.

        Raises:
            VetaError: it stands on another dataset, or an edit does not fit the figures.
        """
        if self.path is not None:
            dataset_note(self.scenario, snapshot.dataset)
        tables(snapshot.dataset, self.scenario)
        locks = {edit.table: edit.locked for edit in self.scenario.edits}
        opened = replace(
            snapshot, scenario=self.scenario, saved=self.scenario, path=self.path, locks=MappingProxyType(locks)
        )
        return _look_at(opened, self.scenario.edits[0].table) if self.scenario.edits else opened


@dataclass(frozen=True)
class MarkSaved(_Plain):
    """Note that the scenario is now in a file."""

    path: Path

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot as saved."""
        return replace(snapshot, saved=snapshot.scenario, path=self.path)


@dataclass(frozen=True)
class SetLanguage(_Plain):
    """Read everything in another language."""

    language: str

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot in the language."""
        return replace(snapshot, language=self.language)


Listener = Callable[[Snapshot, Snapshot], None]


class Store:
    """Holds the snapshot and its history, and tells listeners of each change."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Start from `snapshot` with nothing to undo."""
        self.snapshot = snapshot
        self._history = History()
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
        if isinstance(command, OpenScenario) or (new.dataset is not old.dataset and not self._fits(new.dataset)):
            self._history.clear()
        elif command.label is not None:
            label = _label(command.label, old.scenario, new.scenario)
            self._history.push(Step(label, old.scenario, new.scenario, command.merge_key, old.table))
        self._take(new)

    def undo(self) -> None:
        """Take back the last step and look at its table; nothing when there is none."""
        step = self._history.undo()
        if step is not None:
            self._show(step.before, step.table)

    def redo(self) -> None:
        """Do the last undone step again and look at its table; nothing when there is none."""
        step = self._history.redo()
        if step is not None:
            self._show(step.after, step.table)

    def _fits(self, dataset: Dataset) -> bool:
        """Return whether every step could still be taken back and done again on other figures."""
        steps = [*self._history.done, *self._history.undone]
        try:
            for scenario in dict.fromkeys(scenario for step in steps for scenario in (step.before, step.after)):
                tables(dataset, scenario)
        except VetaError:
            return False
        return True

    def _show(self, scenario: Scenario, table: Table | None) -> None:
        new = replace(self.snapshot, scenario=scenario)
        self._take(_look_at(new, table) if table and table != new.table else new)

    def _take(self, new: Snapshot) -> None:
        old, self.snapshot = self.snapshot, new
        for listener in tuple(self._listeners):
            listener(old, new)


def _label(plain: Message, old: Scenario, new: Scenario) -> Message:
    """Name the edit itself where one was added or changed."""
    added = [edit for edit in new.edits if edit not in old.edits]
    return edit_sentence(added[-1]) if added else plain


def _with(edits: tuple[SetShare, ...], edit: SetShare) -> tuple[SetShare, ...]:
    """Add an edit, or replace the table's last edit when it set the same partner under the same locks.

    Replacing keeps a drag through 100 % reversible: a partner pushed to zero could not be rebalanced back.
    """
    same_table = [i for i, e in enumerate(edits) if e.table == edit.table]
    if same_table and (edits[same_table[-1]].partner, edits[same_table[-1]].locked) == (edit.partner, edit.locked):
        last = same_table[-1]
        return (*edits[:last], edit, *edits[last + 1 :])
    return (*edits, edit)


def _look_at(snapshot: Snapshot, table: Table) -> Snapshot:
    flow, year, product = table
    return replace(snapshot, selection=replace(snapshot.selection, flow=flow, year=year, target=product))


@lru_cache(maxsize=8)
def _allocation(dataset: Dataset, table: Table) -> Allocation:
    return table_of(dataset, table)


@lru_cache(maxsize=16)
def flow_years(dataset: Dataset, flow: str) -> tuple[int, ...]:
    """Return the years a flow has figures for, rising."""
    frame = dataset.trade if (dataset.trade["flow"] == flow).any() else dataset.stats
    chosen = frame[frame["flow"] == flow]
    years = set(chosen["year"]) | (set(chosen["year_end"]) if "year_end" in chosen else set())
    return tuple(sorted(int(year) for year in years))


def nearest(year: int, years: tuple[int, ...]) -> int:
    """Return the known year that is nearest, the later of two; the year itself where none is known."""
    return min(years, key=lambda known: (abs(known - year), -known), default=year)
