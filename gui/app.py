"""Starts and ends the program with a window: display, fonts, figures, window, event loop."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import locale
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

# pandas first: where PySide6's import hook stands (`gui.plain_import`), it looks at every later module for 0.2 s.
import pandas  # noqa: F401, ICN001
from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from core import __version__
from core.crash import CrashWatch
from core.dataset.load import load_dataset
from core.errors import VetaError
from core.paths import log_file
from core.store import Snapshot, Store
from core.text.formatter import Formatter
from core.text.messages import Message, msg
from gui import theme
from gui.log import start_log
from gui.main_window import MainWindow
from gui.window_state import LANGUAGES, WindowState, load_state, save_state

if TYPE_CHECKING:
    from core.dataset.load import Dataset

log = logging.getLogger("veta")
AT_REST_MS = 300
"""When a start is over and nobody has come to ask yet."""
NO_DISPLAY = msg(
    "Veta needs a display to open its window. Log in to a desktop, use ssh -X, or set DISPLAY; "
    "without one, “veta query” and “veta brief” work."
)
NO_LIBRARY = msg(
    "Veta cannot open a window: the system library {name} is missing. Install it with your package manager; "
    "in a checkout, “python3 packaging/dev.py setup” does that."
)
UNEXPECTED = msg("Something went wrong inside Veta; your scenario is still open. Details are in {path}.")


def run_window(arguments: Sequence[str]) -> int:
    """Open the window, with a scenario file where one is given; return the exit code."""
    start_log()
    watch = CrashWatch()
    watch.start()
    sys.excepthook = _Excepthook(None, watch)
    try:
        return _run(arguments, watch)
    finally:
        # What goes on as an exception from here ends the program, and the hook above has still to write of it.
        watch.stop()


def _run(arguments: Sequence[str], watch: CrashWatch) -> int:
    state = load_state()
    language = state.language or system_language()
    problem = display_problem(os.environ, sys.platform)
    if problem is not None:
        return complain(problem, language)
    app = application()
    window: MainWindow | None = None
    try:
        window = make_window(language=language, state=state)
    except VetaError as error:
        return complain(error.message, language, dialog=True)
    watch.loaded(window.bridge.store.snapshot.dataset.digest)
    sys.excepthook = _Excepthook(window, watch)
    window.restore()
    window.show()
    settle()
    if arguments:
        window.open_path(Path(arguments[0]))
    QTimer.singleShot(0, window.recovery.start)  # after the first picture: a start is not to wait for the disk
    QTimer.singleShot(AT_REST_MS, window.bridge.make_ahead)
    window.crashes.offer()
    code = app.exec()
    save_state(window.state())
    end(window)
    return code


def application() -> QApplication:
    """Return the one QApplication, named and ready."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("Veta")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("veta")
    qInstallMessageHandler(_log_qt)
    return app


def make_window(
    *, language: str = "en", state: WindowState | None = None, dataset: Dataset | None = None, careful: bool = True
) -> MainWindow:
    """Return a window over the bundled figures, not yet shown; `careful` as `MainWindow` has it.

    Raises:
        VetaError: a font or the figures are missing or damaged.
    """
    theme.load_fonts()
    snapshot = Snapshot(dataset or load_dataset(), language=language)
    return MainWindow(Store(snapshot), state, careful=careful)


def settle() -> None:
    """Collect garbage again, but never look through what the start made: it stays as long as the program."""
    gc.freeze()
    gc.enable()


def end(window: MainWindow) -> None:
    """Let go of a closed window in order, before the interpreter takes things apart in none."""
    sys.excepthook = sys.__excepthook__
    window.deleteLater()
    app = QApplication.instance()
    if app is not None:
        app.sendPostedEvents(window, 0)
    qInstallMessageHandler(None)


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a window can be shown; only X and Wayland can be missing one."""
    if environment.get("QT_QPA_PLATFORM") or platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def display_problem(environment: Mapping[str, str], platform: str) -> Message | None:
    """Return why no window can be opened here, None when one can; Qt itself would end the process without a word."""
    if not has_display(environment, platform):
        return NO_DISPLAY
    if environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY") or platform in ("win32", "darwin"):
        return None
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return msg(NO_LIBRARY.text, name=str(error).partition(":")[0])
    return None


def show_offscreen_if_needed() -> None:
    """Draw into memory where no window can be opened."""
    if display_problem(os.environ, sys.platform) is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def system_language() -> str:
    """Return the reader's language where Veta speaks it, else English."""
    with contextlib.suppress(ValueError):
        code = locale.getlocale()[0] or os.environ.get("LANG", "")
        if code[:2].lower() in LANGUAGES:
            return code[:2].lower()
    return "en"


def complain(message: Message, language: str, *, dialog: bool = False) -> int:
    """Say in one sentence why there is no window; return exit code 2."""
    text = Formatter(language).say(message)
    sys.stderr.write(text + "\n")
    if dialog and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        QMessageBox.critical(None, "Veta", text)
    return 2


class _Excepthook:
    """Logs and reports what nobody caught and tells the person in the window; never opens a dialog over their work."""

    def __init__(self, window: MainWindow | None, watch: CrashWatch | None = None) -> None:
        self._window, self._watch = window, watch
        self._busy = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("uncaught", exc_info=(kind, error, trace))
        if self._busy or issubclass(kind, KeyboardInterrupt):
            return
        self._busy = True
        try:
            if self._watch is not None:
                self._watch.report(kind, error, trace)
            if self._window is None:
                sys.__excepthook__(kind, error, trace)
                return
            self._window.show_problem(msg(UNEXPECTED.text, path=str(log_file())))
        finally:
            self._busy = False


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
    logging.getLogger("qt").log(levels.get(kind, logging.WARNING), "%s", text)
