"""Five classes with round edges, for a map that must be read in one look."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.dataset.view import FloatArray

CLASSES = 5
STEPS = (1.0, 2.0, 5.0, 10.0)
WIDEST = 1e-4


def class_bounds(values: FloatArray) -> FloatArray:
    """Return six rising, round edges, shape (6,), from 0 to at least the largest value.

    Trade is skewed, so the inner edges rise by about equal factors between the small values (the tenth percentile, but
    no less than a ten-thousandth of the largest) and the largest. Values that are not positive are left out.
    """
    positive = values[np.isfinite(values) & (values > 0)]
    if not len(positive):
        return np.linspace(0.0, 1.0, CLASSES + 1)
    high = _round_up(float(positive.max()))
    low = max(float(np.quantile(positive, 0.1)), high * WIDEST)
    factor = (high / low) ** (1 / CLASSES)
    inner = [_round_near(high / factor**step) for step in range(CLASSES - 1, 0, -1)]
    edges = np.array([0.0, *inner, high], dtype=np.float64)
    if factor < 1.5 or not (np.diff(edges) > 0).all():
        return np.linspace(0.0, high, CLASSES + 1)
    return edges


def class_index(values: FloatArray, bounds: FloatArray) -> NDArray[np.int64]:
    """Return the class 0-4 of each value, shape (n,): -1 where it is zero or less or no figure.

    An edge belongs to the class below it.
    """
    index = np.searchsorted(bounds[1:-1], values, side="left").astype(np.int64)
    return np.where(np.isfinite(values) & (values > 0), np.minimum(index, CLASSES - 1), -1)


def _round_up(value: float) -> float:
    scale = 10.0 ** math.floor(math.log10(value))
    return next(step * scale for step in STEPS if step * scale >= value * (1 - 1e-9))


def _round_near(value: float) -> float:
    scale = 10.0 ** math.floor(math.log10(value))
    return min((step * scale for step in STEPS), key=lambda edge: abs(math.log(edge / value)))
