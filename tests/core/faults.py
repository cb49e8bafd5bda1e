"""Faults to order: let the nth call into the system fail, whatever it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# Every call into the system on the way of a write, a lock, a journal or a backup, the clearing up included.
CALLS = (
    (os, "lstat"),
    (os, "fsync"),
    (os, "open"),
    (os, "close"),
    (Path, "open"),
    (Path, "exists"),
    (Path, "stat"),
    (Path, "chmod"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "hardlink_to"),
    (Path, "rename"),
    (Path, "mkdir"),
    (Path, "iterdir"),
)


@dataclass
class Faults:
    """How many calls were made so far, and the name of the one that failed."""

    made: int = 0
    failed: str = ""


@contextmanager
def failing_at(nth: int, error: OSError) -> Iterator[Faults]:
    """Let the nth call (from 0) of `CALLS` raise an error like `error`; none where it is negative."""
    faults = Faults()

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            faults.made += 1
            if faults.made - 1 == nth:
                faults.failed = name
                raise OSError(error.errno, error.strerror)
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CALLS:
            patch.setattr(owner, name, wrap(name, getattr(owner, name)))
        yield faults


def names(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(entry.name for entry in folder.iterdir())
