"""Commands on the current scenario's edits.

Each leaves one undo step, save locks and limits, which only bind what comes after.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.errors import VetaError
from core.measures.terms import Limit
from core.scenario.edits import Edit, Scenario, SetShare, is_partner, partners_of
from core.scenario.replay import reaches, table_after, tables
from core.store import Plain, Snapshot
from core.strict_text import is_unseen
from core.text.messages import Message, msg

SAME_SHARE = 1e-12
MAX_NOTE = 2_000


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
        _check_partners(self.partner)
        edits = snapshot.scenario.edits
        now = table_after(snapshot.dataset, edits, snapshot.table).after
        if self.partner in now.partners and abs(now.share_of(self.partner) - self.share) <= SAME_SHARE:
            return snapshot
        edit = SetShare(*snapshot.table, self.partner, self.share, terms=snapshot.terms)
        edits = _with(edits, edit)
        table_after(snapshot.dataset, edits, snapshot.table)
        return snapshot.with_document(scenario=replace(snapshot.scenario, edits=edits))


@dataclass(frozen=True)
class _Listed:
    """A change of the list of edits; `merge_key` None: never merged."""

    @property
    def merge_key(self) -> Hashable | None:
        """None: each is a step of its own."""
        return None


@dataclass(frozen=True)
class AddEdit(_Listed):
    """Add an edit of any kind to the scenario."""

    edit: Edit

    @property
    def label(self) -> Message | None:
        """The undo step's name; the edit's own sentence takes its place."""
        return msg("Add an edit")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the edit at the end of the list.

        Raises:
            VetaError: the edit cannot be done.
        """
        _check_partners(*partners_of(self.edit))
        return _with_edits(snapshot, (*snapshot.scenario.edits, self.edit))


@dataclass(frozen=True)
class ReplaceEdit(_Listed):
    """Put another edit in the place of the one at `position` (from 0)."""

    position: int
    edit: Edit

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Change an edit")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with it.

        Raises:
            VetaError: an edit cannot be done then.
        """
        _check_partners(*partners_of(self.edit))
        edits = list(snapshot.scenario.edits)
        edits[self.position] = self.edit
        return _with_edits(snapshot, tuple(edits))


@dataclass(frozen=True)
class RemoveEdit(_Listed):
    """Drop the edit at `position` (from 0)."""

    position: int

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Remove an edit")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot without it.

        Raises:
            VetaError: a later edit stands on it.
        """
        edits = snapshot.scenario.edits
        return _with_edits(snapshot, edits[: self.position] + edits[self.position + 1 :])


@dataclass(frozen=True)
class MoveEdit(_Listed):
    """Move the edit at `position` to stand at `to` (both from 0); the order matters within one table."""

    position: int
    to: int

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Move an edit")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the edits in that order.

        Raises:
            VetaError: an edit cannot be done in that order.
        """
        edits = list(snapshot.scenario.edits)
        edits.insert(self.to, edits.pop(self.position))
        return _with_edits(snapshot, tuple(edits))


@dataclass(frozen=True)
class SwitchEdit(_Listed):
    """Switch the edit at `position` (from 0) off or on."""

    position: int
    off: bool

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Switch an edit off") if self.off else msg("Switch an edit on")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the edit switched.

        Raises:
            VetaError: another edit cannot be done then.
        """
        edits = list(snapshot.scenario.edits)
        edits[self.position] = replace(edits[self.position], off=self.off)
        return _with_edits(snapshot, tuple(edits))


@dataclass(frozen=True)
class AnnotateEdit(_Listed):
    """Write a remark to the edit at `position` (from 0)."""

    position: int
    note: str

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Write a remark")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the remark, cut to what a file may hold."""
        edits = list(snapshot.scenario.edits)
        edits[self.position] = replace(edits[self.position], note=plain_text(self.note))
        return snapshot.with_document(scenario=replace(snapshot.scenario, edits=tuple(edits)))


