"""Backups: the last ten states, and one of each of fourteen days."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import VetaError
from core.files import read_bytes
from core.scenario.backups import DAYS, LAST, Backups, kept
from tests.core.faults import names

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def at(days_ago: int, hour: int = 12) -> dt.datetime:
    return NOON.replace(hour=hour) - dt.timedelta(days=days_ago)


TABLE = {
    "none": ([], []),
    "one long ago": ([at(400)], [0]),
    "ten long ago": ([at(400 - n) for n in range(10)], list(range(10))),
    "eleven long ago": ([at(400 - n) for n in range(11)], list(range(1, 11))),
    "twelve today": ([at(0, n) for n in range(12)], list(range(2, 12))),
    "one of yesterday before ten of today": ([at(1), *[at(0, n) for n in range(10)]], list(range(11))),
    "the last of yesterday before ten of today": (
        [at(1, 9), at(1, 10), *[at(0, n) for n in range(10)]], list(range(1, 12)),
    ),
    "day fourteen, today counted": ([at(13), *[at(0, n) for n in range(10)]], list(range(11))),
    "day fifteen, today counted": ([at(14), *[at(0, n) for n in range(10)]], list(range(1, 11))),
    "one a day for twenty days": ([at(19 - n) for n in range(20)], list(range(6, 20))),
    "two a day for twenty days": (
        [at(19 - n // 2, 9 + n % 2) for n in range(40)], [13, 15, 17, 19, 21, 23, 25, 27, 29, *range(30, 40)],
    ),
    "clock set back: those to come stay": ([at(-40), *[at(0, n) for n in range(10)]], list(range(11))),
    "clock set back: the newest stays": ([*[at(-40, n) for n in range(10)], at(0)], [*range(1, 10), 10]),
}  # fmt: skip


@pytest.mark.parametrize(("moments", "stay"), TABLE.values(), ids=TABLE.keys())
def test_which_stay(moments: list[dt.datetime], stay: list[int]) -> None:
    assert sorted(kept(moments, NOON)) == stay


moments_made = st.lists(st.integers(-3, 60).map(at), max_size=60)


@given(moments_made)
def test_the_last_ten_stay_and_no_more_than_one_other_a_day(moments: list[dt.datetime]) -> None:
    stay = kept(moments, NOON)
    last = set(range(max(0, len(moments) - LAST), len(moments)))
    assert last <= stay
    days = [moments[position].date() for position in stay - last]
    assert len(days) == len(set(days))
    assert all(day > NOON.date() - dt.timedelta(days=DAYS) for day in days)


@given(moments_made)
def test_what_goes_today_would_not_come_back_tomorrow(moments: list[dt.datetime]) -> None:
    tomorrow = NOON + dt.timedelta(days=1)
    assert kept(moments, tomorrow) <= kept(moments, NOON)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


def test_states_come_back_the_newest_first(backups: Backups, tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    for number in range(3):
        backups.add(path, b"state %d" % number, at(0, number))
    found = backups.of(path)
    assert [read_bytes(backup.file, 100) for backup in found] == [b"state 2", b"state 1", b"state 0"]
    assert [backup.moment for backup in found] == [at(0, 2), at(0, 1), at(0, 0)]


def test_the_same_state_again_is_no_further_backup(backups: Backups, tmp_path: Path) -> None:
    for data in (b"one", b"one", b"two", b"one"):
        backups.add(tmp_path / "a.veta", data, NOON)
    assert [read_bytes(b.file, 100) for b in backups.of(tmp_path / "a.veta")] == [b"one", b"two", b"one"]


def test_too_old_ones_go(backups: Backups, tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    for number in range(30):
        backups.add(path, b"state %d" % number, at(0))
    assert len(backups.of(path)) == LAST
    assert read_bytes(backups.of(path)[0].file, 100) == b"state 29"


def test_a_clock_set_back_does_not_lose_the_newest(backups: Backups, tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    for number in range(12):
        backups.add(path, b"ahead %d" % number, at(-100, number))
    backups.add(path, b"newest", at(0))
    assert read_bytes(backups.of(path)[0].file, 100) == b"newest"


def test_each_file_has_its_own_and_links_share_it(backups: Backups, tmp_path: Path) -> None:
    first, second, link = tmp_path / "x" / "a.veta", tmp_path / "y" / "a.veta", tmp_path / "link.veta"
    link.symlink_to(first)
    backups.add(first, b"first")
    backups.add(second, b"second")
    assert len(backups.of(first)) == len(backups.of(second)) == 1
    assert backups.of(link) == backups.of(first)
    assert backups.scenarios() == (first, second)


def test_what_is_no_backup_is_left_alone(backups: Backups, tmp_path: Path) -> None:
    path = tmp_path / "a.veta"
    backups.add(path, b"one")
    foreign = backups.folder(path) / "notes.txt"
    foreign.write_bytes(b"mine")
    (backups.folder(path).parent / "stray.txt").write_bytes(b"mine")
    for number in range(20):
        backups.add(path, b"%d" % number)
    assert foreign.read_bytes() == b"mine"
    assert backups.scenarios() == (path,)


@pytest.mark.parametrize(
    "owner", [b"{", b"[]", b'{"path": 3}', b"{}", b'{"path": "/a\\u0000b"}', b'{"path": "/\\ud800"}']
)
def test_a_folder_that_does_not_say_whose_it_is_is_not_listed(backups: Backups, tmp_path: Path, owner: bytes) -> None:
    backups.add(tmp_path / "a.veta", b"one")
    (backups.folder(tmp_path / "a.veta") / "scenario.json").write_bytes(owner)
    assert backups.scenarios() == ()


@pytest.mark.parametrize(
    "name", ["n" * 240 + ".veta", "\N{GEM STONE} mi escenario .veta", os.fsdecode(b"caf\xe9.veta")]
)
def test_long_and_odd_names(backups: Backups, tmp_path: Path, name: str) -> None:
    backups.add(tmp_path / name, b"one")
    assert len(backups.of(tmp_path / name)) == 1
    assert backups.scenarios() == (tmp_path / name,)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VetaError, match="could not be written"):
        Backups(tmp_path / "file").add(tmp_path / "a.veta", b"one")
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_others_cannot_read_backups(backups: Backups, tmp_path: Path) -> None:
    backups.add(tmp_path / "a.veta", b"one")
    assert backups.folder(tmp_path / "a.veta").stat().st_mode & 0o077 == 0
