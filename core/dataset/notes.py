"""What a source leaves out, in sentences: notes on coverage and reasons for an empty answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.dataset.index import AGGREGATES, TradeIndex
from core.dataset.pick import Pick
from core.dataset.view import CoverageKind, Query
from core.text.messages import Message, Named, msg

SHOWN = 6
EVERYTHING = 0.9995
THIN: tuple[CoverageKind, ...] = ("partial", "total-only", "bilateral", "none")


def joined(parts: Sequence[Message | None]) -> Message | None:
    """Return one message that says all parts in a row; None when there is none."""
    said = [part for part in parts if part is not None]
    if not said:
        return None
    whole = said[0]
    for part in said[1:]:
        whole = msg("{first} {second}", first=whole, second=part)
    return whole


def coverage(best: Pick, *, mixed: bool, totals_only: bool) -> Message | None:
    """Say what the source lists, what it leaves out, and how its figures were made.

    `totals_only` is for answers about totals, where it does not matter which partners are named.
    """
    partners = None if totals_only and best.kind != "listed" else _partners(best)
    return joined([partners, _products(best), _mixed() if mixed else None])


def nothing(index: TradeIndex, query: Query, prefixes: Sequence[str]) -> Message:
    """Say why a question to a trade flow has no row."""
    flow, target = Named("flow", query.flow), named_target(query)
    cells = [cell for cell in index.cells_with(query.flow, prefixes) if query.source in (None, cell[2])]
    years = sorted({cell[1] for cell in cells})
    if query.valuation is not None and query.year in years:
        return msg(
            "{flow} of {target}, {year}: no row in this valuation; leave the valuation out.",
            flow=flow, target=target, year=query.year,
        )  # fmt: skip
    if years:
        return msg(
            "{flow} of {target}: no row for {year}; there are figures for {years}.",
            flow=flow, target=target, year=query.year, years=spans(years),
        )  # fmt: skip
    return msg("{flow} of {target}: none recorded in these figures, in any year.", flow=flow, target=target)


def no_series(index: TradeIndex, query: Query, prefixes: Sequence[str]) -> Message:
    """Say why a question by year has no row."""
    flow, target = Named("flow", query.flow), named_target(query)
    holders = _partners_with(index, query.flow, prefixes)
    if query.partner is not None and holders:
        return msg(
            "{flow} of {target}: none recorded with {partner}.",
            flow=flow, target=target, partner=Named("country", query.partner),
        )  # fmt: skip
    if holders:
        return msg(
            "{flow} of {target}: no year has a total; ask for one partner: {partners}.",
            flow=flow, target=target, partners=", ".join(holders[:SHOWN]),
        )  # fmt: skip
    return msg("{flow} of {target}: none recorded in these figures, in any year.", flow=flow, target=target)


def not_listed(query: Query) -> Message:
    """Say that one partner has no row where others may."""
    flow, target = Named("flow", query.flow), named_target(query)
    if query.partner is None:
        return msg(
            "{flow} of {target}, {year}: the source prints a total but no partners.",
            flow=flow, target=target, year=query.year,
        )  # fmt: skip
    return msg(
        "{flow} of {target}, {year}: the source lists no row for {partner}.",
        flow=flow, target=target, year=query.year, partner=Named("country", query.partner),
    )  # fmt: skip


def named_target(query: Query) -> Named:
    """Return the name of what a question asks about."""
    if query.products:
        if len(query.products) == 1:
            return Named("target", query.products[0])
        return Named("number", len(query.products)) if len(query.products) > SHOWN else _codes(query.products)
    return Named("basket", query.basket) if query.target == "all" else Named("target", query.target)


def spans(years: Sequence[int]) -> str:
    """Return rising years as text with runs drawn together: "2015–2022, 2024"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _codes(codes: Sequence[str]) -> Named:
    return Named("target", ", ".join(codes))


def _partners(best: Pick) -> Message | None:
    if best.kind == "listed":
        return msg("The source lists fifty partners, about 98–99% of all US imports: shares are slightly too high.")
    if best.kind == "bilateral":
        return msg("This source gives one partner only and no total, so there are no shares.")
    if best.total is None:
        return msg("This source gives the largest partners but no total, so there are no shares.")
    if best.kind == "top" and best.listed_usd >= best.total * EVERYTHING:
        return None
    if best.kind == "top":
        return msg("The source lists the ten largest partners; the others are in the total only.")
    if best.kind == "total-only":
        return msg("The source gives the total only, not the partners.")
    if best.kind == "partial":
        return msg(
            "The source names no partners, or only some, for products that make {share} of the value: "
            "partners' shares are lower bounds.",
            share=Named("share", _thinly_listed(best)),
        )
    return None


def _thinly_listed(best: Pick) -> float:
    """Return which part of the total, 0-1, is of products without a list of at least the largest partners."""
    thin = best.total_of(THIN)
    return thin / best.total if best.total else float("nan")


def _products(best: Pick) -> Message | None:
    if not best.unanswered:
        return None
    shown = ", ".join(best.codes[:SHOWN]) + (", …" if len(best.codes) > SHOWN else "")
    return msg("The source does not publish every product asked for; counted here: {codes}.", codes=shown)


def _mixed() -> Message:
    return msg("Some figures are a published share times a published total (marked computed), others as printed.")


def _partners_with(index: TradeIndex, flow: str, prefixes: Sequence[str]) -> list[str]:
    """Return who has a row under any of the prefixes, sorted."""
    met = np.zeros(len(index.partners.names), dtype=np.bool_)
    for cell in index.cells_with(flow, prefixes):
        met[index.partners.numbers[index.codes(cell).rows_under(prefixes)]] = True
    return sorted(set(index.partners.names[met].tolist()) - AGGREGATES)
