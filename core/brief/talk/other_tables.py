"""Points that set another table beside the one on show: who supplies the United States, what Mexico makes and sells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.brief.phrasing import inside
from core.brief.talk.figures import Figures
from core.brief.talk.model import Draft
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import MoneyView, Query, StatView
from core.errors import VetaError
from core.measures.rank import rank_in
from core.present.stats import lead_series
from core.text.messages import Message, msg

MEXICO, UNITED_STATES = "MEX", "USA"
MOST_MINERALS = 3


def us_need(figures: Figures) -> Iterator[Draft]:
    """Say who supplies the United States with the same; "mexico-first" where that is Mexico."""
    found = _leader(figures, "us-imports")
    if found is None:
        return
    key, share, view = found
    text = msg(
        "{country} supplied {share} of US imports of {name} in {year}.",
        country=figures.country(key), share=share, name=figures.name, year=figures.year,
    )  # fmt: skip
    yield Draft("mexico-first" if key == MEXICO else "us-need", "say", text, view.sources)


def mexico_sells(figures: Figures) -> Iterator[Draft]:
    """Say who buys most of what Mexico sells of the same."""
    found = _leader(figures, "mexico-exports")
    if found is None:
        return
    key, share, view = found
    text = msg(
        "{country} took {share} of Mexico's exports of {name} in {year}.",
        country=figures.country(key), share=share, name=figures.name, year=figures.year,
    )  # fmt: skip
    yield Draft("mexico-sells", "say" if key == UNITED_STATES else "expect", text, view.sources)


def _leader(figures: Figures, flow: str) -> tuple[str, str, MoneyView] | None:
    """Return the first partner of the same goods and year in another flow, its share in words, and the view.

    None where what the source does not break down could hold a larger one.
    """
    selection = figures.board.selection
    try:
        view = run(figures.dataset, Query(flow, selection.year, target=selection.target, basket=selection.basket))
    except VetaError:  # figures of another package may not know that flow in this year
        return None
    if not isinstance(view, MoneyView) or not len(view.keys) or not float(view.share[0]) > 0:
        return None
    if view.rest_usd > float(view.value_usd[0]):
        return None
    theirs = replace(figures, board=replace(figures.board, coverage=view.coverage))
    return str(view.keys[0]), theirs.said(float(view.share[0])), view


def mexico_produces(figures: Figures) -> Iterator[Draft]:
    """Say Mexico's place among the producers of the mineral that the table on show is about."""
    minerals = resolve(figures.dataset, figures.board.selection.target).minerals
    if not 1 <= len(minerals) <= MOST_MINERALS:
        return
    try:
        view = run(figures.dataset, Query("production", figures.year, target=figures.board.selection.target))
    except VetaError:  # figures of another package may not know that flow in this year
        return
    lead = lead_series(figures.dataset, view) if isinstance(view, StatView) else None
    if lead is None or not isinstance(view, StatView):
        return
    series = (lead.mineral, lead.form, lead.unit)
    text, speaks_for = _produced(figures, view, series)
    yield Draft("mexico-produces", "say" if speaks_for else "expect", text, view.sources)


def _produced(figures: Figures, view: StatView, series: tuple[str, str, str]) -> tuple[Message, bool]:
    mineral, form, unit = series
    found = rank_in(figures.dataset, MEXICO, figures.year, view.edition, series)
    values: dict[str, object] = {
        "what": f"{inside(figures.fmt.mineral(mineral))} ({inside(figures.fmt.form(form))})", "year": figures.year,
    }  # fmt: skip
    if found is None:
        return msg("USGS does not list Mexico in its table of {what}, {year}.", **values), False
    if found.rank is None:
        text = msg(
            "What USGS prints for Mexico is no number: {amount} ({what}, {year}).",
            amount=figures.fmt.printed(found.text), **values,
        )  # fmt: skip
        return text, False
    amount = f"{figures.fmt.printed(found.text)}\u00a0{figures.fmt.unit(unit)}"
    values |= {"place": figures.fmt.number(found.rank), "n": found.listed, "amount": amount}
    if found.not_rankable:
        text = msg(
            "Mexico is number {place} of the {n} countries with a figure, {what}, {year}: {amount}; without a figure: "
            "{hidden}.",
            hidden=len(found.not_rankable),
            **values,
        )
        return text, True
    return msg("Mexico is number {place} of {n} countries, {what}, {year}: {amount}.", **values), True
