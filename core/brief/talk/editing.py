"""The list of talking points as a person works on it: every line in its place, hidden ones too, and what changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.brief.plan import PointEntry, Side
from core.brief.talk.merge import edited
from core.brief.talk.model import MOST, ComputedPoint

SIDES: tuple[Side, ...] = ("say", "expect")


@dataclass(frozen=True, slots=True)
class Slot:
    """One line: what the person left of it, and the computed sentence it stands for as the figures word it now."""

    entry: PointEntry
    now: ComputedPoint | None = None

    @property
    def side(self) -> Side:
        """The side it stands on: a sentence left to the figures follows them."""
        return self.entry.side if self.own or self.now is None else self.now.side

    @property
    def own(self) -> bool:
        """Whether the words are the person's."""
        return bool(self.entry.text) or not self.entry.point

    @property
    def text(self) -> str:
        """What it says."""
        return self.entry.text or (self.now.text if self.now is not None else "")

    @property
    def stale(self) -> bool:
        """Whether it was written over figures that have moved since."""
        written = bool(self.entry.point and self.entry.text)
        return written and (self.now is None or self.entry.basis != self.now.basis)

    @property
    def silent(self) -> bool:
        """Whether it stands for a sentence that the figures do not give now, and has no words of its own."""
        return bool(self.entry.point) and self.now is None and not self.entry.text


def slots_of(points: Sequence[ComputedPoint], entries: Iterable[PointEntry]) -> tuple[Slot, ...]:
    """Return every line: as the entries order them, then the computed points that no entry names, side by side."""
    known = {point.id: point for point in points}
    told: set[str] = set()
    slots: list[Slot] = []
    for entry in entries:
        # A second entry for one sentence has its place only where it has words of its own.
        if entry.point and entry.point in told and not entry.text:
            continue
        slots.append(Slot(entry, known.get(entry.point)))
        told.add(entry.point)
    slots += [Slot(PointEntry(point.side, point.id), point) for point in points if point.id not in told]
    return tuple(slot for side in SIDES for slot in slots if slot.side == side)


def entries_of(slots: Sequence[Slot], points: Sequence[ComputedPoint]) -> tuple[PointEntry, ...]:
    """Return what is to be kept of a list: no more than it takes, so that untouched lines follow the figures."""
    return tuple(entry for side in SIDES for entry in _kept([s for s in slots if s.side == side], points, side))


def _kept(slots: Sequence[Slot], points: Sequence[ComputedPoint], side: Side) -> list[PointEntry]:
    for length in range(len(slots) + 1):
        head, tail = slots[:length], slots[length:]
        named = {slot.entry.point for slot in slots[:length]}
        rest = [point.id for point in points if point.side == side and point.id not in named]
        if rest == [slot.entry.point for slot in tail] and not any(slot.own or slot.entry.hidden for slot in tail):
            return [replace(slot.entry, side=slot.side) for slot in head]
    return [replace(slot.entry, side=slot.side) for slot in slots]


# What a person does to the list


def worded(slot: Slot, text: str) -> Slot:
    """Return a line with other words. A computed sentence gets them over its present figures, or back if they go.

    One that is stale stays so until the person says that it holds.
    """
    words = text.strip()
    entry, now = slot.entry, slot.now
    if not entry.point:
        return replace(slot, entry=replace(entry, text=words))
    if not words or (now is not None and words == now.text):
        return replace(slot, entry=replace(entry, text="", basis=""))
    if entry.text or now is None:
        return replace(slot, entry=replace(entry, text=words))
    return replace(slot, entry=replace(edited(now, words), text=words))


def confirmed(slot: Slot) -> Slot:
    """Return a stale line as one that holds over the present figures; free, where they give no such sentence now."""
    if slot.now is None:
        return Slot(PointEntry(slot.side, text=slot.entry.text))
    return replace(slot, entry=replace(edited(slot.now, slot.entry.text), side=slot.side, text=slot.entry.text))


def given_back(slot: Slot) -> Slot:
    """Return a line with the words that the figures give it."""
    return replace(slot, entry=replace(slot.entry, text="", basis=""))


def shown(slot: Slot, visible: bool) -> Slot:
    """Return a line hidden, or in the brief again."""
    return replace(slot, entry=replace(slot.entry, hidden=not visible))


def free_line(side: Side, text: str = "") -> Slot:
    """Return a new line of a person's own."""
    return Slot(PointEntry(side, text=text))


def moved(slots: Sequence[Slot], place: int, by: int) -> tuple[Slot, ...]:
    """Return the lines with one exchanged for the next visible one of its side above (-1) or below (1)."""
    there = place + by
    while 0 <= there < len(slots) and slots[there].silent:
        there += by
    if not 0 <= there < len(slots) or slots[there].side != slots[place].side:
        return tuple(slots)
    changed = list(slots)
    changed.insert(there, changed.pop(place))
    return tuple(changed)


def printed(slots: Sequence[Slot], side: Side, most: int = MOST) -> tuple[int, ...]:
    """Return the places of the lines of one side that stand on the pages; computed ones give way to a person's own."""
    found = [i for i, s in enumerate(slots) if s.side == side and s.text.strip() and not (s.entry.hidden or s.silent)]
    for i in [i for i in reversed(found) if not slots[i].own]:
        if len(found) > most:
            found.remove(i)
    return tuple(found[:most])
