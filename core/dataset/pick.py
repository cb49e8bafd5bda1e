"""Which trade rows answer a question: one source, one valuation, one HS level per branch of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.dataset.index import Cell, RowArray, TradeIndex, split
from core.dataset.schema import USER_SOURCE
from core.dataset.view import CoverageKind

KINDS: tuple[CoverageKind, ...] = ("all", "listed", "top", "partial", "total-only", "bilateral", "none")
WHOLE: frozenset[CoverageKind] = frozenset({"all", "listed"})
VALUATIONS = ("customs", "cif", "fob")


@dataclass(frozen=True)
class Pick:
    """The rows of one source and year that answer for some HS prefixes, in one valuation."""

    index: TradeIndex
    cell: Cell
    prefixes: tuple[str, ...]
    codes: tuple[str, ...]
    valuation: str
    rows: RowArray

    @cached_property
    def listed_rows(self) -> RowArray:
        """The rows of single partners."""
        return self.rows[~self.index.is_aggregate[self.rows]]

    @cached_property
    def world_rows(self) -> RowArray:
        """The published world totals."""
        return self.rows[self.index.is_world[self.rows]]

    @cached_property
    def totals(self) -> dict[str, float | None]:
        """The total of each code in US dollars: as published, or the sum where all partners are listed, else None."""
        index = self.index
        if self.kind == "bilateral":
            return dict.fromkeys(self.codes)
        published = {str(index.product[row]): float(index.value_usd[row]) for row in self.world_rows}
        listed = split(self.listed_rows, index.product)
        result: dict[str, float | None] = {}
        for code in self.codes:
            if code in published:
                result[code] = published[code]
            elif index.kind(self.cell, code) in WHOLE:
                result[code] = float(index.value_usd[listed[code]].sum())
            else:
                result[code] = None
        return result

    @property
    def total(self) -> float | None:
        """The total of all codes in US dollars, None if one of them has none."""
        known = [total for total in self.totals.values() if total is not None]
        return float(sum(known)) if known and len(known) == len(self.totals) else None

    @cached_property
    def open_usd(self) -> float:
        """The total of the codes for which no partner is named, in US dollars."""
        named = set(self.index.product[self.listed_rows])
        return float(sum(total or 0.0 for code, total in self.totals.items() if code not in named))

    def unknown_usd(self, partner: str) -> float:
        """Return the most that may be a partner's beyond its own rows, in US dollars.

        Where a source names some partners of a product, the rest may be any other's; in a list of the largest, nobody
        left out has more than the last.
        """
        return float(sum(most for partners, most in self._unnamed if partner not in partners))

    @cached_property
    def _unnamed(self) -> tuple[tuple[frozenset[str], float], ...]:
        """The named partners of each code with an unlisted rest, and the most that is any other partner's of it."""
        index, found = self.index, list[tuple[frozenset[str], float]]()
        listed = split(self.listed_rows, index.product)
        for code, total in self.totals.items():
            kind = index.kind(self.cell, code)
            if total is None or kind in WHOLE:
                continue
            values = index.value_usd[listed[code]] if code in listed else np.array([])
            rest = total - float(values.sum())
            if kind == "top" and len(values):
                rest = min(rest, float(values.min()))
            if rest > 0:
                found.append(
                    (frozenset(map(str, index.partner[listed[code]])) if code in listed else frozenset(), rest)
                )
        return tuple(found)

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The prefixes for which this source publishes no figure of their own, or only some codes below them."""
        if self.index.lists_every_code(self.cell):
            return ()
        return tuple(prefix for prefix in self.prefixes if prefix not in self.codes)

    @property
    def untouched(self) -> tuple[str, ...]:
        """The prefixes without any row at all in a source that does not publish every code."""
        return tuple(p for p in self.unanswered if not any(code.startswith(p) for code in self.codes))

    @cached_property
    def kind(self) -> CoverageKind:
        """How much of the partners is listed over all codes together."""
        if kind := self.index.coverage.get((*self.cell, "*")):
            return kind
        kinds: set[CoverageKind] = {self.index.kind(self.cell, code) for code in self.codes}
        if len(kinds) == 1:
            return kinds.pop()
        if kinds <= WHOLE:
            return "listed"
        return "top" if kinds <= WHOLE | {"top"} else "partial"

    @property
    def rank(self) -> tuple[bool, int, int, bool, bool, float]:
        """Sorts picks of one year, best first: complete, most prefixes, best coverage, a total, bundled, most value."""
        value = float(self.index.value_usd[self.listed_rows].sum())
        gaps = (bool(self.unanswered), len(self.untouched), KINDS.index(self.kind), self.total is None)
        return (*gaps, is_imported(self.cell[2]), -value)

    def known_for(self, partner: str | None) -> frozenset[str]:
        """Return the codes for which this source says what `partner` (or the world, for None) has.

        A code counts where the partner has a row or all partners are listed: elsewhere silence is not zero.
        A source that publishes every code always answers for all prefixes.
        """
        if self.index.lists_every_code(self.cell):
            return frozenset(self.prefixes)
        if partner is None:
            return frozenset(code for code, total in self.totals.items() if total is not None)
        own = {str(self.index.product[r]) for r in self.listed_rows if self.index.partner[r] == partner}
        return frozenset(c for c in self.codes if c in own or self.index.kind(self.cell, c) in WHOLE)

    def knows_as_much_as(self, other: Pick, partner: str | None) -> bool:
        """Return whether two picks of one source say what `partner` has of the same products.

        A source that publishes every code does so in each year, under the numbers of that year's HS revision.
        """
        if self.index.lists_every_code(self.cell) and self.index.lists_every_code(other.cell):
            return True
        return self.known_for(partner) == other.known_for(partner)


def is_imported(source_id: str) -> bool:
    """Return whether a source is a package that the user imported."""
    return source_id.startswith(USER_SOURCE)


def pick(
    index: TradeIndex, cell: Cell, prefixes: Sequence[str], valuation: str | None = None, partner: str | None = None
) -> Pick | None:
    """Return the rows of a cell for `prefixes`, or None where it has none (in `valuation`, of `partner`, if given)."""
    codes, rows = index.below(cell, tuple(prefixes))
    if not codes:
        return None
    chosen = valuation or _valuation(index, rows)
    rows = rows[index.valuation[rows] == chosen]
    if not len(rows) or (partner is not None and not (index.partner[rows] == partner).any()):
        return None
    present = set(index.product[rows])
    held = tuple(code for code in codes if code in present)
    return Pick(index, cell, tuple(prefixes), held, chosen, rows)


def candidates(
    index: TradeIndex, cells: Iterable[Cell], prefixes: Sequence[str], valuation: str | None = None
) -> list[Pick]:
    """Return the picks of several cells that have rows, best first."""
    found = [pick(index, cell, prefixes, valuation) for cell in cells]
    return sorted((p for p in found if p is not None), key=lambda p: (p.rank, p.cell))


def _valuation(index: TradeIndex, rows: RowArray) -> str:
    """Choose customs value where every row has one, then CIF, then FOB."""
    kinds = dict.fromkeys(index.valuation[rows])
    if len(kinds) == 1:
        return str(next(iter(kinds)))
    pairs = {kind: _pairs(index, rows[index.valuation[rows] == kind]) for kind in kinds}
    every = set[tuple[str, str]]().union(*pairs.values())
    return next((v for v in VALUATIONS if pairs.get(v) == every), str(next(iter(kinds))))


def _pairs(index: TradeIndex, rows: RowArray) -> set[tuple[str, str]]:
    return set(zip(index.partner[rows], index.product[rows], strict=True))
