"""Empty states: why nothing is shown, each reason checked in the figures before it is said, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.dataset.cell_codes import any_below
from core.dataset.index import trade_index
from core.dataset.load import Dataset
from core.dataset.money import published_years
from core.dataset.notes import joined, spans
from core.dataset.query import run
from core.dataset.resolve import Target, resolve
from core.dataset.stats import stat_years
from core.dataset.view import MoneyView, Query, StatView
from core.present.board import EmptyState
from core.present.titles import subject
from core.selection import Selection
from core.text.messages import Message, Named, msg

MEXICO = "MEX"


def empty_money(dataset: Dataset, selection: Selection, view: MoneyView) -> EmptyState | None:
    """Return the empty state of a trade flow, None where there are rows or a total."""
    if len(view.keys) or view.total_usd is not None:
        return None
    target = resolve(dataset, selection.target, selection.basket)
    years = published_years(dataset, selection.flow, target.prefixes)
    what = subject(selection)
    if years:
        return _other_year(selection, years, view.missing)
    reasons = _mexico_reasons(dataset, target) if selection.flow == "mexico-exports" else None
    other = _elsewhere(dataset, selection, target)
    return EmptyState(
        title=msg("{target}: none recorded", target=what),
        reason=reasons or view.missing or msg("The source has no row."),
        hint=_hint(other),
        next_selection=other,
    )


def empty_stats(dataset: Dataset, selection: Selection, view: StatView) -> EmptyState | None:
    """Return the empty state of a USGS flow, None where there are rows."""
    if len(view.partner):
        return None
    target = resolve(dataset, selection.target, selection.basket)
    years = stat_years(dataset, selection.flow, target.minerals, selection.edition)
    if years:
        return _other_year(selection, years, view.missing)
    other = _elsewhere(dataset, selection, target)
    return EmptyState(
        title=msg("{target}: nothing printed here", target=subject(selection)),
        reason=view.missing or msg("The source has no row."),
        hint=_hint(other),
        next_selection=other,
    )


def _other_year(selection: Selection, years: Sequence[int], missing: Message | None) -> EmptyState:
    nearest = min(years, key=lambda year: (abs(year - selection.year), -year))
    return EmptyState(
        title=msg("No figures for {year}", year=selection.year),
        reason=missing or msg("The source has no row."),
        hint=msg("Look at {year}, the nearest year with figures.", year=nearest),
        next_selection=replace(selection, year=nearest, partner=None),
    )


def _hint(other: Selection | None) -> Message | None:
    if other is None:
        return None
    return msg(
        "Look at: {flow}, {target}, {year}.", flow=Named("flow", other.flow), target=subject(other), year=other.year
    )


def _elsewhere(dataset: Dataset, selection: Selection, target: Target) -> Selection | None:
    """Return the latest US imports, or else Mexico's exports, of the same target."""
    for flow in ("us-imports", "mexico-exports"):
        if flow == selection.flow:
            continue
        for year in reversed(published_years(dataset, flow, target.prefixes)):
            view = run(dataset, Query(flow, year, target=selection.target, basket=selection.basket))
            if isinstance(view, MoneyView) and view.total_usd is not None:
                return replace(selection, flow=flow, year=year, partner=None, measure="value", edition=None)
    return None


def _mexico_reasons(dataset: Dataset, target: Target) -> Message | None:
    """Return why Mexico's exports of a target are empty: each part is said only if the figures hold it."""
    if not target.prefixes:
        return msg("{target} has no customs code of its own in these figures.", target=Named("target", target.id))
    return joined(
        [
            msg("The export table here has no row for Mexico under {codes}.", codes=_codes(target)),
            _no_us_record(dataset, target),
            _unresolved(dataset, target),
            _no_mine(dataset, target),
        ]
    )


def _codes(target: Target) -> str:
    dotted = [code if len(code) <= 4 else f"{code[:4]}.{code[4:]}" for code in target.prefixes]
    return ", ".join(dotted[:6]) + (", …" if len(dotted) > 6 else "")


def _no_us_record(dataset: Dataset, target: Target) -> Message | None:
    """Say that US import statistics hold no such import from Mexico, for the years in which they would show it."""
    index = trade_index(dataset)
    years: set[int] = set()
    for cell, rows in index.cells.items():
        if cell[0] != "us-imports":
            continue
        of_mexico = rows[index.partners.numbers[rows] == index.partners.number(MEXICO)]
        products = index.products.met(of_mexico)
        # A row above or below the codes would contain or be such an import.
        above = {code[:length] for code in target.prefixes for length in range(1, len(code) + 1)}
        if not above.isdisjoint(products) or any(any_below(products, code) for code in target.prefixes):
            return None
        if len(of_mexico) and index.lists_every_code(cell):
            years.add(cell[1])
    if not years:
        return None
    return msg("US statistics record no import of them from Mexico in {years}.", years=spans(sorted(years)))


def _unresolved(dataset: Dataset, target: Target) -> Message | None:
    """Say how few six-digit codes hold all the rare earths; only for them."""
    if "rare-earths" not in target.minerals:
        return None
    products = dataset.products
    six = products[(products["level"] == 6) & products["product"].str.startswith(tuple(target.prefixes))]
    if six.empty:
        return None
    return msg("HS has {n} codes for all rare earths together: it cannot tell the elements apart.", n=len(six))


def _no_mine(dataset: Dataset, target: Target) -> Message | None:
    """Say that USGS lists no mine production in Mexico, where it lists other countries' mines."""
    stats = dataset.stats
    mines = stats[(stats["flow"] == "production") & (stats["stage"] == "mine") & stats["mineral"].isin(target.minerals)]
    if mines.empty or (mines["partner"] == MEXICO).any():
        return None
    edition = max(mines["edition"])
    return msg("USGS ({edition}) lists no mine of them in Mexico.", edition=edition)
