"""What the user is looking at: one immutable value that all panels share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Measure = Literal["value", "share", "mass"]

MONEY_FLOWS = ("us-imports", "us-exports", "mexico-exports")
USGS_FLOWS = ("production", "reserves", "us-import-sources", "us-reliance", "prices")
DEFAULT_BASKET = "mining-metallurgy"
FLOWS = MONEY_FLOWS + USGS_FLOWS

# Before the name of a basket where it stands as a target, so that no group of the same name is meant.
BASKET = "basket:"
# How the id of every basket that the user made begins; no bundled basket has such an id.
OWN_BASKET = "own:"

# Where a mineral or group named on its own is looked up first: the flow that holds figures of most of them.
TARGET_FLOW = "us-imports"


@dataclass(frozen=True, slots=True)
class Selection:
    """The shown slice of the figures.

    `target` is an HS code (2, 4, 6 or 10 digits), a mineral slug, a group slug, or "all"
    (then `basket` names which HS chapters count). `partner` is ISO alpha-3 or None.
    `edition` names that of a USGS flow, `source` and `valuation` the one source of a trade flow and how it counts; None
    takes the best. `bloc` names the group of partners whose share is told beside the measures (`core.measures.blocs`).
    """

    flow: str = "mexico-exports"
    year: int = 2024
    target: str = "all"
    basket: str = DEFAULT_BASKET
    partner: str | None = None
    measure: Measure = "value"
    edition: str | None = None
    source: str | None = None
    valuation: str | None = None
    bloc: str = "usmca"

    @property
    def table(self) -> tuple[str, int, str]:
        """The share table on show: flow, year, and the product or basket as a scenario names it."""
        if self.target == "all" and self.basket != DEFAULT_BASKET:
            return (self.flow, self.year, BASKET + self.basket)
        return (self.flow, self.year, self.target)

    def at(self, table: tuple[str, int, str]) -> Selection:
        """Return the selection that shows a scenario's table; another flow has other editions and sources."""
        flow, year, product = table
        if flow != self.flow:
            return replace(self, flow=flow, edition=None, source=None, valuation=None).at(table)
        if product.startswith(BASKET):
            return replace(self, flow=flow, year=year, target="all", basket=product.removeprefix(BASKET))
        basket = DEFAULT_BASKET if product == "all" else self.basket
        return replace(self, flow=flow, year=year, target=product, basket=basket)
