"""The scenario files that are open: locked, watched for changes by others, and backed up when they are saved."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import VetaError
from core.files import MEGABYTE, clear_parts, fingerprint, read_bytes
from core.locks import FileLock, Holder
from core.scenario.backups import Backups
from core.scenario.edits import Scenario
from core.scenario.scenario_file import dump, save
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

log = logging.getLogger(__name__)

LIMIT = 5 * MEGABYTE


class OpenFiles:
    """Locks, fingerprints and backups of the files that this process has open; one by path, links followed.

    With `careful` off, nothing but the files themselves is written: for pictures and self-tests.
    """

    def __init__(self, backups: Backups | None = None, *, careful: bool = True) -> None:
        self.backups = backups or Backups()
        self._careful = careful
        self._locks: dict[Path, FileLock] = {}
        self._known: dict[Path, str] = {}

    def take(self, path: Path) -> Holder | None:
        """Lock a file for this process; return who has it instead, None when it is free to be saved."""
        key = _key(path)
        if not self._careful or key in self._locks:
            return None
        lock = FileLock(path)
        holder = lock.take()
        if holder is None:
            self._locks[key] = lock
            clear_parts(key.parent, time.time(), key.name)
        return holder

    def remember(self, path: Path, known: str) -> None:
        """Note what an open file held when it was last read or written, as `core.files.fingerprint` tells."""
        self._known[_key(path)] = known

    def known(self, path: Path | None) -> str:
        """Return what is noted of a file, "" for nothing."""
        return self._known.get(_key(path), "") if path is not None else ""

    def changed_outside(self, path: Path) -> bool:
        """Return whether an open file is there with another content than was last read or written."""
        known = self.known(path)
        return bool(known) and path.exists() and fingerprint(path) != known

    def save(self, path: Path, scenario: Scenario, dataset: Dataset) -> Message | None:
        """Write a scenario file, and keep what it held before and what it holds now; return why that was not kept.

        Raises:
            VetaError: the file cannot be written; it is unchanged.
        """
        old = self._content(path)
        notes = [self._back_up(path, old)] if old is not None else []
        save(path, scenario, dataset)
        data = dump(scenario, dataset)
        self.remember(path, hashlib.sha256(data).hexdigest())
        notes.append(self._back_up(path, data))
        return next((note for note in notes if note is not None), None)

    def keep_only(self, paths: Iterable[Path]) -> None:
        """Let go of every file but these."""
        keys = {_key(path) for path in paths}
        for key in [key for key in self._locks if key not in keys]:
            self._locks.pop(key).release()
        for key in [key for key in self._known if key not in keys]:
            del self._known[key]

    def _content(self, path: Path) -> bytes | None:
        """Return what a file holds; None where it is not there, or is no scenario by its size."""
        with contextlib.suppress(VetaError, OSError):
            return read_bytes(path, LIMIT) if path.is_file() else None
        return None

    def _back_up(self, path: Path, data: bytes) -> Message | None:
        """Keep a state; a problem is told and never stands in the way of saving."""
        if not self._careful:
            return None
        try:
            self.backups.add(path, data)
        except VetaError as error:
            log.warning("%s", error, exc_info=error)
            return msg("The scenario is saved, but no backup could be made. {reason}", reason=error.message)
        return None


def held_sentence(path: Path, holder: Holder) -> Message:
    """Return in one sentence who has a file, since when, and what to do."""
    return msg(
        "{file} has been open in another window on {host} since {moment}; saving will ask for another name. If that "
        "window is gone, delete {lock}.",
        file=path.name,
        host=holder.process.host,
        moment=Named("moment", holder.since.isoformat()),
        lock=str(holder.file),
    )


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file, whether it is there or not."""
    return _key(one) == _key(other)


def _key(path: Path) -> Path:
    return Path(os.path.realpath(path))
