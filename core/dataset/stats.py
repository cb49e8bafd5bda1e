"""USGS questions: figures as printed, with their tokens, from one edition."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.dataset.index import text_of
from core.dataset.load import Dataset
from core.dataset.money import check_partner
from core.dataset.notes import named_target
from core.dataset.resolve import resolve
from core.dataset.view import Query, StatView, TextArray
from core.errors import VetaError
from core.text.messages import Message, Named, msg


def run_stats(dataset: Dataset, query: Query) -> StatView:
    """Answer a question to a USGS flow; see `core.dataset.query.run`."""
    target = resolve(dataset, query.target, query.basket, query.products)
    check_partner(dataset, query.partner)
    frame = dataset.stats
    flow = frame[frame["flow"] == query.flow]
    _check_year(flow, query)
    rows = flow[flow["mineral"].isin(target.minerals)]
    if query.by != "year":
        rows = rows[(rows["year"] <= query.year) & (rows["year_end"] >= query.year)]
    edition = _edition(flow, rows, query)
    rows = rows[rows["edition"] == edition]
    if query.partner is not None:
        rows = rows[rows["partner"] == query.partner]
    missing = _missing(query, edition) if rows.empty else None
    return _view(_sorted(rows, query), query, edition, missing)


def editions(dataset: Dataset, flow: str) -> tuple[str, ...]:
    """Return the editions of a USGS flow, oldest first."""
    frame = dataset.stats
    return tuple(sorted(set(frame.loc[frame["flow"] == flow, "edition"]), key=_age))


def _age(edition: str) -> tuple[bool, str]:
    """Sort editions oldest first; an imported second copy of one, which says so in brackets, is never the latest."""
    return "(" not in edition, edition


def stat_years(dataset: Dataset, flow: str, minerals: tuple[str, ...], edition: str | None = None) -> tuple[int, ...]:
    """Return the years in which a USGS flow has figures of these minerals, rising; a period counts in full."""
    frame = dataset.stats
    rows = frame[(frame["flow"] == flow) & frame["mineral"].isin(minerals)]
    if edition is not None:
        rows = rows[rows["edition"] == edition]
    spans = rows[["year", "year_end"]].drop_duplicates()
    years = {y for a, b in zip(spans["year"], spans["year_end"], strict=True) for y in range(int(a), int(b) + 1)}
    return tuple(sorted(years))


def _check_year(flow: pd.DataFrame, query: Query) -> None:
    if query.by == "year" or ((flow["year"] <= query.year) & (flow["year_end"] >= query.year)).any():
        return
    first, last = (int(flow["year"].min()), int(flow["year_end"].max())) if len(flow) else ("-", "-")
    text = msg(
        "There are no figures of {flow} for {year}; choose a year from {first_year} to {last_year}.",
        flow=Named("flow", query.flow), year=query.year, first_year=first, last_year=last,
    )  # fmt: skip
    raise VetaError(text)


def _edition(flow: pd.DataFrame, rows: pd.DataFrame, query: Query) -> str:
    known = sorted(set(map(str, flow["edition"])), key=_age)
    if query.edition is None:
        return max(set(map(str, rows["edition"])), key=_age) if len(rows) else (max(known, key=_age) if known else "")
    if query.edition not in known:
        text = msg(
            "There is no edition “{name}” of {flow}; choose one of: {known}.",
            name=query.edition, flow=Named("flow", query.flow), known=", ".join(known),
        )  # fmt: skip
        raise VetaError(text)
    return query.edition


def _missing(query: Query, edition: str) -> Message:
    words = {"flow": Named("flow", query.flow), "target": named_target(query), "edition": edition}
    if query.partner is not None:
        country = Named("country", query.partner)
        return msg("{edition} lists no row for {partner} in {flow} of {target}.", partner=country, **words)
    return msg("{edition} prints no figure in {flow} of {target}, {year}.", year=query.year, **words)


def _sorted(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Sort by series, then year or falling quantity; aggregates close each series, tokens follow the numbers."""
    words = {name: rows[name].astype(str) for name in ("mineral", "form", "partner")}
    keyed = rows.assign(
        **words,
        last=rows["partner"].isin(["XXX", "XXO"]).astype(int) + (rows["partner"] == "XXX").astype(int),
        size=-rows["quantity"].fillna(-1.0),
    )
    first = ["mineral", "form", "year"] if query.by == "year" else ["mineral", "form"]
    return keyed.sort_values([*first, "last", "size", "partner", "year"], kind="stable")


def _view(rows: pd.DataFrame, query: Query, edition: str, missing: Message | None) -> StatView:
    def text(name: str) -> TextArray:
        return text_of(rows[name])

    return StatView(
        query=query,
        partner=text("partner"),
        mineral=text("mineral"),
        form=text("form"),
        year=rows["year"].to_numpy(np.int64),
        year_end=rows["year_end"].to_numpy(np.int64),
        quantity=rows["quantity"].to_numpy(np.float64),
        unit=text("unit"),
        text=text("text"),
        flag=text("flag"),
        estimated=text("estimated"),
        row_ids=rows.index.to_numpy(np.int64),
        edition=edition,
        sources=tuple(dict.fromkeys(str(s) for s in rows["source_id"])),
        missing=missing,
    )
