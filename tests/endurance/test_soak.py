"""The window under thousands of random actions: nothing raises, nothing is left, nothing grows, all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.dataset.load import Dataset
from tests.endurance.actions import TABLE, walk_through
from tests.endurance.conftest import ACTIONS, SEED
from tests.endurance.soak import close_soak, open_soak

MOST_GROWTH = 20_000_000
SHORT = 150
PARTS, WARM = 10, 2


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
    """Memory is read at rest after each tenth; the first two tenths warm up, which fills what is kept on purpose."""
    soak = open_soak(dataset, SEED, tmp_path, monkeypatch)
    held = list[int]()
    try:
        tell(f"seed {SEED}, {ACTIONS} actions")
        walk_through(soak)
        for part in range(PARTS):
            soak.run(TABLE, ACTIONS // PARTS + (ACTIONS % PARTS if part == PARTS - 1 else 0))
            held.append(soak.memory_at_rest())
            grown = held[-1] - held[min(part, WARM - 1)]
            widgets = len(QApplication.allWidgets())
            tell(f"after {soak.number}: {held[-1] / 1e6:.0f} MB, {grown / 1e6:+.1f} MB, {widgets} widgets")
        soak.check_nothing_left()
        soak.check_undo()
        assert not soak.problems, soak.told("; ".join(soak.problems))
        tell("done: " + ", ".join(f"{name} {count}" for name, count in sorted(soak.counts.items())))
        last, most = held[-1] - held[WARM - 1], max(held[WARM:]) - held[WARM - 1]
        tell(
            f"since the first {ACTIONS * WARM // PARTS}: {last / 1e6:+.1f} MB at the end, {most / 1e6:+.1f} MB at most"
        )
        assert last <= MOST_GROWTH, f"memory grew by {last / 1e6:.1f} MB; most in: {soak.growth.most_common(6)}"
    finally:
        close_soak(soak)
