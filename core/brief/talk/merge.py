"""A person's own words laid over the computed points: their order, their edits, their free lines, all kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.brief.plan import PointEntry
from core.brief.talk.model import ComputedPoint, Line, Talk
from core.brief.wording import clean

POINT_LENGTH = 400


def talk(points: Sequence[ComputedPoint], entries: Iterable[PointEntry]) -> Talk:
    """Return the lines: as the entries order them, then the computed points that no entry names.

    An entry without text leaves the computed sentence, which follows the figures; a hidden one takes it away. An
    edited sentence keeps its text and side; it is stale where its basis is not what the figures say now, or where they
    say nothing of it any more.
    """
    known = {point.id: point for point in points}
    told: set[str] = set()
    lines: list[Line] = []
    for entry in entries:
        lines.extend(_line(entry, known, told))
        told.add(entry.point)
    lines.extend(_computed(point) for point in points if point.id not in told)
    return Talk(tuple(lines))


def _line(entry: PointEntry, known: dict[str, ComputedPoint], told: set[str]) -> Iterator[Line]:
    if entry.hidden:
        return
    text, point = clean(entry.text, POINT_LENGTH), known.get(entry.point)
    if not entry.point:
        if text:
            yield Line(entry.side, "", text, own=True)
    elif text:
        now, sources = (point.text, point.sources) if point is not None else ("", ())
        stale = point is None or entry.basis != point.basis
        yield Line(entry.side, entry.point, text, stale=stale, own=True, computed_now=now, sources=sources)
    elif point is not None and entry.point not in told:
        yield _computed(point)


def _computed(point: ComputedPoint) -> Line:
    return Line(point.side, point.id, point.text, computed_now=point.text, sources=point.sources)


def edited(point: ComputedPoint, text: str) -> PointEntry:
    """Return the entry of a computed point that a person has just worded anew; empty text gives it back."""
    words = clean(text, POINT_LENGTH)
    return PointEntry(point.side, point.id, words, point.basis if words else "")
