"""The pages of a PDF at any size: to the width, whole, or larger and smaller by keys, wheel and buttons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QWidget

HOLD_MS = 500
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
POINTS_PER_INCH = 72.0


class PageView(QPdfView):
    """Shows a PDF from memory; another one takes its place without moving the page.

    Signals:
        zoomed: the size of the pages has changed.
    """

    zoomed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Of the parent, and made after the view: what is shown must not go before that which shows it.
        self.pages = QPdfDocument(parent)
        self._buffer = QBuffer(parent)
        self.setDocument(self.pages)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._other: PageView | None = None
        self.led = False
        self.place = (0, 0.0)
        self._size = self.size()
        # What was seen stays over the view until the new pages are drawn, else each change would blink white.
        self.still = QLabel(self.viewport())
        self.still.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.still.hide()
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self.still.hide)
        drawer = self.findChild(QPdfPageRenderer)
        if drawer is not None:
            drawer.pageRendered.connect(self._on_drawn)
        self.verticalScrollBar().valueChanged.connect(self._note_place)

    def follow(self, other: PageView) -> None:
        """Show the same place in the same size as another view, while both are seen."""
        self._other = other
        other.verticalScrollBar().valueChanged.connect(self._follow)
        other.zoomed.connect(self._follow)

    def show_pdf(self, data: bytes) -> None:
        """Show other pages at the place of those before; none where `data` is empty."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        if self.isVisible() and self.pages.pageCount() and data and self.still.isHidden():
            self.still.setPixmap(self.viewport().grab())
            self.still.setGeometry(self.viewport().rect())
            self.still.show()
            self._hold.start()
        # The document reads from the buffer for as long as it is shown, so the buffer lives as long as the view.
        self.pages.close()
        self._buffer.close()
        if data:
            self._buffer.setData(QByteArray(data))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.pages.load(self._buffer)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def page(self) -> int:
        """Return the page that fills the upper part of the view; at the very end it is the last one."""
        bar = self.verticalScrollBar()
        if 0 < bar.maximum() == bar.value():
            return max(0, self.pages.pageCount() - 1)
        middle = bar.value() + self.viewport().height() // 3
        tops = [self.top_of(page) for page in range(self.pages.pageCount())]
        return max(0, bisect_right(tops, middle) - 1)

    def go_to(self, page: int) -> None:
        """Bring the head of a page to the top."""
        self.verticalScrollBar().setValue(self.top_of(page) - self.documentMargins().top())

    def top_of(self, page: int) -> int:
        """Return where a page begins, in pixels below the beginning of the first one's margin."""
        heights = [round(self._height(i)) for i in range(page)]
        return self.documentMargins().top() + sum(heights) + page * self.pageSpacing()

    def texts(self) -> list[str]:
        """Return the text of each page."""
        return [self.pages.getAllText(page).text() for page in range(self.pages.pageCount())]

    # Size

    def factor(self) -> float:
        """Return how large the pages are shown, 1 being their size on paper."""
        return self._pixels(0) / _resolution() if self.pages.pageCount() else 1.0

    def zoom_in(self) -> None:
        """Show the pages a step larger."""
        self._zoom_to(STEPS[min(bisect_right(STEPS, self.factor() + 0.005), len(STEPS) - 1)])

    def zoom_out(self) -> None:
        """Show the pages a step smaller."""
        self._zoom_to(STEPS[max(bisect_left(STEPS, self.factor() - 0.005) - 1, 0)])

    def fit_width(self) -> None:
        """Show the pages as wide as the view."""
        self._set_mode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """Show one whole page at a time."""
        self._set_mode(QPdfView.ZoomMode.FitInView)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size with Ctrl held, scroll without."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if event.angleDelta().y():
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay at the place, and tell of the size, which follows the view where it fits it."""
        place = self.place
        # A scroll bar that comes or goes while pages change is no other size of the view.
        if self.size() != self._size:
            self._size = self.size()
            self.still.hide()
        super().resizeEvent(event)
        self._scroll_to(*place)
        self.zoomed.emit()

    def _follow(self) -> None:
        other = self._other
        if other is None or other.led or not (self.isVisible() and other.isVisible()):
            return
        self.led = True
        if (self.zoomMode(), self.zoomFactor()) != (other.zoomMode(), other.zoomFactor()):
            self.setZoomFactor(other.zoomFactor())
            self.setZoomMode(other.zoomMode())
            self.zoomed.emit()
        bar, leading = self.verticalScrollBar(), other.verticalScrollBar()
        if 0 < leading.maximum() == leading.value():
            bar.setValue(bar.maximum())
        else:
            self._scroll_to(*other.place)
        self.led = False

    def _set_mode(self, mode: QPdfView.ZoomMode) -> None:
        page = self.page()
        self.setZoomMode(mode)
        self.go_to(page)
        self.zoomed.emit()

    def _zoom_to(self, factor: float) -> None:
        place = self.place
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(factor)
        self._scroll_to(*place)
        self.zoomed.emit()

    def _on_drawn(self, page: int) -> None:
        if page == self.page():
            self.still.hide()

    def _note_place(self) -> None:
        """Note the page and how much of it stands above the view, as a share of its height."""
        page = self.page()
        height = self._height(page)
        self.place = (page, (self.verticalScrollBar().value() - self.top_of(page)) / height if height else 0.0)

    def _scroll_to(self, page: int, share: float) -> None:
        if page == 0 and share <= 0:
            self.verticalScrollBar().setValue(0)  # with the margin above the first page
            return
        self.verticalScrollBar().setValue(round(self.top_of(page) + share * self._height(page)))

    def _height(self, page: int) -> float:
        return self.pages.pagePointSize(page).height() * self._pixels(page)

    def _pixels(self, page: int) -> float:
        """Return the pixels to a point of a page, as the view lays it out."""
        size, room, margins = self.pages.pagePointSize(page), self.viewport().size(), self.documentMargins()
        if size.isEmpty():
            return _resolution()
        wide = (room.width() - margins.left() - margins.right()) / size.width()
        match self.zoomMode():
            case QPdfView.ZoomMode.FitToWidth:
                return wide
            case QPdfView.ZoomMode.FitInView:
                return min(wide, (room.height() - self.pageSpacing()) / size.height())
        return self.zoomFactor() * _resolution()


def _resolution() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch() / POINTS_PER_INCH if screen is not None else 96 / POINTS_PER_INCH
