"""Importing a publisher's file: what it would bring is shown first; it is taken up only when asked, whole or not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.dataset.importers.run import KINDS, Preview, Wish
from core.text.messages import Message, msg
from gui.import_worker import Done, ImportThread
from gui.theme import text_font
from gui.widgets.choice import Choice
from gui.widgets.import_report import ImportReport

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.present.palette import Palette
    from core.text.formatter import Formatter

SIZE = QSize(720, 600)
STEPS = 1000
FIND_OUT = ""
EVERY = "every"
CODES = {"minerals": msg("Chapters that hold minerals"), EVERY: msg("Every customs code")}
# Publishers' own names; only what is no name is worded.
KIND_NAMES: dict[str, Message] = {
    "baci": msg("CEPII BACI"),
    "comtrade": msg("UN Comtrade"),
    "census": msg("US Census Bureau"),
    "dataweb": msg("USITC DataWeb"),
    "usgs-mcs": msg("USGS Mineral Commodity Summaries"),
    "datamexico": msg("DataMéxico"),
    "inegi": msg("INEGI"),
    "atlas": msg("Atlas of Economic Complexity"),
    "datapackage": msg("Data package"),
}


def time_left(done: int, total: int, seconds: float) -> Message | None:
    """Return how long the rest takes at the pace so far; None while that cannot be told."""
    if seconds < 1.0 or done <= 0 or total <= done:
        return None
    left = seconds * (total - done) / done
    if left < 90:
        return msg("about {n} s left", n=max(1, round(left)))
    return msg("about {n} min left", n=round(left / 60))


class ImportDialog(QDialog):
    """Previews and imports one file after another.

    Signals:
        requestFile: choose another file.
        imported: the figures (`Dataset`) with the file laid over them.
    """

    requestFile = Signal()
    imported = Signal(object)

    def __init__(self, dataset: Dataset, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dataset, self._fmt = dataset, fmt
        self._path = Path()
        self._preview: Preview | None = None
        self._since = 0.0
        self._leaving = False
        self.reader = ImportThread(self)
        self.file, self.progress_words, self.message = QLabel(self), QLabel(self), QLabel(self)
        self.other_button, self.stop_button = QPushButton(self), QPushButton(self)
        self.import_button, self.close_button = QPushButton(self), QPushButton(self)
        self.kind = Choice(self)
        self.name = QLineEdit(self)
        self.codes = Choice(self)
        self.bar = QProgressBar(self)
        self.report = ImportReport()
        for choice in (self.kind, self.codes):
            choice.set_colours(colours)
        self._lay_out()
        self._word()
        self._connect()
        self.resize(SIZE)

    def open_file(self, path: Path) -> None:
        """Preview a file; its kind is found out."""
        if not self.reader.running:
            self._path = path
            self.kind.set_current(FIND_OUT)
            self.name.clear()
            self._ask_preview()

    def take_dataset(self, dataset: Dataset) -> None:
        """Compare further files with these figures."""
        self._dataset = dataset

    def stop(self) -> None:
        """End the thread; what was not committed is gone."""
        self.reader.close()

    # Building

    def _lay_out(self) -> None:
        self.file.setFont(text_font(15, QFont.Weight.DemiBold))
        self.message.setWordWrap(True)
        for label in (self.file, self.message):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress_words.setProperty("role", "caption")
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.import_button.setProperty("role", "primary")
        for button in (self.other_button, self.stop_button, self.import_button, self.close_button):
            button.setAutoDefault(False)
        top, running, foot, self._form = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QFormLayout()
        top.addWidget(self.file, 1)
        top.addWidget(self.other_button)
        running.addWidget(self.bar, 1)
        running.addWidget(self.progress_words)
        running.addWidget(self.stop_button)
        self._form.setHorizontalSpacing(16)
        self._form.addRow(QLabel(self), self.kind)
        self._form.addRow(QLabel(self), self.name)
        self._form.addRow(QLabel(self), self.codes)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        scroll = QScrollArea(self)
        scroll.setWidget(self.report)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(self._form)
        column.addLayout(running)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _word(self) -> None:
        say = self._fmt.say
        self.setWindowTitle(say(msg("Import figures")))
        self.other_button.setText(say(msg("Choose another…")))
        self.stop_button.setText(say(msg("Cancel")))
        self.import_button.setText(say(msg("Import")))
        self.close_button.setText(say(msg("Close")))
        self.codes.set_options([(id_, say(words)) for id_, words in CODES.items()])
        self.kind.set_options([(FIND_OUT, say(msg("Find out"))), *[(k, say(KIND_NAMES[k])) for k in KINDS]])
        captions = (msg("Kind of file"), msg("Name here"), msg("Codes"))
        for caption, part in zip(captions, (self.kind, self.name, self.codes), strict=True):
            label = self._form.labelForField(part)
            if isinstance(label, QLabel):
                label.setText(say(caption))
            part.setAccessibleName(say(caption))
        self.bar.setAccessibleName(say(msg("Progress")))

    def _connect(self) -> None:
        self.other_button.clicked.connect(self.requestFile)
        self.stop_button.clicked.connect(self.reader.cancel)
        self.import_button.clicked.connect(self._commit)
        self.close_button.clicked.connect(self.reject)
        self.kind.chosen.connect(self._ask_preview)
        self.name.editingFinished.connect(self._rename)
        self.codes.chosen.connect(self._ask_preview)
        self.reader.progressed.connect(self._show_progress)
        self.reader.done.connect(self._on_done)
        self.reader.failed.connect(self._on_failed)
        self.reader.stopped.connect(self._on_stopped)

    # Asking

    def wish(self) -> Wish:
        """Return what the person asks for."""
        return Wish(
            kind=str(self.kind.currentData() or "") or None,
            name=self.name.text().strip() or None,
            everything=self.codes.currentData() == EVERY,
        )

    def _ask_preview(self) -> None:
        self._preview = None
        self.report.hide()
        self._say(None)
        self._start(commit=False)

    def _rename(self) -> None:
        if self.name.isModified() and not self.reader.running:
            self.name.setModified(False)
            self._ask_preview()

    def _commit(self) -> None:
        if self._preview is not None:
            self._start(commit=True)

    def _start(self, *, commit: bool) -> None:
        self.file.setText(self._path.name)
        self.file.setToolTip(str(self._path))
        self._since = time.monotonic()
        self.bar.setValue(0)
        self.progress_words.setText(self._fmt.say(msg("Importing…") if commit else msg("Reading…")))
        self.reader.start(self._dataset, self._path, self.wish(), commit=commit)
        self._show_state()

    # Answers

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setValue(int(STEPS * done / total) if total else 0)
        left = time_left(done, total, time.monotonic() - self._since)
        if left is not None:
            self.progress_words.setText(self._fmt.say(left))

    def _on_done(self, done: Done) -> None:
        self._preview = done.preview
        self.kind.set_current(self.kind.currentData() or done.preview.kind)
        self.name.setPlaceholderText(done.preview.id)
        self.report.show_preview(done.preview, self._fmt)
        self.report.show()
        if done.dataset is not None:
            self._preview = None
            self._say(
                msg(
                    "Imported as {name}. Where the bundled figures answer too, they come first; Sources lists it.",
                    name=done.preview.id,
                )
            )
            self.imported.emit(done.dataset)
        elif not done.preview.rows_kept and not done.preview.refused_in_all:
            self._say(msg("This file holds no row of United States or Mexican trade in minerals."), wrong=True)
        self._show_state()

    def _on_failed(self, message: Message) -> None:
        self._say(message, wrong=True)
        self._show_state()

    def _on_stopped(self) -> None:
        self._say(msg("Stopped; nothing was added or changed."))
        self._show_state()

    def _say(self, message: Message | None, *, wrong: bool = False) -> None:
        self.message.setProperty("role", "warning" if wrong else "")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(self._fmt.say(message) if message is not None else "")

    def _show_state(self) -> None:
        """Offer what can be done now."""
        running = self.reader.running
        for part in (self.bar, self.progress_words, self.stop_button):
            part.setVisible(running)
        for control in (self.other_button, self.kind, self.name, self.codes):
            control.setEnabled(not running)
        brings = self._preview
        ready = brings is not None and brings.rows_kept > 0 and not brings.refused_in_all
        self.import_button.setEnabled(ready and not running)
        if self._leaving and not running:
            self.reject()

    # Leaving

    def reject(self) -> None:
        """Close; a job that still runs is stopped first, and the dialog goes when it has."""
        if self.reader.running:
            self._leaving = True
            self.reader.cancel()
            return
        self.reader.close()
        super().reject()
