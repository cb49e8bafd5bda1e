"""Claims on what the United States leans on: net import reliance, and who its imports come from, as USGS prints them.

A bound is never a number here: ">50" counts as more than half, "<75" is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

import numpy as np

from core.claims.model import Evidence, ImportDependenceTest, Outcome
from core.dataset.load import Dataset
from core.dataset.query import run
from core.dataset.schema import OTHER_COUNTRIES, WORLD
from core.dataset.stats import stat_years
from core.dataset.view import Query, StatView
from core.text.messages import Named, msg

RELIANCE, SOURCES = "us-reliance", "us-import-sources"
HALF, WHOLE = 50.0, 100.0
LIST = "us-2025"
_LOW = "bound-low"
_BOUND = re.compile(r">\s*(\d+(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True)
class Source:
    """The largest named country in one series of import sources; `percent` is a lower bound where that is printed."""

    mineral: str
    form: str
    partner: str
    percent: float
    row: int


def at_least(quantity: float, text: str, flag: str) -> float | None:
    """Return the least percentage that a printed figure states; None for a token, or a bound from above."""
    if flag == _LOW:
        found = _BOUND.search(text)
        return float(found[1]) if found else None
    return float(quantity) if np.isfinite(quantity) else None


def more_than_half(quantity: float, text: str, flag: str) -> bool:
    """Return whether a printed percentage is surely more than half: ">50" is, "50" is not."""
    least = at_least(quantity, text, flag)
    return least is not None and (least > HALF or (flag == _LOW and least >= HALF))


def latest(dataset: Dataset, flow: str) -> StatView | None:
    """Return the figures of all minerals in the latest year of a USGS flow; None where it has none."""
    years = stat_years(dataset, flow, tuple(str(mineral) for mineral in dataset.minerals["mineral"]))
    if not years:
        return None
    return cast("StatView", run(dataset, Query(flow, years[-1])))


def first_sources(view: StatView) -> tuple[Source, ...]:
    """Return the largest named country of each series of import sources, by mineral and form."""
    best: dict[tuple[str, str], Source] = {}
    for place in range(len(view.partner)):
        partner = str(view.partner[place])
        least = at_least(float(view.quantity[place]), str(view.text[place]), str(view.flag[place]))
        if partner in (WORLD, OTHER_COUNTRIES) or least is None:
            continue
        key = str(view.mineral[place]), str(view.form[place])
        if key not in best or least > best[key].percent:
            best[key] = Source(*key, partner, least, int(view.row_ids[place]))
    return tuple(best[key] for key in sorted(best))


def check_dependence(dataset: Dataset, test: ImportDependenceTest) -> Outcome:
    """Count the minerals that the United States imports for more than half of its use, and those led by `supplier`."""
    who = Named("country", test.supplier)
    measure = msg("US net import reliance by mineral, and the minerals of which {partner} sends most", partner=who)
    reliance, sources = latest(dataset, RELIANCE), latest(dataset, SOURCES)
    if reliance is None or sources is None:
        return Outcome(measure, "not-testable", msg("The figures hold no reliance or no import sources."))
    half, needed = _over_half(dataset, reliance)
    first = first_sources(sources)
    led = {source.mineral: source.row for source in first if source.partner == test.supplier}
    both = [mineral for mineral in needed if mineral in led]
    lines = (*half, *led_by(sources, first, test.supplier))
    words = {"n": len(needed), "led": len(both), "partner": who}
    if both:
        names = _names(both)
        lines += (
            Evidence(
                msg("Both at once, {n}: {minerals}", n=len(both), minerals=names), float(len(both)), "count",
                (int(sources.year[0]), int(reliance.year_end[0])), edition=sources.edition, sources=sources.sources,
                frame="stats", rows=tuple(led[mineral] for mineral in both),
            ),
        )  # fmt: skip
        text = msg(
            "More than half is imported of {n} minerals; of {led} of them {partner} is the largest source.", **words
        )
        return Outcome(measure, "supported", text, lines)
    text = msg("More than half is imported of {n} minerals; of none of them {partner} is the largest source.", **words)
    return Outcome(measure, "contradicted", text, lines)


def _over_half(dataset: Dataset, view: StatView) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return lines on minerals imported for more than half, or wholly, and which the first ones are."""
    half, whole = dict[str, int](), dict[str, int]()
    for place in range(len(view.mineral)):
        quantity, text, flag = float(view.quantity[place]), str(view.text[place]), str(view.flag[place])
        mineral, row = str(view.mineral[place]), int(view.row_ids[place])
        if more_than_half(quantity, text, flag):
            half.setdefault(mineral, row)
        if quantity == WHOLE and not flag:
            whole.setdefault(mineral, row)
    lists = dataset.critical_lists
    listed = {str(mineral) for mineral in lists.loc[lists["list_id"] == LIST, "mineral"]}
    year = int(view.year_end[0]) if len(view.year_end) else view.query.year
    chapters = len({str(mineral) for mineral in view.mineral})
    words = {"edition": view.edition, "year": year, "all": chapters}
    on_list = {mineral: row for mineral, row in half.items() if mineral in listed}
    many = {"n": len(whole), "minerals": _names(list(whole)), "edition": view.edition, "year": year}
    lines = [
        (msg("{edition}, {year}: more than half imported, in {n} of {all} chapters", n=len(half), **words), half),
        (msg("{edition}, {year}: all of it imported, in one form or another, {n}: {minerals}", **many), whole),
    ]
    if listed:
        listing = msg(
            "{edition}, {year}: {n} of those imported for more than half are on the US critical list",
            n=len(on_list), edition=view.edition, year=year,
        )  # fmt: skip
        lines.append((listing, on_list))
    evidence = tuple(
        Evidence(
            text, float(len(rows)), "count", (year, year), edition=view.edition, sources=view.sources, frame="stats",
            rows=tuple(rows.values()),
        )
        for text, rows in lines
    )  # fmt: skip
    return evidence, tuple(half)


