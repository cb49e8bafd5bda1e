"""File > Open recent: the scenario files opened or saved last, shared by all windows of this user."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from core.text.messages import msg
from gui.window_state import MOST_RECENT, load_state, save_state

if TYPE_CHECKING:
    from gui.session import StoreBridge

CLEAR = "clear"


class RecentFiles(QObject):
    """Keeps the list in the file of the window's state and shows it as a menu.

    Without `remembers` the list is this window's own and ends with it.

    Signals:
        requestOpen: the `Path` of a scenario to open.
    """

    requestOpen = Signal(object)

    def __init__(self, bridge: StoreBridge, window: QWidget, *, remembers: bool = True) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self._remembers = remembers
        self._own: tuple[str, ...] = ()
        self._menu: QMenu | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, the latest first; read anew each time, as other windows add theirs."""
        return load_state().recent if self._remembers else self._own

    def set_menu(self, menu: QMenu) -> None:
        """Show the list in a menu."""
        self._menu = menu
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._look)
        menu.triggered.connect(self._choose)
        self.refresh()

    def remember(self, path: Path) -> None:
        """Put a file first."""
        first = str(path.absolute())
        self._keep((first, *(other for other in self.paths if other != first)))

    def forget(self, path: str) -> None:
        """Take a file out of the list."""
        self._keep(tuple(other for other in self.paths if other != path))

    def refresh(self) -> None:
        """Show the list as it is now."""
        self._fill(frozenset())

    def ask_forget(self, path: str) -> bool:
        """Ask whether a missing file is to leave the list: it may stand on a drive that is not connected."""
        fmt = self._bridge.fmt
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(fmt.say("File not found"))
        box.setText(fmt.say("“{path}” is not there.", path=path))
        box.setInformativeText(fmt.say("It may have been moved, or its drive is not connected."))
        remove = box.addButton(fmt.say("&Remove from the list"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is remove

    def _look(self) -> None:
        """Show also which files are missing: asked for only when the menu opens, as a drive may take its time."""
        self._fill(frozenset(path for path in self.paths if not Path(path).is_file()))

    def _fill(self, missing: frozenset[str]) -> None:
        if self._menu is None:
            return
        fmt, paths = self._bridge.fmt, self.paths
        self._menu.clear()
        self._menu.menuAction().setEnabled(bool(paths))
        for number, path in enumerate(paths, 1):
            words = {"number": f"&{number}" if number < 10 else "1&0", "file": Path(path).name.replace("&", "&&")}
            text = msg("{number}  {file} (not found)", **words) if path in missing else msg("{number}  {file}", **words)
            action = self._menu.addAction(fmt.say(text))
            action.setData(path)
            action.setToolTip(path)
        self._menu.addSeparator()
        self._menu.addAction(fmt.say("C&lear this list")).setObjectName(CLEAR)

    def _choose(self, action: QAction) -> None:
        path = action.data()
        if action.objectName() == CLEAR:
            self._keep(())
        elif Path(path).is_file():
            self.requestOpen.emit(Path(path))
        elif self.ask_forget(path):
            self.forget(path)

    def _keep(self, paths: tuple[str, ...]) -> None:
        self._own = paths[:MOST_RECENT]
        if self._remembers:
            save_state(replace(load_state(), recent=self._own))
        self.refresh()
