"""The least that any figures bear for a side that has no other point: their size, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator

from core.brief.plan import Side
from core.brief.talk.figures import WHOLE, Figures
from core.brief.talk.model import Draft
from core.brief.talk.printed import printed, what
from core.selection import MONEY_FLOWS
from core.text.messages import Message, Named, msg


def least_points(figures: Figures, told: set[Side]) -> Iterator[Draft]:
    """Give a point to each side that is not among `told`; none where there are no figures."""
    if figures.board.empty is not None or not len(figures.board.table.keys):
        return
    if "say" not in told:
        said = _traded(figures) if figures.flow in MONEY_FLOWS else _first_printed(figures)
        yield Draft("size", "say", said, figures.sources)
    if "expect" not in told:
        yield Draft("open", "expect", _left_open(figures), figures.sources)


def _traded(figures: Figures) -> Message:
    total = next((figure.before for figure in figures.board.key_figures if figure.id == "total"), None)
    values: dict[str, object] = {
        "name": figures.name, "year": figures.year, "valuation": Named("valuation", figures.board.valuation),
    }  # fmt: skip
    if total is None:
        key = figures.ranked[0] if figures.ranked else str(figures.board.table.keys[0])
        values |= {"country": figures.country(key), "value": figures.money(figures.value(key))}
        return msg("Recorded with {country}: {name}, {value} in {year} ({valuation}).", **values)
    values |= {"total": figures.money(total)}
    if figures.flow == "mexico-exports":
        return msg("Mexico exported {name} worth {total} in {year} ({valuation}).", **values)
    if figures.flow == "us-exports":
        return msg("The United States exported {name} worth {total} in {year} ({valuation}).", **values)
    return msg("The United States imported {name} worth {total} in {year} ({valuation}).", **values)


def _first_printed(figures: Figures) -> Message:
    return msg(
        "As printed: {country}, {amount} ({what}).",
        country=figures.country(str(figures.board.table.keys[0])), amount=printed(figures, 0), what=what(figures, 0),
    )  # fmt: skip


def _left_open(figures: Figures) -> Message:
    if figures.flow not in MONEY_FLOWS:
        return msg("USGS figures are rounded, partly estimated, and some are withheld.")
    if figures.board.coverage.kind in WHOLE:
        return msg("One year is a snapshot: prices and re-exports move shares.")
    return msg("For {year} the source does not name every partner in {name}.", year=figures.year, name=figures.name)
