"""The brief on paper: the pages of its PDF as they are, in colour or grey, on one side or both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from core.brief.model import Paper

PRINT_DPI = 300


def printer_for(paper: Paper, name: str) -> QPrinter:
    """Return a printer set to a paper; `name` is what the system calls the job."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize.PageSizeId.A4 if paper == "a4" else QPageSize.PageSizeId.Letter
    printer.setPageSize(QPageSize(size))
    printer.setDocName(name)
    return printer


def open_pages(data: bytes, parent: QObject) -> QPdfDocument:
    """Return a PDF in memory as a document, which keeps what it reads from."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def print_documents(documents: Sequence[QPdfDocument], printer: QPrinter) -> None:
    """Print the pages that the printer's settings ask for, each as large as its sheet takes.

    The pages of all documents count as one run; on both sides of the paper, each document begins a sheet of its own.
    """
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    run = [(document, page) for document in documents for page in range(document.pageCount())]
    first = printer.fromPage() or 1
    chosen = run[first - 1 : printer.toPage() or len(run)]
    if not chosen:
        return
    both_sides = printer.duplex() not in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto)
    painter = QPainter(printer)
    sides = 0
    for i, (document, page) in enumerate(chosen):
        if sides:
            printer.newPage()
        if both_sides and sides % 2 and document is not chosen[i - 1][0]:
            printer.newPage()
            sides += 1
        _draw(document, page, printer, painter)
        sides += 1
    painter.end()


def _draw(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    dpi = min(PRINT_DPI, printer.resolution())
    image = document.render(page, (document.pagePointSize(page) * dpi / 72).toSize())
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        image = _grey(image)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(sheet.topLeft(), size)
    place.moveCenter(sheet.center())
    painter.drawImage(place, image)


def _grey(image: QImage) -> QImage:
    """Return a page in greys on white: where the PDF has no ink, the picture is transparent."""
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white.convertToFormat(QImage.Format.Format_Grayscale8)
