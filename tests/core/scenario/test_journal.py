"""The journal: what was not saved is found after an abnormal end, by one window, and nothing after a clean one."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import VetaError
from core.files import fingerprint
from core.process import this_process
from core.scenario.edits import Scenario, SetShare
from core.scenario.journal import INDEX, Entry, Journal, journals
from core.scenario.leftovers import Leftover, leftovers
from core.scenario.scenario_file import dump
from tests.core.faults import names
from tests.core.processes import elsewhere, ended_process


def scenario(name: str, share: float = 0.5) -> Scenario:
    return Scenario(name, (SetShare("us-imports", 2024, "252922", "MEX", share),))


def entry(name: str, path: Path | None = None, known: str = "") -> Entry:
    return Entry(dump(scenario(name)), path, known)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def dead(root: Path) -> Journal:
    """The journal of a process that has ended."""
    return Journal(root, ended_process())


def found(root: Path) -> list[Leftover]:
    left, problems = leftovers(root)
    assert problems == []
    return left


def test_what_was_not_saved_is_found_with_its_file_and_time(dead: Journal, root: Path, tmp_path: Path) -> None:
    dead.write([entry("First", tmp_path / "Mi informe.veta", "abc"), entry("Second")])
    (left,) = found(root)
    first, second = left.kept
    assert (first.scenario, first.path, first.known) == (scenario("First"), tmp_path / "Mi informe.veta", "abc")
    assert (second.scenario, second.path, second.known) == (scenario("Second"), None, "")
    assert abs(dt.datetime.now(dt.UTC) - first.changed) < dt.timedelta(minutes=1)


def test_only_the_last_state_is_kept(dead: Journal, root: Path) -> None:
    for share in (0.1, 0.2, 0.3):
        dead.write([Entry(dump(scenario("One", share)))])
    assert [kept.scenario.edits[0].share for kept in found(root)[0].kept] == [0.3]
    assert len(list(dead.folder.glob("*.veta"))) == 1


def test_a_clean_end_leaves_nothing(root: Path) -> None:
    journal = Journal(root)
    journal.write([entry("One")])
    journal.remove()
    assert names(root) == []
    journal.remove()
    assert leftovers(root.parent / "missing") == ([], [])


def test_a_process_that_ended_with_everything_saved_left_nothing(dead: Journal, root: Path) -> None:
    dead.write([entry("One")])
    dead.write([])
    assert found(root) == []
    assert names(root) == []


def test_processes_do_not_write_over_each_other(root: Path) -> None:
    first, second = Journal(root, ended_process()), Journal(root, ended_process())
    first.write([entry("One")])
    second.write([entry("Two")])
    second.write([])
    first.write([entry("One"), entry("Three")])
    assert sorted(kept.scenario.name for left in found(root) for kept in left.kept) == ["One", "Three"]


def test_a_running_process_is_left_alone(root: Path) -> None:
    journal = Journal(root)
    journal.write([entry("One")])
    assert found(root) == []
    assert len(names(journal.folder)) == 2


def test_a_process_of_another_computer_is_left_alone_for_a_day(root: Path) -> None:
    Journal(root, elsewhere()).write([entry("One")])
    now = dt.datetime.now(dt.UTC)
    assert leftovers(root, now) == ([], [])
    assert len(leftovers(root, now + dt.timedelta(days=1, minutes=1))[0]) == 1


def test_a_process_from_before_a_restart_is_found_though_its_number_runs(root: Path) -> None:
    Journal(root, replace(this_process(), born="before the restart")).write([entry("One")])
    assert len(found(root)) == 1


def test_what_the_file_says_too_is_not_offered(dead: Journal, root: Path, tmp_path: Path) -> None:
    saved, other = tmp_path / "saved.veta", tmp_path / "other.veta"
    saved.write_bytes(dump(scenario("Saved")))
    other.write_bytes(dump(scenario("Older")))
    dead.write([entry("Saved", saved), entry("Newer", other), entry("Gone", tmp_path / "gone.veta")])
    (left,) = found(root)
    assert [kept.scenario.name for kept in left.kept] == ["Newer", "Gone"]
    other.write_bytes(dump(scenario("Newer")))
    left.release()
    assert [kept.scenario.name for kept in found(root)[0].kept] == ["Gone"]


def test_the_latest_change_comes_first(root: Path) -> None:
    for name, age in (("Old", 3000), ("New", 0), ("Middle", 1000)):
        journal = Journal(root, ended_process())
        journal.write([entry(name)])
        (file,) = journal.folder.glob("*.veta")
        os.utime(file, (time.time() - age,) * 2)
    assert [left.kept[0].scenario.name for left in found(root)] == ["New", "Middle", "Old"]


def test_two_windows_never_offer_the_same(dead: Journal, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead.write([entry("One")])
    (left,) = found(root)
    lock = json.loads(left.lock.file.read_bytes())
    left.lock.file.write_text(json.dumps({**lock, "pid": os.getppid(), "born": ""}), encoding="utf-8")
    assert found(root) == []  # as another window sees it
    left.lock.file.write_text(json.dumps(lock), encoding="utf-8")
    left.release()
    assert len(found(root)) == 1


def test_what_is_recovered_is_dropped_and_the_rest_stays(dead: Journal, root: Path) -> None:
    dead.write([entry("One"), entry("Two"), entry("Three")])
    (left,) = found(root)
    left = left.without(left.kept[1])
    assert [kept.scenario.name for kept in left.kept] == ["One", "Three"]
    left.release()
    (again,) = found(root)
    assert [kept.scenario.name for kept in again.kept] == ["One", "Three"]
    assert len(list(dead.folder.glob("*.veta"))) == 2
    again = again.without(again.kept[0])
    again.without(again.kept[0])
    assert names(root) == []


def test_two_that_say_the_same_are_told_apart_by_their_file(dead: Journal, root: Path, tmp_path: Path) -> None:
    dead.write([entry("Same"), entry("Same", tmp_path / "a.veta")])
    (left,) = found(root)
    left = left.without(left.kept[0])
    left.release()
    assert [kept.path for kept in found(root)[0].kept] == [tmp_path / "a.veta"]


DAMAGED = {
    "cut off": b'{"format": "veta-jour',
    "a list": b"[]",
    "no process": b'{"format": "veta-journal", "version": 1, "documents": []}',
    "not text": b"\xff\xfe",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_journal_is_one_sentence_and_kept_aside(dead: Journal, root: Path, content: bytes) -> None:
    dead.write([entry("One")])
    (dead.folder / INDEX).write_bytes(content)
    left, problems = leftovers(root)
    assert left == []
    assert [problem.plain().count("\n") for problem in problems] == [0]
    aside = Path(str(problems[0].arguments["path"]))
    assert aside.parent == root / "damaged"
    assert (aside / INDEX).read_bytes() == content
    assert len(list(aside.glob("*.veta"))) == 1
    assert leftovers(root) == ([], [])


def test_a_damaged_scenario_does_not_take_the_others_with_it(dead: Journal, root: Path) -> None:
    dead.write([entry("One"), entry("Two"), entry("Three")])
    (dead.folder / entry("Two").name).write_bytes(b"{")
    (left,), (problem,) = leftovers(root)
    assert [kept.scenario.name for kept in left.kept] == ["One", "Three"]
    aside = Path(str(problem.arguments["path"]))
    assert aside.parent == root / "damaged"
    assert aside.read_bytes() == b"{"
    left.release()
    (left,) = found(root)  # told once
    left = left.without(left.kept[0])
    left.without(left.kept[0])
    assert names(root) == ["damaged"]


def test_what_cannot_be_put_aside_stays_and_is_told(dead: Journal, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead.write([entry("One")])
    (dead.folder / INDEX).write_bytes(b"{")
    (root / "damaged").touch()
    (problem,) = leftovers(root)[1]
    assert problem.arguments["path"] == str(dead.folder)


def test_a_journal_of_nothing_but_damage_is_kept_aside(dead: Journal, root: Path) -> None:
    dead.write([entry("One")])
    (dead.folder / entry("One").name).write_bytes(b"{")
    left, problems = leftovers(root)
    assert (left, len(problems)) == ([], 1)
    assert names(root) == ["damaged"]


def test_a_scenario_that_is_gone_holds_nobody_up(dead: Journal, root: Path) -> None:
    dead.write([entry("One"), entry("Two")])
    (dead.folder / entry("One").name).unlink()
    assert [kept.scenario.name for kept in found(root)[0].kept] == ["Two"]


@pytest.mark.parametrize("name", ["../../secret.veta", "", None, 3, "a/b.veta", "..", ".", "a\0b.veta"])
def test_a_journal_never_leads_out_of_its_folder(dead: Journal, root: Path, name: object) -> None:
    dead.write([entry("One")])
    value = json.loads((dead.folder / INDEX).read_bytes())
    value["documents"][0]["file"] = name
    (dead.folder / INDEX).write_text(json.dumps(value), encoding="utf-8")
    left, problems = leftovers(root)
    assert (left, len(problems)) == ([], 1)


@pytest.mark.parametrize("path", ["/a\0b.veta", "/\ud800.veta", "/" + "a" * 300 + ".veta"])
def test_a_path_that_no_system_takes_is_none(dead: Journal, root: Path, path: str) -> None:
    dead.write([entry("One", root / "a.veta", "abc")])
    value = json.loads((dead.folder / INDEX).read_bytes())
    value["documents"][0]["path"] = path
    (dead.folder / INDEX).write_text(json.dumps(value), encoding="utf-8")
    ((kept,),) = [left.kept for left in found(root)]
    assert kept.path is None


def test_a_newer_programs_journal_is_left_alone_while_it_runs(root: Path) -> None:
    journal = Journal(root)
    journal.write([entry("One")])
    value = json.loads((journal.folder / INDEX).read_bytes())
    (journal.folder / INDEX).write_text(json.dumps({**value, "version": 2}), encoding="utf-8")
    assert leftovers(root) == ([], [])
    assert (journal.folder / INDEX).exists()


def test_a_folder_without_a_word_is_removed_once_it_is_old(root: Path) -> None:
    (root / "1-0123abcd").mkdir(parents=True)
    now = dt.datetime.now(dt.UTC)
    leftovers(root, now)
    assert names(root) == ["1-0123abcd"]
    leftovers(root, now + dt.timedelta(hours=1, minutes=1))
    assert names(root) == []


def test_a_path_that_is_not_text_comes_back_the_same(dead: Journal, root: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9 \xf0\x9f\x92\x8e.veta")
    dead.write([entry("One", odd)])
    assert found(root)[0].kept[0].path == odd


def test_a_folder_that_cannot_be_written_is_told_and_the_last_state_kept(
    dead: Journal, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead.write([entry("One")])
    before = fingerprint(dead.folder / INDEX)

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(VetaError, match="No space left on device"):
            dead.write([entry("Two")])
    assert fingerprint(dead.folder / INDEX) == before
    assert [kept.scenario.name for kept in found(root)[0].kept] == ["One"]


def test_a_root_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VetaError, match="could not be written"):
        Journal(tmp_path / "file" / "journal").write([])


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_others_cannot_read_what_is_not_saved(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.write([])
    assert journal.folder.stat().st_mode & 0o077 == 0


def test_journals_stand_in_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.scenario.journal.user_state_dir", lambda: tmp_path)
    assert journals() == tmp_path / "journal"
