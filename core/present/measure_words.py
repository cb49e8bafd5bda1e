"""Dependence in numbers, in words: each measure before and after, alike in the window and its pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.present.board import Board, MeasureSet
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, msg


@dataclass(frozen=True, slots=True)
class _Measure:
    label: Message
    tip: Message
    text: Callable[[MeasureSet, Formatter], str]


def _index(value: float | None, fmt: Formatter) -> str:
    return NO_FIGURE if value is None else f"{fmt.hhi(value)} \u00b7 {fmt.hhi_10000(value)}"


def _share(value: float | None, fmt: Formatter) -> str:
    return NO_FIGURE if value is None else fmt.share(value)


def _number(value: float | None, fmt: Formatter) -> str:
    return NO_FIGURE if value is None else fmt.number(value, 1)


def _largest(measures: MeasureSet, fmt: Formatter) -> str:
    return f"{measures.largest or ''} {_share(measures.top_share, fmt)}".strip()


MEASURES = (
    _Measure(
        msg("Concentration (HHI)"),
        msg("Sum of squared shares, on the 0–1 and the 0–10,000 scale: 1 and 10,000 mean a single partner"),
        lambda m, fmt: _index(m.hhi, fmt),
    ),
    _Measure(msg("Largest share"), msg("The largest partner and its share"), _largest),
    _Measure(
        msg("Three largest"),
        msg("Shares of the three largest partners together"),
        lambda m, fmt: _share(m.top3_share, fmt),
    ),
    _Measure(
        msg("Without the largest (N−1)"),
        msg("What is left when the largest partner falls away"),
        lambda m, fmt: _share(m.without_largest, fmt),
    ),
    _Measure(
        msg("Partners"),
        msg("Partners with a share above zero that the source lists"),
        lambda m, fmt: fmt.number(m.n, 0),
    ),
    _Measure(
        msg("Effective number (1/HHI)"),
        msg("As many partners of equal size would give the same concentration"),
        lambda m, fmt: _number(m.effective, fmt),
    ),
)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure: its name, the published number, the scenario's ("" without an edit), and what it means."""

    label: str
    before: str
    after: str
    tip: str


def measure_lines(board: Board, fmt: Formatter) -> list[MeasureLine]:
    """Return the board's measures; without an edit only the published side has numbers."""
    return [
        MeasureLine(
            fmt.say(measure.label),
            measure.text(board.before, fmt),
            measure.text(board.after, fmt) if board.edited else "",
            fmt.say(measure.tip),
        )
        for measure in MEASURES
    ]
