"""Results kept by dataset: the least used go first, and where only one dataset counts, those of any other."""

from __future__ import annotations

import pytest

from core.dataset.cache import DigestCache


def test_the_least_recently_used_goes_first():
    cache: DigestCache[int] = DigestCache(2)
    made = []

    def make():
        made.append(1)
        return len(made)

    assert [cache.get((key,), make) for key in ("a", "b", "a", "c", "a", "b")] == [1, 2, 1, 3, 1, 4]


def test_results_of_another_dataset_are_let_go_where_one_is_kept():
    cache: DigestCache[str] = DigestCache(8, of_one=True)
    for key in ((1, "a"), (1, "b"), (2, "a")):
        cache.get(key, lambda: "first")
    assert cache.get((2, "a"), lambda: "second") == "first"
    assert cache.get((1, "a"), lambda: "second") == "second"
    assert cache.get((2, "a"), lambda: "third") == "third"


def test_what_raises_keeps_nothing_and_lets_nothing_go():
    cache: DigestCache[str] = DigestCache(8, of_one=True)
    cache.get((1,), lambda: "kept")
    with pytest.raises(ZeroDivisionError):
        cache.get((2,), lambda: str(1 // 0))
    assert cache.get((1,), lambda: "new") == "kept"
