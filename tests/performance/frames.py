"""A window to measure: from a command until every panel that it changes is painted again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset
from core.store import Plain, Snapshot, Store
from core.store_edits import EditShare
from core.store_select import Select
from gui import theme
from gui.main_window import MainWindow
from gui.window_state import WindowState

YEAR = 2024
ALL_PANELS = frozenset({"header", "map", "chart", "table", "scenario"})

Times = tuple[list[float], list[float]]
"""Milliseconds, rising: first those that this process worked, then those that passed. On a busy machine waiting for a
turn is not our work."""


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


def open_window(dataset: Dataset, qtbot: QtBot) -> MainWindow:
    """Return a painted window of the usual size over a dataset; closing it asks nothing."""
    theme.load_fonts()
    window = MainWindow(Store(Snapshot(dataset)), WindowState(theme="light"))
    window.resize(1600, 1000)
    window.documents.ask_leave = lambda: "discard"
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    paint(window)
    window.bridge.make_ahead()  # as the program does
    return window


def paint(window: MainWindow) -> None:
    """Lay out and paint now what waits for it, as the next frame would."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def painted_by(app: QApplication, window: MainWindow, act: Callable[[], None]) -> set[str]:
    """Return which panels are painted when something is done."""
    seen = Painted(window)
    app.installEventFilter(seen)
    act()
    paint(window)
    app.removeEventFilter(seen)
    return seen.panels


def largest_table(window: MainWindow) -> int:
    """Look at the editable table with the most partners, at its shares; return how many it has."""
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
    window.panels["chart"].show_tab("shares")  # what an edit changes; destinations stay as they are
    paint(window)
    return sizes[flow, target]


def timed(window: MainWindow, commands: Sequence[Plain | EditShare], first: int = 0) -> Times:
    """Carry out commands one after another, each painted before the next; return their times without the `first`."""
    worked, passed = [], []
    for command in commands:
        start, begun = time.process_time(), time.perf_counter()
        window.bridge.store.execute(command)
        paint(window)
        worked.append((time.process_time() - start) * 1000)
        passed.append((time.perf_counter() - begun) * 1000)
    return sorted(worked[first:]), sorted(passed[first:])


def drag(window: MainWindow, steps: int, number: int = 1) -> list[EditShare]:
    """Return the edits of one long drag of the largest partner's share."""
    partner = str(window.bridge.store.board.table.keys[0])
    return [EditShare(partner, 0.2 + 0.5 * step / steps, drag=number) for step in range(steps)]


def looks(dataset: Dataset) -> list[Select]:
    """Return what somebody looks at who goes through the list: flows, minerals, groups, years and baskets."""
    groups = ["all", *dataset.groups["group"].astype(str)]
    minerals = ("silver", "copper", "fluorspar", "graphite", "zinc", "lead", "gold", "manganese", "lithium")
    flows, baskets = ("us-imports", "mexico-exports", "production"), dataset.baskets["basket"].astype(str)
    found = [Select(flow=flow, target=target, year=YEAR) for flow in flows[:2] for target in (*groups, *minerals)]
    found += [Select(flow="production", target=target) for target in minerals]
    found += [Select(flow="us-imports", target="copper", year=year) for year in range(2019, 2026)]
    return found + [Select(flow="us-imports", target="all", year=YEAR, basket=basket) for basket in baskets]


def marks(window: MainWindow) -> list[Select]:
    """Return the partners of the table, marked one after the other, twice."""
    return [Select(partner=str(key)) for key in window.bridge.store.board.table.keys] * 2


def in_words(worked: list[float], passed: list[float]) -> str:
    """Return the rest of what is known of some times whose p95 is told."""
    clock = f"on the clock {median(passed):.1f}, p95 {p95(passed):.1f} ms"
    return f"our own work, median {median(worked):.1f} ms; {clock}"


def p95(times: list[float]) -> float:
    """Return what 95 of 100 do not pass."""
    return times[math.ceil(0.95 * len(times)) - 1]


def median(times: list[float]) -> float:
    """Return the middle one of sorted times."""
    return times[len(times) // 2]
