"""USGS questions: figures as printed, with their tokens, from one edition."""

from __future__ import annotations

import numpy as np

from core.dataset.coded import RowArray
from core.dataset.load import Dataset
from core.dataset.money import check_partner
from core.dataset.notes import named_target
from core.dataset.resolve import resolve
from core.dataset.stat_index import FlowRows, StatIndex, age, stat_index
from core.dataset.view import Query, StatView
from core.errors import VetaError
from core.text.messages import Message, Named, msg

WORLD, OTHERS = "XXX", "XXO"


def run_stats(dataset: Dataset, query: Query) -> StatView:
    """Answer a question to a USGS flow; see `core.dataset.query.run`."""
    target = resolve(dataset, query.target, query.basket, query.products)
    check_partner(dataset, query.partner)
    index = stat_index(dataset)
    flow = index.flow(query.flow)
    _check_year(flow, query)
    rows = index.rows(query.flow, target.minerals)
    if query.by != "year":
        rows = index.in_year(rows, query.year)
    edition = _edition(flow, index.editions.met(rows), query)
    rows = index.of_edition(rows, edition)
    if query.partner is not None:
        rows = rows[index.partners.numbers[rows] == index.partners.number(query.partner)]
    missing = None if len(rows) else _missing(query, edition)
    return _view(index, _sorted(index, rows, query), query, edition, missing)


def editions(dataset: Dataset, flow: str) -> tuple[str, ...]:
    """Return the editions of a USGS flow, oldest first."""
    return stat_index(dataset).flow(flow).editions


def stat_years(dataset: Dataset, flow: str, minerals: tuple[str, ...], edition: str | None = None) -> tuple[int, ...]:
    """Return the years in which a USGS flow has figures of these minerals, rising; a period counts in full."""
    index = stat_index(dataset)
    rows = index.rows(flow, minerals)
    if edition is not None:
        rows = index.of_edition(rows, edition)
    return tuple(sorted(index.years_of(rows)))


def _check_year(flow: FlowRows, query: Query) -> None:
    if query.by == "year" or query.year in flow.years:
        return
    first, last = (min(flow.years), max(flow.years)) if flow.years else ("-", "-")
    text = msg(
        "There are no figures of {flow} for {year}; choose a year from {first_year} to {last_year}.",
        flow=Named("flow", query.flow), year=query.year, first_year=first, last_year=last,
    )  # fmt: skip
    raise VetaError(text)


def _edition(flow: FlowRows, found: list[str], query: Query) -> str:
    """Return the edition that answers: the one asked for, else the latest of those found, else the latest of the flow.

    Raises:
        VetaError: the flow has no such edition.
    """
    if query.edition is None:
        return max(found or flow.editions, key=age, default="")
    if query.edition not in flow.editions:
        text = msg(
            "There is no edition “{name}” of {flow}; choose one of: {known}.",
            name=query.edition, flow=Named("flow", query.flow), known=", ".join(flow.editions),
        )  # fmt: skip
        raise VetaError(text)
    return query.edition


def _missing(query: Query, edition: str) -> Message:
    words = {"flow": Named("flow", query.flow), "target": named_target(query), "edition": edition}
    if query.partner is not None:
        country = Named("country", query.partner)
        return msg("{edition} lists no row for {partner} in {flow} of {target}.", partner=country, **words)
    return msg("{edition} prints no figure in {flow} of {target}, {year}.", year=query.year, **words)


def _sorted(index: StatIndex, rows: RowArray, query: Query) -> RowArray:
    """Sort by series, then year or falling quantity; aggregates close each series, tokens follow the numbers."""
    partner, year = index.partners.numbers[rows], index.year[rows]
    world = partner == index.partners.number(WORLD)
    last = np.where(world, 2, (partner == index.partners.number(OTHERS)).astype(np.int64))
    size = -np.nan_to_num(index.quantity[rows], nan=-1.0)
    series = [year] if query.by == "year" else []
    # The last key counts first.
    order = np.lexsort([year, partner, size, last, *series, index.forms.numbers[rows], index.minerals.numbers[rows]])
    return rows[order]


def _view(index: StatIndex, rows: RowArray, query: Query, edition: str, missing: Message | None) -> StatView:
    return StatView(
        query=query,
        partner=index.partners.at(rows),
        mineral=index.minerals.at(rows),
        form=index.forms.at(rows),
        year=index.year[rows],
        year_end=index.year_end[rows],
        quantity=index.quantity[rows],
        unit=index.units.at(rows),
        text=index.text[rows],
        flag=index.flags.at(rows),
        estimated=index.estimated.at(rows),
        row_ids=rows,
        edition=edition,
        sources=tuple(dict.fromkeys(index.sources.at(rows).tolist())),
        missing=missing,
    )
