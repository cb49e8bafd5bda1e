"""Which trade rows answer a question: one source, one valuation, one HS level per branch of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, cmp_to_key
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dataset.cell_codes import any_below
from core.dataset.coded import RowArray, begins
from core.dataset.index import Cell, TradeIndex
from core.dataset.schema import USER_SOURCE
from core.dataset.view import CoverageKind, FloatArray, TextArray

KINDS: tuple[CoverageKind, ...] = ("all", "listed", "top", "partial", "total-only", "bilateral", "none")
WHOLE: frozenset[CoverageKind] = frozenset({"all", "listed"})
VALUATIONS = ("customs", "cif", "fob")

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pick:
    """The rows of one source and year that answer for some HS prefixes, in one valuation.

    `rows` stand in the order of their codes. Arrays "by code" have shape (m,), one entry for each code.
    """

    index: TradeIndex
    cell: Cell
    prefixes: tuple[str, ...]
    valuation: str
    rows: RowArray

    @cached_property
    def _new_code(self) -> Mask:
        """Which rows are the first of their code, shape (n,)."""
        return begins(self.index.products.numbers[self.rows])

    @cached_property
    def _place(self) -> RowArray:
        """The place of each row's code, shape (n,)."""
        return np.cumsum(self._new_code) - 1

    @cached_property
    def code_names(self) -> TextArray:
        """The codes that have rows, sorted, shape (m,)."""
        return self.index.products.names[self.index.products.numbers[self.rows[self._new_code]]]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that have rows, sorted."""
        return tuple(self.code_names.tolist())

    @cached_property
    def listed_rows(self) -> RowArray:
        """The rows of single partners."""
        return self.rows[self._is_listed]

    @cached_property
    def world_rows(self) -> RowArray:
        """The published world totals."""
        return self.rows[self.index.is_world[self.rows]]

    @cached_property
    def _is_listed(self) -> Mask:
        return ~self.index.is_aggregate[self.rows]

    @cached_property
    def _is_published(self) -> Mask:
        """For which codes a world total is published, by code."""
        return self._codes_with(self.index.is_world[self.rows])

    @cached_property
    def _is_named(self) -> Mask:
        """For which codes a partner is named, by code."""
        return self._codes_with(self._is_listed)

    def _codes_with(self, chosen: Mask) -> Mask:
        """Return for which codes any of the chosen rows stands, by code."""
        found = np.zeros(len(self.code_names), dtype=np.bool_)
        found[self._place[chosen]] = True
        return found

    @cached_property
    def listed_usd(self) -> float:
        """What is listed by partner in US dollars."""
        return float(self.index.value_usd[self.listed_rows].sum())

    def _over_codes(self, ufunc: np.ufunc) -> FloatArray:
        """Return the listed values of each code reduced by a function, by code; zero where none is listed."""
        found, place = np.zeros(len(self.code_names)), self._place[self._is_listed]
        if len(place):
            starts = np.flatnonzero(begins(place))
            found[place[starts]] = ufunc.reduceat(self.index.value_usd[self.listed_rows], starts)
        return found

    @cached_property
    def _kinds(self) -> NDArray[np.object_]:
        """How much of its partners is listed, by code."""
        found = np.full(len(self.code_names), self.kind_of_all or "none", dtype=object)
        for code, kind in self.index.coverage.get(self.cell, {}).items():
            found[self.code_names == code] = kind
        return found

    @cached_property
    def is_whole(self) -> Mask:
        """Of which codes all partners are listed, by code."""
        return self._codes_of(WHOLE)

    def _codes_of(self, kinds: Iterable[CoverageKind]) -> Mask:
        found = np.zeros(len(self.code_names), dtype=np.bool_)
        for kind in kinds:
            found |= np.asarray(self._kinds == kind, dtype=np.bool_)
        return found

    @cached_property
    def has_total(self) -> Mask:
        """Which codes have a total: as published, or the sum where all partners are listed; by code."""
        if self.kind == "bilateral":
            return np.zeros(len(self.code_names), dtype=np.bool_)
        return self._is_published | self.is_whole

    @cached_property
    def totals(self) -> FloatArray:
        """The total of each code in US dollars where it has one, by code."""
        summed = self.has_total & ~self._is_published
        found = np.where(summed, self._over_codes(np.add), 0.0) if summed.any() else np.zeros(len(summed))
        world = self.index.is_world[self.rows]
        found[self._place[world]] = self.index.value_usd[self.rows[world]]
        return found

    @cached_property
    def total(self) -> float | None:
        """The total of all codes in US dollars, None if one of them has none."""
        return _sum(self.totals) if len(self.has_total) and bool(self.has_total.all()) else None

    @cached_property
    def total_rows(self) -> RowArray:
        """The rows that the total is the sum of: published where they are, else those of all partners."""
        world = self.index.is_world[self.rows]
        used = world | (self._is_listed & ~self._is_published[self._place])
        # Codes with partners come first, those with a total only after them.
        order = np.argsort(~self._is_named[self._place[used]], kind="stable")
        return self.rows[used][order]

    def total_of(self, kinds: Iterable[CoverageKind]) -> float:
        """Return the total of the codes of which so much is listed, in US dollars."""
        return _sum(self.totals[self._codes_of(kinds) & self.has_total])

    @cached_property
    def open_usd(self) -> float:
        """The total of the codes for which no partner is named, in US dollars."""
        return _sum(self.totals[self.has_total & ~self._is_named])

    def has(self, partner: str) -> bool:
        """Return whether a partner, or the world, has a row."""
        number = self.index.partners.number(partner)
        return number >= 0 and bool(self._partners[number])

    @cached_property
    def _partners(self) -> Mask:
        """Which partners have a row, by their number."""
        found = np.zeros(len(self.index.partners.names), dtype=np.bool_)
        found[self.index.partners.numbers[self.rows]] = True
        return found

    def rows_of(self, partner: str) -> RowArray:
        """Return the listed rows of a partner."""
        numbers = self.index.partners.numbers[self.listed_rows]
        own = np.asarray(numbers == self.index.partners.number(partner), dtype=np.bool_)
        return self.listed_rows[own]

    def unknown_usd(self, partner: str) -> float:
        """Return the most that may be a partner's beyond its own rows, in US dollars.

        Where a source names some partners of a product, the rest may be any other's; in a list of the largest, nobody
        left out has more than the last.
        """
        open_codes, most = self._unnamed
        if not open_codes.any():
            return 0.0
        return _sum(most[open_codes & ~self._codes_of_partner(partner)])

    def _codes_of_partner(self, partner: str) -> Mask:
        numbers = self.index.partners.numbers[self.rows]
        return self._codes_with(self._is_listed & (numbers == self.index.partners.number(partner)))

    @cached_property
    def _unnamed(self) -> tuple[Mask, FloatArray]:
        """The codes with an unlisted rest, and the most that is any one partner's of it, by code."""
        most = self.totals - self._over_codes(np.add)
        last = self._codes_of(("top",)) & self._is_named
        if last.any():
            most = np.where(last, np.minimum(most, self._over_codes(np.minimum)), most)
        return self.has_total & ~self.is_whole & (most > 0), most

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The prefixes for which this source publishes no figure of their own, or only some codes below them."""
        if self.index.lists_every_code(self.cell):
            return ()
        held = set(self.codes)
        return tuple(prefix for prefix in self.prefixes if prefix not in held)

    @cached_property
    def untouched(self) -> tuple[str, ...]:
        """The prefixes without any row at all in a source that does not publish every code."""
        return tuple(prefix for prefix in self.unanswered if not any_below(self.codes, prefix))

    @property
    def kind_of_all(self) -> CoverageKind | None:
        """How much of the partners the source lists of whatever product, None where that differs."""
        return self.index.kind_of_all(self.cell)

    @cached_property
    def kind(self) -> CoverageKind:
        """How much of the partners is listed over all codes together."""
        if kind := self.kind_of_all:
            return kind
        kinds: set[CoverageKind] = set(self._kinds)
        if len(kinds) == 1:
            return kinds.pop()
        if kinds <= WHOLE:
            return "listed"
        return "top" if kinds <= WHOLE | {"top"} else "partial"

    def known_for(self, partner: str | None) -> frozenset[str]:
        """Return the codes for which this source says what `partner` (or the world, for None) has.

        A code counts where the partner has a row or all partners are listed: elsewhere silence is not zero.
        A source that publishes every code always answers for all prefixes.
        """
        if self.index.lists_every_code(self.cell):
            return frozenset(self.prefixes)
        known = self.has_total if partner is None else self._codes_of_partner(partner) | self.is_whole
        return frozenset(self.code_names[known].tolist())

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


def pick(index: TradeIndex, cell: Cell, prefixes: Sequence[str], valuation: str | None = None) -> Pick | None:
    """Return the rows of a cell for `prefixes`, or None where it has none (in `valuation`, if given); kept."""
    key = (cell, tuple(prefixes), valuation)
    return index.kept_picks.get(key, lambda: _pick(index, *key))


def _pick(index: TradeIndex, cell: Cell, prefixes: tuple[str, ...], valuation: str | None) -> Pick | None:
    rows = index.below(cell, prefixes)
    if not len(rows):
        return None
    numbers = index.valuations.numbers[rows]
    several = bool((numbers != numbers[0]).any())
    first = str(index.valuations.names[numbers[0]])
    if valuation is None:
        return pick(index, cell, prefixes, _valuation(index, rows) if several else first)
    if several:
        rows = rows[numbers == index.valuations.number(valuation)]
    elif valuation != first:
        return None
    return Pick(index, cell, prefixes, valuation, rows) if len(rows) else None


def candidates(
    index: TradeIndex, cells: Iterable[Cell], prefixes: Sequence[str], valuation: str | None = None
) -> list[Pick]:
    """Return the picks of several cells that have rows, best first."""
    found = [p for p in (pick(index, cell, prefixes, valuation) for cell in cells) if p is not None]
    return sorted(found, key=cmp_to_key(_compared))


# Picks of one year, best first: complete, most prefixes, best coverage, a total, bundled, most value.
_RANKS: tuple[Callable[[Pick], Any], ...] = (
    lambda one: bool(one.unanswered),
    lambda one: len(one.untouched),
    lambda one: KINDS.index(one.kind),
    lambda one: one.total is None,
    lambda one: is_imported(one.cell[2]),
    lambda one: -one.listed_usd,
    lambda one: one.cell,
)


def _compared(one: Pick, other: Pick) -> int:
    """Return below zero where `one` is better, above where the other is; what one rank decides asks for no further."""
    for rank in _RANKS:
        mine, its = rank(one), rank(other)
        if mine != its:
            return -1 if mine < its else 1
    return 0


def _valuation(index: TradeIndex, rows: RowArray) -> str:
    """Choose customs value where every row has one, then CIF, then FOB."""
    numbers = index.valuations.numbers[rows]
    kinds = {str(index.valuations.names[number]): _pairs(index, rows[numbers == number]) for number in _met(numbers)}
    every = np.unique(np.concatenate(list(kinds.values())))
    return next((v for v in VALUATIONS if v in kinds and len(kinds[v]) == len(every)), next(iter(kinds)))


def _met(numbers: NDArray[np.integer]) -> list[int]:
    """Return the different numbers in the order in which they are met."""
    found, first = np.unique(numbers, return_index=True)
    return [int(number) for number in found[np.argsort(first)]]


def _pairs(index: TradeIndex, rows: RowArray) -> RowArray:
    """Return a number for each pair of partner and product that has a row."""
    partners = index.partners.numbers[rows].astype(np.int64)
    return np.unique(partners * len(index.products.names) + index.products.numbers[rows])


def _sum(values: FloatArray) -> float:
    return float(sum(values.tolist()))
