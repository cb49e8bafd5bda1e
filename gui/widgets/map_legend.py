"""The map's legend: five classes with their real bounds, and what hatch and outline mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.geo.choropleth import NO_DATA, ZERO, Legend, Mode
from gui.theme import CAPTION, figure_font
from gui.widgets.map_style import REPORTER, MapStyle, draw_swatch

BAR, GAP, SWATCH, LINE = 10.0, 12.0, 16.0, 18.0
_CLASS = {"no_data": NO_DATA, "zero": ZERO, "reporter": REPORTER}


class MapLegend(QWidget):
    """Paints one `Legend`; wraps the extra swatches below the bar where the width is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend: Legend | None = None
        self._style: MapStyle | None = None
        self._mode: Mode = "before"
        self._metrics = QFontMetricsF(figure_font(CAPTION))
        self._widths: dict[str, float] = {}
        self._cell = self._left = self._extras = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_legend(self, legend: Legend, mode: Mode) -> None:
        """Show a legend; its words are also the accessible description."""
        if (legend, mode) == (self._legend, self._mode):
            return
        self._legend, self._mode = legend, mode
        words = [legend.title, *(edge for edge in legend.edges if edge), legend.middle, *(t for _, t in legend.extras)]
        self.setAccessibleDescription(", ".join(word for word in words if word))
        self._measure(legend)
        self._fit()
        self.update()

    def set_style(self, style: MapStyle) -> None:
        """Take the brushes of a theme."""
        self._style = style
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one or two lines."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap or unwrap."""
        self._fit()
        super().resizeEvent(event)

    def _measure(self, legend: Legend) -> None:
        """Note how wide each text is, a swatch of the bar, what stands before the bar, and all extras."""
        extras = [text for _, text in legend.extras]
        texts = (legend.title, *legend.edges, legend.middle, *extras)
        widths = self._widths = {text: self._metrics.horizontalAdvance(text) for text in texts}
        self._cell = max(32.0, max(widths[text] for text in (*legend.edges, legend.middle)) + 8.0)
        title = widths[legend.title] + GAP if legend.title else 0.0
        self._left = title + max(widths[legend.edges[0]] / 2, 1.0)
        self._extras = sum(SWATCH + 4 + widths[text] + GAP for text in extras)

    def _wraps(self) -> bool:
        return self._left + 5.5 * self._cell + GAP + self._extras > self.width()

    def _fit(self) -> None:
        height = 28
        if self._legend is not None and self._wraps():
            height += round(LINE)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bar, edges and extras."""
        if self._legend is None or self._style is None:
            return
        painter = QPainter(self)
        painter.setFont(figure_font(CAPTION))
        self._paint_bar(painter, self._legend, self._style)
        self._paint_extras(painter, self._legend, self._style)
        painter.end()

    def _paint_bar(self, painter: QPainter, legend: Legend, style: MapStyle) -> None:
        ascent, left, widths = self._metrics.ascent(), self._left, self._widths
        cell = min(self._cell, (self.width() - left - self._cell / 2) / 5)
        baseline = BAR + ascent + 2
        painter.setPen(style.palette.muted)
        if legend.title:
            painter.drawText(QPointF(0, ascent), legend.title)
        for i in range(5):
            draw_swatch(painter, QRectF(left + i * cell, 1, cell - 1, BAR), style, i, self._mode)
        painter.setPen(style.palette.muted)
        for i, edge in enumerate(legend.edges):
            if legend.diverging and i in (2, 3):
                continue
            painter.drawText(QPointF(left + i * cell - widths[edge] / 2, baseline), edge)
        if legend.middle:
            middle = left + 2.5 * cell - widths[legend.middle] / 2
            painter.drawText(QPointF(middle, baseline), legend.middle)

    def _paint_extras(self, painter: QPainter, legend: Legend, style: MapStyle) -> None:
        wraps, capital = self._wraps(), self._metrics.capHeight()
        x = 0.0 if wraps else self._left + 5.5 * self._cell + GAP
        y = 28.0 if wraps else 1.0
        for kind, text in legend.extras:
            draw_swatch(painter, QRectF(x, y, SWATCH, BAR), style, _CLASS[kind], self._mode)
            painter.setPen(style.palette.muted)
            painter.drawText(QPointF(x + SWATCH + 4, y + BAR / 2 + capital / 2), text)
            x += SWATCH + 4 + self._widths[text] + GAP
