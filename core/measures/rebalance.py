"""How an edit moves a table of shares, and why it is refused: pure functions on an `Allocation`.

Locked partners keep their values. Floors and ceilings hold for shares of the table after the edit. What is unlocked
gives and takes in proportion, s_j' = s_j f, with one factor f for all; a partner that meets its floor or ceiling stays
there and the factor is found for the others. The unlisted rest behaves as an unlocked partner without limits.

Every refusal is a `VetaError` that says why, and the nearest thing that can be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import VetaError
from core.measures.allocation import Allocation, FloatArray
from core.measures.refusals import (
    TOLERANCE,
    check_factor,
    check_limits,
    check_share,
    free_to_move,
    no_capacity,
    nobody_moves,
    out_of_reach,
)
from core.measures.terms import NO_TERMS, Terms
from core.text.messages import Message, Named, msg

VANISHING = 1e-15


def set_share(table: Allocation, partner: str, share: float, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table with `partner` at `share` (0-1) of an unchanged total; the others make room.

    Raises:
        VetaError: no total; the share is not within 0-1, within what locks and limits leave or within the partner's
            own limits; the partner is locked; or nobody could give or take.
    """
    for name in (partner, *[limit.partner for limit in terms.limits if limit.low > 0]):
        table = table.with_partner(name)
    index = table.partners.index(partner)
    fixed = _locked(table, terms)
    left = 1.0 - float(table.shares()[fixed].sum())
    check_share(table, partner, share, terms, left)
    share = min(share, max(left, 0.0))
    others = ~fixed
    others[index] = False
    wanted = max(left - share, 0.0) * table.total
    spread = _spread(table, others, wanted, terms)
    if spread is None:
        if abs(share - table.shares()[index]) <= TOLERANCE:
            return table
        raise VetaError(_cannot(table, partner, share, others, left, terms))
    values, rest = spread
    values[index] = share * table.total
    return replace(table, values=values, rest=rest)


