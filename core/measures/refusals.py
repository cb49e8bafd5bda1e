"""Why an edit of shares cannot be done, each with the nearest thing that can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.errors import VetaError
from core.measures.allocation import Allocation
from core.measures.terms import Terms
from core.text.messages import Message, Named, msg

TOLERANCE = 1e-9


def check_share(table: Allocation, partner: str, share: float, terms: Terms, left: float) -> None:
    """Refuse a share outside 0-1, of a locked partner, beyond its own limits or above what locks leave.

    Raises:
        VetaError: the reason, and the most or least that can be.
    """
    if table.total <= 0:
        raise VetaError(_no_trade())
    if not 0 <= share <= 1:
        raise VetaError(msg("A share lies between 0% and 100%; {share} does not.", share=Named("share", share)))
    name = Named("country", partner)
    if partner in terms.locked:
        raise VetaError(_locked(partner))
    limit = terms.limit_of(partner)
    if not limit.low - TOLERANCE <= share <= limit.high + TOLERANCE:
        raise VetaError(out_of_reach(partner, share, limit.low, limit.high))
    if share > left + TOLERANCE:
        text = msg(
            "Locked partners leave {left}, so {partner} cannot have {share}; unlock one or choose at most {left}.",
            left=Named("share", left), partner=name, share=Named("share", share),
        )  # fmt: skip
        raise VetaError(text)


def free_to_move(table: Allocation, partners: Sequence[str], terms: Terms) -> None:
    """Refuse a table without trade, and locked partners.

    Raises:
        VetaError: the reason.
    """
    if table.total <= 0:
        raise VetaError(_no_trade())
    for partner in partners:
        if partner in terms.locked:
            raise VetaError(_locked(partner))


def check_factor(factor: float) -> None:
    """Refuse what is no factor.

    Raises:
        VetaError: not a number from 0 to 1,000.
    """
    if not (np.isfinite(factor) and 0 <= factor <= 1000):
        raise VetaError(msg("A factor lies between 0 and 1,000; choose another."))


def check_limits(table: Allocation, terms: Terms, partners: Sequence[str] | None = None) -> None:
    """Refuse a table after an edit in which a share (of `partners`, or of all) is beyond its floor or ceiling.

    Raises:
        VetaError: which share, and its limits.
    """
    for limit in terms.limits:
        if partners is not None and limit.partner not in partners:
            continue
        share = table.share_of(limit.partner)
        if not limit.low - TOLERANCE <= share <= limit.high + TOLERANCE:
            text = msg(
                "{partner} would come to {share}, but its share is held between {low} and {high}; choose a smaller "
                "step, or change its floor or ceiling.",
                partner=Named("country", limit.partner), share=Named("share", share), low=Named("share", limit.low),
                high=Named("share", limit.high),
            )  # fmt: skip
            raise VetaError(text)


def out_of_reach(partner: str, share: float, low: float, high: float) -> Message:
    """Say between which shares a partner can be, and which is nearest to the one asked for."""
    nearest = low if share < low else high
    return msg(
        "{partner} cannot have {share}: floors, ceilings and locks leave it between {low} and {high}. The nearest is "
        "{nearest}.",
        partner=Named("country", partner), share=Named("share", share), low=Named("share", low),
        high=Named("share", high), nearest=Named("share", nearest),
    )  # fmt: skip


def nobody_moves(partner: str) -> Message:
    """Say that no other partner can give or take."""
    return msg(
        "All partners other than {partner} are locked or have no trade, so nothing can be rebalanced; unlock one.",
        partner=Named("country", partner),
    )


def no_capacity(partner: str) -> Message:
    """Say that no figure shows room to make up for a cut."""
    return msg(
        "No other partner has room that the figures show, so nobody makes up for {partner}; spread the cut in "
        "proportion or by weights.",
        partner=Named("country", partner),
    )


def _no_trade() -> Message:
    return msg("There is no trade in this table, so there are no shares to set.")


def _locked(partner: str) -> Message:
    return msg("{partner} is locked; unlock it to change its share.", partner=Named("country", partner))
