"""A folder of each test's own for the reader's claims, and small datasets with the tables that claims look into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from core.dataset.load import Dataset
from tests.core.made_figures import make_dataset

MONTHLY = ("year", "month", "partner", "product", "value_usd", "usmca_claimed_usd", "source_id", "raw_ref")
REPORTED = ("flow", "year", "partner", "product", "value_usd", "source_id")
SITES = ("name", "kind", "minerals", "country", "source_id")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's data."""
    folder = tmp_path / "home"
    monkeypatch.setattr("core.claims.own.user_data_dir", lambda: folder)
    return folder


@pytest.fixture
def figures() -> Callable[..., Dataset]:
    """Make a dataset of a few rows; `monthly` holds (year, month, partner, product, value)."""

    def make(monthly: tuple[tuple[object, ...], ...] = (), **parts: object) -> Dataset:
        data = make_dataset(**parts)  # type: ignore[arg-type]
        rows = [(*row, float("nan"), "usitc", "made:3") for row in monthly]
        data._read["us_imports_monthly"] = pd.DataFrame(rows, columns=list(MONTHLY))
        data._read["mexico_reported"] = pd.DataFrame(columns=list(REPORTED))
        data._read["sites"] = pd.DataFrame(columns=list(SITES))
        return data

    return make
