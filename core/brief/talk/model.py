"""Values of the talking points: a computed sentence, a line as it stands on the page, and all lines."""

from __future__ import annotations

from dataclasses import dataclass

from core.brief.plan import Side
from core.text.messages import Message

MOST = 3
"""Points of one side on a page."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence from the figures, worded for one language; `sources` are the ids of those its numbers stand on."""

    id: str
    side: Side
    message: Message
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedPoint:
    """A sentence from the figures. `text` is it in the brief's language, `basis` in English.

    `id` names what it is about and stays the same when the figures change; `side` follows the figures.
    """

    id: str
    side: Side
    message: Message
    text: str
    basis: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talking points.

    `point` is the id of the computed sentence it stands for, "" for a free one; `computed_now` is that sentence as the
    figures word it now, "" where they give none. `own` lines are a person's words; a `stale` one was written over a
    sentence that the figures no longer word the same way.
    """

    side: Side
    point: str
    text: str
    stale: bool = False
    own: bool = False
    computed_now: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """All lines in their order; a page takes the first of each side."""

    lines: tuple[Line, ...] = ()

    def of(self, side: Side) -> tuple[Line, ...]:
        """Return every line of one side."""
        return tuple(line for line in self.lines if line.side == side)

    def printed(self, side: Side, most: int = MOST) -> tuple[Line, ...]:
        """Return at most `most` lines of one side; computed ones give way to a person's own, the last ones first."""
        lines = list(self.of(side))
        for line in reversed([line for line in lines if not line.own]):
            if len(lines) > most:
                lines.remove(line)
        return tuple(lines[:most])

    def left_out(self, side: Side, most: int = MOST) -> int:
        """Return how many of a person's own lines of one side find no place among `most`."""
        return max(sum(line.own for line in self.of(side)) - most, 0)

    @property
    def stale(self) -> tuple[Line, ...]:
        """The lines under which a number has moved since they were written."""
        return tuple(line for line in self.lines if line.stale)
