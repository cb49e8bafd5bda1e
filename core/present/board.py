"""The board: everything panels and the brief show for one snapshot, as raw numbers and messages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

import numpy as np
from numpy.typing import NDArray

from core.dataset.view import Coverage, FloatArray, TextArray
from core.measures.terms import Limit
from core.selection import Selection
from core.text.messages import Message

if TYPE_CHECKING:
    from core.present.outcome import Outcome


def _no_numbers() -> FloatArray:
    return np.array([], dtype=np.float64)


Unit = Literal["usd", "share", "change", "kg", "index", "count", "quantity", "none"]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the five numbers. `after` is None without an edit; `text` overrides the number for tokens.

    `high` is the upper end where the source leaves a share open: the number is a range from `before` to it.
    """

    id: str
    label: Message
    unit: Unit
    before: float | None
    after: float | None = None
    note: Message | None = None
    text: str | None = None
    row_ids: Sequence[int] = ()
    high: float | None = None


@dataclass(frozen=True)
class BoardTable:
    """The rows on screen and in print, shape (n,) each, in core's order (falling value, rest last).

    `keys` are partners (ISO alpha-3); "rest" stands for partners the source does not list. NaN means no figure.
    `text` holds the printed USGS token or number where the flow is a USGS one, else "". `after_mass_kg` is computed:
    values after at unchanged unit values; a partner that only the scenario has weighs what the average does.
    """

    keys: TextArray
    before: FloatArray
    after: FloatArray
    before_share: FloatArray
    after_share: FloatArray
    mass_kg: FloatArray
    unit_value: FloatArray
    flag: TextArray
    text: TextArray
    form: TextArray
    source_id: TextArray
    unit: Unit
    unit_name: str = ""
    row_ids: tuple[NDArray[np.int64], ...] = ()
    after_mass_kg: FloatArray = field(default_factory=_no_numbers)


@dataclass(frozen=True)
class MapLayer:
    """A choropleth: values by partner before and after.

    `bounds` are the five classes' edges (6 numbers), shared by before and after; the difference takes its classes
    from the changes. `reporter` is the country whose figures these are (ISO alpha-3), drawn neutral instead of
    "no data"; "" where there is none.
    """

    partners: TextArray
    before: FloatArray
    after: FloatArray
    bounds: FloatArray
    unit: Unit
    title: Message
    unit_name: str = ""
    covered: bool = True
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """One line of the trend chart; `values` US dollars or quantity, NaN is a gap; `row_ids` the rows behind each."""

    key: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    valuation: str
    source_id: str
    row_ids: tuple[Sequence[int], ...] = ()

    @property
    def known(self) -> list[tuple[int, float]]:
        """The years that have a figure, with it."""
        return [(year, value) for year, value in zip(self.years, self.values, strict=True) if not math.isnan(value)]


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One 100 % bar: a product's exports by destination bloc.

    `blocs` pairs bloc ids with shares 0-1; empty means none recorded. `row_ids` are the rows behind each bloc, and
    `source_id` is who publishes them: in some years not the source of the table.
    """

    product: str
    stage: str
    total_usd: float
    blocs: tuple[tuple[str, float], ...]
    note: Message | None = None
    row_ids: tuple[tuple[int, ...], ...] = ()
    source_id: str = ""


Trend = tuple[tuple[TrendSeries, ...], Message | None]
"""The lines of a trend and a note on what they are, or on why there are none."""


@dataclass(frozen=True)
class ChartData:
    """What the chart panel and the brief's charts draw.

    `find_trend` is asked once, when the trend is first wanted: each line is a question of its own, and most boards are
    left before anybody turns to it. It answers with lines, a note, or both; None where there is no trend to turn to.
    """

    find_trend: Callable[[], Trend] | None = None
    splits: tuple[SplitRow, ...] = ()
    bloc_order: tuple[str, ...] = ()

    @property
    def trend(self) -> tuple[TrendSeries, ...]:
        """The lines of the trend chart."""
        return self._found[0]

    @property
    def trend_note(self) -> Message | None:
        """What the lines are, or why there are none."""
        return self._found[1]

    @cached_property
    def _found(self) -> Trend:
        return self.find_trend() if self.find_trend is not None else ((), None)


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """Concentration of one share table.

    `hhi` and the shares are 0-1, `effective` is 1/HHI, `without_largest` is the share that is left without it.
    """

    hhi: float | None
    top_share: float | None
    top3_share: float | None
    n: int
    effective: float | None
    without_largest: float | None
    largest: str | None


@dataclass(frozen=True, slots=True)
class EmptyState:
    """Why nothing is shown, and what to do next; `target` and `flow` are what the offered step selects."""

    title: Message
    reason: Message
    hint: Message | None = None
    next_selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in use, numbered from 1."""

    number: int
    source_id: str


