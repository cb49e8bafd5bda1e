"""The one way to ask the figures: a `Query` in, a `View` out."""

from __future__ import annotations

from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.dataset.money import run_money
from core.dataset.resolve import near
from core.dataset.stats import run_stats
from core.dataset.view import Query, View
from core.errors import VetaError
from core.selection import FLOWS, MONEY_FLOWS
from core.text.messages import msg

_VIEWS: DigestCache[View] = DigestCache(512)


def run(dataset: Dataset, query: Query) -> View:
    """Return the view that answers `query`: a `MoneyView` for trade flows, a `StatView` for USGS flows.

    A money view holds one source and one valuation, and no product twice at different HS levels. Nothing found
    is an empty view whose `missing` says why. Answers are kept by dataset digest.

    Raises:
        VetaError: unknown flow, product, group, basket, year, edition, valuation, source or partner.
    """
    if query.flow not in FLOWS:
        known = ", ".join(FLOWS)
        close = near(query.flow, FLOWS)
        raise VetaError(
            msg("There is no flow “{name}”; choose one of: {known}.", name=query.flow, known=close or known)
        )
    if query.source is not None and query.flow not in MONEY_FLOWS:
        raise VetaError(msg("A source is chosen for trade flows only; USGS figures take an edition."))
    ask = run_money if query.flow in MONEY_FLOWS else run_stats
    return _VIEWS.get((dataset.key, query), lambda: ask(dataset, query))