def led_by(view: StatView, first: tuple[Source, ...], partner: str) -> tuple[Evidence, ...]:
    """Return lines on the minerals of which one country sends most, and more than half; no line on none."""
    led = [source for source in first if source.partner == partner]
    mostly = [source for source in led if source.percent > HALF]
    first_words, half_words = _of_country(view, partner, led), _of_country(view, partner, mostly)
    text = msg(
        "{edition}, {first_year}–{last_year}: {partner} is the largest source, in one form or another, of {n}: "
        "{minerals}",
        **first_words,
    )
    over_half = msg(
        "{edition}, {first_year}–{last_year}: {partner} sends more than half, in one form or another, of {n}: "
        "{minerals}",
        **half_words,
    )
    return tuple(
        Evidence(
            said, float(len({source.mineral for source in found})), "count",
            (int(view.year[0]), int(view.year_end[0])), edition=view.edition, sources=view.sources, frame="stats",
            rows=tuple(source.row for source in found),
        )
        for said, found in ((text, led), (over_half, mostly))
        if found
    )  # fmt: skip


def _of_country(view: StatView, partner: str, found: list[Source]) -> dict[str, object]:
    """Return the arguments of a line on some series of one country."""
    minerals = [source.mineral for source in found]
    return {
        "edition": view.edition, "first_year": int(view.year[0]), "last_year": int(view.year_end[0]),
        "partner": Named("country", partner), "n": len(set(minerals)), "minerals": _names(minerals),
    }  # fmt: skip


def single_sources(dataset: Dataset, partners: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Return how many series of imports come for more than half from one country, and from each of `partners`."""
    view = latest(dataset, SOURCES)
    if view is None:
        return ()
    first = first_sources(view)
    alone = [source for source in first if source.percent > HALF]
    years = int(view.year[0]), int(view.year_end[0])
    text = msg(
        "{edition}, {first_year}–{last_year}: one country sends more than half in {n} of {all} series of US imports",
        edition=view.edition, first_year=years[0], last_year=years[1], n=len(alone), all=len(first),
    )  # fmt: skip
    line = Evidence(
        text, float(len(alone)), "count", years, edition=view.edition, sources=view.sources, frame="stats",
        rows=tuple(source.row for source in alone),
    )  # fmt: skip
    return (line, *(led_by(view, first, partner)[-1] for partner in partners if led_by(view, first, partner)))


def _names(minerals: list[str]) -> Named:
    return Named("minerals", " ".join(dict.fromkeys(minerals)))
