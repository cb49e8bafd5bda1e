"""A process to weigh: the window with a scenario, every kind of chart looked at, and all dialogs open beside it.

Prints megabytes: resident and its own alone without dialogs, the same with them, then the names of what is open.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from core.store_edits import EditShare
from core.store_select import Select
from gui.app import application, make_window, settle
from gui.main_window import MainWindow

PAUSE_MS = 150  # for the event loop to lay out and paint what a step has opened
CHARTS = ("destinations", "shares", "trend")
ONE_CODE = "252922"


class Steps:
    """What is opened, one after the other, each from the event loop."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.store = window, window.bridge.store
        self.alone = (0.0, 0.0)
        self.left: list[Callable[[], object]] = [
            self.look, *[self.chart] * len(CHARTS), self.edit, window.library.duplicate, self.edit, self.weigh,
            window.show_brief, window.desk.show_sources, window.claims.show, window.baskets.show_baskets, self.origin,
            window.library.compare, window.library.add_edit, self.one_code, window.desk.show_mirror, window.about,
            self.finish,
        ]  # fmt: skip
        self.charts = list(CHARTS)

    def run(self) -> None:
        """Take the next step, and the one after it once this one is painted."""
        self.left.pop(0)()
        if self.left:
            QTimer.singleShot(PAUSE_MS, self.run)

    def look(self) -> None:
        self.store.execute(Select(flow="us-imports", target="rare-earths", year=2024))

    def chart(self) -> None:
        self.window.panels["chart"].show_tab(self.charts.pop(0))

    def edit(self) -> None:
        share = 0.3 + 0.1 * len(self.store.snapshot.documents)
        self.store.execute(EditShare(str(self.store.board.table.keys[0]), share))

    def weigh(self) -> None:
        self.alone = held()

    def origin(self) -> None:
        self.window.desk.show_source(self.store.board.table.row_ids[0])

    def one_code(self) -> None:
        self.store.execute(Select(target=ONE_CODE))

    def finish(self) -> None:
        shown = [dialog for dialog in self.window.findChildren(QWidget) if isinstance(dialog, QDialog)]
        names = sorted({type(dialog).__name__ for dialog in shown if dialog.isVisible()})
        sys.stdout.write(" ".join([*map(str, self.alone + held()), *names]) + "\n")
        sys.stdout.flush()
        os._exit(0)


def held() -> tuple[float, float]:
    """Return the megabytes that are resident, and those of them that no other process shares."""
    found: dict[str, float] = {}
    with Path("/proc/self/smaps_rollup").open(encoding="utf-8") as stream:
        for line in stream:
            name, _, rest = line.partition(":")
            if rest.endswith("kB\n"):
                found[name] = int(rest.split()[0]) * 1024 / 1e6
    return found["Rss"], found["Private_Clean"] + found["Private_Dirty"]


def main() -> None:
    """Open everything, say what it weighs and end at once."""
    app = application()
    window = make_window(careful=False)
    window.resize(1600, 1000)
    window.show()
    settle()
    steps = Steps(window)
    QTimer.singleShot(PAUSE_MS, steps.run)
    app.exec()


if __name__ == "__main__":
    main()
