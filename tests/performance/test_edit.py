"""A share edit until every panel is painted again: our own work on the largest table, and on 20 times the rows."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset, load_dataset
from core.store import Snapshot, Store
from core.store_edits import EditShare
from core.store_select import Select
from gui import theme
from gui.app import settle
from gui.main_window import MainWindow
from gui.window_state import WindowState

EDITS, YEAR = 120, 2024
BUNDLED_MS, TWENTYFOLD_MS = 16.0, 50.0


class Painted(QObject):
    """Notes which panels were painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.panels: set[str] = set()
        self.window = window

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(thing, QWidget):
            self.panels |= {name for name, panel in self.window.panels.items() if panel.isAncestorOf(thing)}
        return False


def paint(window: MainWindow) -> None:
    """Lay out and paint now what waits for it, as the next frame would."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


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


def open_window(dataset: Dataset, qtbot: QtBot) -> MainWindow:
    theme.load_fonts()
    window = MainWindow(Store(Snapshot(dataset)), WindowState(theme="light"))
    window.resize(1600, 1000)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    paint(window)
    return window


@pytest.fixture
def thawed() -> Iterator[None]:
    """Look through everything for garbage again when the benchmark is over."""
    yield
    gc.unfreeze()


def largest_table(window: MainWindow) -> int:
    """Look at the editable table with the most partners; return how many it has."""
    store = window.bridge.store
    targets = ["all", *store.snapshot.dataset.groups["group"].astype(str)]
    sizes: dict[tuple[str, str], int] = {}
    for flow in ("us-imports", "mexico-exports"):
        for target in targets:
            store.execute(Select(flow=flow, target=target, year=YEAR))
            if store.board.editable:
                sizes[flow, target] = len(store.board.table.keys)
    flow, target = max(sizes, key=sizes.__getitem__)
    store.execute(Select(flow=flow, target=target, year=YEAR))
    return sizes[flow, target]


def edit_times(window: MainWindow) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each edit of one long drag, everything repainted that it changed.

    First those that this process worked, then those that passed: on a busy machine waiting for a turn is not our work.
    """
    store = window.bridge.store
    partner = str(store.board.table.keys[0])
    worked, passed = [], []
    for step in range(EDITS):
        start, begun = time.process_time(), time.perf_counter()
        store.execute(EditShare(partner, 0.2 + 0.004 * step, drag=1))
        paint(window)
        worked.append((time.process_time() - start) * 1000)
        passed.append((time.perf_counter() - begun) * 1000)
    return sorted(worked[10:]), sorted(passed[10:])


def in_words(times: list[float]) -> str:
    return f"median {times[len(times) // 2]:.1f} ms, p95 {p95(times):.1f} ms"


def p95(times: list[float]) -> float:
    return times[math.ceil(0.95 * len(times)) - 1]


@pytest.mark.performance
@pytest.mark.parametrize(
    ("name", "limit"), [("bundled", BUNDLED_MS), ("twentyfold", TWENTYFOLD_MS)], ids=["bundled", "twentyfold"]
)
def test_an_edit_is_painted_within_a_frame(
    qapp: QApplication, qtbot: QtBot, thawed: None, name: str, limit: float, report: list[str]
) -> None:
    dataset = load_dataset() if name == "bundled" else twentyfold(load_dataset())
    window = open_window(dataset, qtbot)
    window.documents.ask_leave = lambda: "discard"
    rows = largest_table(window)
    window.panels["chart"].show_tab("shares")  # what an edit changes; destinations stay as they are
    paint(window)
    settle()  # as the program does once its window stands
    seen = Painted(window)
    qapp.installEventFilter(seen)
    window.bridge.store.execute(EditShare(str(window.bridge.store.board.table.keys[0]), 0.7))
    paint(window)
    qapp.removeEventFilter(seen)
    assert {"header", "map", "chart", "table", "scenario"} <= seen.panels
    worked, passed = edit_times(window)
    report.append(f"edit, {name} ({len(dataset.trade):,} rows, table of {rows}): {in_words(worked)} of work")
    report.append(f"   on the clock: {in_words(passed)}")
    assert p95(worked) <= limit
