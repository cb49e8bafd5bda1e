"""Open files: locked for others, watched for their changes, backed up before and after each save."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import VetaError
from core.files import fingerprint, read_bytes
from core.scenario.backups import Backups
from core.scenario.difference import difference
from core.scenario.edits import Scenario, SetShare
from core.scenario.open_files import OpenFiles, held_sentence
from core.scenario.scenario_file import dump, read
from core.text.formatter import Formatter
from tests.core.faults import names
from tests.core.processes import elsewhere
from tests.core.test_locks import left_lock

FIGURES: Any = SimpleNamespace(id="made-up", digest="sha256:0")


def scenario(share: float, name: str = "One") -> Scenario:
    return Scenario(name, (SetShare("us-imports", 2024, "252922", "MEX", share),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "user").mkdir()
    return tmp_path / "user"


@pytest.fixture
def files(tmp_path: Path) -> OpenFiles:
    return OpenFiles(Backups(tmp_path / "backups"))


def test_a_file_is_locked_until_it_is_let_go(files: OpenFiles, folder: Path) -> None:
    path, other = folder / "a.veta", folder / "b.veta"
    assert files.take(path) is None
    assert files.take(path) is None
    assert files.take(other) is None
    files.keep_only([other])
    assert names(folder) == [".b.veta.lock"]
    files.keep_only([])
    assert names(folder) == []


def test_a_file_that_another_has_is_not_taken_and_the_sentence_says_who(files: OpenFiles, folder: Path) -> None:
    lock = left_lock(folder / "a.veta", elsewhere())
    holder = files.take(folder / "a.veta")
    assert holder is not None
    text = Formatter("en").say(held_sentence(folder / "a.veta", holder))
    since = Formatter("en").moment(dt.datetime(2026, 11, 23, 10, 15, tzinfo=dt.UTC))
    assert text.startswith(f"a.veta has been open in another window on another-computer since {since}; ")
    assert text.endswith(f"delete {lock}.")
    lock.unlink()
    assert files.take(folder / "a.veta") is None


def test_saving_keeps_what_was_there_and_what_is_there_now(files: OpenFiles, folder: Path) -> None:
    path = folder / "a.veta"
    path.write_bytes(b"received by mail")
    assert files.save(path, scenario(0.5), FIGURES) is None
    assert read(path).edits == scenario(0.5).edits
    kept = [read_bytes(backup.file, 9999) for backup in files.backups.of(path)]
    assert kept == [path.read_bytes(), b"received by mail"]
    assert names(folder) == ["a.veta"]


def test_a_change_by_another_is_seen_and_its_content_kept_when_it_is_overwritten(
    files: OpenFiles, folder: Path
) -> None:
    path = folder / "a.veta"
    assert not files.changed_outside(path)
    files.save(path, scenario(0.5), FIGURES)
    assert not files.changed_outside(path)
    path.write_bytes(dump(scenario(0.7)))
    assert files.changed_outside(path)
    files.save(path, scenario(0.6), FIGURES)
    assert not files.changed_outside(path)
    assert dump(scenario(0.7)) in [read_bytes(backup.file, 9999) for backup in files.backups.of(path)]


def test_a_file_that_is_gone_is_no_change_to_ask_about(files: OpenFiles, folder: Path) -> None:
    path = folder / "a.veta"
    files.save(path, scenario(0.5), FIGURES)
    path.unlink()
    assert not files.changed_outside(path)


def test_the_same_content_written_again_is_no_change(files: OpenFiles, folder: Path) -> None:
    path = folder / "a.veta"
    files.save(path, scenario(0.5), FIGURES)
    path.write_bytes(path.read_bytes())
    assert not files.changed_outside(path)


def test_what_is_known_of_a_file_is_forgotten_with_it(files: OpenFiles, folder: Path) -> None:
    path = folder / "a.veta"
    files.save(path, scenario(0.5), FIGURES)
    assert files.known(path) == fingerprint(path)
    assert files.known(None) == ""
    files.keep_only([])
    assert files.known(path) == ""


def test_without_care_nothing_but_the_file_is_written(tmp_path: Path, folder: Path) -> None:
    files = OpenFiles(Backups(tmp_path / "backups"), careful=False)
    assert files.take(folder / "a.veta") is None
    assert files.save(folder / "a.veta", scenario(0.5), FIGURES) is None
    assert names(tmp_path) == ["user"]
    assert names(folder) == ["a.veta"]


def test_a_backup_that_cannot_be_made_is_told_and_the_scenario_saved(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").touch()
    note = OpenFiles(Backups(tmp_path / "file")).save(folder / "a.veta", scenario(0.5), FIGURES)
    assert note is not None
    assert note.plain().startswith("The scenario is saved, but no backup could be made. ")
    assert read(folder / "a.veta").edits == scenario(0.5).edits


def test_a_full_disk_is_told_and_the_file_kept(files: OpenFiles, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "a.veta"
    files.save(path, scenario(0.5), FIGURES)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(VetaError, match="No space left on device"):
            files.save(path, scenario(0.6), FIGURES)
    assert path.read_bytes() == before
    assert names(folder) == ["a.veta"]
    assert len(files.backups.of(path)) == 1
    assert not files.changed_outside(path)


LONG = "Escenario de fluorita \N{GEM STONE} " + "n" * 190 + ".veta"


@pytest.mark.parametrize("name", ["Mi informe.veta", "\N{GEM STONE}\N{GEM STONE}.veta", LONG], ids=ascii)
def test_spaces_emoji_and_long_names(files: OpenFiles, folder: Path, name: str) -> None:
    path = folder / "Casa  y más" / name
    path.parent.mkdir()
    assert files.take(path) is None
    files.save(path, scenario(0.5), FIGURES)
    assert read(path).edits == scenario(0.5).edits
    files.keep_only([])
    assert names(path.parent) == [name]
    assert len(files.backups.of(path)) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(files: OpenFiles, folder: Path) -> None:
    path = folder / "a.veta"
    path.write_bytes(dump(scenario(0.5)))
    folder.chmod(0o500)
    try:
        assert files.take(path) is None
        with pytest.raises(VetaError, match="Permission denied"):
            files.save(path, scenario(0.6), FIGURES)
    finally:
        folder.chmod(0o700)
    assert names(folder) == ["a.veta"]


def test_a_folder_that_refuses_every_write_is_told(
    files: OpenFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.veta"
    path.write_bytes(dump(scenario(0.5)))
    real = Path.open

    def refuse(self: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        if "x" in mode and self.parent == folder:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(self, mode, *more, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert files.take(path) is None
        with pytest.raises(VetaError, match="Read-only file system"):
            files.save(path, scenario(0.6), FIGURES)
    assert names(folder) == ["a.veta"]


def test_the_difference_in_sentences(folder: Path) -> None:
    path = folder / "a.veta"
    path.write_bytes(dump(scenario(0.5)))
    lines = difference(path, scenario(0.25, "Two"), FIGURES, Formatter("en").say)
    assert sorted(lines) == [
        "+ Mexico to 25.0% (US imports: 252922, 2024)",
        "+ Name: Two",
        "\u2212 Mexico to 50.0% (US imports: 252922, 2024)",
        "\u2212 Name: One",
    ]


def test_what_both_say_is_shown_unmarked(folder: Path) -> None:
    path = folder / "a.veta"
    path.write_bytes(dump(scenario(0.5)))
    more = Scenario("One", (*scenario(0.5).edits, *scenario(0.2).edits), note="Two lines\nof note")
    assert difference(path, more, FIGURES, Formatter("en").say) == (
        "  Name: One",
        "+ Note: Two lines",
        "+ Note: of note",
        "  Mexico to 50.0% (US imports: 252922, 2024)",
        "+ Mexico to 20.0% (US imports: 252922, 2024)",
    )


@pytest.mark.parametrize("content", [b'{"format": 3}\n', b"\xff\xfe", b""])
def test_a_file_that_is_no_scenario_is_compared_as_text(folder: Path, content: bytes) -> None:
    path = folder / "a.veta"
    path.write_bytes(content)
    lines = difference(path, scenario(0.5), FIGURES, Formatter("en").say)
    assert '+   "format": "veta-scenario",' in lines
    assert all(line.startswith("\u2212") for line in lines if "3}" in line)


def test_scenarios_that_read_alike_are_compared_as_text(folder: Path) -> None:
    path = folder / "a.veta"
    path.write_bytes(dump(scenario(0.50000001), FIGURES))
    lines = difference(path, scenario(0.5), FIGURES, Formatter("en").say)
    assert '+       "share": 0.5' in lines
    assert '\u2212       "share": 0.50000001' in lines
