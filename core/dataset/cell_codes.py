"""The product codes of one flow, year and source with their rows; of codes that contain each other the outermost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.dataset.coded import Coded, RowArray, begins

AFTER_DIGITS = ":"


@dataclass(frozen=True, eq=False)
class CellCodes:
    """The `codes` of a cell, sorted, and its `rows` in their order: code `i` has `rows[ends[i]:ends[i + 1]]`."""

    codes: tuple[str, ...]
    rows: RowArray
    ends: NDArray[np.int64]

    @cached_property
    def above(self) -> NDArray[np.int64]:
        """The place of the next code above each that contains it, shape (n,); -1 where there is none."""
        found = np.full(len(self.codes), -1, dtype=np.int64)
        words = np.array(self.codes, dtype=np.str_)
        lengths = np.fromiter(map(len, self.codes), dtype=np.int64, count=len(self.codes))
        for length in np.unique(lengths)[:-1].tolist():
            short, longer = np.flatnonzero(lengths == length), np.flatnonzero(lengths > length)
            starts = words[longer].astype(f"U{length}")
            place = np.minimum(np.searchsorted(words[short], starts), len(short) - 1)
            held = words[short[place]] == starts
            found[longer[held]] = short[place[held]]  # of several the longest stays: lengths rise
        return found

    def has_any(self, prefixes: Iterable[str]) -> bool:
        """Return whether a code lies under any of `prefixes`."""
        return any(any_below(self.codes, prefix) for prefix in prefixes)

    def outermost(self, prefixes: Iterable[str]) -> RowArray:
        """Return the rows of the outermost codes under `prefixes`, in the order of the codes."""
        chosen = self._under(prefixes)
        # All codes below a chosen one are chosen too, so the next code above tells whether any above is.
        return self._rows_of(chosen & ~((self.above >= 0) & chosen[self.above]))

    def rows_under(self, prefixes: Iterable[str]) -> RowArray:
        """Return the rows of all codes under `prefixes`, also of those that contain each other."""
        return self._rows_of(self._under(prefixes))

    def _under(self, prefixes: Iterable[str]) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self.codes), dtype=np.bool_)
        for prefix in prefixes:
            chosen[bisect_left(self.codes, prefix) : bisect_left(self.codes, prefix + AFTER_DIGITS)] = True
        return chosen

    def _rows_of(self, chosen: NDArray[np.bool_]) -> RowArray:
        return self.rows[np.repeat(chosen, np.diff(self.ends))]


def cell_codes(rows: RowArray, product: Coded) -> CellCodes:
    """Return the codes of the rows of one cell."""
    numbers = product.numbers[rows]
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    starts = np.flatnonzero(begins(numbers))
    return CellCodes(tuple(product.names[numbers[starts]].tolist()), rows[order], np.append(starts, len(rows)))


def any_below(codes: Sequence[str], prefix: str) -> bool:
    """Return whether one of `codes`, which are sorted, begins with `prefix`: the first that is not before it would."""
    place = bisect_left(codes, prefix)
    return place < len(codes) and codes[place].startswith(prefix)


def outermost(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes, sorted, without those that lie below another of them."""
    kept: list[str] = []
    for code in sorted(set(codes)):
        if not (kept and code.startswith(kept[-1])):
            kept.append(code)
    return tuple(kept)