class SourceLines(Sequence[SourceLine]):
    """Sources numbered from 1, each once: first those of the table, which are known, then those of the charts.

    The latter are asked for when somebody comes to them, since a trend has to be found before it can name its own.
    """

    def __init__(self, known: Iterable[str], more: Callable[[], Iterable[str]] = tuple) -> None:
        """Take the ids that are known, and what tells all others; an empty id is no source."""
        self._known = _numbered(known)
        self._more = more

    @cached_property
    def _all(self) -> tuple[SourceLine, ...]:
        return _numbered([*(line.source_id for line in self._known), *self._more()])

    def __iter__(self) -> Iterator[SourceLine]:
        """Go through them; nothing is asked for before the known ones are told."""
        yield from self._known
        yield from self._all[len(self._known) :]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    @overload
    def __getitem__(self, at: int) -> SourceLine: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[SourceLine, ...]: ...

    def __getitem__(self, at: int | slice) -> SourceLine | tuple[SourceLine, ...]:
        """One of them, or some as a tuple."""
        return self._all[at]

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same sources under the same numbers."""
        return self is other or (isinstance(other, Sequence) and self._all == tuple(other))

    def __hash__(self) -> int:
        """The same as that of a tuple of the lines."""
        return hash(self._all)


def _numbered(source_ids: Iterable[str]) -> tuple[SourceLine, ...]:
    return tuple(SourceLine(n, source_id) for n, source_id in enumerate(filter(None, dict.fromkeys(source_ids)), 1))


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """One source or edition that can answer: `field` is the one of `Selection` that `id` goes into.

    `valuation` is "" for an edition. `single` tells that the source gives one partner only, which its title names, and
    `imported` that the user brought it.
    """

    field: Literal["source", "edition"]
    id: str
    publisher: str
    edition: str
    valuation: str
    default: bool
    single: bool = False
    imported: bool = False


@dataclass(frozen=True)
class Board:
    """All that is shown for one snapshot.

    `about` says what stands behind the name in the title, in one short line, and `details` in full. `choices` are the
    sources or editions that could answer, where there is more than one. `mineral` is the one that a table of quantities
    is of where the selection has several, since different minerals are never added or ranked together; else "".
    """

    selection: Selection
    title: Message
    story: Message | None
    key_figures: tuple[KeyFigure, ...]
    table: BoardTable
    map: MapLayer
    chart: ChartData
    before: MeasureSet
    after: MeasureSet
    edited: bool
    editable: bool
    not_editable_reason: Message | None
    locked: frozenset[str]
    coverage: Coverage
    valuation: str
    edition: str
    years: tuple[int, ...]
    sources: Sequence[SourceLine]
    empty: EmptyState | None = None
    about: Message | None = None
    details: tuple[Message, ...] = ()
    choices: tuple[SourceChoice, ...] = ()
    notes: tuple[Message, ...] = field(default_factory=tuple)
    limits: tuple[Limit, ...] = ()
    outcome: Outcome | None = None
    mineral: str = ""
