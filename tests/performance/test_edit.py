"""A share edit until every panel is painted again, where every country of the world is a supplier."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset, load_dataset
from gui.app import settle
from tests.performance.frames import YEAR, drag, in_words, largest_table, open_window, p95, timed
from tests.performance.results import Results

EDITS, WARM_UP, TWENTYFOLD_MS = 120, 10, 50.0


def twentyfold(dataset: Dataset) -> Dataset:
    """Return the figures with twenty times the money rows, and with tables of every country of the catalogue.

    What the sources give the partners of a product is dealt out to all countries in falling parts, its sum kept; rows
    for products nobody looks at fill up the rest.
    """
    trade = dataset.trade
    countries = dataset.countries.loc[dataset.countries["kind"] == "country", "partner"].astype(str).to_numpy()
    single = ~trade["partner"].isin(["XXX", "XXO"]) & (trade["year"] == YEAR)
    about = ["flow", "product", "valuation", "source_id"]
    first = trade[single].drop_duplicates(about)
    sums = trade[single].groupby(about, observed=True, sort=False)[["value_usd", "mass_kg"]].sum()
    parts = 1.0 / np.arange(1, len(countries) + 1)
    dealt = first.loc[first.index.repeat(len(countries))].assign(partner=np.tile(countries, len(first)))
    for column in ("value_usd", "mass_kg"):
        dealt[column] = np.outer(sums[column], parts / parts.sum()).ravel()
    known = pd.concat([trade[~single], dealt], ignore_index=True)
    times = max(0, -(-(20 * len(trade) - len(known)) // len(trade)))
    unseen = [trade.assign(product=trade["product"].astype(str) + f"{number:02d}0") for number in range(times)]
    grown = pd.concat([known, *unseen], ignore_index=True)
    words = {name: "category" for name, kind in trade.dtypes.items() if kind == "category"}
    return replace(dataset, trade=grown.astype(words), digest=f"{dataset.digest}-twentyfold")


@pytest.fixture
def thawed() -> Iterator[None]:
    """Look through everything for garbage again when the benchmark is over."""
    yield
    gc.unfreeze()


@pytest.mark.performance
def test_an_edit_with_every_country_a_supplier(
    qapp: QApplication, qtbot: QtBot, thawed: None, results: Results
) -> None:
    dataset = twentyfold(load_dataset())
    window = open_window(dataset, qtbot)
    rows = largest_table(window)
    settle()  # as the program does once its window stands
    worked, passed = timed(window, drag(window, EDITS), WARM_UP)
    how = (
        f"p95 of {len(worked)} edits of one drag, table of {rows} countries, {len(dataset.trade):,} rows; "
        f"{in_words(worked, passed)}"
    )
    line = results.within("share edit, 20 x the rows, every country", p95(worked), TWENTYFOLD_MS, "ms", how)
    assert line.holds, line
