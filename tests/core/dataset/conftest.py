"""A copy of the bundled figures with a small product catalogue, so that each test may damage its own."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from core.dataset.build.package import seal
from core.dataset.schema import REPORTED_TABLES, TABLES, TRADE_TABLES
from core.paths import resource


@pytest.fixture(scope="session")
def _sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "data"
    shutil.copytree(resource("data"), folder)
    codes = {"26", "71", "74", "75", "25", "72", "76", "78", "79", "80", "81", "2846"}
    for name in (*TRADE_TABLES, *REPORTED_TABLES, "dependence", "press", "us_imports_monthly"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            found = {row["product"] for row in csv.DictReader(stream)}
        codes |= {code[:6] for code in found} if name == "us_imports_monthly" else found
    lines = [",".join(TABLES["products"].column_names)]
    lines += [
        f"{code},{len(code)},copper,other,Product {code},Producto {code},Produit {code}" for code in sorted(codes)
    ]
    (folder / "catalogue" / "products.csv").write_bytes(("\n".join(lines) + "\n").encode())
    seal(folder)
    return folder


@pytest.fixture
def figures(_sealed: Path, tmp_path: Path) -> Path:
    """A sealed dataset folder of the test's own."""
    folder = tmp_path / "data"
    shutil.copytree(_sealed, folder)
    return folder
