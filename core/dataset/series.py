"""Years of one source in one series: how HS codes continue from one revision of the Harmonized System to another.

A code that was only renumbered is followed under its other number. Where codes were split or merged, a question that
holds all of them is unaffected; any other stops there, for what comes after is not the same goods. Source of the
relations: the concordance table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.dataset.cache import DigestCache
from core.dataset.cell_codes import outermost
from core.dataset.load import Dataset
from core.text.messages import Message, msg

REVISIONS = ("HS2012", "HS2017", "HS2022")
ONE_TO_ONE = "1:1"
MERGE = "merge"
HEADING = 4
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """Codes of two neighbouring revisions that are not simply the same: older and newer, with their relation."""

    newer_revision: str
    older: str
    newer: tuple[str, ...]
    relation: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The HS prefixes that stand for a question in each revision that can be joined, and why it goes no further."""

    prefixes: dict[str, tuple[str, ...]]
    seams: tuple[Message, ...]


def join(dataset: Dataset, prefixes: Sequence[str], reference: str, wanted: Sequence[str]) -> Joined:
    """Return what `prefixes`, codes of the revision `reference`, are in the `wanted` revisions.

    A revision behind a split or a merge that the prefixes hold only in part is left out, and a seam names the codes.
    Rows of a revision that the concordance does not know keep the prefixes as they are.
    """
    key = (dataset.digest, tuple(prefixes), reference, tuple(wanted))
    return _JOINED.get(key, lambda: _join(dataset, *key[1:]))


_JOINED: DigestCache[Joined] = DigestCache(512)


def _join(dataset: Dataset, asked: tuple[str, ...], reference: str, wanted: tuple[str, ...]) -> Joined:
    if reference not in REVISIONS or set(wanted) <= {reference}:
        return Joined(dict.fromkeys([reference, *wanted], asked), ())
    found = {reference: asked} | {r: asked for r in wanted if r not in REVISIONS}
    seams: list[Message] = []
    known = [REVISIONS.index(r) for r in wanted if r in REVISIONS]
    start = REVISIONS.index(reference)
    for way in (range(start, min(known) - 1, -1), range(start, max(known) + 1)):
        for near, far in pairwise(way):
            here, there, newer = REVISIONS[near], REVISIONS[far], REVISIONS[max(near, far)]
            changes = [c for c in revision_changes(dataset) if c.newer_revision == newer]
            starts = tuple({prefix[:DIGITS] for prefix in found[here]})
            broken = next((c for c in changes if _is_broken(c, starts)), None)
            if broken is not None:
                seams.append(_seam(broken))
                break
            found[there] = _carried(found[here], starts, changes, forward=far > near)
    return Joined({r: codes for r, codes in found.items() if r == reference or r in wanted}, tuple(seams))


def _is_broken(change: Change, starts: tuple[str, ...]) -> bool:
    """Return whether a split or merge has codes both inside and outside of what begins with `starts`."""
    if change.relation == ONE_TO_ONE:
        return False
    held = [code.startswith(starts) for code in (change.older, *change.newer)]
    if change.relation == MERGE:
        # The table names one of the codes that were merged; the others are of the same heading.
        held.append(change.older[:HEADING].startswith(starts))
    return any(held) and not all(held)


def _carried(
    prefixes: tuple[str, ...], starts: tuple[str, ...], changes: Sequence[Change], *, forward: bool
) -> tuple[str, ...]:
    """Return the prefixes with the other numbers of renumbered codes."""
    more: list[str] = []
    for change in changes:
        if change.relation == ONE_TO_ONE:
            here, there = (change.older, change.newer[0]) if forward else (change.newer[0], change.older)
            if here.startswith(starts):
                more.append(there)
    return outermost([*prefixes, *more]) if more else prefixes


def _seam(change: Change) -> Message:
    """Say which codes keep a series from going on."""
    words = {"revision": change.newer_revision.removeprefix("HS"), "newer": _codes(change.newer)}
    older = _codes((change.older,))
    if change.relation == MERGE:
        return msg("The series stops where HS {revision} merged {older} and others into {newer}.", older=older, **words)
    return msg("The series stops where HS {revision} split {older} into {newer}.", older=older, **words)


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(f"{code[:HEADING]}.{code[HEADING:]}" for code in codes)


_CHANGES: DigestCache[tuple[Change, ...]] = DigestCache(4)


def revision_changes(dataset: Dataset) -> tuple[Change, ...]:
    """Return the changes between neighbouring revisions of the Harmonized System, read once a dataset.

    Raises:
        VetaError: the table of them is missing, damaged or changed since the dataset loaded.
    """
    return _CHANGES.get(dataset.digest, lambda: _read(dataset))


def _read(dataset: Dataset) -> tuple[Change, ...]:
    """Return the changes between neighbouring revisions, codes that stay the same left out."""
    table = dataset.table("concordance")
    pairs: dict[tuple[str, str, str], list[str]] = {}
    columns = ("from_revision", "to_revision", "relation", "from_code", "to_code")
    for older_revision, newer_revision, relation, older, newer in zip(*(table[c] for c in columns), strict=True):
        neighbours = (older_revision, newer_revision) in pairwise(REVISIONS)
        if neighbours and not (relation == ONE_TO_ONE and older == newer):
            pairs.setdefault((str(newer_revision), str(older), str(relation)), []).append(str(newer))
    return tuple(Change(revision, older, tuple(newer), kind) for (revision, older, kind), newer in pairs.items())
