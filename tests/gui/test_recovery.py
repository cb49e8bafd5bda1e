"""Recovery in the window: changes are in the journal within a second, and come back after an abnormal end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.files import fingerprint
from core.locks import lock_file
from core.paths import resource
from core.scenario.edits import Scenario, SetShare
from core.scenario.journal import INDEX, Entry, Journal, journals
from core.scenario.scenario_file import dump, read
from gui.main_window import MainWindow
from gui.recovery import WAIT_MS
from gui.recovery_dialog import RecoveryDialog
from tests.core.faults import names
from tests.core.processes import ended_process
from tests.gui.asking import Answers, button, click, key
from tests.gui.conftest import MakeWindow
from tests.gui.test_main_window import rare_earth_edit

LEFT = Qt.MouseButton.LeftButton
SECOND = 1000


def scenario(name: str, share: float = 0.25) -> Scenario:
    return Scenario(name, (SetShare("us-imports", 2024, "rare-earths", "MEX", share),))


def left(*entries: Entry) -> Journal:
    """Leave the journal of a process that has ended."""
    journal = Journal(process=ended_process())
    journal.write(entries)
    return journal


def entry(name: str, path: Path | None = None, known: str = "") -> Entry:
    return Entry(dump(scenario(name)), path, known)


def kept_now() -> list[Scenario]:
    """Return the scenarios in all journals."""
    return [read(file) for file in journals().glob("*/*.veta")]


@pytest.fixture
def started(window: MainWindow) -> MainWindow:
    """A window whose journal has begun."""
    window.recovery.start()
    return window


def dialog_of(window: MainWindow) -> RecoveryDialog:
    dialog = window.findChild(RecoveryDialog)
    assert dialog is not None
    return dialog


@pytest.fixture
def offered(window: MainWindow) -> Iterator[RecoveryDialog]:
    """The dialog on two scenarios that were left, the later one first."""
    left(entry("Earlier"))
    later = left(entry("Later"))
    (file,) = later.folder.glob("*.veta")
    file.touch()
    window.recovery.start()
    dialog = dialog_of(window)
    assert [dialog.tree.topLevelItem(row).text(0) for row in range(2)] == ["Later", "Earlier"]
    yield dialog
    window.recovery.close()


# The journal


def test_within_a_second_a_change_is_in_the_journal(started: MainWindow, qtbot: QtBot) -> None:
    assert WAIT_MS < SECOND
    assert kept_now() == []
    rare_earth_edit(started)
    qtbot.waitUntil(lambda: len(kept_now()) == 1, timeout=5 * SECOND)
    assert kept_now()[0].edits == started.bridge.store.snapshot.scenario.edits


def test_a_drag_writes_the_journal_once_a_while_and_the_last_state_gets_in(started: MainWindow, qtbot: QtBot) -> None:
    rare_earth_edit(started)
    for step in range(1, 50):
        started.requests.edit_share("MEX", step / 100, 7)
    qtbot.waitUntil(lambda: [s.edits[-1].share for s in kept_now()] == [0.49], timeout=5 * SECOND)


def test_looking_at_something_else_writes_nothing(started: MainWindow) -> None:
    started.requests.show_rare_earths()
    started.requests.set_language("es")
    assert not started.recovery._timer.isActive()


def test_what_is_saved_or_taken_back_leaves_the_journal(started: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    rare_earth_edit(started)
    assert started.recovery.write()
    assert len(kept_now()) == 1
    assert started.documents.save_to(tmp_path / "mine.veta")
    qtbot.waitUntil(lambda: kept_now() == [], timeout=5 * SECOND)


def test_a_clean_end_leaves_no_journal(started: MainWindow) -> None:
    rare_earth_edit(started)
    started.recovery.write()
    assert started.close()
    assert names(journals()) == []


def test_a_window_that_stays_open_keeps_its_journal(started: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    rare_earth_edit(started)
    started.recovery.write()
    monkeypatch.setattr(started.documents, "ask_leave", lambda: "cancel")
    assert not started.close()
    assert len(kept_now()) == 1
    monkeypatch.setattr(started.documents, "ask_leave", lambda: "discard")


def test_a_journal_that_cannot_be_written_is_told_once(started: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    rare_earth_edit(started)
    noted = []
    started.recovery.noted.connect(noted.append)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert not started.recovery.write()
        assert not started.recovery.write()
    assert len(noted) == 1
    assert "No space left on device" in started.messages.text.text()
    assert started.recovery.write()


def test_a_window_without_a_journal_writes_none(window: MainWindow) -> None:
    rare_earth_edit(window)
    assert not window.recovery.write()
    assert not journals().exists()


# What was left


def test_nothing_left_nothing_asked(started: MainWindow) -> None:
    assert started.findChild(RecoveryDialog) is None


def test_it_names_scenario_time_edits_and_file(window: MainWindow, tmp_path: Path) -> None:
    left(entry("Mi caso", tmp_path / "mi caso.veta"))
    window.recovery.start()
    dialog = dialog_of(window)
    item = dialog.tree.topLevelItem(0)
    assert [item.text(0), item.text(2), item.text(3)] == ["Mi caso", "1", "mi caso.veta"]
    moment = window.bridge.fmt.moment(dialog.chosen().changed)
    assert item.text(1) == moment
    assert dialog.edits.toPlainText() == "Mexico to 25.0% (US imports: Rare earths, 2024)"
    dialog.close()


def test_enter_recovers_as_changes_not_saved(offered: RecoveryDialog, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(offered.tree, Qt.Key.Key_Return)
    snapshot = window.bridge.store.snapshot
    assert (snapshot.scenario.name, snapshot.modified, snapshot.path) == ("Later", True, None)
    assert offered.tree.topLevelItemCount() == 1
    assert sorted(s.name for s in kept_now()) == ["Earlier", "Later"]  # the one now in this window's journal


def test_the_second_one_opens_beside_the_first_and_the_dialog_ends(
    offered: RecoveryDialog, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(offered.recover_button, LEFT)
    with qtbot.waitSignal(offered.finished):
        qtbot.mouseClick(offered.recover_button, LEFT)
    documents = window.bridge.store.snapshot.documents
    assert [document.scenario.name for document in documents] == ["Later", "Earlier"]
    assert all(document.modified for document in documents)
    assert sorted(s.name for s in kept_now()) == ["Earlier", "Later"]
    assert len(names(journals())) == 1


def test_escape_leaves_everything_for_the_next_start(offered: RecoveryDialog, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(offered.finished):
        qtbot.keyClick(offered, Qt.Key.Key_Escape)
    assert len(kept_now()) == 2
    window.recovery.offer()
    assert dialog_of(window).tree.topLevelItemCount() == 2


def test_discarding_asks_and_then_it_is_gone(offered: RecoveryDialog, window: MainWindow, qtbot: QtBot) -> None:
    answers = Answers(offered, key(Qt.Key.Key_Return), click("Discard"))
    qtbot.mouseClick(offered.discard_button, LEFT)
    assert len(kept_now()) == 2
    qtbot.keyClick(offered.discard_button, Qt.Key.Key_Space)
    assert answers.asked == ["Discard the unsaved changes of “Later”?"] * 2
    assert [s.name for s in kept_now()] == ["Earlier"]


def test_show_file_opens_the_folder_or_says_where_it_is(
    offered: RecoveryDialog, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    monkeypatch.setattr(window.recovery, "reveal", lambda folder: shown.append(folder) or True)
    qtbot.mouseClick(offered.show_button, LEFT)
    assert shown == [offered.chosen().file.parent]
    assert not offered.problem.isVisible()
    monkeypatch.setattr(window.recovery, "reveal", lambda _folder: False)
    qtbot.mouseClick(offered.show_button, LEFT)
    assert str(offered.chosen().file) in offered.problem.text()


def test_everything_in_the_dialog_is_reached_by_keyboard_and_named(offered: RecoveryDialog) -> None:
    words = {"Recover": offered.recover_button, "Discard": offered.discard_button, "Show file": offered.show_button}
    for text, widget in {**words, "Later": offered.later_button}.items():
        assert button(offered, text) is widget
        assert "&" in widget.text()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert offered.tree.accessibleName() == "Unsaved changes"
    assert offered.edits.accessibleName() == "Edits"


def test_in_spanish(make_window: MakeWindow) -> None:
    left(Entry(dump(Scenario("", scenario("x").edits))))
    window = make_window("es")
    window.recovery.start()
    dialog = dialog_of(window)
    assert dialog.windowTitle() == "Cambios sin guardar"
    item = dialog.tree.topLevelItem(0)
    assert (item.text(0), item.text(3)) == ("Escenario sin nombre", "nunca se guardó")
    assert dialog.recover_button.text() == "&Recuperar"
    dialog.close()


def test_a_recovered_file_is_not_touched_until_it_is_saved(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.veta"
    path.write_bytes(dump(scenario("On the disk", 0.1)))
    before = path.read_bytes()
    left(entry("Newer", path, fingerprint(path)))
    window.recovery.start()
    dialog_of(window).recover_button.click()
    snapshot = window.bridge.store.snapshot
    assert (snapshot.scenario.name, snapshot.path, snapshot.modified) == ("Newer", path, True)
    assert path.read_bytes() == before
    assert lock_file(path).exists()
    monkeypatch.setattr(window.documents, "ask_conflict", lambda _question: pytest.fail("asked"))
    assert window.documents.save()
    assert read(path).name == "Newer"


def test_a_file_changed_since_the_end_is_asked_about_when_saving(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.veta"
    path.write_bytes(dump(scenario("Then", 0.1)))
    known = fingerprint(path)
    path.write_bytes(dump(scenario("Meanwhile", 0.4)))
    left(entry("Newer", path, known))
    window.recovery.start()
    dialog_of(window).recover_button.click()
    answers = Answers(window, key(Qt.Key.Key_Escape))
    assert not window.documents.save()
    assert len(answers.asked) == 1
    assert read(path).name == "Meanwhile"


def test_what_does_not_fit_the_figures_stays_and_is_told(window: MainWindow) -> None:
    edit = SetShare("us-imports", 2024, "unobtainium", "MEX", 0.2)
    left(Entry(dump(Scenario("Odd", (edit,)))))
    window.recovery.start()
    dialog = dialog_of(window)
    dialog.recover_button.click()
    assert "unobtainium" in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert [s.name for s in kept_now()] == ["Odd"]
    dialog.close()


def test_while_the_new_journal_cannot_be_written_the_old_one_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = left(entry("Only here"))
    window.recovery.start()
    monkeypatch.setattr(window.recovery, "write", lambda: False)
    dialog_of(window).recover_button.click()
    assert window.bridge.store.snapshot.scenario.name == "Only here"
    assert len(list(journal.folder.glob("*.veta"))) == 1
    dialog_of(window).close()


def test_a_damaged_journal_is_one_sentence(window: MainWindow) -> None:
    (left(entry("One")).folder / INDEX).write_bytes(b"{")
    window.recovery.start()
    text = window.messages.text.text()
    assert text.startswith("Unsaved changes of an earlier run are damaged and cannot be opened; they are kept in ")
    assert Path(text.rpartition(" in ")[2].removesuffix(".")).is_dir()
    assert window.findChild(RecoveryDialog) is None


# Two programs, one of them killed

OTHER_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from core.scenario.journal import journals
from gui.app import application, make_window
app = application()
window = make_window()
window.show()
window.open_path(Path(sys.argv[1]))
window.recovery.start()
window.requests.edit_share("MEX", 0.45, 0)
def look():
    if list(journals().glob("*/*.veta")):
        print("ready", flush=True)
        timer.stop()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
"""


