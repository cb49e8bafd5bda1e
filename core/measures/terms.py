"""What an edit must leave alone: locked partners, and floors and ceilings of shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.measures.allocation import FloatArray


@dataclass(frozen=True, slots=True)
class Limit:
    """The least and the most of one partner's share, 0-1."""

    partner: str
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Terms:
    """Locked partners keep their values; `limits` hold for shares after the edit, one a partner at most."""

    locked: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()

    def limit_of(self, partner: str) -> Limit:
        """Return a partner's floor and ceiling; 0 and 1 where it has none."""
        return next((limit for limit in self.limits if limit.partner == partner), Limit(partner))

    def bounds(self, partners: Sequence[str], total: float) -> tuple[FloatArray, FloatArray]:
        """Return floors and ceilings of values in US dollars, shape (n,) each, at a total; inf for no ceiling."""
        by_partner = {limit.partner: limit for limit in self.limits}
        none = Limit("")
        low = [by_partner.get(p, none).low for p in partners]
        high = [by_partner.get(p, none).high for p in partners]
        return np.array(low) * total, np.where(np.array(high) < 1.0, np.array(high) * total, np.inf)

    def with_limit(self, limit: Limit) -> Terms:
        """Return the terms with a partner's limits set; those from 0 to 1 are none."""
        others = [old for old in self.limits if old.partner != limit.partner]
        if limit.low > 0 or limit.high < 1:
            others.append(limit)
        return replace(self, limits=tuple(sorted(others, key=lambda each: each.partner)))

    def with_lock(self, partner: str, locked: bool) -> Terms:
        """Return the terms with a partner locked or open."""
        return replace(self, locked=self.locked | {partner} if locked else self.locked - {partner})


NO_TERMS = Terms()
