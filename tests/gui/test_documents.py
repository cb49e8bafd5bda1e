"""Scenario files in the window: one writer, changes by others, a name that is taken, a file dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.locks import lock_file
from core.scenario.edits import Scenario, SetShare
from core.scenario.scenario_file import dump, read
from gui.conflict import DifferenceDialog
from gui.main_window import MainWindow
from tests.core.faults import names
from tests.core.processes import elsewhere, ended_process
from tests.core.test_locks import left_lock
from tests.gui.asking import Answers, click, key
from tests.gui.dropping import drop
from tests.gui.test_main_window import rare_earth_edit

OTHER = Scenario("Theirs", (SetShare("us-imports", 2024, "rare-earths", "MEX", 0.3),))


@pytest.fixture
def path(window: MainWindow, tmp_path: Path) -> Path:
    """An edit saved in a file of a folder of its own."""
    file = tmp_path / "user" / "mine.veta"
    file.parent.mkdir()
    rare_earth_edit(window)
    assert window.documents.save_to(file)
    return file


def share(window: MainWindow) -> float:
    return window.bridge.store.snapshot.scenario.edits[-1].share


def edit_again(window: MainWindow) -> None:
    window.requests.edit_share("MEX", 0.2, 0)


# One writer


def test_an_open_file_is_locked_until_another_takes_its_place(window: MainWindow, path: Path) -> None:
    assert lock_file(path).exists()
    window.library.close()
    assert names(path.parent) == ["mine.veta"]
    assert window.open_path(path)
    assert lock_file(path).exists()
    assert window.documents.save_to(path.with_name("other.veta"))
    assert names(path.parent) == [".other.veta.lock", "mine.veta", "other.veta"]


def test_closing_leaves_no_lock(window: MainWindow, path: Path) -> None:
    assert window.close()
    assert names(path.parent) == ["mine.veta"]


def test_a_file_that_cannot_be_opened_stays_unlocked_and_the_open_one_locked(window: MainWindow, path: Path) -> None:
    bad = path.with_name("bad.veta")
    bad.write_bytes(b"{")
    assert not window.open_path(bad)
    assert not window.open_path(path.with_name("missing.veta"))
    assert names(path.parent) == [".mine.veta.lock", "bad.veta", "mine.veta"]


def test_a_file_of_another_window_opens_with_a_note_and_is_saved_under_another_name(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.library.close()
    before = path.read_bytes()
    left_lock(path, elsewhere())
    assert window.open_path(path)
    note = window.messages.text.text()
    assert "mine.veta has been open in another window on another-computer since November 23, 2026" in note
    edit_again(window)
    other = path.with_name("other.veta")
    monkeypatch.setattr(window.documents, "ask_save", lambda: other)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert read(other).edits[-1].share == 0.2
    assert path.read_bytes() == before
    assert window.bridge.store.snapshot.path == other


def test_saving_as_the_file_of_another_window_is_refused(window: MainWindow, path: Path) -> None:
    theirs = path.with_name("theirs.veta")
    theirs.write_bytes(dump(OTHER))
    left_lock(theirs, elsewhere())
    edit_again(window)
    assert not window.documents.save_to(theirs)
    assert "another-computer" in window.messages.text.text()
    assert read(theirs) == OTHER
    assert window.bridge.store.snapshot.modified


def test_the_lock_of_a_killed_window_is_taken_over(window: MainWindow, path: Path) -> None:
    window.library.close()
    left_lock(path, ended_process())
    assert window.open_path(path)
    assert not window.messages.isVisible()
    edit_again(window)
    assert window.documents.save()
    assert read(path).edits[-1].share == 0.2


# Changed by another


def test_unchanged_it_is_saved_without_a_question(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.documents, "ask_conflict", lambda _question: pytest.fail("asked"))
    for value in (0.2, 0.3, 0.4):
        window.requests.edit_share("MEX", value, 0)
        assert window.documents.save()
    assert read(path).edits[-1].share == 0.4


def test_changed_outside_enter_asks_for_another_name(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(dump(OTHER))
    edit_again(window)
    other = path.with_name("other.veta")
    monkeypatch.setattr(window.documents, "ask_save", lambda: other)
    answers = Answers(window, key(Qt.Key.Key_Return))
    assert window.documents.save()
    assert answers.asked == ["“mine.veta” has been changed by another program since it was opened here."]
    assert read(path) == OTHER
    assert read(other).edits[-1].share == 0.2


def test_changed_outside_escape_leaves_both_as_they_are(window: MainWindow, path: Path) -> None:
    path.write_bytes(dump(OTHER))
    edit_again(window)
    Answers(window, key(Qt.Key.Key_Escape))
    assert not window.documents.save()
    assert read(path) == OTHER
    assert window.bridge.store.snapshot.modified
    assert lock_file(path).exists()


def test_changed_outside_overwritten_after_a_look_and_still_among_the_backups(window: MainWindow, path: Path) -> None:
    path.write_bytes(dump(OTHER))
    edit_again(window)
    shown = []

    def look(dialog: DifferenceDialog) -> None:
        shown.extend(dialog.text.toPlainText().splitlines())
        key(Qt.Key.Key_Escape)(dialog)

    Answers(window, click("Show the difference"), look, click("Overwrite"))
    assert window.documents.save()
    assert read(path).edits[-1].share == 0.2
    assert "\u2212 Name: Theirs" in shown
    assert "+ Mexico to 20.0% (US imports: Rare earths, 2024)" in shown
    assert OTHER in [read(backup.file) for backup in window.documents.files.backups.of(path)]
    edit_again(window)
    assert window.documents.save()


def test_changed_outside_after_it_was_opened_is_asked_about_too(window: MainWindow, path: Path) -> None:
    window.library.close()
    assert window.open_path(path)
    path.write_bytes(dump(OTHER))
    edit_again(window)
    answers = Answers(window, key(Qt.Key.Key_Escape))
    assert not window.documents.save()
    assert len(answers.asked) == 1
    assert read(path) == OTHER


def test_a_file_that_went_away_is_saved_anew(window: MainWindow, path: Path) -> None:
    path.unlink()
    edit_again(window)
    assert window.documents.save()
    assert read(path).edits[-1].share == 0.2


def test_a_name_completed_with_the_ending_does_not_replace_a_file_unasked(window: MainWindow, path: Path) -> None:
    theirs = path.with_name("theirs.veta")
    theirs.write_bytes(dump(OTHER))
    answers = Answers(window, key(Qt.Key.Key_Escape))
    assert not window.documents.save_to(path.with_name("theirs"))
    assert answers.asked == ["“theirs.veta” is already there."]
    assert read(theirs) == OTHER


def test_a_backup_that_cannot_be_made_is_a_note(window: MainWindow, path: Path, tmp_path: Path) -> None:
    folder = window.documents.files.backups.folder(path)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.touch()
    edit_again(window)
    assert window.documents.save()
    assert window.messages.text.text().startswith("The scenario is saved, but no backup could be made.")


# Dropped on the window


def test_a_scenario_dropped_on_the_window_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    theirs = tmp_path / "Their file.VETA"
    theirs.write_bytes(dump(OTHER))
    assert drop(window, theirs)
    qtbot.waitUntil(lambda: window.bridge.store.snapshot.scenario.name == "Theirs")
    assert window.bridge.store.snapshot.path == theirs


def test_a_scenario_dropped_on_changes_opens_beside_them(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    rare_earth_edit(window)
    theirs = tmp_path / "theirs.veta"
    theirs.write_bytes(dump(OTHER))
    assert drop(window, theirs)
    qtbot.waitUntil(lambda: window.bridge.store.snapshot.path == theirs)
    first = window.bridge.store.snapshot.documents[0]
    assert first.modified
    assert first.scenario.edits


@pytest.mark.parametrize("dropped", [["a.docx"], ["a.veta", "b.veta"], []], ids=str)
def test_other_things_are_not_taken(window: MainWindow, tmp_path: Path, dropped: list[str]) -> None:
    assert not drop(window, *(tmp_path / name for name in dropped))
