"""Apply edits to the figures: share tables before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.errors import VetaError
from core.measures.allocation import Allocation
from core.scenario.edits import Scenario, SetShare
from core.selection import MONEY_FLOWS
from core.text.messages import Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset


@dataclass(frozen=True)
class TableResult:
    """One share table of a scenario. Both allocations list the same partners in the same order."""

    flow: str
    year: int
    product: str
    before: Allocation
    after: Allocation


def apply(allocation: Allocation, edits: Iterable[SetShare]) -> Allocation:
    """Return the allocation after the edits, in order; the total stays what it was.

    Raises:
        VetaError: an edit cannot be rebalanced (see `Allocation.with_share`).
    """
    for edit in edits:
        allocation = allocation.with_share(edit.partner, edit.share, edit.locked)
    return allocation


def allocation_of(view: MoneyView) -> Allocation:
    """Return the share table of a view by partner.

    Raises:
        VetaError: the source gives no total there, so no share exists.
    """
    if view.total_usd is None or view.total_usd <= 0:
        text = msg(
            "{flow}, {target}, {year}: the figures hold no total, so there are no shares to change.",
            flow=Named("flow", view.query.flow),
            target=Named("target", view.query.target),
            year=view.query.year,
        )
        raise VetaError(text)
    return Allocation(tuple(str(key) for key in view.keys), view.value_usd.copy(), view.rest_usd)


def table_of(dataset: Dataset, table: tuple[str, int, str]) -> Allocation:
    """Return the share table of (flow, year, product) as the figures have it.

    Raises:
        VetaError: unknown flow or product, or no total there.
    """
    flow, year, product = table
    view = run(dataset, Query(flow=flow, year=year, target=product))
    if flow not in MONEY_FLOWS or not isinstance(view, MoneyView):
        raise VetaError(msg("Shares of {flow} cannot be changed; choose a trade flow.", flow=Named("flow", flow)))
    return allocation_of(view)


def tables(dataset: Dataset, scenario: Scenario) -> list[TableResult]:
    """Return every table that the scenario edits, in the order of their first edit.

    Raises:
        VetaError: an edit names what the figures do not hold or cannot be rebalanced; its number is named.
    """
    before: dict[tuple[str, int, str], Allocation] = {}
    after: dict[tuple[str, int, str], Allocation] = {}
    for number, edit in enumerate(scenario.edits, 1):
        try:
            if edit.table not in before:
                before[edit.table] = after[edit.table] = table_of(dataset, edit.table)
            after[edit.table] = apply(after[edit.table], (edit,))
        except VetaError as error:
            raise VetaError(msg("edit {n}: {problem}", n=number, problem=error.message)) from error
    return [TableResult(*table, before=_aligned(before[table], after[table]), after=after[table]) for table in before]


def _aligned(before: Allocation, after: Allocation) -> Allocation:
    """Give the table before the edits a row for every partner that they bring in."""
    for partner in after.partners:
        before = before.with_partner(partner)
    return before
