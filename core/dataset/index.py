"""An index of the trade figures by flow, year and source, so that a query touches only its own rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.dataset.view import CoverageKind, FloatArray, TextArray

WORLD = "XXX"
OTHERS = "XXO"
AGGREGATES = frozenset({WORLD, OTHERS})
# Mineral chapters have some 600 six-digit codes in trade; an extract of chosen codes has a few dozen.
EVERY_CODE = 200
AFTER_DIGITS = ":"
FEW_ROWS = 500  # what pandas takes to set out is more than what so few rows take one by one

Cell = tuple[str, int, str]
RowArray = NDArray[np.int64]
Match = tuple[tuple[str, ...], RowArray]


@dataclass(frozen=True)
class TradeIndex:
    """The trade frame as arrays, shape (n,); `cells` maps (flow, year, source) to its row positions.

    `revision` names the HS revision of a cell's codes.
    """

    partner: TextArray
    product: TextArray
    valuation: TextArray
    flag: TextArray
    value_usd: FloatArray
    mass_kg: FloatArray
    cells: dict[Cell, RowArray]
    coverage: dict[tuple[str, int, str, str], CoverageKind]
    revision: dict[Cell, str]
    _sizes: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    _found: DigestCache[Match] = field(default_factory=lambda: DigestCache(2048), repr=False)

    @cached_property
    def rows_of_code(self) -> dict[Cell, dict[str, RowArray]]:
        """The rows of each cell by product code, codes sorted; a cell is split when it is first asked for."""
        return _ByCode(self)

    def codes(self, cell: Cell) -> tuple[str, ...]:
        """Return the product codes of a cell, sorted."""
        return tuple(self.rows_of_code[cell])

    @cached_property
    def is_world(self) -> NDArray[np.bool_]:
        """Which rows are published world totals, shape (n,)."""
        return np.asarray(self.partner == WORLD, dtype=np.bool_)

    @cached_property
    def is_aggregate(self) -> NDArray[np.bool_]:
        """Which rows are no single partner, shape (n,)."""
        return self.is_world | np.asarray(self.partner == OTHERS, dtype=np.bool_)

    def below(self, cell: Cell, prefixes: tuple[str, ...]) -> Match:
        """Return the outermost codes of a cell under `prefixes`, and their rows: levels never overlap."""
        return self._found.get((cell, prefixes), lambda: self._below(cell, prefixes))

    def _below(self, cell: Cell, prefixes: tuple[str, ...]) -> Match:
        codes = self.codes(cell)
        found: list[str] = []
        for prefix in prefixes:
            found += codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + AFTER_DIGITS)]
        kept = outermost(found)
        by_code = self.rows_of_code[cell]
        return kept, np.concatenate([by_code[code] for code in kept]) if kept else np.array([], dtype=np.int64)

    def years(self, flow: str) -> tuple[int, ...]:
        """Return the years a flow has, rising."""
        return tuple(sorted({year for cell_flow, year, _source in self.cells if cell_flow == flow}))

    def sources(self, flow: str, year: int | None = None) -> tuple[str, ...]:
        """Return the sources of a flow, or of one year of it, sorted."""
        found = {s for f, y, s in self.cells if f == flow and (year is None or y == year)}
        return tuple(sorted(found))

    def kind(self, cell: Cell, product: str) -> CoverageKind:
        """Return how much of a product's partners a source lists; "none" where the coverage table is silent."""
        return self.coverage.get((*cell, product)) or self.coverage.get((*cell, "*"), "none")

    def lists_every_code(self, cell: Cell) -> bool:
        """Return whether a source publishes all codes, so that a code without a row means none recorded.

        A source of a few chosen codes does not, whatever its coverage of their partners.
        """
        flow, _year, source = cell
        return (*cell, "*") in self.coverage and self._codes_of_source(flow, source) >= EVERY_CODE

    def cells_with(self, flow: str, prefixes: Sequence[str]) -> list[Cell]:
        """Return the cells of a flow that have a row under any of `prefixes`."""
        starts = tuple(prefixes)
        return [c for c in self.cells if c[0] == flow and any(code.startswith(starts) for code in self.codes(c))]

    def _codes_of_source(self, flow: str, source: str) -> int:
        """How many product codes a source has in a flow, over all years."""
        if (flow, source) not in self._sizes:
            cells = [cell for cell in self.cells if (cell[0], cell[2]) == (flow, source)]
            self._sizes[flow, source] = len({code for cell in cells for code in self.codes(cell)})
        return self._sizes[flow, source]


