"""Commands that change what is looked at, and in which language; they leave no undo step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.dataset.index import trade_index
from core.dataset.stat_index import stat_index
from core.selection import Measure, Selection
from core.store import Plain, Snapshot

if TYPE_CHECKING:
    from core.dataset.load import Dataset


@dataclass(frozen=True)
class Select(Plain):
    """Look at something else; what is None stays. "" clears a choice of partner, edition, source or valuation."""

    flow: str | None = None
    year: int | None = None
    target: str | None = None
    basket: str | None = None
    partner: str | None = None
    measure: Measure | None = None
    edition: str | None = None
    source: str | None = None
    valuation: str | None = None
    bloc: str | None = None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the new selection; a year the flow does not have becomes its nearest."""
        old = snapshot.selection
        flow = self.flow or old.flow
        wanted = Selection(
            flow=flow,
            year=nearest(self.year or old.year, flow_years(snapshot.dataset, flow)),
            target=self.target or old.target,
            basket=self.basket or old.basket,
            partner=old.partner if self.partner is None else self.partner or None,
            measure=self.measure or old.measure,
            edition=_chosen(self.edition, old.edition if flow == old.flow else None),
            source=_chosen(self.source, old.source if flow == old.flow else None),
            valuation=_chosen(self.valuation, old.valuation if flow == old.flow else None),
            bloc=self.bloc or old.bloc,
        )
        return replace(snapshot, selection=wanted)


def _chosen(asked: str | None, kept: str | None) -> str | None:
    """Return what is asked for, None for "", and what is kept where nothing is asked."""
    return kept if asked is None else asked or None


@dataclass(frozen=True)
class SetLanguage(Plain):
    """Read everything in another language."""

    language: str

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot in the language."""
        return replace(snapshot, language=self.language)


def flow_years(dataset: Dataset, flow: str) -> tuple[int, ...]:
    """Return the years a flow has figures for, rising."""
    return trade_index(dataset).years(flow) or tuple(sorted(stat_index(dataset).flow(flow).named))


def nearest(year: int, years: tuple[int, ...]) -> int:
    """Return the known year that is nearest, the later of two; the year itself where none is known."""
    return min(years, key=lambda known: (abs(known - year), -known), default=year)
