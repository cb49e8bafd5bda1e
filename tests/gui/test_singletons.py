"""None and True outlive a long session: ten thousands of Qt calls and connections in a process of its own."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import gui
from PySide6.QtCore import QObject, QTimer
thing, timer = QObject(), QTimer()
def slot(): pass
for _ in range(60000):
    thing.setObjectName("a")
for _ in range(5000):
    timer.timeout.connect(slot)
    timer.timeout.disconnect(slot)
print("alive", None, True)
"""


def test_many_void_calls_and_connections_do_not_end_the_process() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr[-400:]
    assert run.stdout.strip() == "alive None True"