def move_share(table: Allocation, giver: str, taker: str, points: float, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table with `points` (a fraction of the total, 0-1) moved from one partner to another; others stay.

    Raises:
        VetaError: no total, both are the same, either is locked, the giver has less, or a limit is in the way.
    """
    if giver == taker:
        raise VetaError(msg("A share is moved from one partner to another; choose two different partners."))
    free_to_move(table, (giver, taker), terms)
    has = table.share_of(giver)
    if not 0 <= points <= has + TOLERANCE:
        text = msg(
            "{giver} has {has}, so {points} cannot be moved from it; move at most {has}.",
            giver=Named("country", giver), has=Named("share", has), points=Named("share", points),
        )  # fmt: skip
        raise VetaError(text)
    table = table.with_partner(giver).with_partner(taker)
    values = table.values.copy()
    amount = min(points * table.total, table.value_of(giver))
    values[table.partners.index(giver)] -= amount
    values[table.partners.index(taker)] += amount
    after = replace(table, values=values)
    check_limits(after, terms, (giver, taker))
    return after


def scale_partner(table: Allocation, partner: str, factor: float, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table with one partner's value times `factor`; the others keep theirs, so the total moves.

    Raises:
        VetaError: the partner has no trade or is locked, the factor is no number from 0, or a limit is in the way.
    """
    free_to_move(table, (partner,), terms)
    check_factor(factor)
    if table.value_of(partner) <= 0:
        text = msg(
            "{partner} has no recorded trade here, and no factor makes trade of nothing; add it with a share instead.",
            partner=Named("country", partner),
        )
        raise VetaError(text)
    values = table.values.copy()
    values[table.partners.index(partner)] *= factor
    after = replace(table, values=values)
    if after.total <= 0:
        raise VetaError(msg("That would leave no trade at all, and no shares; choose a factor above zero."))
    check_limits(after, terms)
    return after


def add_partner(table: Allocation, partner: str, share: float, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table with a partner that has no recorded trade, at `share` (0-1) of an unchanged total.

    Raises:
        VetaError: the partner has trade already, or `set_share` refuses.
    """
    if table.value_of(partner) > 0:
        text = msg(
            "{partner} already has {share} here; set its share instead.",
            partner=Named("country", partner), share=Named("share", table.share_of(partner)),
        )  # fmt: skip
        raise VetaError(text)
    return set_share(table, partner, share, terms)


def set_total(table: Allocation, total: float, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table with a total of `total` US dollars; locked partners keep values, all others one factor.

    Raises:
        VetaError: no total to start from, not a number above zero, locked partners have more than that or are all
            there is, or a limit is in the way.
    """
    free_to_move(table, (), terms)
    if not (np.isfinite(total) and total > 0):
        raise VetaError(msg("A total is a number above zero; choose another."))
    fixed = _locked(table, terms)
    kept = float(table.values[fixed].sum())
    movable = table.total - kept
    if total < kept or (movable <= 0 and abs(total - kept) > TOLERANCE * table.total):
        text = msg(
            "Locked partners keep {kept}, so the total cannot be {total}; unlock one or choose at least {kept}.",
            kept=Named("money", kept), total=Named("money", total),
        )  # fmt: skip
        raise VetaError(text)
    factor = (total - kept) / movable if movable > 0 else 1.0
    after = replace(table, values=np.where(fixed, table.values, table.values * factor), rest=table.rest * factor)
    check_limits(after, terms)
    return after


@dataclass(frozen=True)
class Replacement:
    """Who makes up for a cut: in proportion where both fields are None.

    `weights` hold a weight by partner, `capacity` the most of each as a multiple of what it has.
    """

    weights: Mapping[str, float] | None = None
    capacity: Mapping[str, float] | None = None


def cut_supply(table: Allocation, partner: str, cut: float, by: Replacement, terms: Terms = NO_TERMS) -> Allocation:
    """Return the table after `partner` loses `cut` (0-1) of its value and the others make up for it.

    In proportion and by weights the total stays; by capacity it falls by what nobody can deliver, the shortfall.

    Raises:
        VetaError: the partner has no trade or is locked, the cut is not within 0-1, or nobody may make up for it.
    """
    free_to_move(table, (partner,), terms)
    if not 0 <= cut <= 1:
        raise VetaError(msg("A cut lies between 0% and 100%; {cut} does not.", cut=Named("share", cut)))
    if table.value_of(partner) <= 0:
        raise VetaError(msg("{partner} has no recorded trade here to cut.", partner=Named("country", partner)))
    lost = table.value_of(partner) * cut
    if by.weights is not None:
        after = _by_weights(table, partner, lost, by.weights, terms)
    elif by.capacity is not None:
        after = _by_capacity(table, partner, lost, by.capacity, terms)
    else:
        after = _in_proportion(table, partner, lost, terms)
    check_limits(after, terms)
    return after


def _in_proportion(table: Allocation, partner: str, lost: float, terms: Terms) -> Allocation:
    return set_share(table, partner, (table.value_of(partner) - lost) / table.total, terms)


def _by_weights(table: Allocation, partner: str, lost: float, weights: Mapping[str, float], terms: Terms) -> Allocation:
    chosen = {p: w for p, w in weights.items() if w > 0 and p != partner}
    free_to_move(table, tuple(chosen), terms)
    if not chosen:
        raise VetaError(msg("No partner has a weight, so nobody makes up for the cut; give one a weight above zero."))
    whole = sum(chosen.values())
    for name in chosen:
        table = table.with_partner(name)
    values = table.values.copy()
    values[table.partners.index(partner)] -= lost
    for name, weight in chosen.items():
        values[table.partners.index(name)] += lost * weight / whole
    return replace(table, values=values)


def _by_capacity(
    table: Allocation, partner: str, lost: float, capacity: Mapping[str, float], terms: Terms
) -> Allocation:
    """Fill `lost` in proportion to what each partner could add; what is left over is the shortfall."""
    fixed = _locked(table, terms)
    most = np.array([max(capacity.get(p, 1.0) - 1.0, 0.0) for p in table.partners])
    spare = np.where(fixed, 0.0, table.values * most)
    spare[table.partners.index(partner)] = 0.0
    could = float(spare.sum())
    if could <= 0:
        raise VetaError(no_capacity(partner))
    values = table.values + spare * min(1.0, lost / could)
    values[table.partners.index(partner)] -= lost
    return replace(table, values=values)


def _locked(table: Allocation, terms: Terms) -> NDArray[np.bool_]:
    return np.array([p in terms.locked for p in table.partners], dtype=np.bool_)


def _spread(
    table: Allocation, others: NDArray[np.bool_], wanted: float, terms: Terms
) -> tuple[FloatArray, float] | None:
    """Return values and rest with `others` and the rest at `wanted` US dollars together; None where they cannot be."""
    values = table.values.copy()
    movable = float(values[others].sum()) + table.rest
    if not terms.limits:
        if movable <= 0:
            return None
        values[others] = values[others] / movable * wanted  # in this order a tiny divisor does not overflow
        return values, table.rest / movable * wanted
    low, high = terms.bounds(table.partners, table.total)
    found = _filled(np.append(values[others], table.rest), np.append(low[others], 0.0),
                    np.append(high[others], np.inf), wanted)  # fmt: skip
    if found is None:
        return None
    values[others] = found[:-1]
    return values, float(found[-1])


def _filled(start: FloatArray, low: FloatArray, high: FloatArray, wanted: float) -> FloatArray | None:
    """Return clip(f start, low, high) with the one f >= 0 that makes the sum `wanted`; None where there is none.

    The sum is piecewise linear in f and never falls, so f lies between two of the points where a value meets a limit.
    """
    # A value that is next to nothing beside the others is nothing: no factor makes trade of it.
    start = np.where(start > VANISHING * float(start.sum()), start, 0.0)
    least, most = _reach(start, low, high)
    slack = TOLERANCE * max(wanted, 1.0)
    if wanted < least - slack or wanted > most + slack:
        return None
    has = start > 0
    ratios = np.concatenate([low[has] / start[has], high[has] / start[has]])
    points = np.unique(np.concatenate([[0.0], ratios[np.isfinite(ratios)]]))
    sums = np.clip(points[:, None] * start[None, :], low, high).sum(axis=1)
    at = int(np.searchsorted(sums, wanted, side="right")) - 1
    at = max(at, 0)
    base = np.clip(points[at] * start, low, high)
    near = slack * 1e-3  # a value that stands at its floor rises, one at its ceiling does not
    rising = has & (points[at] * start >= low - near) & (points[at] * start < high - near)
    slope = float(start[rising].sum())
    step = (wanted - float(base.sum())) / slope if slope > 0 else 0.0
    filled: FloatArray = np.clip((points[at] + max(step, 0.0)) * start, low, high)
    return filled


def _reach(start: FloatArray, low: FloatArray, high: FloatArray) -> tuple[float, float]:
    """Return the least and the most that values within their limits can add up to."""
    return float(low.sum()), float(np.where(start > 0, high, low).sum())


def _cannot(
    table: Allocation, partner: str, share: float, others: NDArray[np.bool_], left: float,
    terms: Terms,
) -> Message:  # fmt: skip
    if not terms.limits:
        return nobody_moves(partner)
    low, high = terms.bounds(table.partners, table.total)
    least, most = _reach(np.append(table.values[others], table.rest), np.append(low[others], 0.0),
                         np.append(high[others], np.inf))  # fmt: skip
    own = terms.limit_of(partner)
    lowest = max(left - most / table.total, own.low, 0.0)
    highest = min(left - least / table.total, own.high, 1.0)
    if lowest > highest:
        return nobody_moves(partner)
    return out_of_reach(partner, share, lowest, highest)
