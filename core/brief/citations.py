"""The numbers of a brief's sources: those of the board first, then each further source as it is first cited."""

from __future__ import annotations

from collections.abc import Iterable

from core.present.board import Board, SourceLine
from core.text.formatter import Formatter


class Citations:
    """Gives each source its number, the same wherever it is cited."""

    def __init__(self, board: Board) -> None:
        """Start from the board's own sources and their numbers."""
        self._numbers = {line.source_id: line.number for line in board.sources}

    def number(self, source_id: str) -> int:
        """Return a source's number; one that was not cited before gets the next."""
        return self._numbers.setdefault(source_id, max(self._numbers.values(), default=0) + 1)

    def marks(self, source_ids: Iterable[str]) -> str:
        """Return the marks of sources as they stand in a text, such as "[1] [4]"."""
        return " ".join(f"[{number}]" for number in sorted({self.number(source) for source in source_ids}))

    def said(self, source_ids: Iterable[str], fmt: Formatter) -> str:
        """Return the marks with the word before them, for the note under a table or a drawing; "" without any."""
        marks = self.marks(source_ids)
        return fmt.say("Source {marks}", marks=marks) if marks else ""

    @property
    def lines(self) -> tuple[SourceLine, ...]:
        """Every cited source by its number."""
        return tuple(SourceLine(number, source) for source, number in self._numbers.items())
