"""What the figures can show beside a judgement or a plan that no figure tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np

from core.claims.model import Evidence, NoTest, Outcome, ShareTest, Shown
from core.claims.reliance import single_sources
from core.claims.shares import check_share
from core.dataset.load import Dataset
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.measures.concentration import hhi
from core.selection import Selection
from core.text.messages import Message, Named, msg

USES: dict[str, Message] = {
    "ai-data-centres": msg("data centers and artificial intelligence"),
    "batteries": msg("batteries"),
    "defence": msg("defense"),
    "energy": msg("energy"),
    "semiconductors": msg("semiconductors"),
}


def check_nothing(dataset: Dataset, test: NoTest) -> Outcome:
    """Say that no figure tests a statement, and show what there is.

    Raises:
        VetaError: what is to be shown names an unknown flow, product, year or partner.
    """
    lines = tuple(line for shown in test.shows for line in _lines(dataset, shown))
    if lines:
        text = msg("A judgement or a plan: no figure tests it. What can be shown stands below.")
    else:
        text = msg("A judgement or a plan: no figure tests it.")
    return Outcome(msg("No figure"), "not-testable", text, lines)


def _lines(dataset: Dataset, shown: Shown) -> Iterator[Evidence]:
    match shown.what:
        case "single-source":
            yield from single_sources(dataset, tuple(shown.partner.split()))
            if shown.product:
                yield from _concentration(dataset, shown)
        case "share":
            year = shown.year or Selection().year
            test = ShareTest(shown.flow, year, shown.partner, 0.0, "at-least", product=shown.product)
            yield from check_share(dataset, test).evidence
        case "end-uses":
            yield from _end_uses(dataset, shown)
        case "agreements":
            yield from _agreements(dataset, shown)


def _concentration(dataset: Dataset, shown: Shown) -> Iterator[Evidence]:
    """Say how concentrated US imports of a product are; a lower bound where some partners are not listed."""
    year = shown.year or Selection().year
    view = cast("MoneyView", run(dataset, Query(shown.flow or "us-imports", year, target=shown.product)))
    if not len(view.keys) or view.total_usd is None:
        return
    rest = float(view.rest_usd) if np.isfinite(view.rest_usd) else 0.0
    index = hhi(view.value_usd, rest)
    text = msg(
        "{flow} of {what}, {year}: concentration (HHI, 0 to 1) {hhi}; largest partner {partner}, {share}",
        flow=Named("flow", view.query.flow), what=Named("target", shown.product), year=year, hhi=Named("hhi", index),
        partner=Named("country", str(view.keys[0])), share=Named("share", float(view.share[0])),
    )  # fmt: skip
    rows = tuple(int(row) for of_key in view.row_ids for row in of_key)
    yield Evidence(text, index, "index", (year, year), sources=view.sources, rows=rows)


def _end_uses(dataset: Dataset, shown: Shown) -> Iterator[Evidence]:
    """Count the materials that USGS names for a use, and the minerals among them that the partner produces."""
    table = dataset.table("end_uses")
    stats = dataset.stats
    made = stats[(stats["flow"] == "production") & (stats["partner"] == shown.partner) & (stats["quantity"] > 0)]
    produced = {str(mineral) for mineral in made["mineral"]}
    for use in shown.uses:
        rows = table[table["use_group"] == use]
        materials = {str(material) for material in rows["material"]}
        own = sorted({str(mineral) for mineral in rows["mineral"]} & produced)
        if not materials:
            continue
        words = {"n": len(materials), "use": USES[use], "partner": Named("country", shown.partner)}
        text = msg("USGS names {n} critical materials for {use}; {partner} produces none of these minerals", **words)
        if own:
            minerals = Named("minerals", " ".join(own))
            text = msg(
                "USGS names {n} critical materials for {use}; {partner} produces: {minerals}",
                minerals=minerals,
                **words,
            )
        yield Evidence(
            text, float(len(materials)), "count", sources=tuple(dict.fromkeys(map(str, rows["source_id"]))),
            frame="end_uses", rows=tuple(map(int, rows.index)),
        )  # fmt: skip


def _agreements(dataset: Dataset, shown: Shown) -> Iterator[Evidence]:
    """Count the understandings on minerals with a partner that the table of agreements lists."""
    table = dataset.table("agreements")
    if table.empty:
        return
    with_partner = [shown.partner in str(partners).split("|") for partners in table["partners"]]
    own = table[np.array(with_partner, dtype=np.bool_)]
    dates = sorted(str(date) for date in table["date"])
    text = msg(
        "US agreements and statements on minerals that USGS lists, {first} to {last}: {n} in all, {own} with {partner}",
        first=dates[0], last=dates[-1], n=len(table), own=len(own), partner=Named("country", shown.partner),
    )  # fmt: skip
    years = int(dates[0][:4]), int(dates[-1][:4])
    yield Evidence(
        text, float(len(own)), "count", years, sources=tuple(dict.fromkeys(map(str, table["source_id"]))),
        frame="agreements", rows=tuple(map(int, own.index)),
    )  # fmt: skip
