"""What a user typed survives: any failing call on the way, and a process killed at any moment."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from core.errors import VetaError
from core.files import clear_parts
from core.locks import lock_file
from core.paths import resource
from core.scenario.backups import Backups
from core.scenario.journal import Entry, Journal
from core.scenario.leftovers import leftovers
from core.scenario.open_files import OpenFiles
from core.scenario.scenario_file import dump, read
from tests.core.faults import Faults, failing_at, names
from tests.core.processes import ended_process
from tests.core.scenario.killed import FIGURES, SAVED_EVERY, number_of, state

ROUNDS = 200
MOST_WORDS = 6
LONGEST = 0.004  # seconds from the last of them to the end
SEED = 20261123
NAME = "Escenario de fluorita \N{GEM STONE} " + "n" * 190 + ".veta"


@dataclass
class World:
    """A user's folder, the backups and the journals: state 1 is saved, state 2 is in the journal of a process."""

    root: Path

    def __post_init__(self) -> None:
        self.path = self.root / "user" / "a.veta"
        self.path.parent.mkdir(parents=True)
        self.backups = Backups(self.root / "backups")
        OpenFiles(self.backups, careful=True).save(self.path, state(1), FIGURES)
        self.files = OpenFiles(self.backups)
        self.journal = Journal(self.root / "journal", ended_process())
        self.journal.write([Entry(dump(state(2), FIGURES), self.path)])

    def work(self) -> None:
        """Do what the window does from an edit to the end: lock, journal, save, journal, let go."""
        self.files.take(self.path)
        self.journal.write([Entry(dump(state(3), FIGURES), self.path)])
        self.files.save(self.path, state(3), FIGURES)
        self.journal.write([])
        self.files.keep_only([])

    def saved(self) -> int:
        """Return which state the file holds."""
        return number_of(read(self.path))

    def recoverable(self) -> list[int]:
        """Return the states that the next start offers."""
        found, problems = leftovers(self.root / "journal")
        assert problems == []
        return [number_of(kept.scenario) for left in found for kept in left.kept]


def swept(tmp_path: Path, error: OSError) -> Iterator[tuple[World, Faults, bool]]:
    """Yield a world for each call of the work that can fail, after it has failed, and whether that was told."""
    whole = World(tmp_path / "whole")
    with failing_at(-1, error) as faults:
        whole.work()
    assert (whole.saved(), whole.recoverable()) == (3, [])
    assert names(whole.path.parent) == ["a.veta"]
    total = faults.made
    assert total > 60
    for nth in range(total):
        world = World(tmp_path / f"at-{nth}")
        told = False
        with failing_at(nth, error) as faults:
            try:
                world.work()
            except VetaError:
                told = True
        assert faults.failed, nth
        yield world, faults, told


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_any_failing_call_leaves_old_or_new_and_nothing_is_lost_or_strays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "fsync", Mock())  # it still fails when its turn comes; waiting for the disk proves nothing
    outcomes = set()
    for world, faults, told in swept(tmp_path, OSError(code, os.strerror(code))):
        saved, recoverable = world.saved(), world.recoverable()
        # Old and still to be recovered in one of its two last states, or new.
        assert (saved, recoverable) in [(1, [2]), (1, [3]), (3, [])], faults
        assert told or saved == 3, faults
        outcomes.add((saved, *recoverable))
        backups = [number_of(read(backup.file)) for backup in world.backups.of(world.path)]
        assert 1 in backups, faults
        assert set(backups) <= {1, 3}, faults
        nothing_strayed(world, faults)
        world.work()  # and the same can be done again
        assert (world.saved(), world.recoverable()) == (3, []), faults
    assert outcomes == {(1, 2), (1, 3), (3,)}, "the sweep must have met every stage"


def nothing_strayed(world: World, faults: Faults) -> None:
    """Check that every folder holds what it is for, once the program has ended."""
    if faults.failed == "unlink":  # it goes later: a lock with its process, a part in an hour
        lock_file(world.path).unlink(missing_ok=True)
        clear_parts(world.path.parent, time.time() + 3601)
    world.files.keep_only([])
    assert names(world.path.parent) == ["a.veta"], faults
    kept = {file for file in world.backups.folder(world.path).iterdir() if file.name != "scenario.json"}
    assert kept == {backup.file for backup in world.backups.of(world.path)}, faults
    assert not list((world.root / "journal").rglob("*.part")), faults


