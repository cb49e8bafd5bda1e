"""Start: from the command to the first painted figures, against an empty window over the same libraries."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.performance.empty_window import LIBRARIES, qt_classes
from tests.performance.results import Results

ROOT = Path(__file__).resolve().parents[2]
PAIRS = 7
RATIO = 1.5
NOT_OURS = ("pandas", "numpy", "babel", "platformdirs", "PySide6", "pyqtgraph", "typst", "PIL", "dateutil", "shiboken6",
            "xlsxwriter", "docx", "lxml")  # fmt: skip
PAINTED = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, leave)
        return False
def leave():
    os._exit(0 if shows_figures() else 1)
"""
SHOWN = """
shows_figures = lambda: True
app = QApplication([])
window = QMainWindow()
window.resize(1600, 1000)
watch = Painted()
window.installEventFilter(watch)
window.show()
app.exec()
"""
# Both end after the event loop has painted the window once, all of it in one pass.
EMPTY = LIBRARIES + qt_classes() + PAINTED + SHOWN
UNNAMED = "from PySide6.QtSvg import QSvgRenderer\nfrom PySide6.QtWidgets import QApplication, QMainWindow\n"
BARE = LIBRARIES + UNNAMED + PAINTED + SHOWN
VETA = (
    "from gui.__main__ import get_ready\nget_ready()\nfrom gui.app import application, make_window\n"
    + PAINTED
    + """
shows_figures = lambda: window.bridge.store.board.table.keys.size > 0
app = application()
window = make_window()
window.resize(1600, 1000)
watch = Painted()
window.installEventFilter(watch)
window.show()
app.exec()
"""
)


def seconds(code: str, compiled: Path) -> float:
    """Return how long a script takes; its modules are compiled once into a folder, as an installed program's are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(compiled)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def libraries(code: str) -> set[str]:
    """Return which libraries a script has imported when its window is painted."""
    listed = code.replace(
        "    os._exit(0", "    import sys\n    print(*sys.modules)\n    sys.stdout.flush()\n    os._exit(0"
    )
    done = subprocess.run([sys.executable, "-c", listed], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name.partition(".")[0] for name in done.stdout.split()} & set(NOT_OURS)


@pytest.mark.performance
def test_both_import_the_same_libraries() -> None:
    assert libraries(EMPTY) == libraries(VETA)


@pytest.mark.performance
def test_start_takes_at_most_half_again_an_empty_window(results: Results, tmp_path: Path) -> None:
    codes = (VETA, EMPTY, BARE)
    for code in codes:
        seconds(code, tmp_path)
    rounds = [[seconds(code, tmp_path) for code in codes] for _ in range(PAIRS)]
    veta, empty, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = statistics.median(one[0] / one[1] for one in rounds)
    how = f"from the command to the first painted figures, median of {PAIRS} rounds, files warm on disk"
    line = results.at_most("start", veta, ("an empty window over the same libraries", empty), ratio, RATIO, how)
    results.note(f"Start: {veta / bare:.2f} times an empty window that names no class of Qt beyond its own.")
    assert line.holds, line
