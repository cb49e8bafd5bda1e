"""The five numbers that carry the sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.dataset.load import Dataset
from core.dataset.money import years_of_source
from core.dataset.query import run
from core.dataset.view import MoneyView, RowIds
from core.present.board import BoardTable, KeyFigure, MeasureSet
from core.present.money import FOCUS
from core.text.formatter import NO_FIGURE
from core.text.messages import Message, Named, msg

# A rest below this share of the total is rounding in the published shares, not missing partners.
NEGLIGIBLE = 0.001


def money_figures(
    dataset: Dataset, view: MoneyView, table: BoardTable, before: MeasureSet, after: MeasureSet | None
) -> tuple[KeyFigure, ...]:
    """Return total, largest share, HHI, the focus partner's share, and the change or what is left without the largest.

    `after` is None without an edit. The change is on the latest earlier comparable year of the same source and is a
    fraction; the focus is Mexico for US flows and the United States for Mexico's exports.
    """
    return (
        _total(view),
        _largest(view, before, after),
        _index(view, before, after),
        _focus(view, table, after is not None),
        _change(dataset, view) or _without(before, after),
    )


def _lower_bound(view: MoneyView) -> Message | None:
    """Say that a share or an index is a lower bound where a part of the total has no partner."""
    if view.total_usd is None or not view.rest_usd > NEGLIGIBLE * view.total_usd:
        return None
    return msg("At least; {share} is unlisted", share=Named("share", view.rest_usd / view.total_usd))


def _total(view: MoneyView) -> KeyFigure:
    if view.total_usd is not None:
        label = msg("Total of what is published") if view.unanswered else msg("Total")
        return KeyFigure("total", label, "usd", view.total_usd, note=_valued(view), row_ids=RowIds(view.row_ids))
    listed = float(view.value_usd.sum()) if len(view.value_usd) else None
    note = msg("The source gives no total; this is what it lists.") if listed is not None else None
    return KeyFigure("listed", msg("Listed partners"), "usd", listed, note=note, row_ids=RowIds(view.row_ids))


def _valued(view: MoneyView) -> Message:
    match view.valuation:
        case "customs":
            return msg("Customs value, {year}", year=view.query.year)
        case "cif":
            return msg("CIF value, {year}", year=view.query.year)
        case _:
            return msg("FOB value, {year}", year=view.query.year)


def _largest(view: MoneyView, before: MeasureSet, after: MeasureSet | None) -> KeyFigure:
    country = Named("country", before.largest or "XXX")
    label = msg("Largest: {country}", country=country) if before.largest else msg("Largest partner")
    note = _lower_bound(view)
    if after is not None and after.largest is not None and after.largest != before.largest:
        note = msg("In the scenario: {country}", country=Named("country", after.largest))
    return KeyFigure(
        "largest", label, "share", before.top_share, after.top_share if after else None, note=note,
        text=None if before.top_share is not None else NO_FIGURE,
        row_ids=RowIds(view.row_ids[:1]),
    )  # fmt: skip


def _index(view: MoneyView, before: MeasureSet, after: MeasureSet | None) -> KeyFigure:
    note = _lower_bound(view) or msg("0 to 1")
    return KeyFigure(
        "hhi", msg("Concentration (HHI)"), "index", before.hhi, after.hhi if after else None,
        note=note if before.hhi is not None else msg("Without a total there is no index"),
        text=None if before.hhi is not None else NO_FIGURE, row_ids=RowIds(view.row_ids),
    )  # fmt: skip


def _focus(view: MoneyView, table: BoardTable, edited: bool) -> KeyFigure:
    partner = FOCUS[view.query.flow]
    label = msg("United States' share") if partner == "USA" else msg("Mexico's share")
    keys = [str(key) for key in table.keys]
    if partner not in keys:
        return _absent(view, label)
    row = keys.index(partner)
    recorded = partner in {str(key) for key in view.keys}
    share = _number(float(table.before_share[row])) if recorded else None
    high = _highest(view, partner, share) if share is not None else None
    return KeyFigure(
        "focus", label, "share", share, _number(float(table.after_share[row])) if edited else None,
        note=_focus_note(share, high, edited) if share is not None and high is not None else None,
        text=NO_FIGURE if recorded and share is None else None, row_ids=RowIds([table.row_ids[row]]),
        high=None if edited else high,
    )  # fmt: skip


def _highest(view: MoneyView, partner: str, share: float) -> float | None:
    """Return the most that a partner's share can be, None where it is no more than what is published."""
    high = float(view.share_high[[str(key) for key in view.keys].index(partner)])
    return high if high - share > NEGLIGIBLE else None


def _focus_note(share: float, high: float, edited: bool) -> Message:
    """Say what a range leaves open; a scenario starts from its low end."""
    if edited:
        return msg("From the low end; up to {share}", share=Named("share", high))
    return msg("{share} is not broken down", share=Named("share", high - share))


def _absent(view: MoneyView, label: Message) -> KeyFigure:
    """Say "none recorded" only where the source lists all its partners; elsewhere the partner may be in the rest."""
    if view.coverage.kind in ("all", "listed"):
        return KeyFigure("focus", label, "share", None)
    note = msg("Not among the partners that the source lists")
    return KeyFigure("focus", label, "share", None, note=note, text=NO_FIGURE)


def _change(dataset: Dataset, view: MoneyView) -> KeyFigure | None:
    """Return the change of the total on the latest earlier year of the same source, None where there is none."""
    if not any(
        year < view.query.year for source in view.sources for year in years_of_source(dataset, view.query.flow, source)
    ):
        return None  # most tables of US imports: their source has one year, and the series of others would not count
    series = run(dataset, replace(view.query, by="year", valuation=view.valuation or None, partner=None))
    if not isinstance(series, MoneyView) or series.sources != view.sources or view.total_usd is None:
        return None
    years = [int(year) for year in series.keys]
    earlier = [i for i, year in enumerate(years) if year < view.query.year and series.value_usd[i] > 0]
    if not earlier or view.query.year not in years:
        return None
    base = earlier[-1]
    now = years.index(view.query.year)
    change = float(series.value_usd[now] / series.value_usd[base]) - 1.0
    return KeyFigure(
        "change", msg("Change on {year}", year=years[base]), "change", change,
        note=msg("Same source, current US$"),
        row_ids=RowIds([series.row_ids[base], series.row_ids[now]]),
    )  # fmt: skip


def _without(before: MeasureSet, after: MeasureSet | None) -> KeyFigure:
    return KeyFigure(
        "without-largest", msg("Left without the largest"), "share", before.without_largest,
        after.without_largest if after else None,
        note=msg("No earlier year to compare"),
        text=None if before.without_largest is not None else NO_FIGURE,
    )  # fmt: skip


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None
