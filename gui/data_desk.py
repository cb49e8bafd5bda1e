"""The figures themselves, from the window: their sources, where a number comes from, and the user's own packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from core.dataset.importers.overlay import sound_packages, user_packages
from core.dataset.load import load_with
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.scenario.replay import reaches
from core.scenario.sentences import edit_sentence
from core.store_dataset import SetDataset
from core.text.messages import Named, msg
from gui.panels.base import Panel
from gui.panels.header import Header

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.board import Board
    from gui.import_dialog import ImportDialog
    from gui.main_window import MainWindow
    from gui.session import Change
    from gui.sources_dialog import SourcesDialog

ALL = "all"
MOST_CODES = 30
SUFFIXES = (".csv", ".zip", ".json", ".gz", ".txt", ".tsv")


class DataDesk(QObject):
    """Opens what the window has on its figures, and takes figures up or out.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._requests = window.bridge, window.requests
        self._window = window
        self._sources: SourcesDialog | None = None
        self._importing: ImportDialog | None = None

    # Where figures come from

    def show_sources(self) -> None:
        """Open the list of sources; once is enough."""
        # Imported when first asked for, as all dialogs: they are no part of the window's start.
        from gui.sources_dialog import SourcesDialog

        if self._sources is None:
            self._sources = SourcesDialog(self._window)
            self._sources.requestImport.connect(self.import_figures)
            self._sources.requestRemove.connect(self.remove)
            self._sources.destroyed.connect(self._forget_sources)
        self._show_sources()
        used = self._bridge.store.board.sources
        if used and not self._sources.isVisible():
            self._sources.choose(used[0].source_id)
        self._sources.show()
        self._sources.raise_()
        self._sources.activateWindow()

    def show_origin(self) -> None:
        """Show where the number comes from that the keyboard stands on."""
        held: QObject | None = QApplication.focusWidget()
        while held is not None and not isinstance(held, Panel):
            held = held.parent()
        panel = held if isinstance(held, Panel) else self._window.findChild(Header)
        if panel is not None:
            self.show_source(panel.origin_rows())

    def show_source(self, row_ids: tuple[int, ...]) -> None:
        """Show where a number comes from; says so where no row stands behind it."""
        if not len(row_ids):
            self.noted.emit(msg("No row of the figures stands behind this: nothing is recorded, or it is a remainder."))
            return
        from gui.source_dialog import SourceDialog, origin_lines, scenario_line

        snapshot, fmt = self._bridge.store.snapshot, self._bridge.fmt
        lines = origin_lines(snapshot.dataset, snapshot.selection.flow, row_ids, fmt)
        if snapshot.board.edited:
            edits = [
                edit_sentence(edit)
                for edit in snapshot.scenario.active
                if reaches(snapshot.dataset, edit, snapshot.table)
            ]
            lines.insert(0, scenario_line(edits, fmt))
        SourceDialog(fmt.say(snapshot.board.title), lines, fmt, self._window).show()

    def show_mirror(self) -> None:
        """Show both sides of what is looked at; of one mineral or code, for many would be a long list of nothing."""
        # Imported when first asked for.
        from core.measures.mirror import pairs, told
        from gui.mirror_dialog import MirrorDialog

        snapshot, fmt = self._bridge.store.snapshot, self._bridge.fmt
        selection = snapshot.selection
        what = Named("target", selection.target)
        try:
            prefixes = resolve(snapshot.dataset, selection.target).prefixes
            if selection.target == ALL or len(prefixes) > MOST_CODES:
                self.noted.emit(msg("Choose one mineral or customs code first: both sides are stated code by code."))
                return
            found = pairs(snapshot.dataset, selection.target, selection.year)
            press = told(snapshot.dataset, selection.target, selection.year)
        except VetaError as error:
            self._requests.refuse(error)
            return
        if not found and not press:
            self.noted.emit(msg("{what}, {year}: no two sides state it.", what=what, year=selection.year))
            return
        title = msg("{what}, {year}: as each side states it", what=what, year=selection.year)
        MirrorDialog(title, found, fmt, self._window, press).show()

    def refresh(self, _board: Board, change: Change) -> None:
        """Show the list of sources anew when figures or language changed; compare files with the figures there are."""
        if self._importing is not None and change.dataset:
            self._importing.take_dataset(change.new.dataset)
        if self._sources is not None and (change.dataset or change.language):
            self._show_sources()

    # The user's own figures

    def import_figures(self) -> None:
        """Ask for a publisher's file and preview it."""
        path = self.ask_file()
        if path is not None:
            self.open_import(path)

    def open_import(self, path: Path) -> ImportDialog:
        """Preview a publisher's file; it is taken up when the person says so."""
        # Imported when first asked for: the readers of publishers' files are no part of the window's start.
        from gui.import_dialog import ImportDialog

        if self._importing is None:
            dataset, fmt = self._bridge.store.snapshot.dataset, self._bridge.fmt
            self._importing = ImportDialog(dataset, fmt, self._window.colours, self._window)
            self._importing.requestFile.connect(self._choose_another)
            self._importing.imported.connect(self._take_up)
            self._importing.destroyed.connect(self._forget_import)
        self._importing.open_file(path)
        self._importing.open()
        return self._importing

    def remove(self, package: str) -> None:
        """Take a package out of the figures and off the disk; refused where the scenario stands on it."""
        if not self.ask_remove(package):
            return
        from core.dataset.importers.package import remove_package

        before = self._bridge.store.snapshot.dataset
        try:
            left = load_with(tuple(known for known in sound_packages() if known.id != package))
            self._bridge.store.execute(SetDataset(left))
            try:
                remove_package(package)
            except VetaError:
                self._bridge.store.execute(SetDataset(before))
                raise
        except VetaError as error:
            self._requests.refuse(error)
            if self._sources is not None:
                self._sources.show_problem(self._bridge.fmt.say(error.message))
            return
        self._show_sources()

    def close(self) -> None:
        """Stop an import that still runs; the window is going."""
        if self._importing is not None:
            self._importing.stop()

    # Questions to the person, each in its own method so that a test can answer.

    def ask_file(self) -> Path | None:
        """Ask for a publisher's file."""
        fmt = self._bridge.fmt
        kinds = fmt.say(msg("Publishers' files")) + " (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ")"
        parent = self._importing or self._window
        name, _ = QFileDialog.getOpenFileName(parent, fmt.say(msg("Import figures")), str(Path.home()), kinds)
        return Path(name) if name else None

    def ask_remove(self, package: str) -> bool:
        """Ask whether a package is really to go."""
        fmt = self._bridge.fmt
        box = QMessageBox(self._sources or self._window)
        box.setWindowTitle(fmt.say(msg("Remove figures")))
        box.setText(fmt.say(msg("Remove “{name}”?", name=package)))
        box.setInformativeText(fmt.say(msg("The publisher's file stays where it is and can be imported again.")))
        remove = box.addButton(fmt.say(msg("Remove")), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is remove

    def _choose_another(self) -> None:
        path = self.ask_file()
        if path is not None and self._importing is not None:
            self._importing.open_file(path)

    def _take_up(self, dataset: Dataset) -> None:
        """Show the figures with those imported; where the scenario does not fit them, they wait for the next start."""
        try:
            self._bridge.store.execute(SetDataset(dataset))
        except VetaError as error:
            waits = msg("The file is kept and is laid over at the next start. {reason}", reason=error.message)
            self._requests.refuse(VetaError(waits))

    def _show_sources(self) -> None:
        if self._sources is None:
            return
        dataset = self._bridge.store.snapshot.dataset
        try:
            self._sources.show_dataset(dataset, user_packages(), self._bridge.fmt)
        except VetaError as error:
            self._requests.refuse(error)

    def _forget_sources(self) -> None:
        self._sources = None

    def _forget_import(self) -> None:
        self._importing = None


def takes(path: Path) -> bool:
    """Return whether a file dropped on the window looks like a publisher's."""
    return path.suffix.casefold() in SUFFIXES
