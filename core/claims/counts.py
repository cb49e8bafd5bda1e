"""Claims on counts: products that are traded, and minerals in which a country is among the first producers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from core.claims.model import Evidence, Outcome, ProductCountTest, TopCountTest, Verdict
from core.dataset.load import Dataset
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.measures.rank import TOP, ranks, top_counts, top_minerals
from core.text.messages import Message, Named, msg

LEVELS = (4, 6)


@dataclass(frozen=True)
class Count:
    """How many products of a basket are traded at one HS level."""

    basket: str
    digits: int
    number: int
    rows: tuple[int, ...]
    sources: tuple[str, ...]


def check_products(dataset: Dataset, test: ProductCountTest) -> Outcome:
    """Count products with recorded trade in every basket, by four and six digits.

    Raises:
        VetaError: unknown flow, year or partner.
    """
    words = {"flow": Named("flow", test.flow), "partner": Named("country", test.partner), "year": test.year}
    measure = msg("{flow}, {partner}, {year}: products with recorded trade, by basket and HS level", **words)
    found = list(_counts(dataset, test))
    if not found:
        return Outcome(measure, "not-visible", msg("The source lists no row for this partner."))
    fitting = [count for count in found if count.number == test.count]
    lines = tuple(_counted(test, count) for count in found)
    low, high = min(count.number for count in found), max(count.number for count in found)
    words = {"claimed": test.count, "low": low, "high": high}
    if fitting:
        names = Named("baskets", " ".join(dict.fromkeys(count.basket for count in fitting)))
        text = msg(
            "{claimed} is the count in “{names}”; over all definitions it runs from {low} to {high}.",
            names=names,
            **words,
        )
        return Outcome(measure, "consistent-under-a-definition", text, lines)
    text = msg("No definition here gives {claimed}: the count runs from {low} to {high}, by what is counted.", **words)
    return Outcome(measure, "not-testable", text, lines)


def _counts(dataset: Dataset, test: ProductCountTest) -> Iterator[Count]:
    for basket in dataset.baskets.sort_values("order")["basket"]:
        query = Query(test.flow, test.year, "product", basket=str(basket), partner=test.partner)
        view = cast("MoneyView", run(dataset, query))
        codes = [str(code) for code, value in zip(view.keys, view.value_usd, strict=True) if value > 0]
        rows = tuple(int(row) for of_code in view.row_ids for row in of_code)
        for digits in LEVELS:
            distinct = {code[:digits] for code in codes if len(code) >= digits}
            if distinct:
                yield Count(str(basket), digits, len(distinct), rows, view.sources)


def _counted(test: ProductCountTest, count: Count) -> Evidence:
    words = {"basket": Named("basket", count.basket), "year": test.year, "n": count.number, "digits": count.digits}
    text = msg("{basket}, {year}: {n} codes of {digits} digits", **words)
    return Evidence(
        text, float(count.number), "count", (test.year, test.year), basket=count.basket, sources=count.sources,
        rows=count.rows,
    )  # fmt: skip


def check_top(dataset: Dataset, test: TopCountTest) -> Outcome:
    """Count the minerals in which a country is among the first ten, by year and edition.

    Raises:
        VetaError: unknown partner, or no production figures for the year.
    """
    partner = Named("country", test.partner)
    measure = msg("USGS chapters in which {partner} is among the first {top} producers", partner=partner, top=TOP)
    counted = top_counts(dataset, test.partner)
    years = {year: edition for year, (edition, _n) in counted.items() if test.year in (None, year)}
    if not years:
        return Outcome(measure, "not-visible", msg("No edition that holds every mineral prints that year."))
    lines = [_members(dataset, test.partner, year, edition) for year, edition in years.items()]
    verdict, summary = _over_years(test, lines)
    return Outcome(measure, verdict, summary, tuple(lines))


def _members(dataset: Dataset, partner: str, year: int, edition: str) -> Evidence:
    found = ranks(dataset, partner, year, edition)
    members = top_minerals(found)
    best = [r for r in found if r.counted and r.rank is not None and r.rank <= TOP]
    text = msg(
        "{year}, {edition}: {n} minerals: {minerals}",
        year=year, edition=edition, n=len(members), minerals=Named("minerals", " ".join(members)),
    )  # fmt: skip
    rows = tuple(rank.row_id for rank in best)
    sources = tuple(dict.fromkeys(str(dataset.stats["source_id"].iat[row]) for row in rows))
    return Evidence(
        text, float(len(members)), "count", (year, year), edition=edition, sources=sources, frame="stats", rows=rows
    )


def _over_years(test: TopCountTest, lines: list[Evidence]) -> tuple[Verdict, Message]:
    numbers = [int(line.value or 0) for line in lines]
    fitting = [line for line, number in zip(lines, numbers, strict=True) if _fits(test, number)]
    words = {"low": min(numbers), "high": max(numbers), "claimed": test.count}
    if len(fitting) == len(lines):
        if words["low"] == words["high"]:
            return "supported", msg("USGS counts {low}; claimed: {claimed}.", low=words["low"], claimed=test.count)
        return "supported", msg("USGS counts {low} to {high}, by year; claimed: {claimed}.", **words)
    if fitting:
        years = ", ".join(str(line.years[0]) for line in fitting if line.years)
        text = msg("It is so in {years} only; over all years USGS counts {low} to {high}.", years=years, **_ends(words))
        return "consistent-under-a-definition", text
    return "contradicted", msg("USGS counts {low} to {high} in these years, not {claimed}.", **words)


def _ends(words: dict[str, int]) -> dict[str, int]:
    return {name: words[name] for name in ("low", "high")}


def _fits(test: TopCountTest, number: int) -> bool:
    match test.compare:
        case "at-least":
            return number >= test.count
        case "at-most":
            return number <= test.count
        case "equals":
            return number == test.count
