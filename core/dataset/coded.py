"""Columns of words as numbers: arrays of small integers are compared, grouped and sorted where words would be slow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.dataset.view import TextArray

RowArray = NDArray[np.int64]
NumberArray = NDArray[np.integer]
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of words: `names` sorted, shape (m,), and for each row the place of its name, shape (n,).

    So the numbers sort as the words do. What is missing is the empty word.
    """

    names: TextArray
    numbers: NumberArray

    @cached_property
    def words(self) -> TextArray:
        """The column as words, shape (n,)."""
        return self.names[self.numbers]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each name."""
        return {str(name): place for place, name in enumerate(self.names)}

    def at(self, rows: RowArray) -> TextArray:
        """Return the words of some rows, shape (k,)."""
        return self.names[self.numbers[rows]]

    def met(self, rows: RowArray) -> list[str]:
        """Return the different words of some rows, sorted."""
        return [str(name) for name in self.names[np.unique(self.numbers[rows])]]

    def number(self, name: str) -> int:
        """Return the number of a name, -1 for one that no row has."""
        return self.places.get(name, NOWHERE)


def coded(column: pd.Series) -> Coded:
    """Return a column of words, shape (n,), as numbers."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    known = [str(name) for name in column.cat.categories]
    numbers = column.cat.codes.to_numpy()
    names = sorted({*known, ""}) if (numbers < 0).any() else sorted(known)
    place = {name: i for i, name in enumerate(names)}
    # The last entry answers to -1, which stands for what is missing.
    new = np.array([*(place[name] for name in known), place.get("", 0)])
    # Numbers of at most two bytes sort several times as fast.
    return Coded(np.array(names, dtype=object), new.astype(np.min_scalar_type(-len(names)))[numbers])


def begins(numbers: NumberArray) -> NDArray[np.bool_]:
    """Return which of the numbers differ from the one before, shape (n,); the first does."""
    found = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def grouped(rows: RowArray, numbers: NumberArray) -> list[tuple[int, RowArray]]:
    """Return (number, its rows) with numbers rising and rows in their order; `numbers` has one for each of `rows`."""
    if not len(rows):
        return []
    order = np.argsort(numbers, kind="stable")
    rows, numbers = rows[order], numbers[order]
    starts = np.flatnonzero(begins(numbers)).tolist()
    return [
        (number, rows[start:end])
        for number, start, end in zip(numbers[starts].tolist(), starts, [*starts[1:], len(rows)], strict=True)
    ]


def text_of(column: pd.Series) -> TextArray:
    """Return a column as an object array, shape (n,); what is missing becomes an empty text."""
    words = column.astype(object).to_numpy()
    return np.where(column.isna(), "", words)
