"""A small cache: a dataset never changes, so what was computed from it stays true for its digest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class DigestCache(Generic[T]):
    """The most recently used results, at most `capacity`; the key begins with the digest of the dataset."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
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
            self._kept[key] = result
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return result
