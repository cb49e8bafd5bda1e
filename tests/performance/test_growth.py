"""What more rows cost: load, query, filter, edit and brief on the bundled figures once, 5 and 20 times over."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.brief.pdf import forget_briefs, write_pdf
from core.dataset.load import Dataset, load_dataset
from core.dataset.money import run_money
from core.dataset.view import Query
from gui.app import settle
from gui.main_window import MainWindow
from tests.performance.frames import (
    ALL_PANELS,
    Times,
    drag,
    in_words,
    largest_table,
    looks,
    marks,
    open_window,
    p95,
    painted_by,
    timed,
)
from tests.performance.grown import TIMES, grow
from tests.performance.results import Results
from tests.performance.subject import formatter, looked_at, made

pytestmark = [pytest.mark.performance, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
RUNS, BRIEFS, DRAGS, EDITS, WARM_UP = 5, 8, 3, 60, 5
LIMITS_MS = {1: 16.0, 20: 50.0}
LOAD = """
import sys, time
from pathlib import Path
from core.dataset.load import load_dataset
start = time.perf_counter()
load_dataset(Path(sys.argv[1]))
print(time.perf_counter() - start)
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The folders of the figures by how often they hold every row."""
    base = tmp_path_factory.mktemp("grown")
    return {times: grow(base / f"{times}", times) for times in TIMES}


@pytest.fixture(scope="module")
def datasets(folders: Mapping[int, Path]) -> dict[int, Dataset]:
    """The figures by how often they hold every row."""
    return {times: load_dataset(folder) for times, folder in folders.items()}


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, datasets: Mapping[int, Dataset]) -> Iterator[dict[int, MainWindow]]:
    """A window over each, settled as the program does once its window stands; thawed when the benchmark is over."""
    opened = {times: open_window(dataset, qtbot) for times, dataset in datasets.items()}
    settle()
    yield opened
    gc.unfreeze()


def in_turns(measures: Mapping[int, Callable[[int], float]], rounds: int, first: int = 1) -> dict[int, float]:
    """Return the median of each measure, taken in rounds that begin with another each; `first` rounds do not count."""
    found: dict[int, list[float]] = {times: [] for times in measures}
    for number in range(first + rounds):
        place = number % len(measures)
        for times in [*measures, *measures][place : place + len(measures)]:
            found[times].append(measures[times](number))
    return {times: statistics.median(values[first:]) for times, values in found.items()}


def tell_growth(results: Results, what: str, found: Mapping[int, float], unit: str, how: str) -> None:
    for times in TIMES[1:]:
        results.growth(f"{what}, {times} x the rows", found[times], found[1], unit, how)


def test_loading(folders: Mapping[int, Path], results: Results) -> None:
    def load(folder: Path, _number: int) -> float:
        command = [sys.executable, "-c", LOAD, str(folder)]
        return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)

    found = in_turns({times: partial(load, folder) for times, folder in folders.items()}, RUNS)
    tell_growth(results, "load", found, "s", f"every table a start reads, median of {RUNS}, each in its own process")


def test_questions(datasets: Mapping[int, Dataset], results: Results) -> None:
    targets = ["all", *datasets[1].groups["group"].astype(str), "silver", "copper", "fluorspar", "zinc"]
    queries = [Query("us-imports", 2024, by, target=target) for target in targets for by in ("partner", "product")]
    queries += [Query("us-imports", 2024, "year", target=target) for target in targets]

    def ask(dataset: Dataset, _number: int) -> float:
        start = time.process_time()
        for query in queries:
            run_money(dataset, query)
        return (time.process_time() - start) * 1000 / len(queries)

    found = in_turns({times: partial(ask, dataset) for times, dataset in datasets.items()}, RUNS)
    how = (
        f"mean of {len(queries)} questions by partner, product and year, no answer remembered; median of {RUNS} rounds"
    )
    tell_growth(results, "query", found, "ms", how)


def test_briefs(datasets: Mapping[int, Dataset], results: Results) -> None:
    def write(dataset: Dataset, number: int) -> float:
        snapshot = looked_at(dataset, number)
        start = time.perf_counter()
        write_pdf(made(snapshot, fmt))
        took = time.perf_counter() - start
        forget_briefs()
        return took

    fmt = formatter(datasets[1])
    found = in_turns({times: partial(write, dataset) for times, dataset in datasets.items()}, BRIEFS, first=2)
    tell_growth(results, "brief as PDF", found, "s", f"median of {BRIEFS}")


def tell_frames(results: Results, what: str, found: Mapping[int, Times], how: str) -> bool:
    """Add the lines of one kind of change; return whether all its limits hold."""
    holds, first = True, p95(found[1][0])
    for times, (worked, passed) in found.items():
        name, value = what if times == 1 else f"{what}, {times} x the rows", p95(worked)
        words = f"p95 of {len(worked)} {how}; {in_words(worked, passed)}; {value / first:.2f} x the bundled rows"
        if times in LIMITS_MS:
            holds &= bool(results.within(name, value, LIMITS_MS[times], "ms", words).holds)
        else:
            results.growth(name, value, first, "ms", words)
    return holds


def test_filters(windows: Mapping[int, MainWindow], results: Results) -> None:
    """All panels show another mineral, group, flow, year or basket, that nobody has looked at before."""
    found = {times: timed(window, looks(window.bridge.store.snapshot.dataset)) for times, window in windows.items()}
    assert tell_frames(results, "filter", found, "minerals, groups, flows, years and baskets, each looked at first")


def test_marks(windows: Mapping[int, MainWindow], results: Results) -> None:
    """All panels follow a partner that is marked in one of them."""
    rows, found = 0, {}
    for times, window in windows.items():
        rows = largest_table(window)
        found[times] = timed(window, marks(window), WARM_UP)
    assert tell_frames(results, "partner marked", found, f"partners marked twice, table of {rows}")


def test_edits(qapp: QApplication, windows: Mapping[int, MainWindow], results: Results) -> None:
    """A share is dragged; the windows take turns."""
    rows, found = 0, {times: ([], []) for times in windows}
    for window in windows.values():
        rows = largest_table(window)
        first = drag(window, EDITS)[-1]
        assert painted_by(qapp, window, partial(window.bridge.store.execute, first)) >= ALL_PANELS
    for number in range(1, DRAGS + 1):
        for times, window in windows.items():
            for kept, more in zip(found[times], timed(window, drag(window, EDITS, number + 1), WARM_UP), strict=True):
                kept += more
    ordered = {times: (sorted(worked), sorted(passed)) for times, (worked, passed) in found.items()}
    assert tell_frames(results, "share edit", ordered, f"edits of {DRAGS} drags, table of {rows} partners")
