"""What the user is looking at: one immutable value that all panels share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["value", "share", "mass"]

MONEY_FLOWS = ("us-imports", "us-exports", "mexico-exports")
USGS_FLOWS = ("production", "reserves", "us-import-sources", "us-reliance", "prices")
FLOWS = MONEY_FLOWS + USGS_FLOWS

# How the id of every basket that the user made begins; no bundled basket has such an id.
OWN_BASKET = "own:"

# Where a mineral or group named on its own is looked up first: the flow that holds figures of most of them.
TARGET_FLOW = "us-imports"


@dataclass(frozen=True, slots=True)
class Selection:
    """The shown slice of the figures.

    `target` is an HS code (2, 4, 6 or 10 digits), a mineral slug, a group slug, or "all"
    (then `basket` names which HS chapters count). `partner` is ISO alpha-3 or None.
    `edition` names that of a USGS flow, `source` and `valuation` the one source of a trade
    flow and how it counts; None takes the best.
    """

    flow: str = "mexico-exports"
    year: int = 2024
    target: str = "all"
    basket: str = "mining-metallurgy"
    partner: str | None = None
    measure: Measure = "value"
    edition: str | None = None
    source: str | None = None
    valuation: str | None = None
