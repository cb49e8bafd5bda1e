"""Importing a file as a person does: preview, decide, watch, stop, take it in, take it out again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.dataset.importers.overlay import packages_folder, user_packages
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import Formatter
from gui import import_worker
from gui.import_dialog import ImportDialog, time_left
from gui.main_window import MainWindow
from gui.sources_dialog import SourcesDialog
from tests.gui.dropping import drop

NAME = "BACI_HS17_Y2024_V202601.csv"
# BACI's layout (value in thousand US$, quantity in tonnes) with figures of our own: Mexico's copper ore to three.
LINES = ["t,i,j,k,v,q", "2024,484,156,260300,3000.5,10.0", "2024,484,842,260300,2000.0,5", "2024,484,392,260300,10,1"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def made(lines: list[str] = LINES, name: str = NAME) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return made


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Callable[[Path], ImportDialog]:
    """Open a file in the dialog and wait for its preview."""

    def made(path: Path) -> ImportDialog:
        dialog = window.desk.open_import(path)
        qtbot.waitUntil(lambda: not dialog.reader.running)
        return dialog

    return made


def commit(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.reader.running)


def sources_of(window: MainWindow) -> set[str]:
    return set(window.bridge.store.snapshot.dataset.sources["source_id"].astype(str))


def test_a_preview_says_what_the_file_brings_and_writes_nothing(
    opened: Callable[[Path], ImportDialog], write: Callable[..., Path]
) -> None:
    dialog = opened(write())
    assert dialog.kind.currentText() == "CEPII BACI"
    assert "3 rows read" in dialog.report.counts.text()
    assert "2024" in dialog.report.about.text()
    assert not dialog.report.refused.isVisible()
    assert dialog.import_button.isEnabled()
    assert not packages_folder().exists()


def test_import_is_taken_up_listed_and_removed_again(
    window: MainWindow,
    opened: Callable[[Path], ImportDialog],
    write: Callable[..., Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.bridge.store.execute(Select(flow="us-imports", target="rare-earths"))
    window.bridge.store.execute(EditShare("MEX", 0.1))
    bundled = window.bridge.store.snapshot
    total = bundled.board.key_figures[0].before
    window.commands["sources"].trigger()
    sources = window.findChild(SourcesDialog)
    assert sources is not None
    dialog = opened(write())
    commit(dialog, qtbot)
    name = next(iter(sources_of(window) - set(bundled.dataset.sources["source_id"])))
    assert "Imported as" in dialog.message.text()
    assert name in dialog.message.text()
    now = window.bridge.store.snapshot
    assert (now.selection, now.scenario) == (bundled.selection, bundled.scenario)
    assert now.board.key_figures[0].before == total
    assert sources.packages.list.count() == 1
    assert name in sources.packages.list.item(0).text()
    assert sources.tree.topLevelItemCount() == len(now.dataset.sources)
    dialog.reject()
    monkeypatch.setattr(window.desk, "ask_remove", lambda _id: True)
    qtbot.mouseClick(sources.packages.remove_button, Qt.MouseButton.LeftButton)
    assert name not in sources_of(window)
    assert user_packages() == ()
    assert window.bridge.store.snapshot.dataset.digest == bundled.dataset.digest
    assert sources.packages.list.count() == 0
    sources.close()


def test_removing_asks_first(
    window: MainWindow,
    opened: Callable[[Path], ImportDialog],
    write: Callable[..., Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(write())
    commit(dialog, qtbot)
    dialog.reject()
    monkeypatch.setattr(window.desk, "ask_remove", lambda _id: False)
    window.desk.remove(user_packages()[0].id)
    assert len(user_packages()) == 1


def test_figures_the_scenario_stands_on_are_not_removed(
    window: MainWindow,
    opened: Callable[[Path], ImportDialog],
    write: Callable[..., Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No bundled source holds Mexico's exports of 2016, so an edit there stands on the import alone.
    early = write([line.replace("2024,", "2016,") for line in LINES], "BACI_HS12_Y2016_V202601.csv")
    dialog = opened(early)
    commit(dialog, qtbot)
    dialog.reject()
    store = window.bridge.store
    store.execute(Select(flow="mexico-exports", year=2016, target="2603"))
    store.execute(EditShare("CHN", 0.2))
    taken = store.snapshot
    monkeypatch.setattr(window.desk, "ask_remove", lambda _id: True)
    window.desk.remove(user_packages()[0].id)
    assert "does not fit these figures" in window.messages.text.text()
    assert store.snapshot is taken
    assert len(user_packages()) == 1


def test_lines_that_cannot_be_taken_are_shown_with_reasons_and_nothing_can_be_imported(
    opened: Callable[[Path], ImportDialog], write: Callable[..., Path]
) -> None:
    dialog = opened(write([*LINES, "2024,484,156,260300,-5,1", "2024,484,156,260700,=cmd(),1"]))
    first, second = (dialog.report.refused.topLevelItem(row) for row in (0, 1))
    assert first is not None
    assert second is not None
    assert (first.text(0), second.text(0)) == ("5", "6")
    assert "-5" in first.text(1)
    assert "2 lines refused" in dialog.report.counts.text()
    assert not dialog.import_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("figures.csv", b"a,b,c\n1,2,3\n", "columns of no publisher"),
        ("book.xlsx", b"PK", "spreadsheet"),
        (NAME, b"t,i,j,k,v,q\n2024,484,156,2603", "ends in the middle of a line"),
        ("broken.zip", b"PK\x03\x04garbage", "not a whole zip"),
    ],
)
def test_a_hostile_file_is_one_sentence_and_changes_nothing(
    window: MainWindow,
    opened: Callable[[Path], ImportDialog],
    tmp_path: Path,
    name: str,
    content: bytes,
    told: str,
) -> None:
    before = window.bridge.store.snapshot
    path = tmp_path / name
    path.write_bytes(content)
    dialog = opened(path)
    assert told in dialog.message.text()
    assert name in dialog.message.text()
    assert "\n" not in dialog.message.text()
    assert not dialog.import_button.isEnabled()
    assert window.bridge.store.snapshot is before
    assert not packages_folder().exists()


def test_another_kind_or_name_is_previewed_anew(
    opened: Callable[[Path], ImportDialog], write: Callable[..., Path], qtbot: QtBot
) -> None:
    dialog = opened(write())
    qtbot.keyClicks(dialog.name, "Copper ore")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.reader.running and "user-copper-ore" in dialog.report.about.text())
    assert dialog.isVisible()
    assert not packages_folder().exists()
    dialog.kind.setCurrentIndex(dialog.kind.findData("comtrade"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not dialog.reader.running)
    assert dialog.message.text()
    assert not dialog.import_button.isEnabled()


class Held:
    """An import that waits to be told to go on, and says what it was told to do."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.real = import_worker.preview

    def __call__(self, dataset: object, path: Path, wish: object, watch: import_worker.Watch) -> object:
        self.begun.set()
        assert self.go.wait(10)
        watch.tell(1, 2)
        return self.real(dataset, path, wish, watch)  # type: ignore[arg-type]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    made = Held()
    monkeypatch.setattr(import_worker, "preview", made)
    return made


