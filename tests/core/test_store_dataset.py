"""Other figures under the same selection and scenario: kept where they fit, refused where they do not."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from core.dataset.load import STATS, Dataset, load_dataset
from core.errors import VetaError
from core.store import Snapshot, Store
from core.store_dataset import SetDataset
from core.store_edits import EditShare, ResetAll
from core.store_select import Select

_numbers = itertools.count()


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset()


def other(dataset: Dataset, **changes: object) -> Dataset:
    """Return the dataset with some frames changed and a digest of its own, by which views are remembered."""
    return replace(dataset, digest=f"sha256:other-{next(_numbers)}", **changes)


def without(dataset: Dataset, flow: str, year: int) -> Dataset:
    """Return the dataset without a year of a flow."""
    trade = dataset.trade
    return other(dataset, trade=trade[~((trade["flow"] == flow) & (trade["year"] == year))].reset_index(drop=True))


def edited(dataset: Dataset) -> Store:
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="us-imports", target="rare-earths", partner="JPN"))
    store.execute(EditShare("MEX", 0.1))
    return store


def test_selection_scenario_and_undo_stay(dataset: Dataset) -> None:
    store = edited(dataset)
    before = store.snapshot
    changed = other(dataset)
    store.execute(SetDataset(changed))
    assert store.snapshot.dataset is changed
    assert (store.snapshot.selection, store.snapshot.scenario) == (before.selection, before.scenario)
    assert store.board.edited
    store.undo()
    assert not store.board.edited


def test_the_same_figures_change_nothing(dataset: Dataset) -> None:
    store = edited(dataset)
    heard: list[object] = []
    store.subscribe(lambda _old, new: heard.append(new))
    store.execute(SetDataset(replace(dataset)))
    assert heard == []


def test_edits_that_no_longer_fit_are_refused_and_nothing_changes(dataset: Dataset) -> None:
    store = edited(dataset)
    before = store.snapshot
    with pytest.raises(VetaError, match="does not fit these figures"):
        store.execute(SetDataset(without(dataset, "us-imports", 2024)))
    assert store.snapshot is before
    store.execute(ResetAll())
    store.execute(SetDataset(without(dataset, "us-imports", 2024)))
    assert store.snapshot.selection.year != 2024
    # The edit that was taken back cannot be done again on these figures.
    assert store.undo_label is None
    assert store.redo_label is None


def test_what_the_figures_no_longer_answer_falls_back(dataset: Dataset) -> None:
    store = Store(Snapshot(dataset))
    store.execute(Select(flow="production", target="silver", edition="MCS 2025", partner="MEX"))
    kept = dataset.stats[dataset.stats["edition"] != "MCS 2025"].reset_index(drop=True)
    store.execute(SetDataset(other(dataset, _read={STATS: kept})))
    assert store.snapshot.selection.edition is None
    assert store.snapshot.selection.target == "silver"
    store.execute(SetDataset(other(dataset, _read={STATS: kept.iloc[:0]})))
    assert store.board.title
