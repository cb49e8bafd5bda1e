"""Points on world production and reserves, as USGS prints them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.brief.talk.figures import Figures
from core.brief.talk.model import Draft
from core.brief.talk.printed import MEXICO, lead_rows, printed, row_behind, what
from core.brief.thresholds import HIGH_CONCENTRATION
from core.measures.rank import Rank, rank_in
from core.text.messages import Message, msg


def production_points(figures: Figures) -> Iterator[Draft]:
    """Give the points on production or reserves, the most telling first."""
    if not len(figures.board.table.keys):
        return
    yield from _mexico(figures)
    yield from _others(figures)
    yield from _concentration(figures)
    yield from _through_years(figures)
    yield from _not_zero(figures)


def _mexico(figures: Figures) -> Iterator[Draft]:
    table = figures.board.table
    row = next((i for i in lead_rows(figures) if str(table.keys[i]) == MEXICO), None)
    values: dict[str, object] = {"what": what(figures, 0), "year": figures.year}
    if row is None:
        text = msg("USGS does not list Mexico in its table of {what}, {year}.", **values)
        if figures.flow == "reserves":
            text = msg("USGS does not list Mexico in its table of reserves of {what}, {year}.", **values)
        yield Draft("mexico", "expect", text, figures.sources)
        return
    values |= {"amount": printed(figures, row)}
    if math.isnan(float(table.before[row])):
        text = msg("What USGS prints for Mexico is no number: {amount} ({what}, {year}).", **values)
        yield Draft("mexico", "expect", text, figures.sources)
        return
    if not float(table.before[row]) > 0:
        text = msg("USGS prints zero for Mexico: {what}, {year}.", **values)
        yield Draft("mexico", "expect", text, figures.sources)
        return
    yield Draft("mexico", "say", _standing(figures, row, values), figures.sources)


def _standing(figures: Figures, row: int, values: dict[str, object]) -> Message:
    share, found = float(figures.board.table.before_share[row]), _rank(figures, row)
    values = values | {"share": figures.fmt.share(share)}
    whole = not math.isnan(share)
    if figures.flow == "reserves":
        if whole:
            return msg("Mexico holds {share} of world reserves of {what} in {year}: {amount}.", **values)
        return msg("Mexico holds {amount} of reserves of {what}, {year}.", **values)
    if found is None or found.rank is None:
        return msg("Mexico: {amount} of {what}, {year}.", **values)
    values |= {"place": figures.fmt.number(found.rank), "n": found.listed, "hidden": len(found.not_rankable)}
    if found.not_rankable:
        return msg(
            "Mexico is number {place} of the {n} countries with a figure, {what}, {year}: {amount}; without a figure: "
            "{hidden}.",
            **values,
        )
    if whole:
        return msg(
            "Mexico is number {place} of {n} countries, {what}, {year}: {amount}, {share} of the world total.", **values
        )
    return msg("Mexico is number {place} of {n} countries, {what}, {year}: {amount}.", **values)


def _rank(figures: Figures, row: int) -> Rank | None:
    if figures.flow != "production":
        return None
    behind = row_behind(figures, row)
    series = (str(behind["mineral"]), str(behind["form"]), str(behind["unit"]))
    return rank_in(figures.dataset, MEXICO, figures.year, figures.board.edition, series)


def _others(figures: Figures) -> Iterator[Draft]:
    """Name the first other country: by its share of a printed total, or only as the largest figure printed."""
    table = figures.board.table
    rows = [i for i in lead_rows(figures) if str(table.keys[i]) != MEXICO and float(table.before[i]) > 0]
    if not rows:
        return
    first = max(rows, key=lambda i: (float(table.before[i]), -i))
    measures, share = figures.board.before, float(table.before_share[first])
    values: dict[str, object] = {
        "country": figures.country(str(table.keys[first])), "amount": printed(figures, first),
        "what": what(figures, first), "year": figures.year, "share": figures.fmt.share(share),
    }  # fmt: skip
    if measures.largest is None or math.isnan(share):
        text = msg("Largest figure printed for another country, {what}, {year}: {country}, {amount}.", **values)
        if figures.flow == "reserves":
            text = msg("Largest reserves printed for another country, {what}, {year}: {country}, {amount}.", **values)
        yield Draft("first-other", "expect", text, figures.sources)
        return
    text = msg("{country} has {share} of the world total: {what}, {year}, {amount}.", **values)
    if figures.flow == "reserves":
        text = msg("{country} holds {share} of world reserves of {what}, {year}: {amount}.", **values)
    yield Draft("first-other", "expect", text, figures.sources)
    if measures.largest != MEXICO and measures.without_largest is not None:
        text = msg(
            "Without {country}, {left} of the world total is left: {what}, {year}.",
            left=figures.fmt.share(measures.without_largest), **values,
        )  # fmt: skip
        if figures.flow == "reserves":
            text = msg(
                "Without {country}, {left} of world reserves is left: {what}, {year}.",
                left=figures.fmt.share(measures.without_largest), **values,
            )  # fmt: skip
        yield Draft("without-first", "say", text, figures.sources)


def _concentration(figures: Figures) -> Iterator[Draft]:
    measures = figures.board.before
    if measures.hhi is None or measures.hhi <= HIGH_CONCENTRATION or not lead_rows(figures):
        return
    values: dict[str, object] = {
        "what": what(figures, lead_rows(figures)[0]), "hhi": figures.index(measures.hhi), "year": figures.year,
        "limit": figures.fmt.hhi(HIGH_CONCENTRATION),
    }  # fmt: skip
    text = msg(
        "World production is highly concentrated by country: {what}, {year}, HHI {hhi}, above {limit} of the US merger "
        "guidelines of 2023.",
        **values,
    )
    if figures.flow == "reserves":
        text = msg(
            "World reserves are highly concentrated by country: {what}, {year}, HHI {hhi}, above {limit} of the US "
            "merger guidelines of 2023.",
            **values,
        )
    yield Draft("concentration", "expect" if measures.largest == MEXICO else "say", text, figures.sources)


def _through_years(figures: Figures) -> Iterator[Draft]:
    """Tell Mexico's printed numbers through the years of one edition; a rise speaks for it."""
    line = next((line for line in figures.board.chart.trend if line.key == MEXICO and len(line.known) > 1), None)
    rows = [i for i in lead_rows(figures) if str(figures.board.table.keys[i]) == MEXICO]
    if line is None or not rows or figures.flow != "production":
        return
    (start, first), (end, last) = line.known[0], line.known[-1]
    if first == last:
        return
    unit = figures.board.table.unit_name
    text = msg(
        "Mexico, {what}: {first} in {start_year}, {last} in {end_year}.",
        what=what(figures, rows[0]), first=figures.fmt.quantity(first, unit), start_year=start,
        last=figures.fmt.quantity(last, unit), end_year=end,
    )  # fmt: skip
    yield Draft("mexico-years", "say" if last > first else "expect", text, (line.source_id,))


def _not_zero(figures: Figures) -> Iterator[Draft]:
    """Where Mexico has no figure, say that this is no measured zero."""
    if not any(str(figures.board.table.keys[i]) == MEXICO and figures.value(MEXICO) >= 0 for i in lead_rows(figures)):
        text = msg(
            "Without a figure for Mexico the table shows no zero either: {what}, {year}.",
            what=what(figures, 0),
            year=figures.year,
        )
        yield Draft("not-zero", "say", text, figures.sources)
