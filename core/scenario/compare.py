"""Several scenarios side by side over one table, and the difference of two in words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.dataset.view import FloatArray
from core.errors import VetaError
from core.measures.allocation import Allocation
from core.measures.concentration import measure_set
from core.present.board import MeasureSet
from core.scenario.edits import Edit, Scenario, Table
from core.scenario.replay import table_after
from core.scenario.sentences import edit_line
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

MOST = 4


@dataclass(frozen=True)
class Comparison:
    """One table as published and under up to four scenarios.

    `partners` (n) by falling published value; `values` in US dollars and `shares` 0-1, shape (1 + scenarios, n), the
    published table first; `rest` and `totals`, shape (1 + scenarios,). `measures` are one a row.
    """

    table: Table
    names: tuple[str, ...]
    partners: tuple[str, ...]
    values: FloatArray
    shares: FloatArray
    rest: FloatArray
    totals: FloatArray
    measures: tuple[MeasureSet, ...]


def compare(dataset: Dataset, scenarios: Sequence[Scenario], table: Table) -> Comparison:
    """Return one table side by side.

    Raises:
        VetaError: no or more than four scenarios, or an edit that does not fit the figures.
    """
    if not 1 <= len(scenarios) <= MOST:
        raise VetaError(msg("One to {n} scenarios can be compared; choose as many.", n=MOST))
    results = [table_after(dataset, scenario.active, table) for scenario in scenarios]
    partners = list(dict.fromkeys(partner for result in results for partner in result.after.partners))
    sides = [_wide(results[0].before, partners), *[_wide(result.after, partners) for result in results]]
    order = np.argsort(-sides[0].values, kind="stable")
    totals = np.array([side.total for side in sides], dtype=np.float64)
    values = np.array([side.values[order] for side in sides], dtype=np.float64)
    return Comparison(
        table=table,
        names=tuple(scenario.name for scenario in scenarios),
        partners=tuple(partners[int(i)] for i in order),
        values=values,
        shares=np.array([side.shares()[order] for side in sides], dtype=np.float64),
        rest=np.array([side.rest for side in sides], dtype=np.float64),
        totals=totals,
        measures=tuple(measure_set(side) for side in sides),
    )


def _wide(table: Allocation, partners: Sequence[str]) -> Allocation:
    """Return a table with a row for every partner, in that order."""
    for partner in partners:
        table = table.with_partner(partner)
    values = np.array([table.value_of(partner) for partner in partners], dtype=np.float64)
    return Allocation(tuple(partners), values, table.rest)


@dataclass(frozen=True)
class Difference:
    """One line of the difference of two scenarios: an edit that both, or only one of them, has."""

    side: Literal["both", "first", "second"]
    text: Message
    note: str = ""


def difference(first: Scenario, second: Scenario) -> tuple[Difference, ...]:
    """Return the edits of two scenarios in order, each marked with who has it."""
    lines: list[Difference] = []
    ours, theirs = ([repr(edit) for edit in scenario.edits] for scenario in (first, second))
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            lines += [_line("both", edit) for edit in first.edits[a:b]]
            continue
        lines += [_line("first", edit) for edit in first.edits[a:b]]
        lines += [_line("second", edit) for edit in second.edits[c:d]]
    return tuple(lines)


def _line(side: Literal["both", "first", "second"], edit: Edit) -> Difference:
    return Difference(side, edit_line(edit), edit.note)
