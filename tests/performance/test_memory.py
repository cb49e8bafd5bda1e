"""Memory of the program with everything open: the window on its largest table, and every dialog beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.performance.results import Results

MOST_MB = 350.0
ROOT = Path(__file__).resolve().parents[2]

OPEN = {
    "BasketsDialog", "BriefBuilder", "ClaimsDialog", "CompareDialog", "EditDialog", "MirrorDialog", "SourceDialog",
    "SourcesDialog",
}  # fmt: skip


@pytest.mark.performance
@pytest.mark.skipif(sys.platform != "linux", reason="memory: read from /proc, which Linux alone has")
def test_memory_with_everything_open(results: Results) -> None:
    command = [sys.executable, "-m", "tests.performance.everything_open"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=100)
    words = done.stdout.split()
    alone, alone_own, resident, own = map(float, words[:4])
    shown = set(words[4:])
    assert shown >= OPEN, OPEN - shown
    how = (
        f"resident in its own process, offscreen, {len(words) - 4} dialogs open; {own:.0f} MB are its own alone; "
        f"the window without dialogs {alone:.0f} MB, {alone_own:.0f} its own"
    )
    line = results.within("memory with everything open", resident, MOST_MB, "MB", how)
    assert line.holds, line
