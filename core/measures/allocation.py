"""One table of shares: US imports by source and Mexican exports by destination alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import VetaError
from core.text.messages import Message, Named, msg

TOLERANCE = 1e-9


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

    def with_partner(self, partner: str) -> Allocation:
        """Return the same table with a row for `partner`, zero when it had none."""
        if partner in self.partners:
            return self
        return replace(self, partners=(*self.partners, partner), values=np.append(self.values, 0.0))

    def with_share(self, partner: str, share: float, locked: Collection[str] = ()) -> Allocation:
        """Return the table with `partner` at `share` of an unchanged total.

        Locked partners keep their values; every unlocked other, the rest included, is scaled by the same factor:
        s_j' = s_j (1 - sum of locked and edited) / (sum of unlocked others).

        Raises:
            VetaError: no total, the share is not within 0-1 or within what locked partners leave, the partner itself
                is locked, or all others are locked or zero so that nobody could give or take.
        """
        table = self.with_partner(partner)
        index = table.partners.index(partner)
        fixed = np.array([p in locked for p in table.partners])
        left = 1.0 - float(table.shares()[fixed].sum())
        _refuse_impossible(table, partner, share, bool(fixed[index]), left)
        share = min(share, max(left, 0.0))
        others = ~fixed
        others[index] = False
        movable = float(table.values[others].sum()) + table.rest
        wanted = (left - share) * table.total
        if movable <= 0:
            if abs(share - table.shares()[index]) <= TOLERANCE:
                return table
            raise VetaError(_nobody_moves(partner))
        values = table.values.copy()
        values[others] = values[others] / movable * wanted  # in this order a tiny divisor does not overflow
        values[index] = share * table.total
        return replace(table, values=values, rest=table.rest / movable * wanted)


def _refuse_impossible(table: Allocation, partner: str, share: float, is_locked: bool, left: float) -> None:
    if table.total <= 0:
        raise VetaError(msg("There is no trade in this table, so there are no shares to set."))
    if not 0 <= share <= 1:
        raise VetaError(msg("A share lies between 0% and 100%; {share} does not.", share=Named("share", share)))
    name = Named("country", partner)
    if is_locked:
        raise VetaError(msg("{partner} is locked; unlock it to change its share.", partner=name))
    if share > left + TOLERANCE:
        text = msg(
            "Locked partners leave {left}, so {partner} cannot have {share}; unlock one or choose at most {left}.",
            left=Named("share", left), partner=name, share=Named("share", share),
        )  # fmt: skip
        raise VetaError(text)


def _nobody_moves(partner: str) -> Message:
    return msg(
        "All partners other than {partner} are locked or have no trade, so nothing can be rebalanced; unlock one.",
        partner=Named("country", partner),
    )
