"""A whole year of BACI, eleven million rows: memory, time, and what stopping leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.performance.results import Results

pytestmark = pytest.mark.performance

ROWS = 11_000_000
PEAK_MB = 500
SECONDS = 90
PASSES = 1.1

# A process of its own, so that its peak is the import's alone: Linux counts that since the process began, while
# ru_maxrss begins with that of the process above it. That one is in kilobytes, on a Mac in bytes.
_RUN = """
import resource, sys, time
from pathlib import Path
from core.dataset.importers.base import CancelledError, Watch
from core.dataset.importers.run import Wish, import_file
from core.dataset.load import load_dataset
path, folder, stop_at = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
def most_held():
    try:
        lines = open("/proc/self/status").readlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1e6 if sys.platform == "darwin" else 1e3)
def taken_in():
    try:
        return int(open("/proc/self/io").readline().split()[1])
    except OSError:
        return 0
watch = Watch(progress=lambda d, t: told.append(d / t), cancelled=lambda: bool(told) and told[-1] > stop_at)
dataset = load_dataset()
told, before, start = [], taken_in(), time.perf_counter()
try:
    result = import_file(dataset, path, Wish(), watch, folder)
    print(result.rows_in, result.rows_kept)
except CancelledError:
    print("stopped", 0)
rises = told == sorted(told)
print(time.perf_counter() - start, most_held(), (taken_in() - before) / path.stat().st_size, len(told) if rises else 0)
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a file of CEPII's shape: every pair of 226 countries in the codes they trade, figures made up."""
    path = tmp_path_factory.mktemp("baci") / "BACI_HS17_Y2024_V202601.csv"
    random = np.random.default_rng(2024)
    countries = np.array(sorted({842, 484, 156, 124, 757, 699, 490, *range(4, 880, 4)}))
    codes = np.unique(random.integers(10_121, 970_600, 5_300))
    pairs = len(countries) ** 2
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("t,i,j,k,v,q\n")
        written = 0
        for exporter in (842, 484, *countries[~np.isin(countries, (842, 484))]):
            # the two whose rows are kept trade most: some 1,700 codes with each partner
            each = ROWS // pairs * 8 if exporter in (842, 484) else ROWS // pairs
            importers = np.repeat(countries, each)
            picked = np.concatenate([random.choice(len(codes), each, replace=False) for _ in countries])
            count = min(len(importers), ROWS - written)
            n = len(importers)
            frame = pd.DataFrame(
                {
                    "t": 2024,
                    "i": exporter,
                    "j": importers,
                    "k": [f"{code:06d}" for code in codes[picked]],
                    "v": random.lognormal(3, 2, n).round(3),
                    "q": random.lognormal(1, 2, n).round(3),
                }
            )
            frame[:count].to_csv(stream, header=False, index=False)
            written += count
    assert written > ROWS * 0.98
    return path


def measure(year: Path, folder: Path, stop_at: float) -> tuple[list[str], list[float]]:
    """Return the counts of one import in a process of its own, and what was measured.

    That is seconds, peak memory in megabytes, how many times the file's bytes were read (0 where the system does not
    say) and how often progress was told (0 where it did not rise).
    """
    process = subprocess.run(
        [sys.executable, "-c", _RUN, str(year), str(folder), str(stop_at)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    counts, measured = process.stdout.strip().splitlines()
    return counts.split(), [float(word) for word in measured.split()]


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="import of a BACI year: Windows has no resource module")
def test_a_year_of_baci(year: Path, tmp_path: Path, results: Results) -> None:
    counts, (seconds, peak, passes, told) = measure(year, tmp_path / "packages", 2.0)
    size = year.stat().st_size / 1e6
    how = f"{int(counts[0]):,} rows, {size:.0f} MB, {int(counts[1]):,} rows kept; progress told {told:.0f} times"
    small = results.within("import of a BACI year, memory", peak, PEAK_MB, "MB", f"peak of the process; {how}")
    quick = results.within(
        "import of a BACI year", seconds, SECONDS, "s", "from the file to a package laid over the figures"
    )
    once = results.within("import of a BACI year, passes", passes, PASSES, "x the file", "bytes the process read")
    assert int(counts[0]) > ROWS * 0.98
    assert int(counts[1]) > 50_000
    assert told > 1
    assert small.holds, small
    assert quick.holds, quick
    assert once.holds, once


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="import of a BACI year: Windows has no resource module")
def test_stopping_half_way_leaves_nothing(year: Path, tmp_path: Path, results: Results) -> None:
    counts, (seconds, *_rest) = measure(year, tmp_path / "packages", 0.5)
    assert counts[0] == "stopped"
    assert not (tmp_path / "packages").exists() or not any((tmp_path / "packages").iterdir())
    results.within("import stopped half way", seconds, SECONDS / 2, "s", "it ends and leaves nothing behind")
