"""Lines over the years from zero, named at their right ends; years without a figure are gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from core.present.board import Board, TrendSeries
from core.present.columns import NOT_PARTNERS
from core.present.palette import Palette
from core.present.ticks import money_scale, year_ticks, zero_based_ticks
from core.text.formatter import Formatter
from core.text.messages import msg
from gui.theme import BODY, CAPTION, figure_font

_NEAR = 24.0
_LINE = 16.0
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


class EndLabels(QWidget):
    """Paints the lines' names beside their last points, moved apart where they would overlap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours: Palette | None = None
        self._labels: list[tuple[float, str, str]] = []
        self._font = figure_font()

    def show_labels(self, labels: Sequence[tuple[float, str, str]]) -> None:
        """Show (height in pixels, name, colour) labels."""
        self._labels = sorted(labels)
        self.update()

    def fit(self, names: Sequence[str]) -> None:
        """Take the width the names need."""
        metrics = QFontMetricsF(figure_font(BODY, QFont.Weight.DemiBold))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        self.setFixedWidth(int(min(widest, 150) + 14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.colours is None:
            return
        painter = QPainter(self)
        painter.setFont(self._font)
        for top, (_, name, colour) in zip(self._tops(), self._labels, strict=True):
            painter.fillRect(QRectF(2, top + _LINE / 2 - 1, 6, 2), QColor(colour))
            painter.setPen(QColor(self.colours.text))
            room = QRectF(11, top, self.width() - 11, _LINE)
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _tops(self) -> list[float]:
        tops: list[float] = []
        for height, _, _ in self._labels:
            wanted = height - _LINE / 2
            tops.append(max(wanted, tops[-1] + _LINE) if tops else wanted)
        overhang = tops[-1] + _LINE - self.height() if tops else 0.0
        floor = self.height() - _LINE
        if overhang > 0:
            for i in range(len(tops) - 1, -1, -1):
                tops[i] = min(tops[i], floor)
                floor = tops[i] - _LINE
        return tops


class TrendChart(QWidget):
    """A line chart of the board's trend series.

    Signals:
        partnerAsked: the partner of a line that was clicked.
        originAsked: the rows (tuple of int) behind a point whose context menu is wanted, and the place on screen.
    """

    partnerAsked = Signal(str)
    originAsked = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.colours: Palette | None = None
        self.plot = pg.PlotWidget(self, plotItem=pg.PlotItem(enableMenu=False))
        self.labels = EndLabels(self)
        self._lines: list[pg.PlotDataItem] = []
        self._board: Board | None = None
        self._fmt: Formatter | None = None
        self._years: list[int] = []
        self._scale = 1.0
        self._set_up_plot()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plot, 1)
        row.addWidget(self.labels)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show a board's trend; an edit leaves the trend as it is, so it is not drawn again."""
        same = self._board is not None and board.chart is self._board.chart and fmt is self._fmt
        chosen = self._board.selection.partner if self._board else None
        self._board, self._fmt = board, fmt
        if not same or chosen != board.selection.partner:
            self._draw()

    def set_colours(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.colours = self.labels.colours = palette
        self.plot.setBackground(palette.surface)
        self._draw()

    def current_rows(self) -> tuple[int, ...] | None:
        """Return the rows behind the chosen partner's line, or behind all lines; None before there is a board."""
        if self._board is None:
            return None
        chosen = [line for line in self._board.chart.trend if line.key == self._board.selection.partner]
        lines = chosen or self._board.chart.trend
        return tuple(row for line in lines for rows in line.row_ids for row in rows)

    def unit_words(self) -> str:
        """Return the unit of the axis in words."""
        if self._board is None or self._fmt is None:
            return ""
        if not self._money():
            return self._fmt.unit(self._board.table.unit_name)
        words = {1e9: msg("US$ billion"), 1e6: msg("US$ million"), 1e3: msg("US$ thousand"), 1.0: msg("US$")}
        return self._fmt.say(words[self._scale])

    # Drawing

    def _set_up_plot(self) -> None:
        item = self.plot.getPlotItem()
        item.ctrlMenu.setParent(
            self.plot, item.ctrlMenu.windowFlags()
        )  # the library makes it all the same, and would leave it behind
        item.hideButtons()
        item.setMouseEnabled(False, False)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.plot.setMouseTracking(True)
        self.plot.viewport().installEventFilter(self)
        item.layout.setContentsMargins(8, 10, 0, 0)
        self._grid = item.plot(connect="pairs")
        self._grid.setZValue(-10)
        box = item.getViewBox()
        box.sigTransformChanged.connect(self._place_labels)
        box.sigResized.connect(self._place_labels)

    def _money(self) -> bool:
        return self._board is not None and self._board.table.unit == "usd"

    def _draw(self) -> None:
        if self._board is None or self._fmt is None or self.colours is None:
            return
        series = self._board.chart.trend
        years = {year for line in series for year in line.years}
        self._years = list(range(min(years), max(years) + 1)) if years else []
        largest = max((v for line in series for v in line.values if math.isfinite(v)), default=0.0)
        self._scale = money_scale(largest) if self._money() else 1.0
        item = self.plot.getPlotItem()
        while len(self._lines) < len(series):
            self._lines.append(item.plot(antialias=True, connect="finite"))
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(series))
            if number < len(series):
                self._draw_line(line, number, series[number])
        self._draw_axes(largest / self._scale)
        self.labels.fit([self._name(line) for line in series])
        self.setAccessibleDescription("; ".join(self._words(line, line.years[-1]) for line in series if line.years))
        self._place_labels()

    def _draw_line(self, line: pg.PlotDataItem, number: int, series: TrendSeries) -> None:
        colour = QColor(self._colour(series.key))
        chosen = self._board is not None and self._board.selection.partner == series.key
        style = _DASHES[number % len(_DASHES)] if self._neutral(series.key) else Qt.PenStyle.SolidLine
        line.setData(np.array(self._years, dtype=float), self._values(series))
        line.setPen(pg.mkPen(colour, width=3.0 if chosen else 2.0, style=style))
        line.setSymbol("o")
        line.setSymbolSize(6 if chosen else 5)
        line.setSymbolPen(None)
        line.setSymbolBrush(colour)

    def _draw_axes(self, largest: float) -> None:
        assert self._fmt is not None
        assert self.colours is not None
        item, ticks = self.plot.getPlotItem(), zero_based_ticks(largest)
        digits = 0 if ticks[1] >= 1 and float(ticks[1]).is_integer() else 1 if ticks[1] >= 0.1 else 3
        years = year_ticks(self._years, max(2, self.plot.width() // 56))
        axes = {
            "left": [(tick, self._fmt.number(tick, digits)) for tick in ticks],
            "bottom": [(year, self._fmt.year(year)) for year in years],
        }
        for name, marks in axes.items():
            axis = item.getAxis(name)
            axis.setTicks([marks])
            axis.setTextPen(pg.mkPen(self.colours.muted))
            axis.setPen(pg.mkPen(self.colours.muted if name == "bottom" else self.colours.hairline))
            axis.setStyle(tickFont=figure_font(CAPTION), tickLength=0, hideOverlappingLabels=False)
        self._draw_grid(ticks)
        box = item.getViewBox()
        box.setYRange(0.0, ticks[-1], padding=0)
        if self._years:
            box.setXRange(self._years[0], self._years[-1], padding=0.03)

    def _draw_grid(self, ticks: Sequence[float]) -> None:
        """Draw the level lines as one curve: an axis with its own grid would drop the labels at its ends."""
        if self.colours is None or not self._years:
            return
        ends = (self._years[0] - 1, self._years[-1] + 1)
        self._grid.setData(np.array(ends * len(ticks), dtype=float), np.repeat(ticks, 2))
        self._grid.setPen(pg.mkPen(self.colours.hairline))

    def _place_labels(self, *_: object) -> None:
        if self._board is None or self._fmt is None or self.colours is None:
            return
        box, labels = self.plot.getPlotItem().getViewBox(), []
        for series in self._board.chart.trend:
            values = self._values(series)
            known = np.flatnonzero(np.isfinite(values))
            if len(known):
                end = box.mapViewToScene(QPointF(self._years[known[-1]], float(values[known[-1]])))
                labels.append((float(end.y()), self._name(series), self._colour(series.key)))
        self.labels.show_labels(labels)

    # Figures

    def _values(self, series: TrendSeries) -> np.ndarray:
        known = dict(zip(series.years, series.values, strict=True))
        return np.array([known.get(year, math.nan) / self._scale for year in self._years], dtype=np.float64)

    def _name(self, series: TrendSeries) -> str:
        assert self._fmt is not None
        return self._fmt.country(series.key)

    def _neutral(self, key: str) -> bool:
        return self.colours is not None and key not in self.colours.countries and key not in NOT_PARTNERS

    def _colour(self, key: str) -> str:
        assert self.colours is not None
        return self.colours.muted if key in NOT_PARTNERS else self.colours.country(key)

    def _words(self, series: TrendSeries, year: int) -> str:
        assert self._fmt is not None
        value = dict(zip(series.years, series.values, strict=True)).get(year, math.nan)
        unit = self._board.table.unit_name if self._board else ""
        amount = self._fmt.money(value) if self._money() else self._fmt.quantity(value, unit)
        words = msg(
            "{name}, {year}: {amount}. {source}",
            name=self._name(series),
            year=year,
            amount=amount,
            source=self._fmt.source(series.source_id),
        )
        return self._fmt.say(words)

    def _nearest(self, place: QPointF) -> tuple[TrendSeries, int] | None:
        if self._board is None:
            return None
        box, best, found = self.plot.getPlotItem().getViewBox(), _NEAR, None
        for series in self._board.chart.trend:
            for year, value in zip(series.years, series.values, strict=True):
                if math.isfinite(value):
                    point = box.mapViewToScene(QPointF(year, value / self._scale))
                    distance = math.hypot(point.x() - place.x(), point.y() - place.y())
                    if distance < best:
                        best, found = distance, (series, year)
        return found

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._board is not None:
            self._draw()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            found = self._nearest(QPointF(event.pos()))
            if found is not None:
                behind = dict(zip(found[0].years, found[0].row_ids, strict=False))
                self.originAsked.emit(tuple(behind.get(found[1], ())), event.globalPos())
            event.setAccepted(found is not None)  # else the panel's own menu opens
            return True
        if isinstance(event, QMouseEvent) and event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            found = self._nearest(event.position())
            if event.type() == QEvent.Type.MouseMove:
                words = self._words(*found) if found else ""
                QToolTip.showText(event.globalPosition().toPoint(), words, self)
            elif found is not None and found[0].key not in NOT_PARTNERS:
                self.partnerAsked.emit(found[0].key)
        return False
