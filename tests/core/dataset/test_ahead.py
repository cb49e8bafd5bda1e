"""What is made while nobody waits is there when it is asked for; what cannot be made is told only then."""

from __future__ import annotations

import pytest

from core.dataset import series, stat_index
from core.dataset.ahead import make_ahead
from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.errors import VetaError
from core.text.messages import msg


@pytest.fixture(autouse=True)
def nothing_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stat_index, "_INDEXES", DigestCache(1))
    monkeypatch.setattr(series, "_CHANGES", DigestCache(1))


def test_what_is_made_ahead_is_not_made_again(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ahead(bundled)
    monkeypatch.setattr(stat_index, "_build", None)
    monkeypatch.setattr(series, "_read", None)
    assert stat_index.stat_index(bundled).flow("production").years
    assert series.revision_changes(bundled)


def test_damage_is_told_when_it_is_asked_for(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_dataset: Dataset) -> None:
        raise VetaError(msg("The disk is full."))

    monkeypatch.setattr(stat_index, "_build", damaged)
    make_ahead(bundled)
    with pytest.raises(VetaError, match="full"):
        stat_index.stat_index(bundled)
    assert series.revision_changes(bundled)