def test_cancel_stops_the_reading_and_says_so(
    window: MainWindow, held: Held, write: Callable[..., Path], qtbot: QtBot
) -> None:
    dialog = window.desk.open_import(write())
    assert held.begun.wait(10)
    assert dialog.stop_button.isVisible()
    assert not dialog.import_button.isEnabled()
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    held.go.set()
    qtbot.waitUntil(lambda: not dialog.reader.running)
    assert dialog.message.text() == "Stopped; nothing was added or changed."
    assert not dialog.stop_button.isVisible()
    assert not packages_folder().exists()


def test_closing_while_it_reads_stops_it_first(
    window: MainWindow, held: Held, write: Callable[..., Path], qtbot: QtBot
) -> None:
    dialog = window.desk.open_import(write())
    assert held.begun.wait(10)
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
        assert dialog.isVisible()
        held.go.set()
    assert not dialog.isVisible()


def test_the_window_can_go_while_a_file_is_read(window: MainWindow, held: Held, write: Callable[..., Path]) -> None:
    window.desk.open_import(write())
    assert held.begun.wait(10)
    held.go.set()
    assert window.close()


def test_one_file_dropped_on_the_window_is_previewed(
    window: MainWindow, write: Callable[..., Path], tmp_path: Path, qtbot: QtBot
) -> None:
    assert not drop(window, tmp_path / "picture.png")
    assert not drop(window, tmp_path / "a.csv", tmp_path / "b.csv")
    assert drop(window, write())
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.reader.running)
    assert dialog.import_button.isEnabled()


def test_time_left_in_words() -> None:
    fmt = Formatter("en")
    assert time_left(10, 100, 0.5) is None
    assert time_left(0, 100, 5.0) is None
    nearly, long = time_left(50, 100, 20.0), time_left(10, 100, 60.0)
    assert nearly is not None
    assert long is not None
    assert fmt.say(nearly) == "about 20 s left"
    assert fmt.say(long) == "about 9 min left"
