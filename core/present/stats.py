"""The board of a USGS flow: one series leads, the others of the same mineral and unit follow it in the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.dataset.index import AGGREGATES, WORLD
from core.dataset.load import Dataset
from core.dataset.query import run
from core.dataset.stat_index import stat_index
from core.dataset.view import FloatArray, StatView, TextArray
from core.measures.allocation import Allocation
from core.measures.concentration import hhi, measure_set
from core.present.board import BoardTable, KeyFigure, MapLayer, MeasureSet, TrendSeries, Unit
from core.present.classes import class_bounds
from core.present.money import words
from core.present.rank_figure import rank_figure
from core.text.formatter import NO_FIGURE
from core.text.messages import Message, Named, msg

MEXICO = "MEX"
PERCENT = "percent"
BY_COUNTRY = frozenset({"production", "reserves", "us-import-sources"})
# Tokens behind which a larger figure than every printed one may stand.
HIDING = frozenset({"W", "NA", "XX", "bound-low", "text", "blank"})
STAGES = ("mine", "all", "reserves", "refinery", "smelter", "metal", "compound", "other", "scrap", "capacity")
TREND_PARTNERS = 4


@dataclass(frozen=True)
class Lead:
    """The series that map, measures and key figures are about. `rows` are positions in the view, shape (n,)."""

    mineral: str
    form: str
    unit: str
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]


def lead_series(dataset: Dataset, view: StatView) -> Lead | None:
    """Return the leading series: of the first mineral asked for, the earliest stage, then the most countries."""
    if not len(view.partner):
        return None
    stage = dict(zip(view.row_ids.tolist(), stat_index(dataset).stages.at(view.row_ids), strict=True))
    first = _first_mineral(view)
    series: dict[tuple[str, str], list[int]] = {}
    for i in range(len(view.partner)):
        if view.mineral[i] == first:
            series.setdefault((str(view.form[i]), str(view.unit[i])), []).append(i)

    def rank(item: tuple[tuple[str, str], list[int]]) -> tuple[int, int, str]:
        of_stage = stage[view.row_ids[item[1][0]]]
        return (STAGES.index(of_stage) if of_stage in STAGES else len(STAGES), -len(item[1]), item[0][0])

    (form, unit), rows = min(series.items(), key=rank)
    return Lead(first, form, unit, np.array(rows, dtype=np.int64))


def _first_mineral(view: StatView) -> str:
    """Return the mineral asked for by name, else the one in which Mexico weighs most, else the one with most rows."""
    present = [str(mineral) for mineral in view.mineral]
    if view.query.target in present:
        return view.query.target
    worlds = {
        (view.mineral[i], view.form[i]): view.quantity[i] for i in range(len(present)) if view.partner[i] == WORLD
    }
    weight = dict.fromkeys(present, 0.0)
    for i, mineral in enumerate(present):
        whole = 100.0 if view.query.flow == "us-import-sources" else worlds.get((mineral, view.form[i]), np.nan)
        if view.partner[i] == MEXICO and view.quantity[i] <= whole:
            weight[mineral] = max(weight[mineral], float(view.quantity[i] / whole))
    return max(weight, key=lambda mineral: (weight[mineral], present.count(mineral)))


def stat_table(view: StatView, lead: Lead) -> BoardTable:
    """Return the lead series first, then the mineral's other series in the same unit; shares within each series."""
    same = [i for i in range(len(view.partner)) if view.mineral[i] == lead.mineral and view.unit[i] == lead.unit]
    order = np.array([*lead.rows, *[i for i in same if i not in set(lead.rows)]], dtype=np.int64)
    quantity = view.quantity[order]
    share = _shares(view, order)
    none = np.full(len(order), np.nan)
    return BoardTable(
        keys=view.partner[order],
        before=quantity,
        after=quantity,
        before_share=share,
        after_share=share,
        mass_kg=none,
        unit_value=none,
        flag=words([str(f) or str(e) for f, e in zip(view.flag[order], view.estimated[order], strict=True)]),
        text=view.text[order],
        form=view.form[order],
        source_id=words([view.sources[0]] * len(order)),
        unit="quantity",
        unit_name=lead.unit,
        row_ids=tuple(view.row_ids[[i]] for i in order),
    )


