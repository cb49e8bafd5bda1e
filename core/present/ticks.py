"""Round numbers for an axis that starts at zero."""

from __future__ import annotations

import math

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def zero_based_ticks(largest: float, count: int = 4) -> list[float]:
    """Return round ticks from 0 to at least `largest` (>= 0), about `count` intervals; [0, 1] for nothing."""
    if not math.isfinite(largest) or largest <= 0:
        return [0.0, 1.0]
    rough = largest / count
    unit = 10.0 ** math.floor(math.log10(rough))
    step = unit * next(s for s in _STEPS if s * unit >= rough * (1 - 1e-9))
    return [step * i for i in range(math.ceil(largest / step - 1e-9) + 1)]


def money_scale(largest: float) -> float:
    """Return the divisor that keeps an axis of US dollars short: a billion, a million, a thousand or one."""
    return next((scale for scale in (1e9, 1e6, 1e3) if abs(largest) >= 2 * scale), 1.0)


def year_ticks(years: list[int], most: int) -> list[int]:
    """Return the years to write on an axis, at most `most`, always with the last one."""
    if not years or most < 1:
        return []
    step = max(1, math.ceil(len(years) / most))
    return sorted(years[::-1][::step])
