"""A person who never tires: random actions on the real window, the same ones again for the same seed."""

from __future__ import annotations

import gc
import itertools
import logging
import random
import traceback
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace, TracebackType

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox, QWidget

from core.scenario.edits import Scenario
from core.store import Snapshot, Store
from core.store_library import ShowScenario
from gui import theme
from gui.main_window import MainWindow
from gui.window_state import WindowState
from tests.endurance.memory import memory, resident

TAIL = 25
SAID_BY_THE_OFFSCREEN_PLATFORM = "This plugin does not support"
SIZE = (1400, 900)

Action = Callable[["Soak"], str]


@dataclass
class Soak:
    """A window, the dice, and what happened so far.

    `starts` holds each open scenario as it was when it was opened; `problems` what Qt or Python complained of.
    """

    window: MainWindow
    seed: int
    folder: Path
    dice: random.Random
    starts: dict[int, Scenario] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    log: deque[str] = field(default_factory=lambda: deque(maxlen=TAIL))
    counts: Counter[str] = field(default_factory=Counter)
    growth: Counter[str] = field(default_factory=Counter)
    number: int = 0

    def __post_init__(self) -> None:
        self._note_starts(self.store.snapshot, self.store.snapshot)
        self.store.subscribe(self._note_starts)

    @property
    def store(self) -> Store:
        """The window's store."""
        return self.window.bridge.store

    @property
    def snapshot(self) -> Snapshot:
        """The store's state."""
        return self.store.snapshot

    def run(self, table: tuple[tuple[int, Action], ...], count: int) -> None:
        """Carry out `count` actions chosen by weight; stop at the first problem and tell how to meet it again."""
        weights, actions = [weight for weight, _ in table], [action for _, action in table]
        for _ in range(count):
            action = self.dice.choices(actions, weights)[0]
            self.number += 1
            self.counts[action.__name__] += 1
            self.log.append(f"{self.number} {action.__name__}")
            held = resident()
            try:
                said = action(self)
                self.log[-1] += f": {said}"
                self.turn()
                self.check_windows()
                self.growth[action.__name__] += resident() - held
            except Exception as error:
                raise AssertionError(self.told(f"{type(error).__name__}: {error}")) from error
            assert not self.problems, self.told("; ".join(self.problems))

    def told(self, problem: str) -> str:
        """Return a problem with what is needed to meet it again."""
        tail = "\n  ".join(self.log)
        again = f"python3 packaging/dev.py soak --seed {self.seed} --actions {self.number}"
        return f"{problem}\nseed {self.seed}, action {self.number}; again: {again}\nthe last actions:\n  {tail}"

    @staticmethod
    def turn() -> None:
        """Let the event loop do what waits: paint, timers that are due, deletions."""
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def dialogs(self) -> list[QDialog]:
        """Return the dialogs that are open."""
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def close_dialogs(self) -> None:
        """Close every dialog and menu, the last first."""
        for dialog in reversed(self.dialogs()):
            dialog.close()
        for menu in self.window.findChildren(QMenu):
            menu.close()
        self.turn()

    def memory_at_rest(self) -> int:
        """Return the bytes in memory, dialogs closed and the window hidden: pictures on screen are no growth.

        0 where that cannot be read.
        """
        self.close_dialogs()
        self.window.hide()
        self.turn()
        held = memory() or 0
        self.window.show()
        self.turn()
        return held

    def check_windows(self) -> None:
        """See to it that every top-level widget belongs to the window."""
        stray = [w for w in QApplication.topLevelWidgets() if w.isVisible() and not self._belongs(w)]
        assert not stray, f"top-level widgets of nobody: {stray}"

    def check_nothing_left(self) -> None:
        """See to it that closed dialogs and menus are gone."""
        self.close_dialogs()
        gc.collect()
        self.turn()
        left = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
        assert not left, self.told(f"closed dialogs that are still there: {left}")

    def check_undo(self) -> None:
        """Take everything back in each open scenario: what is left is how it was opened."""
        for document in self.snapshot.documents:
            self.window.requests.run(ShowScenario(document.id))
            while self.store.undo_label is not None:
                before = self.snapshot.scenario
                self.window.requests.undo()
                assert self.snapshot.scenario != before or self.store.undo_label is None, "an undo that undoes nothing"
            start, left = self.starts[document.id], self.snapshot.scenario
            assert left == start, self.told(f"undone to\n{left}\nand not to\n{start}")

    def _belongs(self, widget: QWidget) -> bool:
        here: QWidget | None = widget
        while here is not None and here is not self.window:
            here = here.parentWidget()
        return here is self.window

    def _note_starts(self, _old: Snapshot, new: Snapshot) -> None:
        known = {document.id: document.scenario for document in new.documents}
        self.starts = {id_: self.starts.get(id_, scenario) for id_, scenario in known.items()}

    def take_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note what nobody caught."""
        self.problems.append("uncaught " + "".join(traceback.format_exception(kind, error, trace)))

    def take_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """Note what Qt warns of."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and SAID_BY_THE_OFFSCREEN_PLATFORM not in text:
            self.problems.append(f"Qt: {text}")


def no_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every question that would wait for a person, each with giving up."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, _no_file)
    monkeypatch.setattr(QFileDialog, "exec", _no)
    monkeypatch.setattr(QMessageBox, "exec", _no)
    for name in ("getText", "getMultiLineText"):
        monkeypatch.setattr(QInputDialog, name, _no_text)
    # Key bursts are told apart by the clock; a run that can be repeated has a clock of its own.
    ticks = itertools.count(1, 7)
    clock = SimpleNamespace(monotonic=ticks.__next__)
    for module in ("gui.widgets.share_row", "gui.widgets.chart_shares"):
        monkeypatch.setattr(f"{module}.time", clock)


def _no_file(*_arguments: object) -> tuple[str, str]:
    return "", ""


def _no_text(*_arguments: object) -> tuple[str, bool]:
    return "", False


def _no(*_arguments: object) -> int:
    return 0


def open_soak(dataset: object, seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Soak:
    """Return a soak on a new window that is shown; close it with `close_soak`."""
    no_questions(monkeypatch)
    theme.load_fonts()
    window = MainWindow(Store(Snapshot(dataset)), WindowState(theme="light"))  # type: ignore[arg-type]
    soak = Soak(window, seed, folder, random.Random(seed))
    monkeypatch.setattr(window.documents, "ask_leave", soak_discards)
    monkeypatch.setattr("sys.excepthook", soak.take_exception)
    qInstallMessageHandler(soak.take_message)
    logging.disable()  # each refusal is logged with its trace, and pytest would keep them all
    window.resize(*SIZE)
    window.show()
    soak.turn()
    return soak


def soak_discards() -> str:
    """Give up what is not saved."""
    return "discard"


def close_soak(soak: Soak) -> None:
    """Close the window and hand the message log back."""
    soak.close_dialogs()
    soak.window.close()
    soak.window.deleteLater()
    soak.turn()
    # Offscreen, Qt keeps a copied picture in a static: taken apart after the interpreter, it ends the process.
    QGuiApplication.clipboard().clear()
    qInstallMessageHandler(None)
    logging.disable(logging.NOTSET)
