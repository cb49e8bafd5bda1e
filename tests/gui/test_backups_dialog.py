"""Restoring a backup: listed with time and number of edits, brought back as an edit, the file untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.scenario.scenario_file import read
from gui.backups_dialog import EDITS, MOMENT, NAME, BackupsDialog
from gui.main_window import MainWindow
from tests.gui.test_main_window import rare_earth_edit


@pytest.fixture
def path(window: MainWindow, tmp_path: Path) -> Path:
    """A file saved three times: with one, two and no edits."""
    file = tmp_path / "mine.veta"
    rare_earth_edit(window)
    window.documents.save_to(file)
    window.requests.edit_share("CHN", 0.3, 0)
    window.documents.save()
    window.requests.reset_all()
    window.documents.save()
    return file


def opened(window: MainWindow) -> BackupsDialog:
    window.commands["backups"].trigger()
    dialog = window.findChild(BackupsDialog)
    assert dialog is not None
    return dialog


def column(dialog: BackupsDialog, number: int) -> list[str]:
    return [dialog.tree.topLevelItem(row).text(number) for row in range(dialog.tree.topLevelItemCount())]


def test_without_any_it_is_said_how_they_come(window: MainWindow) -> None:
    window.commands["backups"].trigger()
    assert window.messages.text.text().startswith("There are no backups yet")
    assert window.findChild(BackupsDialog) is None


def test_they_are_listed_with_time_and_number_of_edits_the_newest_first(window: MainWindow, path: Path) -> None:
    dialog = opened(window)
    backups = window.documents.files.backups.of(path)
    assert column(dialog, EDITS) == ["0", "2", "1"]
    assert column(dialog, MOMENT) == [window.bridge.fmt.moment(backup.moment) for backup in backups]
    assert column(dialog, NAME) == ["mine"] * 3
    dialog.close()


def test_one_is_brought_back_by_keyboard_and_can_be_undone(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    before = path.read_bytes()
    dialog = opened(window)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    snapshot = window.bridge.store.snapshot
    assert (len(snapshot.scenario.edits), snapshot.modified, snapshot.path) == (2, True, path)
    assert path.read_bytes() == before
    window.commands["undo"].trigger()
    assert window.bridge.store.snapshot.scenario.edits == ()


def test_one_of_another_file_is_opened_as_changes_of_that_file(
    window: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "x" / "other.veta"
    other.parent.mkdir()
    window.documents.save_to(other)
    dialog = opened(window)
    assert dialog.file.currentText() == "other.veta"
    qtbot.keyClick(dialog.file, Qt.Key.Key_Up)
    assert dialog.file.currentText() == "mine.veta"
    assert column(dialog, EDITS) == ["0", "2", "1"]
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(2))
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    snapshot = window.bridge.store.snapshot
    assert (len(snapshot.scenario.edits), snapshot.modified, snapshot.path) == (1, True, path)
    assert read(path).edits == ()


def test_a_deleted_file_is_brought_back(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.library.close()
    path.unlink()
    dialog = opened(window)
    assert dialog.file.currentText() == "mine.veta"
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1))
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    assert window.documents.save()
    assert len(read(path).edits) == 2


def test_what_was_no_scenario_is_listed_and_not_restored(window: MainWindow, path: Path) -> None:
    window.documents.files.backups.add(path, b"not a scenario")
    dialog = opened(window)
    assert column(dialog, NAME)[0] == "cannot be read as a scenario"
    assert not dialog.restore_button.isEnabled()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert dialog.restore_button.isEnabled()
    dialog.close()


def test_everything_has_a_name(window: MainWindow, path: Path) -> None:
    dialog = opened(window)
    assert [w.accessibleName() for w in (dialog.file, dialog.tree)] == ["Scenario file", "Backups"]
    assert dialog.restore_button.text() == "&Restore"
    dialog.close()
