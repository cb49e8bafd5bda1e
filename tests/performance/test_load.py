"""Loading the bundled figures: wall clock and memory, each time in a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from core.dataset.schema import LATER_TABLES
from tests.performance.results import Results

pytestmark = pytest.mark.performance

SECONDS, GROWTH_MB = 0.3, 60.0
RUNS = 9

# Memory of the process as Linux counts it, in megabytes; its ru_maxrss would begin with that of the process above it.
_RUN = """
import sys, time
from core.dataset.load import load_dataset
def held(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name + ":")) / 1024
before, start = held("VmRSS"), time.perf_counter()
dataset = load_dataset()
seconds, kept, peak = time.perf_counter() - start, held("VmRSS") - before, held("VmHWM") - before
for name in sys.argv[1:]:
    dataset.table(name)
print(seconds, kept, peak, held("VmRSS") - before)
"""


def measure() -> tuple[float, ...]:
    """Return the seconds of a load, the megabytes it keeps and takes at most, and those with every table on demand."""
    process = subprocess.run(
        [sys.executable, "-c", _RUN, *LATER_TABLES],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return tuple(map(float, process.stdout.split()))


@pytest.mark.skipif(sys.platform != "linux", reason="loading: memory is read from /proc, which Linux alone has")
def test_loading(results: Results) -> None:
    """The median of some runs, for a load is short enough for another program to disturb one."""
    runs = [measure() for _ in range(RUNS)]
    seconds, kept, peak, everything = (statistics.median(column) for column in zip(*runs, strict=True))
    how = f"median of {RUNS} processes; it keeps {kept:.0f} MB, with every table on demand {everything:.0f} MB"
    quick = results.within("load the figures", seconds, SECONDS, "s", how)
    small = results.within("load the figures, memory", peak, GROWTH_MB, "MB", "the most it takes while it loads")
    assert kept > 0
    assert quick.holds, quick
    assert small.holds, small