class KillServer:
    """A process that has imported everything once and forks a working child for each round."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.core.scenario.killed"]
        self._process = subprocess.Popen(
            command, cwd=resource().parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._text = b""

    def run(self, path: Path, first: int, words: int, seconds: float) -> list[str]:
        """Let a child work from a state on, kill it some words and seconds later, and return all its words."""
        self._send(f"{first}\t{path}\n".encode())
        child = int(self._line(None).removeprefix("child "))
        said = [self._line(None) for _ in range(words)]
        end = time.monotonic() + seconds
        while time.monotonic() < end and (line := self._line(end)):
            said.append(line)
        os.kill(child, signal.SIGKILL)
        while said[-1] != "ended":
            said.append(self._line(None))
        return said[:-1]

    def close(self) -> None:
        """End the server; a child that still works sees it and ends too."""
        self._process.kill()
        self._process.communicate(timeout=30)

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)

    def _line(self, end: float | None) -> str:
        """Return the next line; "" where none came up to `end`."""
        stream = self._process.stdout
        assert stream is not None
        while b"\n" not in self._text:
            wait = 60.0 if end is None else max(0.0, end - time.monotonic())
            if not select.select([stream], [], [], wait)[0]:
                assert end is not None, "the child says nothing"
                return ""
            data = os.read(stream.fileno(), 65536)
            assert data, "the server has ended"
            self._text += data
        line, _, self._text = self._text.partition(b"\n")
        return line.decode()


@pytest.mark.skipif(os.name != "posix", reason="kills and forks as POSIX does")
def test_killed_at_any_moment_the_file_is_a_saved_state_and_the_journal_has_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "user" / "Casa  y más" / NAME
    path.parent.mkdir(parents=True)
    OpenFiles(Backups(tmp_path / "backups")).save(path, state(0), FIGURES)
    chance, server = random.Random(SEED), KillServer()
    first, saved, ends = 1, 0, set()
    try:
        for _ in range(ROUNDS):
            words = server.run(path, first, chance.randint(1, MOST_WORDS), chance.uniform(0, LONGEST))
            assert words[0] == "locked", words  # over the lock of the child that was killed before
            told = [(saved, "locked"), *((int(word.split()[1]), word.split()[0]) for word in words[1:])]
            journalled = max(number for number, word in told if word in ("locked", "journalled"))
            beginning = max(first, journalled + 1)
            ends.add(told[-1][1])
            now = number_of(read(path))
            # The last state that was said to be saved, or the one whose saving was going on.
            assert now in (max(number for number, word in told if word in ("locked", "saved")), journalled), words
            assert now % SAVED_EVERY == 0
            number = max([now, *recovered(tmp_path / "journal")])
            # The last state that was said to be in the journal, or the one whose writing was going on.
            assert number in (journalled, beginning), (number, words)
            newest = Backups(tmp_path / "backups").of(path)[0]
            assert number_of(read(newest.file)) % SAVED_EVERY == 0
            first, saved = max(first, number) + 1, now
    finally:
        server.close()
    assert ends >= {"journalled", "saved", "cleared"}, "every stage must have met an end"
    nothing_strays(path)


def recovered(root: Path) -> list[int]:
    """Return the states that the journals hold, and give them up."""
    found, problems = leftovers(root, dt.datetime.now(dt.UTC) + dt.timedelta(hours=2))
    assert problems == []
    numbers = [number_of(kept.scenario) for left in found for kept in left.kept]
    assert len(numbers) <= 1
    for left in found:
        left.end()
    return numbers


def nothing_strays(path: Path) -> None:
    """Check that the next one to open the file, an hour later, finds nothing but the file and leaves nothing else."""
    files = OpenFiles()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.scenario.open_files.time.time", later(time.time()))
        assert files.take(path) is None
    files.keep_only([])
    assert names(path.parent) == [path.name]


def later(now: float) -> Any:
    return lambda: now + 3601
