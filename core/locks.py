"""One writer per file: a small lock file beside it says which process has it, on which computer and since when.

It stands beside the file, not in a folder of the user's own, because colleagues share folders: the second one to open a
file learns who has it, also from another computer or another account. A folder that takes no lock file takes no saved
scenario either, so a file there counts as free.

A lock outlives a process that is killed. It is taken over by the next one when that process is gone from the same
computer; on another computer nobody can tell, so it stays, and the sentence names the lock file that a person may
delete. It is a courtesy between people, not a guard against malice.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from core.errors import VetaError
from core.files import clear_parts, create_new, parse_json, part_beside, read_bytes
from core.process import Process, this_process

log = logging.getLogger(__name__)

MOST_BYTES = 10_000
LONGEST_NAME = 200  # bytes of UTF-8; most file systems take 255, and a part written beside needs some
TRIES = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file, and since when (with a time zone); `file` is the lock file that says so."""

    process: Process
    since: dt.datetime
    file: Path


class FileLock:
    """The lock of one file, for this process."""

    def __init__(self, path: Path) -> None:
        self.file = lock_file(path)
        self.held = False
        self._process = this_process()

    def take(self) -> Holder | None:
        """Take the lock; return who has it instead, None when it is ours or the folder takes no lock."""
        content = _content(self._process)
        for _ in range(TRIES):
            try:
                if create_new(self.file, content):
                    self._begin()
                    return None
            except OSError as error:
                log.info("%s: no lock (%s)", self.file, error)
                return None
            found = _read(self.file)
            holder = _holder(found, self.file) if found is not None else None
            if holder is not None and holder.process == self._process:
                self.held = True
                return None
            if holder is not None and holder.process.may_run():
                return holder
            if found is not None and not _take_away(self.file, found):
                return None
        return None

    def release(self) -> None:
        """Remove the lock file, unless another process has taken it over."""
        if not self.held:
            return
        self.held = False
        found = _read(self.file)
        holder = _holder(found, self.file) if found is not None else None
        if holder is None or holder.process == self._process:
            with contextlib.suppress(OSError):
                self.file.unlink(missing_ok=True)

    def _begin(self) -> None:
        self.held = True
        clear_parts(self.file.parent, time.time(), self.file.name)


def lock_file(path: Path) -> Path:
    """Return the lock file of a file: beside it, or beside the file that a link leads to."""
    target = Path(os.path.realpath(path))
    name = f".{target.name}.lock"
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = f".{target.name[:20]}-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}.lock"
    return target.with_name(name)


def process_value(process: Process) -> dict[str, object]:
    """Return a process as a JSON object."""
    return {"pid": process.pid, "host": process.host, "born": process.born}


def process_of(value: object) -> Process | None:
    """Return the process that a JSON object tells of; None where it tells of none."""
    if not isinstance(value, dict):
        return None
    pid, host, born = value.get("pid"), value.get("host"), value.get("born")
    if not (isinstance(pid, int) and isinstance(host, str) and isinstance(born, str)):
        return None
    return Process(pid, host, born)


def moment_of(value: object) -> dt.datetime | None:
    """Return the moment of an ISO text with a time zone; None where it is none."""
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _content(process: Process) -> bytes:
    since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return json.dumps({"veta-lock": 1, **process_value(process), "since": since}).encode() + b"\n"


def _read(file: Path) -> bytes | None:
    """Return what a lock file says; None where it is gone."""
    try:
        return read_bytes(file, MOST_BYTES)
    except VetaError:
        return None


def _holder(content: bytes, file: Path) -> Holder | None:
    """Return who holds a lock; None where the file does not say, so that nobody is to be waited for."""
    try:
        value = parse_json(content, file.name)
    except VetaError:
        return None
    process = process_of(value)
    since = moment_of(value.get("since")) if process is not None else None
    return Holder(process, since, file) if process is not None and since is not None else None


def _take_away(file: Path, stale: bytes) -> bool:
    """Remove a lock whose process is gone; False where the folder does not allow it.

    Of two that find it at once, the slower would remove the lock that the faster has just made. So it is moved aside
    first and put back when it is not the one that was read.
    """
    aside = part_beside(file)
    try:
        file.rename(aside)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        if _read(aside) not in (stale, None):
            with contextlib.suppress(OSError):
                file.hardlink_to(aside)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return True
