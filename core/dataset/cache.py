"""A small cache: a dataset never changes, so what was computed from it stays true for its digest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class DigestCache(Generic[T]):
    """The most recently used results, at most `capacity`; the key is or begins with the digest of the dataset.

    With `of_one` it keeps those of the latest dataset alone, so that results may hold it without keeping it alive.
    """

    def __init__(self, capacity: int, *, of_one: bool = False) -> None:
        self._capacity = capacity
        self._of_one = of_one
        self._digest: Hashable = None
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the kept result for `key`, or make and keep it; a `make` that raises keeps nothing."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        result = make()
        with self._lock:
            self._let_go_of_others(key)
            self._kept[key] = result
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return result

    def _let_go_of_others(self, key: Hashable) -> None:
        digest = key[0] if isinstance(key, tuple) else key
        if self._of_one and digest != self._digest:
            self._kept.clear()
            self._digest = digest
