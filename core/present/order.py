"""Row orders and filters for tables: pure functions on column arrays, so that Qt models only translate."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.dataset.view import FloatArray, TextArray

IndexArray = NDArray[np.intp]
MaskArray = NDArray[np.bool_]

_FIGURE, _TOKEN, _LAST = 0, 1, 2
_ZERO_MARKS = frozenset({"—", "–", "-"})


def fold(word: str) -> str:
    """Return `word` without accents and case, so that "Perú" is found by "peru" and sorts beside "Peru"."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def printed_number(text: str, flag: str = "") -> tuple[float, int]:
    """Return the number a printed token stands beside, and on which side: -1 below, 0 at, 1 above.

    ">50" stands just above 50, "<1" just below 1, a dash is zero, "s" (less than half a unit) just above zero.
    Tokens without a number (W, NA, E) give (nan, 0). `text` is as a USGS table prints it, in English digits.
    """
    printed = text.strip()
    if flag == "zero" or printed in _ZERO_MARKS:
        return 0.0, 0
    if flag == "s" or printed == "s":
        return 0.0, 1
    side = {">": 1, "<": -1}.get(printed[:1], 0)
    try:
        return float(printed[abs(side) :].replace(",", "")), side
    except ValueError:
        return float("nan"), 0


def number_order(
    values: FloatArray,
    *,
    descending: bool,
    text: TextArray | None = None,
    flag: TextArray | None = None,
    last: MaskArray | None = None,
) -> IndexArray:
    """Return the row order, shape (n,), by `values`: equal rows keep their order, in either direction.

    Rows without a figure come after all figures in both directions; a printed bound (`text`, `flag`) stands
    beside its number; rows where `last` is True (the unlisted rest) close the table in their own order.
    """
    keys = values.astype(np.float64, copy=True)
    sides = np.zeros(len(keys), dtype=np.float64)
    if text is not None:
        for row in np.flatnonzero(np.isnan(keys)):
            keys[row], sides[row] = printed_number(str(text[row]), str(flag[row]) if flag is not None else "")
    ranks = np.where(np.isnan(keys), _TOKEN, _FIGURE)
    if last is not None:
        ranks = np.where(last, _LAST, ranks)
        keys, sides = np.where(last, 0.0, keys), np.where(last, 0.0, sides)
    sign = -1.0 if descending else 1.0
    return np.lexsort((sign * sides, sign * np.nan_to_num(keys), ranks))


def word_order(words: Sequence[str], *, descending: bool, last: MaskArray | None = None) -> IndexArray:
    """Return the row order, shape (n,), by words without accents and case; empty words and `last` rows close it."""
    folded = [fold(word) for word in words]
    place = {word: position for position, word in enumerate(sorted(set(folded) - {""}))}
    keys = np.array([place.get(word, np.nan) for word in folded], dtype=np.float64)
    return number_order(keys, descending=descending, last=last)


def matching(names: Sequence[str], codes: Sequence[str], typed: str) -> MaskArray:
    """Return which rows, shape (n,), a typed filter keeps: part of the name, or the start of the code."""
    wanted = fold(typed.strip())
    if not wanted:
        return np.ones(len(names), dtype=np.bool_)
    return np.array(
        [wanted in fold(n) or fold(c).startswith(wanted) for n, c in zip(names, codes, strict=True)],
        dtype=np.bool_,
    )


def leading(
    keys: Sequence[str], values: FloatArray, always: Sequence[str], count: int = 10
) -> tuple[list[str], list[str]]:
    """Split partners into those to show first and the others, both by falling value.

    First come the `count` largest, then those of `always` that are not among them, listed in `keys` or not.
    """
    ranked = [keys[int(row)] for row in number_order(values, descending=True)]
    first = ranked[:count]
    first += [key for key in dict.fromkeys(always) if key not in first]
    return first, [key for key in ranked if key not in first]
