"""The brief before it leaves the house: the very PDF on screen, to be saved or printed."""

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
from core.brief.model import Paper
from core.brief.pdf import write_pdf
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
LANGUAGES = {"en": msg("English"), "es": msg("Español")}
TYPING_PAUSE_MS = 300
PRINT_DPI = 300
SIDE = 232


def brief_pdf(snapshot: Snapshot, fmt: Formatter, paper: Paper = "letter", marking: str = "") -> bytes:
    """Return the brief of a snapshot as the bytes of a PDF.

    Raises:
        VetaError: the brief cannot be written.
    """
    return write_pdf(build_brief(snapshot, fmt, paper=paper, marking=marking))


class BriefPreview(QDialog):
    """Shows a snapshot's brief, its paper, language and marking line; saves and prints it."""

    def __init__(self, snapshot: Snapshot, fmt: Formatter, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot, self._fmt = snapshot, fmt
        self.pdf = b""
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.paper, self.language = Choice(self), Choice(self)
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
            self.pdf = brief_pdf(self._snapshot, fmt, self._paper(), self.marking.text())
        except VetaError as error:
            self.pdf = b""
            self.problem.setText(self._fmt.say(error.message))
        self.problem.setVisible(not self.pdf)
        self.save_button.setEnabled(bool(self.pdf))
        self.print_button.setEnabled(bool(self.pdf))
        self._show_pdf()

    def save(self) -> None:
        """Ask for a file and write the PDF there."""
        path = self.ask_path()
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Write the PDF to a file; return whether that was done."""
        try:
            write_atomic(path if path.suffix else path.with_suffix(".pdf"), self.pdf)
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

    # Questions to the person, each in its own method so that a test can answer.

    def ask_path(self) -> Path | None:
        """Ask where to save the PDF."""
        title, kinds = self._fmt.say("Save the brief"), self._fmt.say(msg("PDF documents")) + " (*.pdf)"
        folder = self._snapshot.path.parent if self._snapshot.path else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(folder / (self._name() + ".pdf")), kinds)
        return Path(chosen) if chosen else None

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
        ):
            choice.set_colours(colours)
            choice.set_options([(id_, fmt.say(text)) for id_, text in options.items()])
            choice.setAccessibleName(fmt.say(name))
        self.paper.set_current("letter")
        self.language.set_current(fmt.language if fmt.language in LANGUAGES else "en")
        self.marking.setPlaceholderText(fmt.say("None"))
        self.marking.setMaxLength(120)
        self.marking.setAccessibleName(fmt.say("Marking"))
        self.marking.setToolTip(fmt.say("A line of your own at the head of each page; Veta never sets one"))
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("role", "warning")
        self.view.setAccessibleName(fmt.say("Pages of the brief"))
        self.save_button.setText(fmt.say("Save PDF…"))
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