_INDEXES: DigestCache[TradeIndex] = DigestCache(4)


class _ByCode(dict[Cell, dict[str, RowArray]]):
    """Splits a cell's rows by product code when they are first asked for."""

    def __init__(self, index: TradeIndex) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, cell: Cell) -> dict[str, RowArray]:
        self[cell] = split(self._index.cells[cell], self._index.product)
        return self[cell]


def outermost(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes, sorted, without those that lie below another of them."""
    kept: list[str] = []
    for code in sorted(set(codes)):
        if not (kept and code.startswith(kept[-1])):
            kept.append(code)
    return tuple(kept)


def split(rows: RowArray, keys: TextArray) -> dict[str, RowArray]:
    """Return `rows` by their key, keys sorted; `keys` has one entry for every row of the frame."""
    if len(rows) < FEW_ROWS:
        found: dict[str, list[int]] = {}
        for name, row in zip(keys[rows].tolist(), rows.tolist(), strict=True):
            found.setdefault(str(name), []).append(row)
        return {name: np.array(found[name], dtype=np.int64) for name in sorted(found)}
    numbers, names = pd.factorize(keys[rows], sort=True)
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(1, len(names)))
    return {str(name): part for name, part in zip(names, np.split(rows[order], starts), strict=True)}


def trade_index(dataset: Dataset) -> TradeIndex:
    """Return the index of a dataset's trade figures, built once per dataset."""
    return _INDEXES.get(dataset.digest, lambda: _build(dataset))


def _build(dataset: Dataset) -> TradeIndex:
    trade = dataset.trade
    by_cell, revision = _cells(trade), text_of(trade["hs_revision"])
    covered = dataset.coverage
    return TradeIndex(
        partner=text_of(trade["partner"]),
        product=text_of(trade["product"]),
        valuation=text_of(trade["valuation"]),
        flag=text_of(trade["flag"]),
        value_usd=trade["value_usd"].to_numpy(np.float64),
        mass_kg=trade["mass_kg"].to_numpy(np.float64),
        cells=by_cell,
        coverage={
            (str(f), int(y), str(s), str(p)): kind
            for f, y, s, p, kind in zip(
                *(covered[name].tolist() for name in ("flow", "year", "source_id", "product", "coverage")), strict=True
            )
        },
        revision={cell: str(revision[rows[0]]) for cell, rows in by_cell.items()},
    )  # fmt: skip


def _cells(trade: pd.DataFrame) -> dict[Cell, RowArray]:
    """Return the rows of each flow, year and source, sorted; each is told by one number, as words take longer."""
    flow, flows = pd.factorize(trade["flow"])
    source, sources = pd.factorize(trade["source_id"])
    year = trade["year"].to_numpy(np.int64)
    number = (flow.astype(np.int64) * len(sources) + source) * (year.max(initial=0) + 1) + year
    order = np.argsort(number, kind="stable").astype(np.int64)
    starts = np.flatnonzero(np.diff(number[order], prepend=-1))
    parts = np.split(order, starts[1:]) if len(starts) else []
    found = {(str(flows[flow[rows[0]]]), int(year[rows[0]]), str(sources[source[rows[0]]])): rows for rows in parts}
    return dict(sorted(found.items()))


def text_of(column: pd.Series) -> TextArray:
    """Return a column as an object array, shape (n,); what is missing becomes an empty text."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = np.append(column.cat.categories.to_numpy(dtype=object), "")  # what is missing has the number -1
        return np.asarray(words[column.cat.codes.to_numpy()])
    words = column.astype(object).to_numpy()
    return np.where(column.isna(), "", words)
