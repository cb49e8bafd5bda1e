"""Panels as pictures, from the window: saved as PNG or SVG, or put on the clipboard as both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import VetaError
from core.files import write_atomic
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.brief.model import Picture
    from core.brief.panel_picture import PanelName
    from core.text.formatter import Formatter
    from gui.main_window import MainWindow

SVG_TYPE = "image/svg+xml"
KINDS = {".png": msg("PNG picture, 300 dots per inch"), ".svg": msg("SVG drawing, any size")}
NAMES: dict[str, Message] = {
    "header": msg("header"),
    "map": msg("map"),
    "chart": msg("chart"),
    "table": msg("table"),
    "scenario": msg("scenario"),
}


class PictureDesk(QObject):
    """Draws panels anew from the board on show, in the theme and language of the window.

    Signals:
        noted: a `Message` to show that is not an error.
    """

    noted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._requests = window.bridge, window.requests
        self._window = window
        self._folder: Path | None = None

    def answer(self, wish: str, panel: str) -> None:
        """Do what a panel's menu asks for: "save" or "copy" its picture."""
        if wish == "save":
            self.save(panel)
        else:
            self.copy(panel)

    def save(self, panel: str) -> None:
        """Ask for a file and write a panel's picture there."""
        path = self.ask_path(panel)
        if path is not None:
            self.save_to(panel, path)

    def save_to(self, panel: str, path: Path) -> bool:
        """Write a panel's picture in the format of the file's ending; return whether that was done."""
        # Imported when first asked for, here and below: drawing for print is no part of the window's start.
        from core.brief.panel_picture import writer_for

        try:
            write_atomic(path, writer_for(path)(self.picture(panel)))
        except VetaError as error:
            self._requests.refuse(error)
            return False
        self._folder = path.parent
        self.noted.emit(msg("Saved: {path}", path=str(path)))
        return True

    def copy(self, panel: str) -> bool:
        """Put a panel's picture on the clipboard, as pixels and as a drawing; return whether that was done."""
        from core.brief.panel_picture import picture_png

        try:
            picture = self.picture(panel)
            pixels = picture_png(picture)
        except VetaError as error:
            self._requests.refuse(error)
            return False
        content = QMimeData()
        content.setImageData(QImage.fromData(pixels))
        content.setData(SVG_TYPE, picture.svg.encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(content)
        self.noted.emit(msg("Copied as a picture: {name}", name=NAMES[panel]))
        return True

    def picture(self, panel: str) -> Picture:
        """Return a panel's picture as the window shows it now."""
        from core.brief.panel_picture import Imprint, panel_picture

        snapshot = self._bridge.store.snapshot
        shown = self._window.panels[panel].picture_view() if snapshot.board.empty is None else ""
        return panel_picture(
            snapshot.board, Imprint.of(snapshot), self._bridge.fmt, cast("PanelName", panel),
            self._window.colours.theme, shown,
        )  # fmt: skip

    def save_header(self) -> None:
        """Save the sentence and the five numbers."""
        self.save("header")

    def save_map(self) -> None:
        """Save the map."""
        self.save("map")

    def save_chart(self) -> None:
        """Save the open chart."""
        self.save("chart")

    def save_table(self) -> None:
        """Save the table."""
        self.save("table")

    def save_scenario(self) -> None:
        """Save the scenario and what follows from it."""
        self.save("scenario")

    def copy_header(self) -> None:
        """Copy the sentence and the five numbers."""
        self.copy("header")

    def copy_map(self) -> None:
        """Copy the map."""
        self.copy("map")

    def copy_chart(self) -> None:
        """Copy the open chart."""
        self.copy("chart")

    def copy_table(self) -> None:
        """Copy the table."""
        self.copy("table")

    def copy_scenario(self) -> None:
        """Copy the scenario and what follows from it."""
        self.copy("scenario")

    # Questions to the person, in a method of its own so that a test can answer.

    def ask_path(self, panel: str) -> Path | None:
        """Ask where to save a picture, as PNG or SVG."""
        selection = self._bridge.store.snapshot.selection
        name = f"veta-{selection.flow}-{selection.target}-{selection.year}-{panel}"
        dialog = PictureDialog(self._start(), name, self._bridge.fmt, self._window)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _start(self) -> Path:
        """Return the folder to begin in: the last one, else that of pictures."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return next((place for place in (self._folder, Path(pictures)) if place and place.is_dir()), Path.home())


class PictureDialog(QFileDialog):
    """Asks for a file; a name without an ending gets that of the chosen kind, before an old file is replaced."""

    def __init__(self, folder: Path, name: str, fmt: Formatter, parent: QWidget) -> None:
        super().__init__(parent, fmt.say(msg("Save picture")), str(folder))
        self._endings = {f"{fmt.say(text)} (*{ending})": ending for ending, text in KINDS.items()}
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(self._endings))
        self.setDefaultSuffix(next(iter(KINDS)))
        self.selectFile(name + next(iter(KINDS)))
        self.filterSelected.connect(self.follow)

    def follow(self, kind: str) -> None:
        """Give the proposed name the ending of a kind that is chosen."""
        ending = self._endings[kind]
        self.setDefaultSuffix(ending)
        for chosen in self.selectedFiles()[:1]:
            self.selectFile(Path(chosen).with_suffix(ending).name)
