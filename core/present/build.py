"""Build the board of a snapshot: what every panel and the brief show.

What does not depend on edits is kept by dataset digest and selection, so that an edit only recomputes shares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from core.dataset.cache import DigestCache
from core.dataset.money import check_partner, published_years, whole_years
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.stats import stat_years
from core.dataset.view import Coverage, FloatArray, MoneyView, StatView
from core.measures.allocation import Allocation
from core.measures.concentration import measure_set
from core.present import stats
from core.present.about import about, details
from core.present.board import Board, BoardTable, ChartData, MapLayer, MeasureSet, SourceLines, Trend, TrendSeries
from core.present.choices import answered, edition_choices, query_of, source_choices
from core.present.classes import class_bounds
from core.present.empty import empty_money, empty_stats
from core.present.keyfigures import money_figures
from core.present.money import money_map, money_table, words
from core.present.outcome import Outcome, outcome, told_of
from core.present.story import BLOCS, METALS, ORES, splits, story
from core.present.titles import map_title, title
from core.present.trend import trend
from core.scenario.apply import allocation_of
from core.scenario.replay import TableResult, relation, table_after
from core.selection import MONEY_FLOWS, Selection
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.store import Snapshot

NO_MEASURES = MeasureSet(None, None, None, 0, None, None, None)


@dataclass(frozen=True)
class _Base:
    """A board without edits, and the money view behind it."""

    board: Board
    view: MoneyView | None = None


# A trend that nobody has asked for holds the dataset it would be found in.
_BASES: DigestCache[_Base] = DigestCache(32, of_one=True)


def build_board(snapshot: Snapshot) -> Board:
    """Return the board of a snapshot.

    Raises:
        VetaError: the selection names what the figures do not hold, or an edit cannot be rebalanced.
    """
    dataset, selection = snapshot.dataset, snapshot.selection
    base = _base_of(dataset, selection)
    board = replace(base.board, locked=snapshot.locked, limits=snapshot.terms.limits)
    if base.view is None or not board.editable:
        return board
    edits = tuple(edit for edit in snapshot.scenario.active if edit.table[:2] == snapshot.table[:2])
    if not any(relation(dataset, edit.table, snapshot.table) != "apart" for edit in edits):
        return board
    return _edited(dataset, board, base.view, table_after(dataset, edits, snapshot.table))


def _base_of(dataset: Dataset, selection: Selection) -> _Base:
    """Return the base of a selection: that of no partner, which is most of it, with the marked one put in."""
    unmarked = replace(selection, partner=None)
    base = _BASES.get((dataset.key, unmarked), lambda: _base(dataset, unmarked))
    if selection.partner is None:
        return base
    return _BASES.get((dataset.key, selection), lambda: _marked(dataset, base, selection.partner))


def _marked(dataset: Dataset, base: _Base, partner: str | None) -> _Base:
    check_partner(dataset, partner)
    board = replace(base.board, selection=replace(base.board.selection, partner=partner))
    if base.view is not None and board.outcome is not None:
        allocation = allocation_of(base.view)
        unchanged = TableResult(*board.selection.table, allocation, allocation)
        board = replace(board, outcome=told_of(board.outcome, unchanged, board.selection))
    return replace(base, board=board)


def _base(dataset: Dataset, selection: Selection) -> _Base:
    money = selection.flow in MONEY_FLOWS
    choices = source_choices(dataset, selection) if money else edition_choices(dataset, selection)
    selection = answered(selection, choices)
    query = replace(query_of(selection), edition=selection.edition)
    if money:
        query = replace(query, source=selection.source, valuation=selection.valuation)
    view = run(dataset, query)
    if isinstance(view, MoneyView):
        return _Base(replace(_money_board(dataset, selection, view), choices=choices), view)
    return _Base(replace(_stat_board(dataset, selection, view), choices=choices))


def _money_board(dataset: Dataset, selection: Selection, view: MoneyView) -> Board:
    table = money_table(view)
    before = measure_set(allocation_of(view)) if view.total_usd else NO_MEASURES
    bars = splits(dataset, selection.year) if _tells_story(dataset, selection) else ()
    reason = _not_editable(selection, view)
    empty = empty_money(dataset, selection, view)
    chart = ChartData(lambda: trend(dataset, view), bars, BLOCS if bars else ())
    return Board(
        selection=selection,
        title=title(selection),
        story=story(bars, selection.year),
        key_figures=() if empty else money_figures(dataset, view, table, before, None),
        table=table,
        map=money_map(table, selection.flow, selection.measure, map_title(view, selection.measure)),
        chart=chart,
        outcome=_unchanged(dataset, selection, view, before) if reason is None else None,
        before=before,
        after=before,
        edited=False,
        editable=reason is None,
        not_editable_reason=reason,
        locked=frozenset(),
        coverage=view.coverage,
        valuation=view.valuation,
        edition="",
        years=_money_years(dataset, selection),
        sources=SourceLines(view.sources, lambda: [*(s.source_id for s in chart.trend), *(s.source_id for s in bars)]),
        empty=empty,
        about=about(dataset, selection),
        details=details(dataset, selection),
        notes=tuple(note for note in (view.missing,) if note is not None and empty is None),
    )


def _unchanged(dataset: Dataset, selection: Selection, view: MoneyView, measures: MeasureSet) -> Outcome:
    allocation = allocation_of(view)
    return outcome(
        dataset, selection, view, TableResult(*selection.table, allocation, allocation), (measures, measures)
    )


def _money_years(dataset: Dataset, selection: Selection) -> tuple[int, ...]:
    """Return the years with figures; where some answer in full, only those, so that totals of years compare."""
    prefixes = resolve(dataset, selection.target, selection.basket).prefixes
    years = published_years(dataset, selection.flow, prefixes)
    if selection.flow != "mexico-exports":
        return years
    whole = whole_years(dataset, selection.flow, prefixes)
    return tuple(sorted({*whole, selection.year} & set(years))) if whole else years


def _tells_story(dataset: Dataset, selection: Selection) -> bool:
    """Return whether all that the bars show is within the total: metals and ores alike, by the default source."""
    if selection.flow != "mexico-exports" or selection.target != "all" or selection.source is not None:
        return False
    prefixes = resolve(dataset, "all", selection.basket).prefixes
    return all(code.startswith(prefixes) for code in (*METALS, *ORES))


def _not_editable(selection: Selection, view: MoneyView) -> Message | None:
    """Return why shares cannot be set here, None where they can."""
    if selection.flow == "us-exports":
        return msg("These figures hold US exports to China only, so there are no shares to change.")
    if selection.source is not None:
        return msg("A scenario stands on the default source; choose it to edit.")
    if not view.total_usd or not len(view.keys):
        return msg("The source gives no total with partners here, so there are no shares to change.")
    if selection.flow == "us-imports" and view.coverage.kind not in ("all", "listed"):
        return msg("Only 2024 lists the partners of US imports; choose 2024 to edit.")
    return None


def _edited(dataset: Dataset, board: Board, view: MoneyView, result: TableResult) -> Board:
    allocation, changed = result.before, result.after
    newcomers = changed.partners[len(view.keys) :]
    table = _after_table(money_table(view, newcomers), allocation, changed)
    if not result.changed:
        return replace(board, notes=(*board.notes, *result.carried))
    before, after = measure_set(allocation), measure_set(changed)
    layer = money_map(table, view.query.flow, board.selection.measure, board.map.title)
    return replace(
        board,
        key_figures=money_figures(dataset, view, table, before, after),
        table=table,
        map=layer,
        before=before,
        after=after,
        edited=True,
        outcome=outcome(dataset, board.selection, view, result, (before, after)),
        notes=(*board.notes, *result.carried),
    )


def _after_table(table: BoardTable, before: Allocation, after: Allocation) -> BoardTable:
    """Return the table with values, shares and masses of both sides; a side's shares are of its own total."""

    def column(values: FloatArray, rest: float) -> FloatArray:
        has_rest = len(table.keys) > len(values)
        return np.append(values, rest) if has_rest else values

    return replace(
        table,
        after=column(after.values, after.rest),
        before_share=column(before.shares(), before.rest_share),
        after_share=column(after.shares(), after.rest_share),
        after_mass_kg=column(after.masses(), float("nan")),
    )