def test_a_killed_programs_changes_come_back_and_its_file_is_free_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "user" / "Mi caso \N{GEM STONE}.veta"
    path.parent.mkdir()
    path.write_bytes(dump(scenario("Mi caso")))
    command = [sys.executable, "-c", OTHER_WINDOW, str(path)]
    other = subprocess.Popen(command, cwd=resource().parent, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        window.recovery.start()
        assert window.findChild(RecoveryDialog) is None  # it runs: nothing to recover
        assert window.open_path(path)
        assert "has been open in another window" in window.messages.text.text()
        monkeypatch.setattr(window.documents, "ask_save", lambda: None)
        window.requests.rename("Mine")
        assert not window.documents.save()  # another name was asked for, and none given
        window.library.close()
    finally:
        other.kill()
        other.communicate()
    assert lock_file(path).exists()
    window.recovery.offer()
    dialog_of(window).recover_button.click()
    snapshot = window.bridge.store.snapshot
    assert (snapshot.path, snapshot.scenario.edits[-1].share, snapshot.modified) == (path, 0.45, True)
    assert read(path).edits[-1].share == 0.25
    assert window.documents.save()
    assert read(path).edits[-1].share == 0.45
    assert window.close()
    assert names(path.parent) == [path.name]
    assert names(journals()) == []
