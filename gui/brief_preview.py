"""The brief before it leaves the house: the very PDF on screen, to be printed, or saved in one of its formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.brief.document import build_brief
from core.brief.model import Brief, Paper
from core.brief.pdf import forget_briefs, write_pdf
from core.brief.writers import FORMATS, writer_for
from core.errors import VetaError
from core.files import write_atomic
from core.text.messages import msg
from gui.session import formatter_for
from gui.theme import text_font
from gui.widgets.choice import Choice

if TYPE_CHECKING:
    from core.present.palette import Palette
    from core.store import Snapshot
    from core.text.formatter import Formatter

PAPERS = {"letter": msg("Letter"), "a4": msg("A4")}
LANGUAGES = {"en": msg("English"), "es": msg("Español"), "fr": msg("Français")}
TYPING_PAUSE_MS = 300
PRINT_DPI = 300
SIDE = 232


class BriefPreview(QDialog):
    """Shows a snapshot's brief, its paper, language and marking line; saves and prints it."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot, self._fmt = snapshot, fmt
        self.brief: Brief | None = None
        self.pdf = b""
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.paper, self.language, self.format = Choice(self), Choice(self), Choice(self)
        self.marking = QLineEdit(self)
        self.problem = QLabel(self)
        self.save_button, self.print_button = QPushButton(self), QPushButton(self)
        self.close_button = QPushButton(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._fill(colours)
        self._lay_out()
        self._connect()
        self.resize(QSize(980, 860))
        self.refresh()

    def refresh(self) -> None:
        """Make the PDF anew and show it; a problem is told in its place."""
        fmt = formatter_for(self._snapshot.dataset, self._language())
        try:
            self.brief = build_brief(self._snapshot, fmt, paper=self._paper(), marking=self.marking.text())
            self.pdf = write_pdf(self.brief)
        except VetaError as error:
            self.pdf = b""
            self.problem.setText(self._fmt.say(error.message))
        self.problem.setVisible(not self.pdf)
        self.save_button.setEnabled(bool(self.pdf))
        self.print_button.setEnabled(bool(self.pdf))
        self._show_pdf()

    def save(self) -> None:
        """Ask for a file and write the brief there."""
        path = self.ask_path()
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Write the brief that is shown to a file, in the format of its ending; return whether that was done.

        A name without an ending of a format gets that of the chosen one. The PDF is the very one on screen.
        """
        if path.suffix.lower() not in FORMATS:
            path = path.with_name(path.name + self._format())
        if self.brief is None:
            return False
        try:
            data = self.pdf if path.suffix.lower() == ".pdf" else writer_for(path)(self.brief)
            write_atomic(path, data)
        except VetaError as error:
            self.problem.setText(self._fmt.say(error.message))
            self.problem.show()
            return False
        self.accept()
        return True

    def print(self) -> None:
        """Ask the system for a printer and print the same PDF."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize.PageSizeId.A4 if self._paper() == "a4" else QPageSize.PageSizeId.Letter
        printer.setPageSize(QPageSize(size))
        printer.setDocName(self._name())
        if self.ask_printer(printer):
            print_document(self.document, printer)

    def done(self, result: int) -> None:
        """Close, and let go of the memory that setting the pages has taken."""
        super().done(result)
        forget_briefs()

    # Questions to the person, each in its own method so that a test can answer.

    def ask_path(self) -> Path | None:
        """Ask where to save the brief in the chosen format."""
        ending = self._format()
        folder = self._snapshot.path.parent if self._snapshot.path else Path.home()
        kind = f"{self._fmt.say(FORMATS[ending])} (*{ending})"
        dialog = QFileDialog(self, self._fmt.say("Save the brief"), str(folder), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(self._name() + ending)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() == QDialog.DialogCode.Accepted else None

    def ask_printer(self, printer: QPrinter) -> bool:
        """Let the person choose a printer in the system's dialog."""
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _fill(self, colours: Palette) -> None:
        fmt = self._fmt
        self.setWindowTitle(fmt.say("Brief"))
        for choice, options, name in (
            (self.paper, PAPERS, msg("Paper")),
            (self.language, LANGUAGES, msg("Language of the brief")),
            (self.format, FORMATS, msg("Format of the file")),
        ):
            choice.set_colours(colours)
            choice.set_options([(id_, fmt.say(text)) for id_, text in options.items()])
            choice.setAccessibleName(fmt.say(name))
        self.paper.set_current("letter")
        self.language.set_current(fmt.language if fmt.language in LANGUAGES else "en")
        self.format.set_current(".pdf")
        self.format.setToolTip(fmt.say("Word and Excel files hold the same figures as the pages shown"))
        self.marking.setPlaceholderText(fmt.say("None"))
        self.marking.setMaxLength(120)
        self.marking.setAccessibleName(fmt.say("Marking"))
        self.marking.setToolTip(fmt.say("A line of your own at the head of each page; Veta never sets one"))
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("role", "warning")
        self.view.setAccessibleName(fmt.say("Pages of the brief"))
        self.save_button.setText(fmt.say("Save…"))
        self.save_button.setProperty("role", "primary")
        self.print_button.setText(fmt.say("Print…"))
        self.close_button.setText(fmt.say("Close"))

    def _lay_out(self) -> None:
        fmt = self._fmt
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        side = QWidget(self)
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        heading = QLabel(fmt.say("Brief"), side)
        heading.setFont(text_font(15))
        column.addWidget(heading)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self._caption(fmt.say("Paper")), self.paper)
        form.addRow(self._caption(fmt.say("Language")), self.language)
        column.addLayout(form)
        column.addWidget(self._caption(fmt.say("Marking")))
        column.addWidget(self.marking)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self._caption(fmt.say("Format")))
        column.addWidget(self.format)
        for button in (self.save_button, self.print_button, self.close_button):
            column.addWidget(button)
        self.save_button.setDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(side)

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        return label

    def _connect(self) -> None:
        self.paper.chosen.connect(self.refresh)
        self.language.chosen.connect(self.refresh)
        self.marking.textEdited.connect(self._pause.start)
        self._pause.timeout.connect(self.refresh)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.close_button.clicked.connect(self.reject)

    def _show_pdf(self) -> None:
        # The document reads from the buffer for as long as it is shown, so the buffer lives as long as the dialog.
        self.document.close()
        self._buffer.close()
        if self.pdf:
            self._buffer.setData(QByteArray(self.pdf))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)

    def _paper(self) -> Paper:
        return cast("Paper", self.paper.currentData() or "letter")

    def _language(self) -> str:
        return str(self.language.currentData() or self._fmt.language)

    def _format(self) -> str:
        return str(self.format.currentData() or ".pdf")

    def _name(self) -> str:
        selection = self._snapshot.selection
        return f"veta-{selection.flow}-{selection.target}-{selection.year}"


def print_document(document: QPdfDocument, printer: QPrinter) -> None:
    """Print the pages of a PDF that the printer's settings ask for, each filling its sheet."""
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter(printer)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    dpi = min(PRINT_DPI, printer.resolution())
    for page in range(first, last + 1):
        if page > first:
            printer.newPage()
        size = (document.pagePointSize(page - 1) * dpi / 72).toSize()
        painter.drawImage(sheet, document.render(page - 1, size))
    painter.end()
