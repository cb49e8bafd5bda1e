"""What a brief needs besides its board: the dataset's identity and sources, the scenario, what stands beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.scenario.assumptions import assumptions
from core.scenario.compare import Comparison, compare
from core.scenario.edits import Edit, Scenario
from core.scenario.replay import reaches
from core.scenario.scenario_file import dump
from core.selection import MONEY_FLOWS, Selection
from core.text.cldr import LOCALES
from core.text.messages import Message

if TYPE_CHECKING:
    from core.brief.plan import Plan
    from core.dataset.load import Dataset
    from core.store import Snapshot


@dataclass(frozen=True)
class Facts:
    """What a brief needs besides the board.

    `edits` are those that reach the table on show, `assumptions` what they take as given, `comparison` the scenarios
    that stand beside the current one. Without a `dataset` the parts that ask it anew are left out.
    """

    dataset_id: str
    version: str
    digest: str
    sources: pd.DataFrame
    scenario: Scenario
    scenario_digest: str
    products: MoneyView | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    edits: tuple[Edit, ...] = ()
    assumptions: tuple[Message, ...] = ()
    comparison: Comparison | None = None
    dataset: Dataset | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, plan: Plan) -> Facts:
        """Take them from a snapshot; the scenario's digest is that of its file's bytes."""
        dataset, scenario, selection = snapshot.dataset, snapshot.scenario, snapshot.board.selection
        edits = tuple(edit for edit in scenario.active if reaches(dataset, edit, selection.table))
        return cls(
            dataset_id=dataset.id,
            version=dataset.version,
            digest=dataset.digest,
            sources=dataset.sources,
            scenario=scenario,
            scenario_digest=hashlib.sha256(dump(scenario, dataset)).hexdigest() if scenario.edits else "",
            products=_products(dataset, selection),
            notes=_notes(dataset, selection),
            edits=edits,
            assumptions=assumptions(dataset, replace(scenario, edits=edits)),
            comparison=_comparison(snapshot, plan),
            dataset=dataset,
        )


def _products(dataset: Dataset, selection: Selection) -> MoneyView | None:
    """Return a trade flow's values by product; None for USGS flows."""
    if selection.flow not in MONEY_FLOWS:
        return None
    query = Query(selection.flow, selection.year, "product", target=selection.target, basket=selection.basket)
    view = run(dataset, replace(query, source=selection.source, valuation=selection.valuation))
    return view if isinstance(view, MoneyView) else None


def _notes(dataset: Dataset, selection: Selection) -> Mapping[str, str]:
    """Return what the catalogue says of the group or basket shown, by language; empty without one."""
    whole = selection.target == "all"
    frame, key = (dataset.baskets, "basket") if whole else (dataset.groups, "group")
    found = frame[frame[key] == (selection.basket if whole else selection.target)]
    if found.empty:
        return MappingProxyType({})
    row = found.iloc[0]
    notes = {language: row[f"note_{language}"] for language in LOCALES}
    return MappingProxyType({language: str(note) for language, note in notes.items() if not pd.isna(note)})


def _comparison(snapshot: Snapshot, plan: Plan) -> Comparison | None:
    """Return the current scenario and those of the plan beside each other; None where the plan names no other."""
    others = [document for document in snapshot.documents if document.id in plan.scenarios]
    if not others or not snapshot.board.editable:
        return None
    scenarios = [snapshot.scenario] if snapshot.scenario.edits else []
    scenarios += [document.scenario for document in others if document.id != snapshot.current]
    return compare(snapshot.dataset, scenarios, snapshot.table) if scenarios else None
