"""A whole year of BACI, eleven million rows: memory, time, and what stopping leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytestmark = pytest.mark.performance

ROWS = 11_000_000
PEAK_MB = 500
SECONDS = 90

# A process of its own, so that its peak is the import's alone; ru_maxrss is in kilobytes, on a Mac in bytes.
_RUN = """
import resource, sys, time
from pathlib import Path
from core.dataset.importers.base import CancelledError, Watch
from core.dataset.importers.run import Wish, import_file
from core.dataset.load import load_dataset
path, folder, stop_at = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
done = [0.0]
watch = Watch(progress=lambda d, t: done.__setitem__(0, d / t), cancelled=lambda: done[0] > stop_at)
dataset = load_dataset()
start = time.perf_counter()
try:
    result = import_file(dataset, path, Wish(), watch, folder)
    print(result.rows_in, result.rows_kept)
except CancelledError:
    print("stopped", 0)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(time.perf_counter() - start, peak)
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


def measure(year: Path, folder: Path, stop_at: float) -> tuple[list[str], float, float]:
    """Return the counts, seconds and peak memory in megabytes of one import in a process of its own."""
    process = subprocess.run(
        [sys.executable, "-c", _RUN, str(year), str(folder), str(stop_at)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    counts, measured = process.stdout.strip().splitlines()
    seconds, peak = map(float, measured.split())
    return counts.split(), seconds, peak


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource module")
def test_a_year_of_baci(year: Path, tmp_path: Path, report: list[str]) -> None:
    counts, seconds, peak = measure(year, tmp_path / "packages", 2.0)
    size = year.stat().st_size / 1e6
    report.append(f"import of {counts[0]} rows ({size:.0f} MB), {counts[1]} kept: {seconds:.1f} s, peak {peak:.0f} MB")
    assert int(counts[0]) > ROWS * 0.98
    assert int(counts[1]) > 50_000
    assert peak <= PEAK_MB
    assert seconds <= SECONDS


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource module")
def test_stopping_half_way_leaves_nothing(year: Path, tmp_path: Path, report: list[str]) -> None:
    counts, seconds, _peak = measure(year, tmp_path / "packages", 0.5)
    report.append(f"import stopped half way after {seconds:.1f} s")
    assert counts[0] == "stopped"
    assert not (tmp_path / "packages").exists() or not any((tmp_path / "packages").iterdir())
