"""Apply edits to the figures: share tables before and after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from core.dataset.cache import DigestCache
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.errors import VetaError
from core.measures.allocation import Allocation
from core.measures.rebalance import (
    Replacement,
    add_partner,
    cut_supply,
    move_share,
    scale_partner,
    set_share,
    set_total,
)
from core.scenario.edits import AddPartner, CutSupply, Edit, MoveShare, ScalePartner, SetShare, SetTotal, Table
from core.selection import MONEY_FLOWS
from core.text.messages import Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

_TABLES: DigestCache[Allocation] = DigestCache(256)


def apply(allocation: Allocation, edits: Iterable[Edit]) -> Allocation:
    """Return the allocation after the edits, in order.

    Raises:
        VetaError: an edit cannot be done; see `core.measures.rebalance`.
    """
    for edit in edits:
        allocation = _applied(allocation, edit)
    return allocation


def _applied(table: Allocation, edit: Edit) -> Allocation:
    match edit:
        case SetShare():
            return set_share(table, edit.partner, edit.share, edit.terms)
        case MoveShare():
            return move_share(table, edit.giver, edit.taker, edit.points, edit.terms)
        case ScalePartner():
            return scale_partner(table, edit.partner, edit.factor, edit.terms)
        case AddPartner():
            return add_partner(table, edit.partner, edit.share, edit.terms)
        case SetTotal():
            return set_total(table, _total_usd(table, edit), edit.terms)
        case CutSupply():
            return cut_supply(table, edit.partner, edit.cut, _replacement(edit), edit.terms)
    raise TypeError(f"no rule for {type(edit).__name__}")


def _replacement(edit: CutSupply) -> Replacement:
    parts = dict(edit.parts)
    match edit.spread:
        case "weights":
            return Replacement(weights=parts)
        case "capacity":
            return Replacement(capacity=parts)
    return Replacement()


def _total_usd(table: Allocation, edit: SetTotal) -> float:
    """Return the total in US dollars that an edit asks for; a mass is reached at unchanged unit values.

    Raises:
        VetaError: the source does not give the mass of every partner, or locked partners weigh more.
    """
    if edit.of == "growth":
        return table.total * (1.0 + edit.amount)
    if edit.of == "value_usd":
        return edit.amount
    whole = table.total_kg
    if not (np.isfinite(whole) and whole > 0):
        raise VetaError(
            msg("The source does not give the mass of every partner, so no total in tonnes can be set; set the value.")
        )
    fixed = np.array([partner in edit.terms.locked for partner in table.partners], dtype=np.bool_)
    kept_kg, kept_usd = float(table.masses()[fixed].sum()), float(table.values[fixed].sum())
    if edit.amount < kept_kg or whole <= kept_kg:
        raise VetaError(
            msg(
                "Locked partners weigh {kept}, so the total cannot be {mass}; unlock one or choose more.",
                kept=Named("mass", kept_kg), mass=Named("mass", edit.amount),
            )
        )  # fmt: skip
    return kept_usd + (table.total - kept_usd) * (edit.amount - kept_kg) / (whole - kept_kg)


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
    with np.errstate(divide="ignore", invalid="ignore"):
        weighs = np.where((view.mass_kg > 0) & (view.value_usd > 0), view.mass_kg / view.value_usd, np.nan)
    return Allocation(tuple(str(key) for key in view.keys), view.value_usd.copy(), view.rest_usd, weighs)


def view_of(dataset: Dataset, table: Table) -> MoneyView:
    """Return the view behind a share table.

    Raises:
        VetaError: unknown flow or product, or a flow whose shares are not trade.
    """
    flow, year, product = table
    view = run(dataset, Query(flow=flow, year=year, target=product))
    if flow not in MONEY_FLOWS or not isinstance(view, MoneyView):
        raise VetaError(msg("Shares of {flow} cannot be changed; choose a trade flow.", flow=Named("flow", flow)))
    return view


def table_of(dataset: Dataset, table: Table) -> Allocation:
    """Return the share table of (flow, year, product) as the figures have it; kept by dataset digest.

    Raises:
        VetaError: unknown flow or product, or no total there.
    """
    return _TABLES.get((dataset.key, table), lambda: allocation_of(view_of(dataset, table)))
