"""How far concentration depends on who gives way: the range over every way the other partners can make room.

A scenario moves some partners on purpose; what that leaves to the others can be shared among them in many ways. Values
are in any one unit, shape (n,), finite and >= 0. When the others lose, none of them ends above what it had; when they
gain, none ends below. `aggregate` is what groups of suppliers hold: it counts in the total and is never a supplier.

The ends are exact: the sum of squares is smallest for the most even sharing and largest for the most uneven one, which
here are the level that cuts (or fills) all alike and the order of size (Marshall, Olkin and
Arnold, Inequalities: Theory of Majorization and Its Applications, 2011).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measures.concentration import hhi

FloatArray = NDArray[np.float64]
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """HHI 0-1 when the others share out their part in the most even way, in proportion, and in the most uneven one.

    `others` is how many partners share it; `gain` tells whether they take over what is freed, or give way.
    """

    low: float
    middle: float
    high: float
    others: int
    gain: bool


def hhi_spread(fixed: FloatArray, others: FloatArray, left: float, aggregate: float = 0.0) -> Spread | None:
    """Return the range of HHI when `others`, shape (n,), come to share `left` in place of their own sum.

    `fixed` are the partners that stay as they are after the edits, shape (m,). None where nothing is to be shared
    out: fewer than two others with a value, or a part that is as large as it was.

    Raises:
        ValueError: `left` is negative.
    """
    if left < 0:
        raise ValueError("what is left to share is negative")
    held = others[others > 0]
    sum_before = float(held.sum())
    if len(held) < 2 or abs(left - sum_before) <= _LEAST * max(sum_before, left):
        return None
    gain = left > sum_before
    low, high = (_filled(held, left), _heaped(held, left)) if gain else (_cut(held, left), _ranked(held, left))
    ways = (low, held * (left / sum_before), high)
    first, middle, last = (hhi(np.concatenate([fixed, way]), aggregate) for way in ways)
    return Spread(first, middle, last, len(held), gain)


def _cut(held: FloatArray, left: float) -> FloatArray:
    """Return what is left when the largest give way first: all are capped at one level."""
    values = np.sort(held)
    below = np.concatenate([[0.0], np.cumsum(values)[:-1]])
    levels = (left - below) / np.arange(len(values), 0, -1)
    first = int(np.argmax(levels <= values))
    return np.minimum(held, max(float(levels[first]), 0.0))


def _ranked(held: FloatArray, left: float) -> FloatArray:
    """Return what is left when the smallest give way first: the largest keep theirs as long as it lasts."""
    values = np.sort(held)[::-1]
    above = np.concatenate([[0.0], np.cumsum(values)[:-1]])
    return np.clip(left - above, 0.0, values)


def _filled(held: FloatArray, left: float) -> FloatArray:
    """Return the shares when the smallest gain first: all are lifted to one level."""
    values = np.sort(held)
    levels = (left - (values.sum() - np.cumsum(values))) / np.arange(1, len(values) + 1)
    following = np.append(values[1:], np.inf)
    first = int(np.argmax(levels <= following))
    return np.maximum(values, float(levels[first]))


def _heaped(held: FloatArray, left: float) -> FloatArray:
    """Return the shares when the largest takes the whole gain."""
    values = np.sort(held)
    values[-1] += left - float(held.sum())
    return values
