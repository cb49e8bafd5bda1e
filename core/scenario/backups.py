"""Backups: earlier states of each scenario file in the user's data folder, as scenario files themselves.

    backups/Fluorspar-5be1c2…/scenario.json                              which file they are of
    backups/Fluorspar-5be1c2…/000012-20261123T101500Z-0c1d88aa….veta      number, moment (UTC), start of its SHA-256

The number orders them: a clock that is set back must not make the newest look old.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import VetaError
from core.files import clear_parts, read_json, usable_path, write_atomic
from core.paths import user_data_dir
from core.text.messages import msg

LAST = 10
DAYS = 14
OWNER = "scenario.json"
NAME = re.compile(r"(\d{6,9})-(\d{8}T\d{6}Z)-([0-9a-f]{16})\.veta")
MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One earlier state: its file, its number in order, and when it was made (with a time zone)."""

    file: Path
    number: int
    moment: dt.datetime
    digest: str


def kept(moments: Sequence[dt.datetime], now: dt.datetime) -> frozenset[int]:
    """Return the positions to keep of states in the order they were made, as their moments in the reader's time.

    The last ten stay, and the last of each of the fourteen days up to `now`; so do days that are still to come, which
    only a clock that was set back has.
    """
    last_of_day = {moment.date(): position for position, moment in enumerate(moments)}
    first_day = now.date() - dt.timedelta(days=DAYS - 1)
    days = {position for day, position in last_of_day.items() if day >= first_day}
    return frozenset(days | set(range(max(0, len(moments) - LAST), len(moments))))


class Backups:
    """The backups of every scenario file."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or user_data_dir() / "backups"

    def add(self, path: Path, data: bytes, now: dt.datetime | None = None) -> None:
        """Keep a state of a file, unless it is the newest there is, and let go of those too old.

        Raises:
            VetaError: the folder cannot be written.
        """
        now = now or dt.datetime.now(dt.UTC)
        folder = self.folder(path)
        there = self.of(path)
        digest = hashlib.sha256(data).hexdigest()[:16]
        if there and there[0].digest == digest:
            return
        number = there[0].number + 1 if there else 1
        file = folder / f"{number:06d}-{now.astimezone(dt.UTC).strftime(MOMENT)}-{digest}.veta"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (folder / OWNER).is_file():
                write_atomic(folder / OWNER, json.dumps({"path": str(_real(path))}).encode("ascii") + b"\n")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            text = msg(
                "{path} could not be written ({reason}); free some space or check your rights to it.",
                path=str(folder), reason=reason,
            )  # fmt: skip
            raise VetaError(text) from error
        write_atomic(file, data)
        self._let_go(path, now)

    def of(self, path: Path) -> tuple[Backup, ...]:
        """Return the backups of a file, the newest first."""
        found = []
        with contextlib.suppress(OSError):
            for file in self.folder(path).iterdir():
                match = NAME.fullmatch(file.name)
                if match:
                    moment = dt.datetime.strptime(match[2], MOMENT).replace(tzinfo=dt.UTC)
                    found.append(Backup(file, int(match[1]), moment, match[3]))
        return tuple(sorted(found, key=_order, reverse=True))

    def scenarios(self) -> tuple[Path, ...]:
        """Return the files that have backups, by name, whether they are still there or not."""
        found = set[Path | None]()
        with contextlib.suppress(OSError):
            for folder in self._root.iterdir():
                with contextlib.suppress(VetaError):
                    told = read_json(folder / OWNER)
                    found.add(usable_path(told.get("path") if isinstance(told, dict) else None))
        return tuple(sorted((path for path in found if path is not None and self.of(path)), key=_by_name))

    def folder(self, path: Path) -> Path:
        """Return the folder of a file's backups; not created here."""
        real = _real(path)
        return self._root / f"{real.stem[:40]}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"

    def _let_go(self, path: Path, now: dt.datetime) -> None:
        states = self.of(path)[::-1]
        stay = kept([state.moment.astimezone() for state in states], now.astimezone())
        with contextlib.suppress(OSError):
            for position, state in enumerate(states):
                if position not in stay:
                    state.file.unlink(missing_ok=True)
        clear_parts(self.folder(path), time.time())


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _order(backup: Backup) -> tuple[int, dt.datetime]:
    return backup.number, backup.moment


def _by_name(path: Path) -> tuple[str, str]:
    return path.name.casefold(), str(path)
