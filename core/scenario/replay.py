"""Play a scenario's edits in order over every table they reach.

Tables of one flow and year are slices of the same trade, so an edit of one is seen in the others:

- it spreads to a table inside it (a group's edit to its members): each partner of the member moves by the factor by
  which it moved in the group, and a partner that is new there enters each member in proportion to the member's size;
- it adds up into a table around it (a product's edit to its group): what each partner gained or lost there is added.

Where two tables share some products and neither holds the other, nothing is carried over, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.dataset.cache import DigestCache
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.measures.allocation import Allocation
from core.scenario.apply import apply, table_of, view_of
from core.scenario.edits import Edit, Scenario, Table
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

Relation = Literal["same", "around", "inside", "across", "apart"]
_RELATIONS: DigestCache[Relation] = DigestCache(4096)


@dataclass(frozen=True)
class TableResult:
    """One share table of a scenario. Both allocations list the same partners in the same order.

    `carried` says which edits of other tables reach this one and how, or why they do not.
    """

    flow: str
    year: int
    product: str
    before: Allocation
    after: Allocation
    carried: tuple[Message, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether any value differs."""
        return self.before.rest != self.after.rest or not np.array_equal(self.before.values, self.after.values)


def tables(dataset: Dataset, scenario: Scenario) -> list[TableResult]:
    """Return every table that the scenario's active edits change directly, in the order of their first edit.

    Raises:
        VetaError: an edit names what the figures do not hold or cannot be done; its number is named.
    """
    wanted = list(dict.fromkeys(edit.table for edit in scenario.active))
    return _play(dataset, scenario.edits, wanted)


def table_after(dataset: Dataset, edits: Sequence[Edit], table: Table) -> TableResult:
    """Return one table before and after the edits, those of other tables included.

    Raises:
        VetaError: as `tables`.
    """
    return _play(dataset, edits, [table])[0]


def reaches(dataset: Dataset, edit: Edit, table: Table) -> bool:
    """Return whether an active edit is seen in a table."""
    return not edit.off and relation(dataset, edit.table, table) in ("same", "around", "inside")


def relation(dataset: Dataset, edited: Table, table: Table) -> Relation:
    """Return how an edited table lies to another.

    It is the same, holds it ("around"), is in it ("inside"), shares products without that or stands on another source
    ("across"), or has nothing to do with it ("apart").
    """
    return _RELATIONS.get((dataset.key, edited, table), lambda: _relation(dataset, edited, table))


def _relation(dataset: Dataset, edited: Table, table: Table) -> Relation:
    if edited == table:
        return "same"
    if edited[:2] != table[:2]:
        return "apart"
    outer, inner = _prefixes(dataset, edited[2]), _prefixes(dataset, table[2])
    if not any(a.startswith(b) or b.startswith(a) for a in outer for b in inner):
        return "apart"
    if _source(dataset, edited) != _source(dataset, table):
        return "across"
    if inner and _holds(outer, inner):
        return "around"
    return "inside" if _holds(inner, outer) else "across"


def _prefixes(dataset: Dataset, product: str) -> tuple[str, ...]:
    return resolve(dataset, product).prefixes


def _holds(outer: Sequence[str], inner: Sequence[str]) -> bool:
    return all(any(code.startswith(prefix) for prefix in outer) for code in inner)


def _source(dataset: Dataset, table: Table) -> tuple[str, ...]:
    """Return the valuation and who publishes a table: only what agrees in these is one trade."""
    view = view_of(dataset, table)
    rows = dataset.sources[dataset.sources["source_id"].isin(view.sources)]
    return (view.valuation, *sorted({str(name).split(",")[0] for name in rows["publisher"]}))


def _play(dataset: Dataset, edits: Iterable[Edit], wanted: Sequence[Table]) -> list[TableResult]:
    numbered = [(number, edit) for number, edit in enumerate(edits, 1) if not edit.off]
    before: dict[Table, Allocation] = {table: table_of(dataset, table) for table in wanted}
    carried: dict[Table, list[Message]] = {table: [] for table in wanted}
    for number, edit in numbered:
        try:
            if edit.table not in before and any(edit.table[:2] == table[:2] for table in wanted):
                before[edit.table] = table_of(dataset, edit.table)
        except VetaError as error:
            raise _numbered(number, error) from error
    after = dict(before)
    for number, edit in numbered:
        if edit.table not in after:
            continue
        old = after[edit.table]
        try:
            new = apply(old, (edit,))
        except VetaError as error:
            raise _numbered(number, error) from error
        for table in after:
            how = relation(dataset, edit.table, table)
            after[table] = _moved(after[table], old, new, how)
            if table in carried and (said := _said(edit, how)) is not None and said not in carried[table]:
                carried[table].append(said)
    return [
        TableResult(*table, _aligned(before[table], after[table]), after[table], tuple(carried[table]))
        for table in wanted
    ]


def _numbered(number: int, error: VetaError) -> VetaError:
    return VetaError(msg("edit {n}: {problem}", n=number, problem=error.message))


def _moved(table: Allocation, old: Allocation, new: Allocation, how: Relation) -> Allocation:
    """Return a table after an edit took another from `old` to `new`."""
    match how:
        case "same":
            return new
        case "around":
            return _spread(table, old, new)
        case "inside":
            return _added(table, old, new)
    return table


def _spread(table: Allocation, old: Allocation, new: Allocation) -> Allocation:
    """Move each partner by the factor by which it moved in the table around this one."""
    factors = {p: b / a for p, a, b in zip(old.partners, old.values, new.values, strict=False) if a > 0}
    rest = new.rest / old.rest if old.rest > 0 else 1.0
    values = table.values * np.array([factors.get(p, rest) for p in table.partners], dtype=np.float64)
    moved = replace(table, values=values, rest=table.rest * rest)
    size = table.total / old.total if old.total > 0 else 0.0
    for partner, value in zip(new.partners, new.values, strict=True):
        if partner not in factors and value > old.value_of(partner):
            moved = _plus(moved.with_partner(partner), partner, float(value) * size)
    return moved


def _added(table: Allocation, old: Allocation, new: Allocation) -> Allocation:
    """Add what each partner gained or lost inside this table; partners that it does not list are in its rest."""
    gone = new.rest - old.rest
    for partner, value in zip(new.partners, new.values, strict=True):
        gained = float(value) - old.value_of(partner)
        if gained == 0:
            continue
        if partner in table.partners or table.rest <= 0:
            table = _plus(table.with_partner(partner), partner, gained)
        else:
            gone += gained
    return replace(table, rest=max(table.rest + gone, 0.0)) if gone else table


def _plus(table: Allocation, partner: str, gained: float) -> Allocation:
    values = table.values.copy()
    index = table.partners.index(partner)
    # Published shares of an outer table are rounded: it may hold a little less than what left an inner one.
    values[index] = max(values[index] + gained, 0.0)
    return replace(table, values=values)


def _said(edit: Edit, how: Relation) -> Message | None:
    target = Named("target", edit.product)
    match how:
        case "around":
            return msg("Edits of {target} spread to this table: each partner moves as it does there.", target=target)
        case "inside":
            return msg("Edits of {target} add up into this table.", target=target)
        case "across":
            return msg(
                "{target} is edited too and shares products with this table, but neither holds the other or they stand "
                "on different sources, so those edits are not carried over.",
                target=target,
            )
    return None


def _aligned(before: Allocation, after: Allocation) -> Allocation:
    """Give the table before the edits a row for every partner that they bring in."""
    for partner in after.partners:
        before = before.with_partner(partner)
    return before
