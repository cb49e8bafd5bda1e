"""`veta screenshot`: the window, or one panel of it, as a PNG; offscreen where there is no display."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QTimer
from PySide6.QtGui import QPixmap

from core.errors import VetaError
from core.files import write_atomic
from core.selection import FLOWS, TARGET_FLOW
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.app import application, end, make_window, show_offscreen_if_needed
from gui.log import start_log
from gui.main_window import USUAL, MainWindow
from gui.widgets.body import CHART, MAP
from gui.window_state import WindowState

SETTLE_MS = 50
PARTS = {"map": MAP, "chart": CHART}
SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")


def run_screenshot(arguments: Sequence[str]) -> int:
    """Take a screenshot and return the exit code: 0 done, 2 with one line on stderr for bad input."""
    options = parser().parse_args(list(arguments))
    start_log()
    show_offscreen_if_needed()
    try:
        image = take(options)
        write_atomic(options.out, png(image))
    except VetaError as error:
        sys.stderr.write(Formatter(options.lang).say(error.message) + "\n")
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the subcommand."""
    result = argparse.ArgumentParser(prog="veta screenshot", description="Write a picture of the window.")
    result.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    result.add_argument("--panel", default="", metavar="NAME")
    result.add_argument("--lang", default="en", choices=("en", "es", "fr"))
    result.add_argument("--theme", default="light", choices=("light", "dark"))
    result.add_argument("--size", type=_size, default=USUAL, metavar="1600x1000")
    result.add_argument("--flow", choices=FLOWS)
    result.add_argument("--year", type=int)
    result.add_argument("--group", "--target", dest="group", default="", metavar="NAME")
    result.add_argument("--scenario", type=Path, metavar="FILE.veta")
    return result


def take(options: argparse.Namespace) -> QPixmap:
    """Return the picture that the options ask for.

    Raises:
        VetaError: no such panel, group or scenario, or the panel is hidden.
    """
    app = application()
    window = make_window(language=options.lang, state=WindowState(theme=options.theme), careful=False)
    try:
        _prepare(window, options)
        window.resize(options.size)
        window.show()
        shot = _Shot(window, options.panel)
        QTimer.singleShot(SETTLE_MS, shot.take)
        app.exec()
        if shot.picture.isNull():
            raise VetaError(msg("The panel “{name}” is not shown at this size or choice.", name=options.panel))
        return shot.picture
    finally:
        window.hide()
        window.bridge.close()
        end(window)


def png(image: QPixmap) -> bytes:
    """Return a picture as PNG bytes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


class _Shot(QObject):
    """Takes the picture once the event loop has laid out and painted everything, then ends the loop.

    `picture` stays null where the panel is hidden.
    """

    def __init__(self, window: MainWindow, panel: str) -> None:
        super().__init__(window)
        self._window, self._panel = window, panel
        self.picture = QPixmap()

    def take(self) -> None:
        part = self._window.panels[self._panel] if self._panel else self._window
        if part.isVisible():
            self.picture = part.grab()
        application().exit(0)


def _prepare(window: MainWindow, options: argparse.Namespace) -> None:
    if options.panel and options.panel not in window.panels:
        known = ", ".join(window.panels)
        raise VetaError(msg("There is no panel “{name}”; choose one of: {known}.", name=options.panel, known=known))
    store = window.bridge.store
    if options.scenario is not None and not window.open_path(options.scenario):
        raise VetaError(
            msg("The scenario {path} cannot be opened; “veta scenario check” tells why.", path=str(options.scenario))
        )
    if options.flow or options.year or options.group:
        flow = options.flow or (TARGET_FLOW if options.group and options.scenario is None else None)
        store.execute(Select(flow=flow, year=options.year, target=options.group or None))
    if options.panel in PARTS:
        window.body.figures.show_part(PARTS[options.panel])


def _size(text: str) -> QSize:
    match = SIZE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError("give WIDTHxHEIGHT in pixels, such as 1600x1000")
    return QSize(int(match[1]), int(match[2]))
