"""Edits: what a person changed, as value objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetShare:
    """Set one partner's share of one table; unlocked others are rebalanced in proportion.

    `product` is an HS code or a group or mineral slug; `share` is 0-1; `locked` partners keep theirs.
    """

    flow: str
    year: int
    product: str
    partner: str
    share: float
    locked: frozenset[str] = frozenset()

    @property
    def table(self) -> tuple[str, int, str]:
        """The (flow, year, product) whose allocation this edit changes."""
        return (self.flow, self.year, self.product)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named, ordered list of edits over one dataset. Empty `dataset_id` means the bundled one."""

    name: str = ""
    edits: tuple[SetShare, ...] = ()
    dataset_id: str = ""
    dataset_digest: str = ""
    note: str = ""