def _shares(view: StatView, order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> FloatArray:
    """Return shares 0-1 of the whole of each row's own series; NaN where that is no number."""
    series: dict[str, list[int]] = {}
    for i in order:
        series.setdefault(str(view.form[i]), []).append(int(i))
    wholes = {form: _whole(view, rows) or np.nan for form, rows in series.items()}
    totals = np.array([wholes[str(view.form[i])] for i in order], dtype=np.float64)
    return view.quantity[order] / totals


def _whole(view: StatView, rows: Sequence[int]) -> float | None:
    """Return what a series' shares are shares of, None where they would be shares of nothing known.

    The world total as the publisher prints it, rounded as it is; where it prints none or only a bound, the sum of the
    countries listed, if each of several has a number. "XX", "NA" or words as a total mean that none can be made.
    """
    if view.query.flow not in BY_COUNTRY:
        return None
    if view.query.flow == "us-import-sources":
        return 100.0
    printed = _printed_total(view, rows)
    if printed is not None:
        return printed
    hiding = {bool(view.partner[i] == WORLD): str(view.flag[i]) for i in rows if str(view.flag[i]) in HIDING}
    if False in hiding or hiding.get(True, "bound-low") != "bound-low":
        return None
    listed = [float(view.quantity[i]) for i in rows if view.partner[i] != WORLD and np.isfinite(view.quantity[i])]
    return sum(listed) if len(listed) > 1 else None


def _printed_total(view: StatView, rows: Sequence[int]) -> float | None:
    found = [float(view.quantity[i]) for i in rows if view.partner[i] == WORLD]
    return found[0] if found and np.isfinite(found[0]) and found[0] > 0 else None


def shares_note(view: StatView, lead: Lead) -> Message | None:
    """Say what the lead series' shares or its index are of where that is not the whole as the publisher prints it."""
    rows = lead.rows.tolist()
    if _whole(view, rows) is None:
        return None
    if view.query.flow != "us-import-sources" and _printed_total(view, rows) is None:
        return msg("Shares are of the sum of the countries listed; no world total is printed as a number.")
    table = allocation(view, lead)
    if table is not None and table.rest < 0:
        return msg("Rounded figures add up to more than their total; HHI uses their sum.")
    return None


def allocation(view: StatView, lead: Lead) -> Allocation | None:
    """Return the lead series as a table of shares, None where tokens hide a part that matters or there is no total.

    What a token stands for (withheld, not available, a bound) is in the rest: the world total less what is printed.
    Where that rest could hold the largest country of all, nothing is said. The rest is below zero where the countries
    add up to more than the rounded total: shares of that total are what the table shows, so they are what is measured;
    only the index needs their sum (see `stat_measures`).
    """
    rows = [i for i in lead.rows if view.partner[i] not in AGGREGATES]
    known = [i for i in rows if np.isfinite(view.quantity[i])]
    total = _whole(view, lead.rows.tolist())
    if total is None or not known:
        return None
    values = view.quantity[known].astype(np.float64)
    rest = total - float(values.sum())
    hidden = any(str(view.flag[i]) in HIDING for i in rows)
    if hidden and rest >= float(values.max()):
        return None
    return Allocation(tuple(str(view.partner[i]) for i in known), values, rest)


def stat_map(view: StatView, lead: Lead, title: Message) -> MapLayer:
    """Return the map of the lead series; countries with a token have no colour."""
    rows = np.array([i for i in lead.rows if view.partner[i] not in AGGREGATES], dtype=np.int64)
    covered = view.query.flow in BY_COUNTRY
    values: FloatArray = view.quantity[rows] if covered else np.array([], dtype=np.float64)
    partners: TextArray = view.partner[rows] if covered else words([])
    return MapLayer(
        partners=partners, before=values, after=values, bounds=class_bounds(values), unit="quantity", title=title,
        unit_name=lead.unit, covered=covered and bool(len(rows)),
        reporter="USA" if view.query.flow == "us-import-sources" else "",
    )  # fmt: skip


def stat_trend(dataset: Dataset, view: StatView, lead: Lead) -> tuple[TrendSeries, ...]:
    """Return the lead series through the years of one edition: the world, the largest four and Mexico."""
    years = run(dataset, replace(view.query, by="year", edition=view.edition, partner=None))
    if not isinstance(years, StatView):
        return ()
    countries = [str(view.partner[i]) for i in lead.rows if view.partner[i] not in AGGREGATES]
    keys = dict.fromkeys([WORLD, *countries[:TREND_PARTNERS], MEXICO])
    lines: list[TrendSeries] = []
    for key in keys:
        points = {
            int(years.year_end[i]): (float(years.quantity[i]), int(years.row_ids[i]))
            for i in range(len(years.partner))
            if years.partner[i] == key and years.form[i] == lead.form and years.mineral[i] == lead.mineral
            and years.unit[i] == lead.unit
        }  # fmt: skip
        if sum(np.isfinite(value) for value, _ in points.values()) > 1:
            ordered = sorted(points)
            values = tuple(points[year][0] for year in ordered)
            behind = tuple((points[year][1],) for year in ordered)
            lines.append(TrendSeries(key, tuple(ordered), values, "", view.sources[0], behind))
    return tuple(lines)


def stat_figures(dataset: Dataset, view: StatView, lead: Lead, measures: MeasureSet) -> tuple[KeyFigure, ...]:
    """Return the five numbers of a USGS flow, tokens as printed; of production, Mexico's rank is one."""
    if view.query.flow not in BY_COUNTRY:
        return _printed_forms(view, lead)
    total = [int(i) for i in lead.rows if view.partner[i] == WORLD]
    countries = [int(i) for i in lead.rows if view.partner[i] not in AGGREGATES]
    mexico = [i for i in countries if view.partner[i] == MEXICO]
    first = countries[:1]
    largest = msg("Largest: {country}", country=Named("country", str(view.partner[first[0]]))) if first else None
    return (
        _printed("total", msg("World total"), view, total)
        if view.query.flow != "us-import-sources"
        else KeyFigure("count", msg("Sources named"), "count", float(len(countries))),
        _printed("largest", largest or msg("Largest"), view, first),
        _third(dataset, view, lead, measures, countries),
        _of(measures, "hhi", msg("Concentration (HHI)"), lambda m: m.hhi),
        _printed("focus", msg("Mexico, as printed"), view, mexico),
    )


def _third(dataset: Dataset, view: StatView, lead: Lead, measures: MeasureSet, countries: list[int]) -> KeyFigure:
    if view.query.flow != "production":
        return _of(measures, "top-share", msg("Share of the largest"), lambda m: m.top_share)
    rows = tuple(int(view.row_ids[i]) for i in countries)
    return rank_figure(dataset, view, (lead.mineral, lead.form, lead.unit), rows)


def _of(measures: MeasureSet, key: str, label: Message, take: Callable[[MeasureSet], float | None]) -> KeyFigure:
    value = take(measures)
    unit: Unit = "index" if key == "hhi" else "share"
    return KeyFigure(key, label, unit, value, text=None if value is not None else NO_FIGURE)


def _printed(key: str, label: Message, view: StatView, rows: list[int]) -> KeyFigure:
    """Return one printed figure with its unit as the note; "none recorded" where the table has no such row."""
    if not rows:
        return KeyFigure(key, label, "quantity", None)
    i = rows[0]
    value = float(view.quantity[i])
    printed = str(view.text[i])
    if view.unit[i] == PERCENT and printed[-1:].isdigit():
        printed += "%"
    return KeyFigure(
        key, label, "quantity", value if np.isfinite(value) else None, text=printed or NO_FIGURE,
        note=_what(str(view.unit[i]), Named("form", str(view.form[i]))),
        row_ids=(int(view.row_ids[i]),),
    )  # fmt: skip


def _what(unit: str, form: Named) -> Message:
    if unit == PERCENT:
        return msg("{form}", form=form)
    return msg("{unit}; {form}", unit=Named("unit", unit), form=form)


def _printed_forms(view: StatView, lead: Lead) -> tuple[KeyFigure, ...]:
    """Return the first five forms of a flow that is about the United States alone."""
    rows = [i for i in range(len(view.partner)) if view.mineral[i] == lead.mineral]
    return tuple(_printed_form(f"form-{n}", view, i) for n, i in enumerate(rows[:5], 1))


def _printed_form(key: str, view: StatView, i: int) -> KeyFigure:
    """Return a figure named by its form, so that the note tells the unit alone."""
    label = msg("{form}", form=Named("form", str(view.form[i])))
    unit = None if view.unit[i] == PERCENT else msg("{unit}", unit=Named("unit", str(view.unit[i])))
    return replace(_printed(key, label, view, [i]), note=unit)


def other_series(view: StatView, lead: Lead) -> Message | None:
    """Say which minerals and units of the answer the table leaves out, because they cannot stand in one column."""
    minerals = dict.fromkeys(str(m) for m in view.mineral if m != lead.mineral)
    if minerals:
        return msg("Shown: {mineral} only; choose another mineral by name.", mineral=Named("mineral", lead.mineral))
    units = {str(unit) for unit in view.unit} - {lead.unit}
    if units:
        return msg("Series in other units are left out of this table.")
    return None


def stat_measures(view: StatView, lead: Lead) -> MeasureSet:
    """Return the concentration of the lead series; all None where it has no total or a bound could be the largest."""
    table = allocation(view, lead)
    if table is None:
        return MeasureSet(None, None, None, 0, None, None, None)
    found = measure_set(table)
    if found.hhi is None or found.top3_share is None or table.rest >= 0:
        return found
    # Parts can add up to a little more than a total that the publisher rounds. Shares are of that total all the same,
    # but the index needs shares that sum to no more than one: it takes those of the sum of the parts.
    index = hhi(table.values)
    return replace(found, hhi=index, effective=1.0 / index, top3_share=min(found.top3_share, 1.0))
