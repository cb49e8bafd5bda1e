"""The size of the unpacked bundle, where one has been made; `dev.py package` refuses one that is too large."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.performance.results import Results

MOST_MB = 350.0
BUNDLE = Path(__file__).resolve().parents[2] / "dist" / "veta"


@pytest.mark.performance
def test_the_bundle(results: Results) -> None:
    if not BUNDLE.is_dir():
        pytest.skip("unpacked bundle: none in dist/; `dev.py package` makes one and refuses it above 350 MB.")
    files = [file for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files) / 1e6
    line = results.within("unpacked bundle", size, MOST_MB, "MB", f"{len(files):,} files of dist/veta")
    assert line.holds, line
