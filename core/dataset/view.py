"""Views: what a query returns, as arrays with their provenance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from core.text.messages import Message

Dimension = Literal["partner", "product", "year"]
CoverageKind = Literal["all", "listed", "top", "total-only", "partial", "bilateral", "none"]

FloatArray = NDArray[np.float64]
TextArray = NDArray[np.object_]


def _no_numbers() -> FloatArray:
    return np.array([], dtype=np.float64)


class RowIds(Sequence[int]):
    """Row numbers of a frame from several arrays, put in a row only when one is asked for: most never are."""

    def __init__(self, parts: Iterable[NDArray[np.int64]]) -> None:
        """Take the arrays, shape (n,) each."""
        self._parts = tuple(parts)

    @cached_property
    def _all(self) -> tuple[int, ...]:
        return tuple(chain.from_iterable(part.tolist() for part in self._parts))

    def __len__(self) -> int:
        """How many there are."""
        return sum(map(len, self._parts))

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[int, ...]: ...

    def __getitem__(self, at: int | slice) -> int | tuple[int, ...]:
        """One of them, or some as a tuple."""
        return self._all[at]

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same numbers in the same order."""
        if isinstance(other, RowIds) and len(self._parts) == len(other._parts):
            return all(a is b or np.array_equal(a, b) for a, b in zip(self._parts, other._parts, strict=True))
        return isinstance(other, Sequence) and self._all == tuple(other)

    def __hash__(self) -> int:
        """The same as that of a tuple of the numbers."""
        return hash(self._all)

    def __repr__(self) -> str:
        """As a tuple is written."""
        return repr(self._all)


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the figures. `target` as in `Selection`; several HS codes may be given in `products`.

    `source` names the one source to ask; None takes the best, and a bundled one before an imported one that covers
    no more.
    """

    flow: str
    year: int
    by: Dimension = "partner"
    target: str = "all"
    products: tuple[str, ...] = ()
    basket: str = "mining-metallurgy"
    partner: str | None = None
    edition: str | None = None
    valuation: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the flow the source lists. `listed_share` is 0-1 of the published total, None if unknown."""

    kind: CoverageKind
    listed_share: float | None
    note: Message | None = None


@dataclass(frozen=True)
class MoneyView:
    """Trade by one dimension. All arrays have shape (n,), sorted by falling value.

    `keys` are ISO alpha-3 partners, HS codes or years (text); `value_usd` US dollars; `mass_kg` kilograms, NaN where
    not published for every row behind it; `share` 0-1 of `total_usd`, NaN where no total exists; `flag` a token or "".
    `rest_usd` is the part of the total that the source does not break down, NaN without a total. `row_ids` are row
    numbers of the trade frame.
    `unanswered` are the HS prefixes asked for that the source does not publish as a whole: the view covers less then.
    `open_usd` is the total of the products for which the source names no partner at all. `share_high` is the most that
    `share` can be, 0-1: what the source does not break down might be this partner's. A view by year has in
    `year_total_usd` what each share is of, and in `seams` why it goes no further over changed HS codes.
    """

    query: Query
    keys: TextArray
    value_usd: FloatArray
    mass_kg: FloatArray
    share: FloatArray
    flag: TextArray
    row_ids: tuple[NDArray[np.int64], ...]
    total_usd: float | None
    rest_usd: float
    valuation: str
    basket: str | None
    products: tuple[str, ...]
    coverage: Coverage
    sources: tuple[str, ...]
    missing: Message | None = None
    unanswered: tuple[str, ...] = ()
    open_usd: float = 0.0
    share_high: FloatArray = field(default_factory=_no_numbers)
    year_total_usd: FloatArray = field(default_factory=_no_numbers)
    seams: tuple[Message, ...] = ()


@dataclass(frozen=True)
class StatView:
    """USGS figures. Arrays have shape (n,); `text` is what the publisher printed, NaN in `quantity` where no number."""

    query: Query
    partner: TextArray
    mineral: TextArray
    form: TextArray
    year: NDArray[np.int64]
    year_end: NDArray[np.int64]
    quantity: FloatArray
    unit: TextArray
    text: TextArray
    flag: TextArray
    estimated: TextArray
    row_ids: NDArray[np.int64]
    edition: str
    sources: tuple[str, ...]
    missing: Message | None = None


View = MoneyView | StatView
