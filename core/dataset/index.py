"""An index of the trade figures by flow, year and source, so that a query touches only its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.dataset.cache import DigestCache
from core.dataset.cell_codes import CellCodes, cell_codes
from core.dataset.coded import Coded, RowArray, coded, grouped
from core.dataset.load import Dataset
from core.dataset.view import CoverageKind, FloatArray, TextArray

if TYPE_CHECKING:
    from core.dataset.pick import Pick

WORLD = "XXX"
OTHERS = "XXO"
AGGREGATES = frozenset({WORLD, OTHERS})
# Mineral chapters have some 600 six-digit codes in trade; an extract of chosen codes has a few dozen.
EVERY_CODE = 200
ANY_PRODUCT = "*"

Cell = tuple[str, int, str]


@dataclass(frozen=True)
class TradeIndex:
    """The trade frame as arrays, shape (n,); `cells` maps (flow, year, source) to its row positions.

    `coverage` has by cell and product how much is listed; `revision` names the HS revision of a cell's codes.
    """

    partners: Coded
    products: Coded
    valuations: Coded
    flags: Coded
    value_usd: FloatArray
    mass_kg: FloatArray
    cells: dict[Cell, RowArray]
    coverage: dict[Cell, dict[str, CoverageKind]]
    revision: dict[Cell, str]
    kept_picks: DigestCache[Pick | None] = field(default_factory=lambda: DigestCache(1024), repr=False)
    _codes: dict[Cell, CellCodes] = field(default_factory=dict, repr=False)
    _sizes: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    _found: DigestCache[RowArray] = field(default_factory=lambda: DigestCache(2048), repr=False)

    @property
    def partner(self) -> TextArray:
        """The partner of each row, shape (n,)."""
        return self.partners.words

    @property
    def product(self) -> TextArray:
        """The product code of each row, shape (n,)."""
        return self.products.words

    def codes(self, cell: Cell) -> CellCodes:
        """Return the product codes of a cell with their rows; a cell is split when it is first asked for."""
        if cell not in self._codes:
            self._codes[cell] = cell_codes(self.cells[cell], self.products)
        return self._codes[cell]

    @cached_property
    def is_world(self) -> NDArray[np.bool_]:
        """Which rows are published world totals, shape (n,)."""
        return np.asarray(self.partners.numbers == self.partners.number(WORLD), dtype=np.bool_)

    @cached_property
    def is_aggregate(self) -> NDArray[np.bool_]:
        """Which rows are no single partner, shape (n,)."""
        return self.is_world | np.asarray(self.partners.numbers == self.partners.number(OTHERS), dtype=np.bool_)

    def below(self, cell: Cell, prefixes: tuple[str, ...]) -> RowArray:
        """Return the rows of the outermost codes of a cell under `prefixes`: levels never overlap."""
        return self._found.get((cell, prefixes), lambda: self.codes(cell).outermost(prefixes))

    @cached_property
    def _years(self) -> dict[str, tuple[int, ...]]:
        flows = {cell[0] for cell in self.cells}
        return {flow: tuple(sorted({cell[1] for cell in self.cells if cell[0] == flow})) for flow in flows}

    def years(self, flow: str) -> tuple[int, ...]:
        """Return the years a flow has, rising."""
        return self._years.get(flow, ())

    def sources(self, flow: str, year: int | None = None) -> tuple[str, ...]:
        """Return the sources of a flow, or of one year of it, sorted."""
        found = {s for f, y, s in self.cells if f == flow and (year is None or y == year)}
        return tuple(sorted(found))

    def kind(self, cell: Cell, product: str) -> CoverageKind:
        """Return how much of a product's partners a source lists; "none" where the coverage table is silent."""
        covered = self.coverage.get(cell, {})
        return covered.get(product) or covered.get(ANY_PRODUCT, "none")

    def kind_of_all(self, cell: Cell) -> CoverageKind | None:
        """Return how much of the partners a source lists of whatever product, None where that differs."""
        return self.coverage.get(cell, {}).get(ANY_PRODUCT)

    def lists_every_code(self, cell: Cell) -> bool:
        """Return whether a source publishes all codes, so that a code without a row means none recorded.

        A source of a few chosen codes does not, whatever its coverage of their partners.
        """
        flow, _year, source = cell
        return self.kind_of_all(cell) is not None and self._codes_of_source(flow, source) >= EVERY_CODE

    def cells_with(self, flow: str, prefixes: Sequence[str]) -> list[Cell]:
        """Return the cells of a flow that have a row under any of `prefixes`."""
        return [cell for cell in self.cells if cell[0] == flow and self.codes(cell).has_any(prefixes)]

    def _codes_of_source(self, flow: str, source: str) -> int:
        """How many product codes a source has in a flow, over all years."""
        if (flow, source) not in self._sizes:
            cells = [cell for cell in self.cells if (cell[0], cell[2]) == (flow, source)]
            self._sizes[flow, source] = len({code for cell in cells for code in self.codes(cell).codes})
        return self._sizes[flow, source]


_INDEXES: DigestCache[TradeIndex] = DigestCache(4)


def trade_index(dataset: Dataset) -> TradeIndex:
    """Return the index of a dataset's trade figures, built once per dataset."""
    return _INDEXES.get(dataset.digest, lambda: _build(dataset))


def _build(dataset: Dataset) -> TradeIndex:
    trade, covered = dataset.trade, dataset.coverage
    cells, revisions = _cells(trade), trade["hs_revision"].array
    coverage: dict[Cell, dict[str, CoverageKind]] = {}
    columns = (covered[name] for name in ("flow", "year", "source_id", "product", "coverage"))
    for flow, year, source, product, kind in zip(*columns, strict=True):
        coverage.setdefault((str(flow), int(year), str(source)), {})[str(product)] = kind
    return TradeIndex(
        partners=coded(trade["partner"]),
        products=coded(trade["product"]),
        valuations=coded(trade["valuation"]),
        flags=coded(trade["flag"]),
        value_usd=trade["value_usd"].to_numpy(np.float64),
        mass_kg=trade["mass_kg"].to_numpy(np.float64),
        cells=cells,
        coverage=coverage,
        revision={cell: str(revisions[int(rows[0])]) for cell, rows in cells.items()},
    )


def _cells(trade: pd.DataFrame) -> dict[Cell, RowArray]:
    """Return the row positions of each flow, year and source."""
    flows, sources = coded(trade["flow"]), coded(trade["source_id"])
    year = trade["year"].to_numpy(np.int64)
    keys = (flows.numbers.astype(np.int64) * 10_000 + year) * max(len(sources.names), 1) + sources.numbers
    found = grouped(np.arange(len(trade), dtype=np.int64), keys)
    cells = {}
    for _key, rows in found:
        first = int(rows[0])
        flow, source = flows.names[flows.numbers[first]], sources.names[sources.numbers[first]]
        cells[flow, int(year[first]), source] = rows
    return cells
