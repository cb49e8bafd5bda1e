"""The window: panels around one store. It shows what the store holds and passes on what is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLibraryInfo, QSize, Qt, QTranslator
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QVBoxLayout, QWidget

import gui.theme as theme
from core.scenario.open_files import OpenFiles
from core.text.messages import Message
from gui import wiring
from gui.actions import ActionSet
from gui.basket_desk import BasketDesk
from gui.claims_desk import ClaimsDesk
from gui.crash_desk import CrashDesk
from gui.data_desk import DataDesk, takes
from gui.documents import SUFFIX, Documents
from gui.library import Library
from gui.panels.base import Panel
from gui.panels.chart_panel import ChartPanel
from gui.panels.header import Header
from gui.panels.map_panel import MapPanel
from gui.panels.rail import Rail
from gui.panels.scenario_panel import ScenarioPanel
from gui.panels.statusbar import StatusBar
from gui.panels.table_panel import TablePanel
from gui.panels.topbar import TopBar
from gui.picture_desk import PictureDesk
from gui.recent import RecentFiles
from gui.recovery import Recovery
from gui.session import Change, Requests, StoreBridge
from gui.widgets.body import Body
from gui.widgets.icons import application_icon
from gui.widgets.message_bar import MessageBar
from gui.window_state import WindowState, encode_geometry

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board
    from core.present.palette import Palette
    from core.store import Store
    from gui.brief_builder import BriefBuilder

SMALLEST = QSize(1024, 640)
USUAL = QSize(1600, 1000)
SCENARIO_MENU = ("new", "duplicate", "open", "save", "save-as", "rename", "describe", "close-scenario", "compare")


class MainWindow(QMainWindow):
    """Everything on screen for one store.

    With `careful` off it writes nothing but what it is told to: no locks, backups or list of recent files.
    """

    def __init__(self, store: Store, state: WindowState | None = None, *, careful: bool = True) -> None:
        super().__init__()
        self._state = state or WindowState()
        self.bridge = StoreBridge(store, self)
        self.requests = Requests(store, self)
        self.documents = Documents(self.bridge, self.requests, OpenFiles(careful=careful), self)
        self.recovery = Recovery(self)
        self.recent = RecentFiles(self.bridge, self, remembers=careful)
        self.desk = DataDesk(self)
        self.library = Library(self)
        self.baskets = BasketDesk(self)
        self.claims = ClaimsDesk(self)
        self.crashes = CrashDesk(self)
        self.pictures = PictureDesk(self)
        self.commands = ActionSet(self)
        self._words = QTranslator(self)
        self._colours: Palette = theme.resolve(self._state.theme)
        # Before any widget exists: one made earlier keeps the system's font under a style sheet.
        theme.apply(_application(), self._colours)
        self._make_panels(store)
        self._lay_out()
        wiring.connect(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._colour_parts()
        self._show_language()
        self.refresh(store.board, None)
        self.baskets.tell_problem()

    # What is shown

    def refresh(self, board: Board, change: Change | None) -> None:
        """Show a board in every panel."""
        fmt, snapshot = self.bridge.fmt, self.bridge.store.snapshot
        if change is not None and change.dataset:
            self._take_dataset(snapshot.dataset)
        if change is not None and change.language:
            self._show_language()
        for panel in self.panels.values():
            panel.show_board(board, fmt)
        self.body.show_board(board)
        self.scenario.show_edits(snapshot.scenario.edits, self.bridge.store.undo_label, self.bridge.store.redo_label)
        self.topbar.show_scenario(snapshot.scenario.name, bool(snapshot.scenario.edits), snapshot.modified, fmt)
        self.commands.refresh(self.bridge.store, fmt)
        self.setWindowModified(snapshot.modified)
        name = snapshot.scenario.name or fmt.say(board.title)
        self.setWindowTitle(f"{name}[*] \u2013 Veta")

    def show_problem(self, message: Message) -> None:
        """Show an error sentence in the bar."""
        self.messages.show_message(message, self.bridge.fmt)

    def show_note(self, message: Message) -> None:
        """Show a note in the bar."""
        self.messages.show_message(message, self.bridge.fmt, "note")

    def show_brief(self) -> BriefBuilder:
        """Open the brief, to be made up, saved and printed."""
        # Imported when first asked for: typesetting, PDF and printing are no part of the window's start.
        from gui.brief_builder import BriefBuilder

        builder = BriefBuilder(self.bridge.store.snapshot, self.bridge.fmt, self._colours, self)
        builder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        builder.open()
        return builder

    def print_brief(self) -> None:
        """Open the brief and ask for a printer at once."""
        self.show_brief().print()

    def show_scenario_menu(self) -> None:
        """Offer what can be done with the scenario, below its name."""
        menu = QMenu(self)
        self.library.list_open(menu)
        menu.addSeparator()
        menu.addActions([self.commands[id_] for id_ in SCENARIO_MENU])
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.topbar.scenario_button
        below = button.mapToGlobal(button.rect().bottomLeft()) if button.isVisible() else QCursor.pos()
        menu.popup(below)

    def about(self) -> None:
        """Say what this program is and which figures it holds."""
        from gui.about import AboutDialog

        AboutDialog(self.bridge.store.snapshot.dataset, self.bridge.fmt, self).open()

    def toggle_rail(self) -> None:
        """Show or hide the list of minerals."""
        self.body.toggle_rail()

    def toggle_scenario(self) -> None:
        """Show or hide the scenario panel."""
        self.body.toggle_scenario()

    def next_part(self) -> None:
        """Move the focus to the next visible part of the window."""
        parts = [panel for panel in self.panels.values() if panel.isVisible()]
        focus = QApplication.focusWidget()
        held = next((i for i, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)), -1)
        for step in range(1, len(parts) + 1):
            if _focus_first(parts[(held + step) % len(parts)]):
                return

    # Theme and language

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._colours

    def set_theme_system(self) -> None:
        """Follow the desktop's light or dark setting."""
        self._choose_theme("system")

    def set_theme_light(self) -> None:
        """Use the light theme."""
        self._choose_theme("light")

    def set_theme_dark(self) -> None:
        """Use the dark theme."""
        self._choose_theme("dark")

    def set_language_en(self) -> None:
        """Read everything in English."""
        self._choose_language("en")

    def set_language_es(self) -> None:
        """Read everything in Spanish."""
        self._choose_language("es")

    def set_language_fr(self) -> None:
        """Read everything in French."""
        self._choose_language("fr")

    def open_path(self, path: Path) -> bool:
        """Open a scenario file."""
        return self.documents.open_path(path)

    def state(self) -> WindowState:
        """Return what to remember of this window."""
        geometry = encode_geometry(bytes(self.saveGeometry().data()))
        splitters = {**self._state.splitters, **self.body.sizes()}
        critical = str(self.rail.lists.choice.currentData() or "")
        return replace(self._state, geometry=geometry, splitters=splitters, recent=self.recent.paths, critical=critical)

    def restore(self) -> None:
        """Take up the remembered geometry, or the usual size where there is none."""
        if not (self._state.geometry_bytes and self.restoreGeometry(self._state.geometry_bytes)):
            screen = self.screen().availableSize() if self.screen() else USUAL
            self.resize(USUAL.boundedTo(screen).expandedTo(SMALLEST))
        self.body.restore(self._state.splitters)
        if self._state.critical:
            self.rail.lists.choose(self._state.critical)

    def _choose_theme(self, choice: theme.ThemeChoice) -> None:
        self._state = replace(self._state, theme=choice)
        self._set_theme()

    def _choose_language(self, language: str) -> None:
        self._state = replace(self._state, language=language)
        self.requests.set_language(language)

    def _follow_system(self) -> None:
        if self._state.theme == "system":
            self._set_theme()

    def _set_theme(self) -> None:
        self._colours = theme.resolve(self._state.theme)
        theme.apply(_application(), self._colours)
        self._colour_parts()

    def _colour_parts(self) -> None:
        for panel in self.panels.values():
            panel.set_palette_theme(self._colours)
        self.messages.set_colours(self._colours)
        self.commands.check(f"theme-{self._state.theme}")

    def _show_language(self) -> None:
        fmt = self.bridge.fmt
        QApplication.removeTranslator(self._words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if fmt.language != "en" and self._words.load(f"qtbase_{fmt.language}", folder):
            QApplication.installTranslator(self._words)
        self.commands.show_language(fmt)
        self.commands.check_list(str(self.rail.lists.choice.currentData() or ""))
        self.recent.refresh()
        self.commands.check(f"language-{fmt.language}")
        self.body.figures.show_language(fmt)
        self.messages.show_language(fmt)

    # Parts

    def _make_panels(self, store: Store) -> None:
        self.topbar, self.rail, self.header, self.status = TopBar(), Rail(), Header(), StatusBar()
        self.scenario, self.table = ScenarioPanel(), TablePanel()
        self.panels: dict[str, Panel] = {
            "topbar": self.topbar,
            "rail": self.rail,
            "header": self.header,
            "map": MapPanel(),
            "chart": ChartPanel(),
            "table": self.table,
            "scenario": self.scenario,
            "status": self.status,
        }
        for name, panel in self.panels.items():
            panel.setObjectName(name)
        self._take_dataset(store.snapshot.dataset)
        self.centre = QWidget(self)
        self.messages = MessageBar()
        self.body = Body(self.panels, self.centre)

    def _take_dataset(self, dataset: Dataset) -> None:
        for part in (self.topbar, self.rail, self.status):
            part.set_dataset(dataset)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(SMALLEST)
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(self.messages)
        column.addWidget(self.body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self.centre)
        self.commands.fill(self.menuBar())
        self.recent.set_menu(self.commands.menu("recent"))
        self.table.view.addAction(self.commands["mirror"])
        self.rail.tree.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything is lost, then let go of the store."""
        if not self.documents.may_leave():
            event.ignore()
            return
        self.desk.close()
        self.recovery.close()
        self.documents.close()
        self.bridge.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one scenario or publisher's file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a scenario file that is dropped on the window, or preview a publisher's."""
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.casefold() == SUFFIX:
            self.documents.open_later(path)
        else:
            self.desk.open_import(path)


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one scenario or publisher's file that is dragged; None where it is something else."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (takes(path) or path.suffix.casefold() == SUFFIX) else None


def _focus_first(part: QWidget) -> bool:
    """Give the focus to the first widget of a part that takes it by keyboard."""
    for child in part.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