def _stat_board(dataset: Dataset, selection: Selection, view: StatView) -> Board:
    lead = stats.lead_series(dataset, view)
    minerals = resolve(dataset, selection.target, selection.basket).minerals
    empty = empty_stats(dataset, selection, view)
    mineral = lead.mineral if lead and len(minerals) > 1 and lead.mineral != selection.target else ""
    heading = title(selection, mineral)
    measures = stats.stat_measures(view, lead) if lead else NO_MEASURES
    notes = (stats.other_series(view, lead), stats.shares_note(view, lead)) if lead else ()
    return Board(
        selection=selection,
        title=heading,
        story=None,
        key_figures=stats.stat_figures(dataset, view, lead, measures) if lead else (),
        table=stats.stat_table(view, lead) if lead else _no_rows(),
        map=stats.stat_map(view, lead, msg("{form}", form=Named("form", lead.form))) if lead else _no_map(heading),
        chart=ChartData(_found(stats.stat_trend(dataset, view, lead) if lead else ())),
        before=measures,
        after=measures,
        edited=False,
        editable=False,
        not_editable_reason=msg("Published quantities are not edited; choose US imports or Mexico's exports."),
        locked=frozenset(),
        coverage=Coverage("listed" if lead else "none", None),
        valuation="",
        edition=view.edition,
        years=stat_years(dataset, selection.flow, minerals, selection.edition),
        sources=SourceLines(view.sources),
        empty=empty,
        about=about(dataset, selection),
        details=details(dataset, selection),
        notes=tuple(note for note in notes if note is not None),
        mineral=mineral,
    )


def _found(lines: tuple[TrendSeries, ...]) -> Callable[[], Trend] | None:
    """Return what answers with lines that are known already; None where there are none to turn to."""
    return (lambda: (lines, None)) if lines else None


def _no_rows() -> BoardTable:
    none, nothing = np.array([], dtype=np.float64), words([])
    return BoardTable(
        keys=nothing, before=none, after=none, before_share=none, after_share=none, mass_kg=none, unit_value=none,
        flag=nothing, text=nothing, form=nothing, source_id=nothing, unit="quantity",
    )  # fmt: skip


def _no_map(heading: Message) -> MapLayer:
    none = np.array([], dtype=np.float64)
    return MapLayer(words([]), none, none, class_bounds(none), "quantity", heading, covered=False)
