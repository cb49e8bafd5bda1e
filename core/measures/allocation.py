"""One table of shares: US imports by source and Mexican exports by destination alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Allocation:
    """Values by partner, in the order of `partners`.

    `values` are US dollars, shape (n,), finite and >= 0. `rest` is the value that goes to partners the source
    does not list; it counts in the total, is never a supplier, and scales as an unlocked partner does.
    """

    partners: tuple[str, ...]
    values: NDArray[np.float64]
    rest: float = 0.0

    @property
    def total(self) -> float:
        """Sum of all values, the unlisted rest included, in US dollars."""
        return float(self.values.sum()) + self.rest

    def shares(self) -> NDArray[np.float64]:
        """Return each partner's share of the total, 0-1; zeros when the total is zero."""
        total = self.total
        return self.values / total if total > 0 else np.zeros_like(self.values)
