"""Claims that trade is recorded, or is not: rows of customs, the publisher's silence, and what codes cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from core.claims.model import Evidence, Outcome, RecordedTest, Verdict
from core.dataset.index import trade_index
from core.dataset.load import Dataset
from core.dataset.notes import spans
from core.dataset.query import run
from core.dataset.resolve import Target, resolve
from core.dataset.schema import OTHER_COUNTRIES, WORLD
from core.dataset.view import MoneyView, Query
from core.text.messages import Message, Named, msg

HS, MOST_MINERALS = 6, 4
RARE_EARTHS, ELEMENTS = "rare-earths", 17
MONTHLY_FLOW = "us-imports"
ORIGINS = {"mexico-exports": "MEX", "us-exports": "USA"}
_STAT_FLOWS = ("production", "reserves")
_KINDS = {"mine": msg("mines"), "occurrence": msg("occurrences, which are no mines")}


@dataclass(frozen=True)
class Searched:
    """The rows of a partner in a flow's sources, and the years of those among them that publish every code.

    Only there does silence mean that none is recorded.
    """

    years: tuple[int, ...]
    rows: tuple[int, ...]
    whole_years: tuple[int, ...]
    whole_rows: int
    sources: tuple[str, ...]
    whole_sources: tuple[str, ...]


def check_recorded(dataset: Dataset, test: RecordedTest) -> Outcome:
    """Look for rows of a product with a partner, by year and by month.

    Raises:
        VetaError: unknown flow, product or partner.
    """
    target = resolve(dataset, test.product)
    words = {
        "flow": Named("flow", test.flow), "what": Named("target", test.product),
        "partner": Named("country", test.partner),
    }  # fmt: skip
    measure = msg("{flow} of {what}, {partner}: rows by year and month", **words)
    searched = _search(dataset, test)
    yearly = tuple(_by_code(dataset, test, target, searched))
    monthly = tuple(_by_month(dataset, test, target))
    found = [line for line in (*yearly, *monthly) if line.rows]
    if not found and not searched.whole_years:
        return Outcome(measure, "not-testable", msg("No source here publishes every code of this partner's trade."))
    evidence = (
        *yearly, *monthly, *_extent(test, searched), *_flow_at_large(dataset, test), *_reported(dataset, test, target),
        *_stats(dataset, test, target), *_sites(dataset, test, target), *_codes(dataset, test, target),
    )  # fmt: skip
    verdict, summary = _judge(test, found, len(yearly), words)
    return Outcome(measure, verdict, summary, evidence)


def _judge(test: RecordedTest, found: list[Evidence], codes: int, words: dict[str, Named]) -> tuple[Verdict, Message]:
    if not found:
        verdict: Verdict = "not-visible" if test.expected else "supported"
        return verdict, msg("{flow} of {what}, {partner}: no row in any year or month.", **words)
    n = sum(len(line.rows) for line in found)
    text = msg("{flow} of {what}, {partner}: rows found: {n}.", n=n, **words)
    if not test.expected:
        return "contradicted", text
    if test.count is None:
        return "supported", text
    if test.count <= codes:
        return "consistent-under-a-definition", text
    return "not-testable", msg(
        "{flow} of {what}, {partner}: rows found: {n}, but the {codes} customs codes cannot tell {count} apart.",
        n=n, codes=codes, count=test.count, **words,
    )  # fmt: skip


def _search(dataset: Dataset, test: RecordedTest) -> Searched:
    index = trade_index(dataset)
    found: list[tuple[int, str, list[int], bool]] = []
    for cell in sorted(index.cells):
        if cell[0] != test.flow or test.year not in (None, cell[1]):
            continue
        cells = index.cells[cell]
        own = cells[(index.partner[cells] == test.partner) & (index.value_usd[cells] > 0)]
        if len(own):
            found.append((cell[1], cell[2], [int(row) for row in own], index.lists_every_code(cell)))
    whole = [part for part in found if part[3]]
    return Searched(
        years=tuple(sorted({part[0] for part in found})),
        rows=tuple(row for part in found for row in part[2]),
        whole_years=tuple(sorted({part[0] for part in whole})),
        whole_rows=sum(len(part[2]) for part in whole),
        sources=tuple(dict.fromkeys(part[1] for part in found)),
        whole_sources=tuple(dict.fromkeys(part[1] for part in whole)),
    )


def _by_code(dataset: Dataset, test: RecordedTest, target: Target, searched: Searched) -> Iterator[Evidence]:
    """Say how many rows each six-digit code has, and each shorter one that the source does not divide.

    Silence is told only of sources that publish every code.
    """
    index = trade_index(dataset)
    rows = np.array(searched.rows, dtype=np.int64)
    products = [str(code) for code in index.product[rows]]
    shorter = {code for code in products if len(code) < HS and code.startswith(target.prefixes)}
    for code in (*sorted(shorter), *_six_digits(dataset, target)):
        own = tuple(
            int(row)
            for row, product in zip(rows, products, strict=True)
            if product == code or (code not in shorter and product.startswith(code))
        )
        years = searched.years if own else searched.whole_years
        if not years:
            continue
        words = {
            "flow": Named("flow", test.flow), "code": _dotted(code), "name": Named("product", code),
            "partner": Named("country", test.partner), "years": spans(years),
        }  # fmt: skip
        if own:
            text = msg("{flow}, {code} ({name}), {partner}, {years}: rows found: {n}", n=len(own), **words)
        else:
            text = msg("{flow}, {code} ({name}), {partner}: no row, {years}", **words)
        sources = searched.sources if own else searched.whole_sources
        yield Evidence(text, float(len(own)), "count", (years[0], years[-1]), sources=sources, rows=own)


def _by_month(dataset: Dataset, test: RecordedTest, target: Target) -> Iterator[Evidence]:
    if test.flow != MONTHLY_FLOW or test.year is not None:
        return
    table = dataset.table("us_imports_monthly")
    own = table[table["partner"] == test.partner]
    if own.empty:
        return
    months = sorted(set(zip(own["year"].astype(int), own["month"].astype(int), strict=True)))
    rows = _below(own, target)
    words = {"months": len(months), "first": _month(months[0]), "last": _month(months[-1])}
    if rows:
        text = msg("Ten-digit lines, {months} months from {first} to {last}: rows found: {n}", n=len(rows), **words)
    else:
        text = msg("Ten-digit lines: no row in any of {months} months, {first} to {last}", **words)
    yield Evidence(
        text, float(len(rows)), "count", (months[0][0], months[-1][0]), sources=_sources(own),
        frame="us_imports_monthly", rows=rows,
    )  # fmt: skip


def _extent(test: RecordedTest, searched: Searched) -> Iterator[Evidence]:
    if not searched.whole_years:
        return
    years = searched.whole_years[0], searched.whole_years[-1]
    text = msg(
        "These sources publish every code: they hold {n} figures of {partner} in these years, so a code without a row "
        "means that none is recorded.",
        n=searched.whole_rows, partner=Named("country", test.partner),
    )  # fmt: skip
    yield Evidence(text, float(searched.whole_rows), "count", years, sources=searched.whole_sources)


def _flow_at_large(dataset: Dataset, test: RecordedTest) -> Iterator[Evidence]:
    """Say what the flow of the product is in all, in the latest year with a total, and who has most of it."""
    index = trade_index(dataset)
    for year in (test.year,) if test.year else reversed(index.years(test.flow)):
        view = cast("MoneyView", run(dataset, Query(test.flow, year, target=test.product)))
        if view.total_usd and len(view.keys) and np.isfinite(view.share[0]):
            text = msg(
                "{flow} of {what} in all, {year}: {total}; largest partner {partner}, {share}",
                flow=Named("flow", test.flow), what=Named("target", test.product), year=year,
                total=Named("money", view.total_usd), partner=Named("country", str(view.keys[0])),
                share=Named("share", float(view.share[0])),
            )  # fmt: skip
            rows = tuple(int(row) for of_key in view.row_ids for row in of_key)
            yield Evidence(text, view.total_usd, "USD", (year, year), sources=view.sources, rows=rows)
            return


def _reported(dataset: Dataset, test: RecordedTest, target: Target) -> Iterator[Evidence]:
    """Say what Mexico itself reports to buy of the headings from the United States: the other direction."""
    if (test.flow, test.partner) != (MONTHLY_FLOW, "MEX"):
        return
    table = dataset.table("mexico_reported")
    rows = table[(table["flow"] == "mexico-reported-imports") & (table["partner"] == "USA")]
    headings = {code[:4] for code in target.prefixes}
    for row_id, code, year, value, source in zip(
        rows.index, rows["product"], rows["year"], rows["value_usd"], rows["source_id"], strict=True
    ):
        # A heading that holds other goods besides says nothing of these.
        if str(code) in headings and any(str(code).startswith(prefix) for prefix in target.prefixes):
            text = msg(
                "The other way round: Mexico reports to have bought {value} of {code} ({name}) from the United States "
                "in {year}",
                value=Named("money", float(value)), code=_dotted(str(code)), name=Named("product", str(code)),
                year=int(year),
            )  # fmt: skip
            yield Evidence(
                text, float(value), "USD", (int(year), int(year)), sources=(str(source),), frame="mexico_reported",
                rows=(int(row_id),),
            )  # fmt: skip


def _stats(dataset: Dataset, test: RecordedTest, target: Target) -> Iterator[Evidence]:
    """Say whether USGS lists the country that the goods come from as a producer or a holder of reserves."""
    origin = _origin(test)
    if len(target.minerals) > MOST_MINERALS:
        return
    stats = dataset.stats
    for flow in _STAT_FLOWS:
        rows = stats[(stats["flow"] == flow) & stats["mineral"].isin(target.minerals)]
        named = rows[~rows["partner"].isin([WORLD, OTHER_COUNTRIES])]
        if named.empty:
            continue
        own = named[named["partner"] == origin]
        editions = ", ".join(sorted({str(edition) for edition in named["edition"]}))
        words = {
            "flow": Named("flow", flow), "partner": Named("country", origin), "editions": editions,
            "what": Named("minerals", " ".join(sorted({str(mineral) for mineral in named["mineral"]}))),
        }  # fmt: skip
        if own.empty:
            text = msg("{flow}, {what}: USGS lists no figure of {partner} ({editions})", **words)
        else:
            text = msg("{flow}, {what}: figures of {partner} in USGS: {n} ({editions})", n=len(own), **words)
        yield Evidence(
            text, float(len(own)), "count", _years(named), edition=editions, sources=_sources(named), frame="stats",
            rows=tuple(map(int, own.index)),
        )  # fmt: skip


def _sites(dataset: Dataset, test: RecordedTest, target: Target) -> Iterator[Evidence]:
    """Say how many mines and occurrences are where the goods come from; a source that names none anywhere is silent."""
    origin = _origin(test)
    if len(target.minerals) > MOST_MINERALS:
        return
    table = dataset.table("sites")
    wanted = set(target.minerals)
    named = np.array([bool(wanted & set(str(m).split("|"))) for m in table["minerals"]], dtype=np.bool_)
    for kind, name in _KINDS.items():
        of_kind = np.array([kind in str(k).split("|") for k in table["kind"]], dtype=np.bool_)
        anywhere = table[named & of_kind]
        if anywhere.empty:
            continue
        own = anywhere[anywhere["country"] == origin]
        text = msg(
            "Sites in {partner} for {what}: {kind}: {n}",
            partner=Named("country", origin), what=Named("target", test.product), n=len(own), kind=name,
        )  # fmt: skip
        rows = tuple(map(int, own.index))
        yield Evidence(text, float(len(own)), "count", sources=_sources(anywhere), frame="sites", rows=rows)


def _codes(dataset: Dataset, test: RecordedTest, target: Target) -> Iterator[Evidence]:
    """Say that customs codes are fewer than the goods that the claim counts."""
    n = len(_six_digits(dataset, target))
    if test.count is None or n >= test.count:
        return
    words = {"codes": n, "what": Named("target", test.product), "count": test.count}
    text = msg("The Harmonized System has {codes} codes for {what}; they cannot tell {count} apart", **words)
    if test.product == RARE_EARTHS:
        text = msg(
            "The Harmonized System has {codes} codes for the {elements} elements called rare earths; they cannot tell "
            "{count} apart",
            codes=n, elements=ELEMENTS, count=test.count,
        )  # fmt: skip
    yield Evidence(text, float(n), "count")


def _six_digits(dataset: Dataset, target: Target) -> tuple[str, ...]:
    known = [str(code) for code in dataset.products["product"]]
    found: list[str] = []
    for prefix in target.prefixes:
        below = sorted({code[:HS] for code in known if code.startswith(prefix) and len(code) >= HS})
        found += below if len(prefix) < HS and below else [prefix]
    return tuple(dict.fromkeys(found))


def _origin(test: RecordedTest) -> str:
    """Return the country that the goods of a flow come from."""
    return ORIGINS.get(test.flow, test.partner)


def _below(table: pd.DataFrame, target: Target) -> tuple[int, ...]:
    held = table["product"].astype(str).str.startswith(target.prefixes)
    return tuple(int(row) for row in table.index[held.to_numpy(np.bool_)])


def _sources(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(source) for source in table["source_id"]))


def _years(table: pd.DataFrame) -> tuple[int, int]:
    return int(table["year"].min()), int(table["year_end"].max())


def _month(when: tuple[int, int]) -> str:
    return f"{when[0]}-{when[1]:02d}"


def _dotted(code: str) -> str:
    return code if len(code) <= 4 else f"{code[:4]}.{code[4:]}"
