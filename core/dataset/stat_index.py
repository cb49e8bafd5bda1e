"""An index of the USGS figures by flow and mineral, so that a question touches only its own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.dataset.cache import DigestCache
from core.dataset.coded import Coded, RowArray, coded, grouped, text_of
from core.dataset.load import Dataset
from core.dataset.view import FloatArray, TextArray

CENTURIES = 10_000
NO_ROWS: RowArray = np.array([], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class FlowRows:
    """The rows of one USGS flow by mineral, and its editions oldest first.

    `years` are those with a figure, a period in full; `named` are those that the publisher prints: first and last ones.
    """

    by_mineral: Mapping[str, RowArray]
    editions: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class StatIndex:
    """The USGS frame as arrays, shape (n,); a period from `year` to `year_end` counts in full."""

    flows: Coded
    editions: Coded
    minerals: Coded
    forms: Coded
    stages: Coded
    partners: Coded
    units: Coded
    flags: Coded
    estimated: Coded
    sources: Coded
    text: TextArray
    year: NDArray[np.int64]
    year_end: NDArray[np.int64]
    quantity: FloatArray
    _known: dict[str, FlowRows] = field(default_factory=dict, repr=False)

    @cached_property
    def _of_flow(self) -> dict[str, RowArray]:
        rows = np.arange(len(self.year), dtype=np.int64)
        return {str(self.flows.names[n]): own for n, own in grouped(rows, self.flows.numbers)}

    def _flow(self, rows: RowArray) -> FlowRows:
        by_mineral = {str(self.minerals.names[n]): own for n, own in grouped(rows, self.minerals.numbers[rows])}
        return FlowRows(
            by_mineral=by_mineral,
            editions=tuple(sorted(self.editions.met(rows), key=age)),
            years=self.years_of(rows),
            named=frozenset(np.unique(np.concatenate([self.year[rows], self.year_end[rows]])).tolist()),
        )

    def years_of(self, rows: RowArray) -> frozenset[int]:
        """Return the years in which any of the rows has a figure."""
        spans = np.unique(self.year[rows] * CENTURIES + self.year_end[rows]).tolist()
        return frozenset(year for span in spans for year in range(span // CENTURIES, span % CENTURIES + 1))

    def flow(self, name: str) -> FlowRows:
        """Return what the figures have of a flow; nothing of one they do not hold."""
        if name not in self._known and name in self._of_flow:
            self._known[name] = self._flow(self._of_flow[name])
        return self._known.get(name, FlowRows({}))

    def rows(self, flow: str, minerals: Sequence[str]) -> RowArray:
        """Return the rows of minerals in a flow, in the order of the frame."""
        known = self.flow(flow).by_mineral
        parts = [known[mineral] for mineral in minerals if mineral in known]
        return np.sort(np.concatenate(parts)) if parts else NO_ROWS

    def in_year(self, rows: RowArray, year: int) -> RowArray:
        """Return those of the rows whose period holds a year."""
        return rows[(self.year[rows] <= year) & (self.year_end[rows] >= year)]

    def of_edition(self, rows: RowArray, edition: str) -> RowArray:
        """Return those of the rows that an edition prints."""
        own: RowArray = rows[self.editions.numbers[rows] == self.editions.number(edition)]
        return own


def age(edition: str) -> tuple[bool, str]:
    """Sort editions oldest first; an imported second copy of one, which says so in brackets, is never the latest."""
    return "(" not in edition, edition


_INDEXES: DigestCache[StatIndex] = DigestCache(4)


def stat_index(dataset: Dataset) -> StatIndex:
    """Return the index of a dataset's USGS figures, built once per dataset."""
    return _INDEXES.get(dataset.digest, lambda: _build(dataset))


def _build(dataset: Dataset) -> StatIndex:
    stats = dataset.stats
    return StatIndex(
        flows=coded(stats["flow"]),
        editions=coded(stats["edition"]),
        minerals=coded(stats["mineral"]),
        forms=coded(stats["form"]),
        stages=coded(stats["stage"]),
        partners=coded(stats["partner"]),
        units=coded(stats["unit"]),
        flags=coded(stats["flag"]),
        estimated=coded(stats["estimated"]),
        sources=coded(stats["source_id"]),
        text=text_of(stats["text"]),
        year=stats["year"].to_numpy(np.int64),
        year_end=stats["year_end"].to_numpy(np.int64),
        quantity=stats["quantity"].to_numpy(np.float64),
    )
