"""Locks: one process has a file, the next learns which; what the dead left is taken over."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from core import locks
from core.locks import FileLock, lock_file
from core.process import Process, this_process
from tests.core.faults import names
from tests.core.processes import elsewhere, ended_process

SINCE = "2026-11-23T10:15:00+00:00"


def left_lock(path: Path, process: Process, since: str = SINCE) -> Path:
    """Write the lock that another process has left or holds."""
    file = lock_file(path)
    file.write_text(json.dumps({"veta-lock": 1, **locks.process_value(process), "since": since}), encoding="utf-8")
    return file


def test_a_lock_is_taken_told_of_and_released(tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    first = FileLock(path)
    assert first.take() is None
    assert names(tmp_path) == [".a.veta.lock"]
    holder = locks._holder(first.file.read_bytes(), first.file)
    assert holder is not None
    assert holder.process == this_process()
    assert abs(dt.datetime.now(dt.UTC) - holder.since) < dt.timedelta(minutes=1)
    first.release()
    assert names(tmp_path) == []
    first.release()


def test_a_second_lock_of_the_same_process_is_no_conflict(tmp_path: Path) -> None:
    assert FileLock(tmp_path / "a.veta").take() is None
    assert FileLock(tmp_path / "a.veta").take() is None


@pytest.mark.parametrize("holder", [elsewhere(), replace(this_process(), born="", pid=os.getppid())])
def test_a_process_that_may_run_keeps_its_lock(tmp_path: Path, holder: Process) -> None:
    file = left_lock(tmp_path / "a.veta", holder)
    lock = FileLock(tmp_path / "a.veta")
    told = lock.take()
    assert told is not None
    assert (told.process, told.since, told.file) == (holder, dt.datetime(2026, 11, 23, 10, 15, tzinfo=dt.UTC), file)
    lock.release()
    assert file.exists()


def test_the_lock_of_an_ended_process_is_taken_over(tmp_path: Path) -> None:
    left_lock(tmp_path / "a.veta", ended_process())
    lock = FileLock(tmp_path / "a.veta")
    assert lock.take() is None
    assert json.loads(lock.file.read_bytes())["pid"] == os.getpid()
    assert names(tmp_path) == [".a.veta.lock"]


def test_the_lock_from_before_a_restart_is_taken_over_though_the_number_runs_again(tmp_path: Path) -> None:
    left_lock(tmp_path / "a.veta", replace(this_process(), born="before the restart"))
    assert FileLock(tmp_path / "a.veta").take() is None


NOTHING_SAID = {
    "empty": b"",
    "cut off": b"{",
    "a list": b"[]",
    "no process": b'{"pid": "x"}',
    "too long": b" " * 20_000,
}


@pytest.mark.parametrize("content", NOTHING_SAID.values(), ids=NOTHING_SAID.keys())
def test_a_lock_that_says_nothing_holds_nobody_up(tmp_path: Path, content: bytes) -> None:
    lock_file(tmp_path / "a.veta").write_bytes(content)
    assert FileLock(tmp_path / "a.veta").take() is None


def test_a_lock_without_a_moment_holds_nobody_up(tmp_path: Path) -> None:
    for since in ("yesterday", "2026-11-23T10:15:00"):
        left_lock(tmp_path / "a.veta", elsewhere(), since)
        lock = FileLock(tmp_path / "a.veta")
        assert lock.take() is None
        lock.release()


def test_a_lock_that_another_has_taken_over_is_not_released(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a.veta")
    lock.take()
    file = left_lock(tmp_path / "a.veta", elsewhere())
    lock.release()
    assert file.exists()


def test_of_two_that_find_a_stale_lock_the_slower_does_not_remove_the_fasters(tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    stale = left_lock(path, ended_process()).read_bytes()
    taken = left_lock(path, elsewhere()).read_bytes()  # the faster one has replaced it meanwhile
    assert locks._take_away(lock_file(path), stale)
    assert lock_file(path).read_bytes() == taken
    assert names(tmp_path) == [".a.veta.lock"]


def test_links_to_a_file_share_its_lock(tmp_path: Path) -> None:
    (tmp_path / "a.veta").touch()
    (tmp_path / "link.veta").symlink_to(tmp_path / "a.veta")
    assert lock_file(tmp_path / "link.veta") == lock_file(tmp_path / "a.veta")


@pytest.mark.parametrize("name", ["n" * 245 + ".veta", "\N{GEM STONE}" * 60 + ".veta", "a b [1].veta"])
def test_long_and_odd_names_have_locks_of_their_own(tmp_path: Path, name: str) -> None:
    lock, other = FileLock(tmp_path / name), FileLock(tmp_path / ("x" + name[1:]))
    assert lock.file != other.file
    assert lock.take() is None
    assert lock.held
    lock.release()
    assert names(tmp_path) == []


def test_a_folder_that_takes_no_lock_counts_as_free(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "missing" / "a.veta")
    assert lock.take() is None
    assert not lock.held
    lock.release()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_counts_as_free_also_with_a_stale_lock(tmp_path: Path) -> None:
    left_lock(tmp_path / "a.veta", ended_process())
    tmp_path.chmod(0o500)
    try:
        assert FileLock(tmp_path / "a.veta").take() is None
        assert FileLock(tmp_path / "b.veta").take() is None
    finally:
        tmp_path.chmod(0o700)
