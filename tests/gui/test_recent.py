"""Open recent: what was opened or saved last comes first, also after the next start; what is missing can be removed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.scenario.edits import Scenario
from core.scenario.scenario_file import dump
from gui.main_window import MainWindow
from gui.window_state import MOST_RECENT, WindowState, load_state, save_state, state_file
from tests.gui.asking import Answers, click, key
from tests.gui.conftest import MakeWindow


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Twelve scenario files."""
    made = [tmp_path / f"Case & {number}.veta" for number in range(12)]
    for path in made:
        path.write_bytes(dump(Scenario(path.stem)))
    return made


def shown(window: MainWindow) -> list[str]:
    """Return the files in the menu as it opens."""
    menu = window.commands.menu("recent")
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.data()]


def test_without_any_the_menu_is_off(window: MainWindow) -> None:
    assert not window.commands.menu("recent").menuAction().isEnabled()


def test_opened_and_saved_files_come_first_ten_at_most(window: MainWindow, files: list[Path]) -> None:
    for path in files:
        assert window.open_path(path)
    assert shown(window) == [f"&{n}  Case && {12 - n}.veta" for n in range(1, 10)] + ["1&0  Case && 2.veta"]
    assert window.open_path(files[5])
    assert shown(window)[:3] == ["&1  Case && 5.veta", "&2  Case && 11.veta", "&3  Case && 10.veta"]
    assert window.documents.save_to(files[0])
    assert shown(window)[0] == "&1  Case && 0.veta"
    assert len(shown(window)) == MOST_RECENT


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise)")  # the offscreen platform
def test_a_recent_file_is_opened_by_keyboard(window: MainWindow, files: list[Path], qtbot: QtBot) -> None:
    for path in files[:3]:
        window.open_path(path)
    menu = window.commands.menu("recent")
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_2)
    assert window.bridge.store.snapshot.path == files[1]
    assert not menu.isVisible()


def test_a_recent_file_that_is_open_is_shown_and_changes_stay(window: MainWindow, files: list[Path]) -> None:
    window.open_path(files[0])
    window.open_path(files[1])
    window.requests.rename("Changed")
    shown(window)
    window.commands.menu("recent").actions()[1].trigger()
    assert window.bridge.store.snapshot.path == files[0]
    assert [document.scenario.name for document in window.bridge.store.snapshot.documents][-1] == "Changed"


def test_a_missing_file_is_told_and_removed_if_the_person_says_so(window: MainWindow, files: list[Path]) -> None:
    for path in files[:2]:
        window.open_path(path)
    files[0].unlink()
    assert shown(window) == ["&1  Case && 1.veta", "&2  Case && 0.veta (not found)"]
    answers = Answers(window, key(Qt.Key.Key_Escape), click("Remove from the list"))
    window.commands.menu("recent").actions()[1].trigger()
    assert len(shown(window)) == 2
    window.commands.menu("recent").actions()[1].trigger()
    assert answers.asked == [f"“{files[0]}” is not there."] * 2
    assert shown(window) == ["&1  Case && 1.veta"]
    assert window.bridge.store.snapshot.path == files[1]


def test_a_file_that_cannot_be_opened_is_not_remembered(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "bad.veta").write_bytes(b"{")
    window.open_path(tmp_path / "bad.veta")
    assert shown(window) == []


def test_the_list_is_cleared(window: MainWindow, files: list[Path]) -> None:
    window.open_path(files[0])
    menu = window.commands.menu("recent")
    next(action for action in menu.actions() if action.objectName() == "clear").trigger()
    assert shown(window) == []
    assert not menu.menuAction().isEnabled()


def test_windows_share_the_list_and_the_end_of_one_keeps_what_another_added(
    make_window: MakeWindow, files: list[Path]
) -> None:
    first, second = make_window(), make_window()
    first.open_path(files[0])
    second.open_path(files[1])
    save_state(first.state())
    assert load_state().recent == (str(files[1]), str(files[0]))
    assert shown(first) == shown(second) == ["&1  Case && 1.veta", "&2  Case && 0.veta"]


def test_remembering_a_file_keeps_the_rest_of_the_state(window: MainWindow, files: list[Path]) -> None:
    state = replace(WindowState(theme="dark", language="es"), splitters={"body": [1, 2]})
    save_state(state)
    window.open_path(files[0])
    assert load_state() == replace(state, recent=(str(files[0]),))


def test_without_memory_nothing_is_written(
    qtbot: QtBot, make_window: MakeWindow, files: list[Path], tmp_path: Path
) -> None:
    careless = MainWindow(make_window().bridge.store, WindowState(theme="light"), careful=False)
    qtbot.addWidget(careless)
    before = sorted(tmp_path.rglob("*"))
    careless.open_path(files[0])
    assert careless.documents.save()
    assert careless.recent.paths == (str(files[0]),)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "recent", ['"a.veta"', "[3, null, {}]", '[""]', "{}", '["' + "x" * 5000 + '"]'], ids=str.__len__
)
def test_a_list_that_makes_no_sense_is_ignored(tmp_path: Path, recent: str) -> None:
    path = tmp_path / "window.json"
    path.write_text('{"version": 1, "theme": "dark", "recent": ' + recent + "}", encoding="utf-8")
    assert load_state(path) == WindowState(theme="dark")


def test_the_menu_speaks_the_readers_language(make_window: MakeWindow, files: list[Path]) -> None:
    window = make_window("es")
    window.open_path(files[0])
    files[0].unlink()
    assert shown(window) == ["&1  Case && 0.veta (no se encuentra)"]


def test_a_remembered_path_that_no_system_takes_is_left_out(window: MainWindow, files: list[Path]) -> None:
    window.open_path(files[0])
    path = state_file()
    raw = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(raw | {"recent": ["/a\0b.veta", "x" * 300, *raw["recent"]]}), encoding="utf-8")
    assert shown(window) == ["&1  Case && 0.veta"]
