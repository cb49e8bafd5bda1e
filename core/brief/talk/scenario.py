"""What a scenario's edits do: to the partner in focus, to concentration, and what partners would have to add."""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.brief.phrasing import inside
from core.brief.plan import Side
from core.brief.talk.figures import WHOLE, Figures
from core.brief.talk.model import Draft
from core.brief.thresholds import HIGH_CONCENTRATION
from core.present.money import FOCUS
from core.present.outcome import Need
from core.text.messages import Message, Named, msg

MEXICO = "MEX"
LEAST = 1e-9
MOST_NEEDS = 2


def scenario_points(figures: Figures) -> Iterator[Draft]:
    """Give what the edits do, the most telling first; nothing without an edit of the table on show."""
    if not figures.board.edited:
        return
    yield from _focus(figures)
    yield from _concentration(figures)
    yield from _needs(figures)
    yield from _total(figures)


def _focus(figures: Figures) -> Iterator[Draft]:
    key = FOCUS[figures.flow]
    row = figures.row(key)
    if row is None:
        return
    table, fmt = figures.board.table, figures.fmt
    before, after = float(table.before_share[row]), float(table.after_share[row])
    if math.isnan(after) or (abs(after - before) < LEAST):
        return
    values = {"country": figures.country(key), "after": figures.said(after)}
    if not before > 0:
        text = msg("In the scenario, the share of {country} is {after}; the published figures record none.", **values)
        if figures.board.coverage.kind not in WHOLE:
            text = msg("In the scenario, the share of {country} is {after}; the source does not list it.", **values)
        yield Draft("scenario-focus", "say", text, figures.sources)
        return
    if fmt.share(before) != fmt.share(after):
        text = msg(
            "In the scenario, the share of {country} goes from {before} to {after}.",
            before=figures.said(before),
            **values,
        )
        yield Draft("scenario-focus", "say" if after > before else "expect", text, figures.sources)


def _concentration(figures: Figures) -> Iterator[Draft]:
    before, after, fmt = figures.board.before, figures.board.after, figures.fmt
    if before.hhi is None or after.hhi is None or after.largest is None or after.top_share is None:
        return
    values = {
        "before": figures.index(before.hhi),
        "after": figures.index(after.hhi),
        "country": figures.country(after.largest),
        "share": figures.said(after.top_share),
    }
    if fmt.hhi(before.hhi) != fmt.hhi(after.hhi):
        falls = after.hhi < before.hhi
        yield Draft("scenario-concentration", "say" if falls else "expect", _moved(falls, values), figures.sources)
    if after.hhi > HIGH_CONCENTRATION and after.hhi <= before.hhi:
        text = msg(
            "In the scenario too, concentration is high by the US merger guidelines of 2023: HHI {after}, above "
            "{limit}.",
            after=values["after"], limit=fmt.hhi(HIGH_CONCENTRATION),
        )  # fmt: skip
        yield Draft("scenario-still-concentrated", "expect", text, figures.sources)
    if after.largest == before.largest and after.largest != FOCUS[figures.flow] and not figures.partial:
        text = msg("In the scenario too, {country} comes first, with {share}.", **values)
        yield Draft("scenario-still-first", "expect", text, figures.sources)


def _moved(falls: bool, values: dict[str, str]) -> Message:
    if falls:
        return msg(
            "In the scenario, concentration (HHI) falls from {before} to {after}; the largest share is {share} "
            "({country}).",
            **values,
        )
    return msg(
        "In the scenario, concentration (HHI) rises from {before} to {after}; the largest share is {share} "
        "({country}).",
        **values,
    )


def _needs(figures: Figures) -> Iterator[Draft]:
    """Set what partners would add beside what they produce: Mexico first, then those whose production it strains."""
    outcome = figures.board.outcome
    needs = outcome.needs if outcome is not None else ()
    ordered = sorted(needs, key=lambda need: need.partner != MEXICO)
    told = [need for need in ordered if need.partner == MEXICO or need.strain in ("beyond-production", "beyond-best")]
    for need in told[:MOST_NEEDS]:
        found = _need(figures, need)
        if found is not None:
            side, text = found
            sources = tuple(dict.fromkeys((*figures.sources, *((need.mass_source,) if need.mass_source else ()))))
            yield Draft(f"scenario-need-{need.partner}", side, text, sources)


def _need(figures: Figures, need: Need) -> tuple[Side, Message] | None:
    fmt, made = figures.fmt, need.producer
    if need.added_kg is None:
        return None
    values: dict[str, object] = {"country": figures.country(need.partner), "added": fmt.mass(need.added_kg)}
    if made is None:
        return "expect", msg(
            "In the scenario, {country} would add {added}; there is no production figure here to set it against.",
            **values,
        )
    values |= {
        "made": fmt.mass(made.tonnes * 1000), "year": made.year, "best": fmt.mass(made.best * 1000),
        "best_year": made.best_year, "form": inside(fmt.form(made.form)), "edition": Named("edition", made.edition),
    }  # fmt: skip
    if need.strain == "beyond-production":
        return "expect", msg(
            "In the scenario, {country} would add {added}, more than all it produced in {year}: {made} ({form}, "
            "{edition}).",
            **values,
        )
    if need.strain == "beyond-best" and values["best"] == values["made"]:
        return "expect", msg(
            "In the scenario, {country} would add {added} to the {made} of {year}, as much as it ever produced in the "
            "years here ({form}, {edition}).",
            **values,
        )
    if need.strain == "beyond-best":
        return "expect", msg(
            "In the scenario, {country} would add {added} to the {made} of {year}: more than in its best year, "
            "{best} in {best_year} ({form}, {edition}).",
            **values,
        )
    return "say", msg(
        "In the scenario, {country} would add {added}; with the {made} of {year} that is within its best year, {best} "
        "in {best_year} ({form}, {edition}).",
        **values,
    )


def _total(figures: Figures) -> Iterator[Draft]:
    outcome = figures.board.outcome
    if outcome is None or not outcome.total_usd.before or outcome.total_usd.after is None:
        return
    before, after = outcome.total_usd.before, outcome.total_usd.after
    if figures.money(before) == figures.money(after):
        return
    text = msg(
        "In the scenario, the total goes from {before} to {after} ({change}).",
        before=figures.money(before), after=figures.money(after), change=figures.fmt.change(after / before - 1),
    )  # fmt: skip
    yield Draft("scenario-total", "say" if after > before else "expect", text, figures.sources)
