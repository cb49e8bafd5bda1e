"""Concentration of supply: pure functions on arrays of values by supplier.

Values are in any one unit, shape (n,), finite and >= 0. `aggregate` is what groups of suppliers ("other", "world")
hold in the same unit: it counts in the total and is never a supplier. Results are 0-1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.measures.allocation import Allocation
from core.present.board import MeasureSet

FloatArray = NDArray[np.float64]


def shares(values: FloatArray, aggregate: float = 0.0) -> FloatArray:
    """Return each supplier's share of the total, shape (n,); zeros when the total is zero."""
    total = float(values.sum()) + aggregate
    return values / total if total > 0 else np.zeros_like(values)


def hhi(values: FloatArray, aggregate: float = 0.0) -> float:
    """Return the Herfindahl-Hirschman index, the sum of squared shares, 0-1; NaN when the total is zero.

    Suppliers hidden in an aggregate add nothing, so with one the index is a lower bound.
    """
    if float(values.sum()) + aggregate <= 0:
        return float("nan")
    return float(np.square(shares(values, aggregate)).sum())


def top(values: FloatArray, count: int, aggregate: float = 0.0) -> float:
    """Return the share of the `count` largest suppliers together; NaN when the total is zero."""
    if float(values.sum()) + aggregate <= 0:
        return float("nan")
    return float(np.sort(shares(values, aggregate))[::-1][:count].sum())


def governance_weighted(values: FloatArray, governance: FloatArray, imports: float, domestic: float = 0.0) -> float:
    """Return the GeoPolRisk factor HHI x sum(g f) / (domestic + imports); NaN when nothing is supplied.

    `governance` is the risk of each supplier 0-1, shape (n,); `values` the imports f from each; `imports` all imports,
    aggregates included. Source: Koyamparambath et al. (2021), after Cimprich et al. (2019).
    """
    supply = domestic + imports
    if supply <= 0:
        return float("nan")
    rest = max(imports - float(values.sum()), 0.0)
    return hhi(values, rest) * float((governance * values).sum()) / supply


def measure_set(allocation: Allocation) -> MeasureSet:
    """Return the measures of one table of values by partner; all None when it is empty or sums to zero."""
    values, rest = allocation.values, allocation.rest
    n = int(np.count_nonzero(values > 0))
    if n == 0:
        return MeasureSet(None, None, None, 0, None, None, None)
    index = hhi(values, rest)
    first = top(values, 1, rest)
    return MeasureSet(
        hhi=index,
        top_share=first,
        top3_share=top(values, 3, rest),
        n=n,
        effective=1.0 / index,
        without_largest=1.0 - first,
        largest=allocation.partners[int(values.argmax())],
    )
