"""A crash is told at the next start, once, with its report to show or delete."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.crash import CrashWatch, new_reports, reports_folder
from gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
# What a program does that reaches for the network, starts another, or hands something to one.
REACHES = (
    "socket.",
    "urllib.",
    "http.client.",
    "ftplib.",
    "smtplib.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)
# Starts the window as the program does, does one thing in a slot, tells what the bar says, and ends.
SCRIPT = """
import os, sys
def watch(event, arguments):
    if event.startswith({reaches!r}):
        os.write(2, f"REACHED {{event}} {{arguments}}\\n".encode())
sys.addaudithook(watch)
import gui
from gui import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def thing():
    {thing}
def end():
    bar = next(w for w in QApplication.topLevelWidgets() if w.inherits("QMainWindow")).messages
    print("BAR", bar.isVisible(), [b.text() for b in bar.choice_buttons if b.isVisible()])
    print("SOCKETS", internet_sockets())
    QApplication.quit()
def internet_sockets():
    if sys.platform != "linux":
        return []
    tables = [f"/proc/self/net/{{name}}" for name in ("tcp", "tcp6", "udp", "udp6")]
    lines = [line for table in tables if os.path.exists(table) for line in open(table).read().splitlines()[1:]]
    links = [f"/proc/self/fd/{{number}}" for number in os.listdir("/proc/self/fd")]
    held = [os.readlink(link) for link in links if os.path.islink(link)]
    return [name for name in held if name in {{f"socket:[{{line.split()[9]}}]" for line in lines}}]
settled = app.settle
def settle():
    settled()
    QTimer.singleShot(0, thing)
    QTimer.singleShot(0, end)
app.settle = settle
sys.exit(app.run_window([]))
"""


def start(home: Path, thing: str) -> subprocess.CompletedProcess[str]:
    folders = ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")
    environment = {**os.environ, **{name: str(home) for name in folders}, "QT_QPA_PLATFORM": "offscreen", "LANG": "C"}
    script = SCRIPT.format(thing=thing, reaches=REACHES)
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("thing", "word"),
    [
        ("raise RuntimeError('boom in a slot')", "RuntimeError: boom in a slot"),
        ("os.abort()", "Fatal Python error: Aborted"),
    ],
)
def test_the_next_start_offers_the_report_once(thing: str, word: str, tmp_path: Path) -> None:
    first = start(tmp_path, thing)
    assert (first.returncode == 0) == thing.startswith("raise"), first.stderr
    second = start(tmp_path, "pass")
    assert "BAR True ['Show file', 'Delete']" in second.stdout, second.stdout + second.stderr
    (path,) = tmp_path.rglob("crash-*.txt")
    text = path.read_text(encoding="utf-8")
    assert word in text
    assert "in thing" in text
    assert "Figures: sha256:" in text
    assert str(tmp_path) not in text
    third = start(tmp_path, "pass")
    assert "BAR False" in third.stdout, third.stdout + third.stderr
    for run in (first, second, third):
        assert "REACHED" not in run.stderr, run.stderr
    assert "SOCKETS []" in second.stdout
    assert "SOCKETS []" in third.stdout
    assert [report for report in tmp_path.rglob("*crash-*") if report.is_file()] == [path]
    assert not list(tmp_path.rglob("running-*.txt"))


@pytest.mark.skipif(sys.platform != "linux", reason="sockets are found in /proc")
def test_a_program_that_sends_would_be_seen(tmp_path: Path) -> None:
    """The watch of the test above is no watch if it does not see a socket."""
    run = start(tmp_path, "import socket; os.kept = socket.socket(); os.kept.bind(('127.0.0.1', 0)); os.kept.listen()")
    assert "REACHED socket.bind" in run.stderr
    assert "SOCKETS ['socket:[" in run.stdout, run.stdout + run.stderr


@pytest.fixture
def offered(window: MainWindow) -> MainWindow:
    try:
        raise RuntimeError("boom")
    except RuntimeError as error:
        CrashWatch().report(type(error), error, error.__traceback__)
    window.crashes.offer()
    return window


def test_delete_by_keyboard(offered: MainWindow, qtbot: QtBot) -> None:
    show, delete = offered.messages.choice_buttons
    assert (show.text(), delete.text()) == ("Show file", "Delete")
    assert show.focusPolicy() & delete.focusPolicy() & Qt.FocusPolicy.TabFocus
    delete.setFocus()
    QTest.keyClick(delete, Qt.Key.Key_Space)
    assert not list(reports_folder().iterdir())
    assert not offered.messages.isVisible()


def test_show_opens_the_file_or_says_where_it_is(offered: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(offered.crashes, "open_file", opened.append)  # returns None: it could not be opened
    QTest.mouseClick(offered.messages.choice_buttons[0], Qt.MouseButton.LeftButton)
    assert opened == list(reports_folder().iterdir())
    assert str(opened[0]) in offered.messages.text.text()
    assert not offered.messages.choice_buttons[0].isVisible()


def test_it_is_worded_anew_and_only_once(offered: MainWindow) -> None:
    offered.commands["language-es"].trigger()
    assert [button.text() for button in offered.messages.choice_buttons] == ["Mostrar archivo", "Eliminar"]
    assert new_reports() == []
    offered.messages.hide()
    offered.crashes.offer()
    assert not offered.messages.isVisible()
