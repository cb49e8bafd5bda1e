"""Makes the scripts of packaging/ importable, last of all places: none of their names may hide a library's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT / "packaging") not in sys.path:
    sys.path.append(str(ROOT / "packaging"))


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> int:
    """The time that packed files get: 2026-11-24 12:00 UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795521600")
    return 1795521600
