"""Starting Veta: which command is meant, with and without a display, and Qt only where there is a screen."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.dataset.load import Dataset, load_dataset
from core.scenario.edits import Scenario
from core.scenario.journal import journals
from core.scenario.scenario_file import dump
from gui import app
from gui.__main__ import get_ready, wants_window
from gui.app import has_display
from gui.window_state import load_state

ROOT = Path(__file__).resolve().parents[2]


def veta(*arguments: str, display: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Veta in a process of its own; without a display unless told."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden} | more
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=100, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["mine.veta"], True),
        (["query"], False),
        (["--help"], False),
        (["scenario", "show", "a.veta"], False),
    ],
)
def test_which_arguments_open_the_window(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_a_start_is_made_ready_and_settles(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    try:
        get_ready()
        assert not gc.isenabled()
        assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
        assert load_dataset().digest == dataset.digest
    finally:
        app.settle()
        gc.unfreeze()
    assert gc.isenabled()


def test_a_start_keeps_the_import_of_python() -> None:
    script = (
        "import builtins; plain = builtins.__import__; from gui.__main__ import get_ready; get_ready(); import gui.app;"
        "print(builtins.__import__ is plain, 'PySide6.QtWidgets' in __import__('sys').modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout) == (0, "True True\n"), run.stderr[-400:]


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display(environment: dict[str, str], platform: str, there: bool) -> None:
    assert has_display(environment, platform) is there


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
def test_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(app.ctypes, "CDLL", fail)
    problem = app.display_problem({"DISPLAY": ":0"}, "linux")
    assert problem is not None
    assert "libxcb-cursor.so.0 is missing" in problem.plain()
    assert app.display_problem({"WAYLAND_DISPLAY": "wayland-0"}, "linux") is None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
def test_window_without_a_display_says_how_to_get_one() -> None:
    run = veta()
    assert run.returncode == 2
    assert "DISPLAY" in run.stderr
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


WHOLE_RUN = """
import sys
from PySide6.QtCore import QTimer
from core.scenario.journal import journals
from core.scenario.edits import Scenario
from core.scenario.journal import journals
from core.scenario.scenario_file import dump
from gui import app
application = app.application()
def look():
    if list(journals().glob("*/journal.json")):
        print("journal", application.activeWindow().bridge.store.snapshot.scenario.name)
        timer.stop()
        application.closeAllWindows()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
sys.exit(app.run_window(sys.argv[1:]))
"""


def test_a_whole_run_opens_the_file_keeps_a_journal_and_leaves_nothing_but_the_state(tmp_path: Path) -> None:
    path = tmp_path / "user" / "mine.veta"
    path.parent.mkdir()
    path.write_bytes(dump(Scenario("Mine")))
    run = subprocess.run(
        [sys.executable, "-c", WHOLE_RUN, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout) == (0, "journal Mine\n")
    assert list(journals().iterdir()) == []
    assert list(path.parent.iterdir()) == [path]
    assert load_state().recent == (str(path),)


def test_headless_commands_never_import_qt() -> None:
    script = (
        "import sys; from gui.__main__ import main; code = main(['data', 'list']);"
        "print(code, [m for m in sys.modules if m.startswith(('PySide6', 'shiboken', 'pyqtgraph'))], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stderr.strip().splitlines()[-1] == "0 []"


def test_screenshot_of_the_window_without_a_display(tmp_path: Path) -> None:
    out = tmp_path / "window.png"
    run = veta(
        "screenshot",
        "--out",
        str(out),
        "--size",
        "1100x700",
        "--theme",
        "dark",
        "--lang",
        "es",
        "--group",
        "rare-earths",
    )
    assert (run.returncode, run.stderr) == (0, "")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1100, 700)
    assert image.pixelColor(3, 3).lightness() < 60


def test_screenshot_of_one_panel_and_of_none(tmp_path: Path) -> None:
    out = tmp_path / "header.png"
    assert veta("screenshot", "--out", str(out), "--panel", "header").returncode == 0
    assert QImage(str(out)).height() < 300
    wrong = veta("screenshot", "--out", str(tmp_path / "no.png"), "--panel", "cellar")
    assert wrong.returncode == 2
    assert "cellar" in wrong.stderr
    assert wrong.stderr.count("\n") == 1
    assert not (tmp_path / "no.png").exists()


@pytest.mark.parametrize("panel", ["map", "chart"])
def test_screenshot_of_a_panel_behind_a_tab(tmp_path: Path, panel: str) -> None:
    out = tmp_path / "panel.png"
    for flow in ("mexico-exports", "us-imports"):  # one leads with the chart, the other with the map
        run = veta("screenshot", "--out", str(out), "--panel", panel, "--size", "1280x800", "--flow", flow)
        assert (run.returncode, run.stderr) == (0, "")
        assert QImage(str(out)).width() > 400


def test_screenshot_of_a_hidden_panel_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    run = veta("screenshot", "--out", str(out), "--panel", "map", "--flow", "mexico-exports", "--group", "rare-earths")
    assert run.returncode == 2
    assert "map" in run.stderr
    assert not out.exists()
