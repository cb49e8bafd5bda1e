"""The window under thousands of random actions: nothing raises, nothing is left, nothing grows, all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.dataset.load import Dataset
from tests.endurance.actions import TABLE, walk_through
from tests.endurance.conftest import ACTIONS, SEED
from tests.endurance.soak import close_soak, memory, open_soak

MOST_GROWTH = 20_000_000
SHORT = 150


def test_a_short_soak(dataset: Dataset, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soak = open_soak(dataset, 20_261, tmp_path, monkeypatch)
    try:
        soak.run(TABLE, SHORT)
        soak.check_nothing_left()
        soak.check_undo()
    finally:
        close_soak(soak)


@pytest.mark.endurance
@pytest.mark.timeout(0)
def test_a_long_soak(
    dataset: Dataset, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    soak = open_soak(dataset, SEED, tmp_path, monkeypatch)
    try:
        tell(f"seed {SEED}, {ACTIONS} actions")
        walk_through(soak)
        warm = 0
        for part in range(5):
            soak.run(TABLE, ACTIONS // 5 + (ACTIONS % 5 if part == 4 else 0))
            held = memory()
            if held is not None:
                warm = warm or held
                most = ", ".join(f"{name} {size / 1e6:+.1f}" for name, size in soak.growth.most_common(4))
                tell(f"after {soak.number}: {held / 1e6:.0f} MB, {(held - warm) / 1e6:+.1f} MB; most in: {most}")
                soak.growth.clear()
        soak.check_nothing_left()
        soak.check_undo()
        assert not soak.problems, soak.told("; ".join(soak.problems))
        tell("done: " + ", ".join(f"{name} {count}" for name, count in sorted(soak.counts.items())))
        held = memory()
        assert held is None or held - warm <= MOST_GROWTH, f"memory grew by {(held - warm) / 1e6:.1f} MB"
    finally:
        close_soak(soak)
