"""For every test with a screen: offscreen, own folders, a window over the bundled figures, and nothing left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pandas  # noqa: F401, ICN001 - before PySide6, as the program does
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.dataset.load import Dataset, load_dataset
from core.store import Snapshot, Store
from gui import theme
from gui.main_window import MainWindow
from gui.window_state import WindowState

MakeWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep state, log and home of the person who runs the tests out of them."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget or a running thread behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    known = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in known and w.parent() is None]
    assert not left, f"left behind: {left}"
    assert QThreadPool.globalInstance().activeThreadCount() == 0


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The bundled figures."""
    return load_dataset()


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The shipped font and the light theme."""
    theme.load_fonts()
    theme.apply(qapp, theme.resolve("light"))


@pytest.fixture
def make_window(qtbot: QtBot, fonts: None, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> MakeWindow:
    """Return a maker of shown windows that give up unsaved work when the test ends."""

    def make(
        language: str = "en", state: WindowState | None = None, size: tuple[int, int] = (1600, 1000)
    ) -> MainWindow:
        window = MainWindow(Store(Snapshot(dataset, language=language)), state or WindowState(theme="light"))
        monkeypatch.setattr(window.documents, "ask_leave", lambda: "discard")
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """A shown window on its first screen."""
    return make_window()