@dataclass(frozen=True)
class SetLock(Plain):
    """Lock or unlock a partner of the table on show."""

    partner: str
    locked: bool

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the lock set.

        Raises:
            VetaError: the rest of a table is no partner.
        """
        _check_partners(self.partner)
        terms = snapshot.terms.with_lock(self.partner, self.locked)
        return snapshot.with_document(terms=MappingProxyType({**snapshot.document.terms, snapshot.table: terms}))


@dataclass(frozen=True)
class SetLimit(Plain):
    """Hold a partner's share of the table on show between a floor and a ceiling (0-1); 0 and 1 lift them."""

    partner: str
    low: float
    high: float

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the limits.

        Raises:
            VetaError: not within 0-1, the floor is above the ceiling, or all floors together are more than everything.
        """
        _check_partners(self.partner)
        if not 0 <= self.low <= self.high <= 1:
            raise VetaError(msg("A floor and a ceiling lie between 0% and 100%, the floor not above the ceiling."))
        terms = snapshot.terms.with_limit(Limit(self.partner, self.low, self.high))
        if sum(limit.low for limit in terms.limits) > 1:
            raise VetaError(msg("All floors together are above 100%, so no shares can meet them; lower one first."))
        return snapshot.with_document(terms=MappingProxyType({**snapshot.document.terms, snapshot.table: terms}))


@dataclass(frozen=True)
class ResetTable(_Listed):
    """Drop every edit that is seen in the table on show."""

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Reset this table")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot without them."""
        kept = [e for e in snapshot.scenario.edits if not reaches(snapshot.dataset, e, snapshot.table)]
        return _with_edits(snapshot, tuple(kept))


@dataclass(frozen=True)
class ResetAll(_Listed):
    """Drop every edit of the scenario."""

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Reset everything")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with an unedited scenario."""
        return snapshot.with_document(scenario=replace(snapshot.scenario, edits=()))


@dataclass(frozen=True)
class RenameScenario(_Listed):
    """Give the scenario a name."""

    name: str

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Rename the scenario")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the name."""
        name = plain_text(self.name).strip()[:200]
        return snapshot.with_document(scenario=replace(snapshot.scenario, name=name))


@dataclass(frozen=True)
class DescribeScenario(_Listed):
    """Write a remark to the scenario as a whole."""

    note: str

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Write a remark")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the remark."""
        return snapshot.with_document(scenario=replace(snapshot.scenario, note=plain_text(self.note)))


def _with_edits(snapshot: Snapshot, edits: tuple[Edit, ...]) -> Snapshot:
    """Return the snapshot with a list of edits that can all be done.

    Raises:
        VetaError: one of them cannot.
    """
    scenario: Scenario = replace(snapshot.scenario, edits=edits)
    tables(snapshot.dataset, scenario)
    return snapshot.with_document(scenario=scenario)


def _check_partners(*partners: str) -> None:
    """Refuse what no file could hold, such as the rest of a table.

    Raises:
        VetaError: one of them is no partner.
    """
    for partner in partners:
        if not is_partner(partner):
            raise VetaError(
                msg(
                    "“{name}” is no single partner, so it has no share of its own; choose a country.", name=partner[:40]
                )
            )


def _with(edits: tuple[Edit, ...], edit: SetShare) -> tuple[Edit, ...]:
    """Add an edit, or replace the last one when it set the same partner's share of the same table under the same terms.

    Replacing keeps a drag through 100 % reversible: a partner pushed to zero could not be rebalanced back.
    """
    last = edits[-1] if edits else None
    if isinstance(last, SetShare) and not last.off and _same_place(last, edit):
        return (*edits[:-1], replace(edit, note=last.note))
    return (*edits, edit)


def _same_place(last: SetShare, edit: SetShare) -> bool:
    return (last.table, last.partner, last.terms) == (edit.table, edit.partner, edit.terms)


def plain_text(text: str) -> str:
    """Return typed text without control and bidirectional characters, at most as long as a file may hold."""
    return "".join(c for c in text if not is_unseen(c, lines=True))[:MAX_NOTE]
