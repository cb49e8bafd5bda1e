"""One table of shares: US imports by source and Mexican exports by destination alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def _nothing() -> FloatArray:
    return np.array([], dtype=np.float64)


@dataclass(frozen=True)
class Allocation:
    """Values by partner, in the order of `partners`.

    `values` are US dollars, shape (n,), finite and >= 0. `rest` is the value that goes to partners the source
    does not list; it counts in the total, is never a supplier, and scales as an unlocked partner does.
    `kg_per_usd`, shape (n,) or (0,) where no mass is known, is what a dollar of each partner's trade weighs; NaN where
    the source gives no mass. Edits leave it as it is: they move trade, not prices.
    """

    partners: tuple[str, ...]
    values: FloatArray
    rest: float = 0.0
    kg_per_usd: FloatArray = field(default_factory=_nothing)

    @property
    def total(self) -> float:
        """Sum of all values, the unlisted rest included, in US dollars."""
        return float(self.values.sum()) + self.rest

    def shares(self) -> FloatArray:
        """Return each partner's share of the total, 0-1; zeros when the total is zero."""
        total = self.total
        return self.values / total if total > 0 else np.zeros_like(self.values)

    @property
    def rest_share(self) -> float:
        """The share of what the source does not list, 0-1; zero when the total is zero."""
        return self.rest / self.total if self.total > 0 else 0.0

    def share_of(self, partner: str) -> float:
        """Return one partner's share, 0-1; zero where it has no row."""
        if partner not in self.partners or self.total <= 0:
            return 0.0
        return float(self.values[self.partners.index(partner)]) / self.total

    def value_of(self, partner: str) -> float:
        """Return one partner's value in US dollars; zero where it has no row."""
        return float(self.values[self.partners.index(partner)]) if partner in self.partners else 0.0

    def masses(self) -> FloatArray:
        """Return kilograms by partner at unchanged unit values, shape (n,); NaN where the source gives no mass."""
        if not len(self.kg_per_usd):
            return np.full(len(self.values), np.nan)
        return self.values * self.kg_per_usd

    @property
    def total_kg(self) -> float:
        """Mass of the whole table in kilograms; NaN unless every partner has one and nothing is unlisted."""
        return float(self.masses().sum()) if self.rest <= 0 else float("nan")

    def with_partner(self, partner: str) -> Allocation:
        """Return the same table with a row for `partner`, zero when it had none; it weighs what the average does."""
        if partner in self.partners:
            return self
        weighs = self.kg_per_usd
        if len(weighs):
            known = np.isfinite(weighs) & (self.values > 0)
            worth = float(self.values[known].sum())
            average = float((self.values[known] * weighs[known]).sum()) / worth if worth > 0 else float("nan")
            weighs = np.append(weighs, average)
        return replace(self, partners=(*self.partners, partner), values=np.append(self.values, 0.0), kg_per_usd=weighs)
