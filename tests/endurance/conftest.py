"""Long runs: `python3 packaging/dev.py soak` runs them all, `test` only the short ones without the mark `endurance`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pandas  # noqa: F401, ICN001 - before PySide6, as the program does
import pytest

from core.dataset.load import Dataset, load_dataset

ACTIONS = int(os.environ.get("VETA_SOAK_ACTIONS", "10000"))
SEED = int(os.environ.get("VETA_SOAK_SEED", "1"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep state, log and files of the person who runs this out of the way."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The bundled figures."""
    return load_dataset()


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[str], None]]:
    """Print a line at once, so that a run of minutes shows where it is."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"   {line}\n")
            sys.stdout.flush()

    return say
