"""Where each product goes: one 100 % bar a product, metals first, then ores, then what nobody has recorded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent

from core.present.blocs import bloc_colour, bloc_name, split_name, stage_name
from core.present.board import Board, SplitRow
from core.present.palette import Palette
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg
from gui.widgets.chart_base import Mark, PaintedChart

_PAD, _GAP, _LEGEND, _HEADING, _APART = 8, 10, 24, 22, 8
_LEAST_ROW, _MOST_ROW = 16.0, 28.0
_LEGEND_LINE = 18
_NAME_MOST, _WIDE = 170, 440
_LABELLED = 0.08


class SplitsChart(PaintedChart):
    """Draws the board's splits with the blocs in the board's order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SplitRow, ...] = ()
        self._blocs: tuple[str, ...] = ()
        self._names: list[str] = []
        self._codes: list[str] = []
        self._totals: list[str] = []
        self._leads: list[tuple[str, int]] = []

    def show_board(self, board: Board, fmt: Formatter) -> None:
        """Show a board's splits."""
        self.fmt, self.rows = fmt, board.chart.splits
        shown = {bloc for row in self.rows for bloc, share in row.blocs if share > 0}
        self._blocs = tuple(bloc for bloc in board.chart.bloc_order if bloc in shown)
        self._names = [split_name(row.product, fmt) for row in self.rows]
        self._codes = [fmt.product_code(row.product) if row.product.isdigit() else "" for row in self.rows]
        self._totals = [fmt.money(row.total_usd, compact=True) if row.blocs else "" for row in self.rows]
        self._leads = self._stage_leads(fmt)
        self._set_least_height()
        self.setAccessibleDescription("; ".join(self._said(number) for number in range(len(self.rows))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(460, max(260, self.minimumHeight()))

    def paint(self, painter: QPainter, colours: Palette) -> None:
        """Draw the legend, the headings and the bars."""
        if not self.rows or self.fmt is None:
            return
        names, codes, totals = self._columns()
        left = _PAD + names + codes + _GAP
        room = max(40.0, self.width() - left - totals - _GAP - _PAD)
        top = self._paint_legend(painter, colours)
        height = (self.height() - top - sum(lead for _, lead in self._leads) - 4) / len(self.rows)
        height = min(max(_LEAST_ROW, height), _MOST_ROW)
        for number, row in enumerate(self.rows):
            heading, lead = self._leads[number]
            self._paint_heading(painter, heading, top, colours)
            top += lead
            self._paint_name(painter, number, QRectF(_PAD, top, names + codes, height), colours)
            self._paint_bar(painter, number, row, QRectF(left, top + 2, room, height - 4), colours)
            painter.setPen(QColor(colours.muted))
            painter.setFont(self.plain)
            end = QRectF(self.width() - _PAD - totals, top, totals, height)
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._totals[number])
            top += height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the legend takes at this width."""
        super().resizeEvent(event)
        self._set_least_height()

    def _set_least_height(self) -> None:
        if self.fmt is None or not self.rows:
            return
        led, places = sum(room for _, room in self._leads), self._legend()
        legend = (places[-1].y() if places else 0.0) + _LEGEND
        self.setMinimumHeight(int(legend + led + _LEAST_ROW * len(self.rows) + 4))

    def _columns(self) -> tuple[float, float, float]:
        """Return the widths of names, codes (0 where there is no room for them) and totals."""
        metrics = QFontMetricsF(self.plain)
        widest = max(metrics.horizontalAdvance(name) for name in self._names) + 2
        codes = max(QFontMetricsF(self.small).horizontalAdvance(code) for code in self._codes) + 6
        totals = max(metrics.horizontalAdvance(total) for total in self._totals)
        return min(widest, _NAME_MOST, self.width() * 0.34), codes if self._has_codes() else 0.0, totals

    def _has_codes(self) -> bool:
        return self.width() >= _WIDE

    def _legend(self) -> list[QPointF]:
        """Return the place of each bloc in the legend: over the bars, in two lines where one is too short."""
        assert self.fmt is not None
        metrics = QFontMetricsF(self.small)
        widths = [metrics.horizontalAdvance(bloc_name(bloc, self.fmt)) + 26 for bloc in self._blocs]
        names, codes, _totals = self._columns()
        left = _PAD + names + codes + _GAP
        start = left if left + sum(widths) <= self.width() else float(_PAD)
        x, line, places = start, 0, list[QPointF]()
        for width in widths:
            if x > start and x + width - 12 > self.width():
                x, line = start, line + 1
            places.append(QPointF(x, line * _LEGEND_LINE))
            x += width
        return places

    # Words

    def _stage_leads(self, fmt: Formatter) -> list[tuple[str, int]]:
        """Return the heading and the room before each row; a stage without a heading stands apart all the same."""
        leads: list[tuple[str, int]] = []
        for before, row in zip((None, *self.rows), self.rows, strict=False):
            heading = stage_name(row.stage, fmt)
            starts = before is None or before.stage != row.stage
            leads.append((heading if starts else "", (_HEADING if heading else _APART) if starts else 0))
        return leads

    def _said(self, number: int) -> str:
        assert self.fmt is not None
        row, fmt = self.rows[number], self.fmt
        shares = dict(row.blocs)
        shown = [(bloc, shares[bloc]) for bloc in self._blocs if shares.get(bloc, 0.0) > 0]
        parts = [f"{bloc_name(bloc, fmt)} {fmt.share(share)}" for bloc, share in shown]
        return f"{self._names[number]}: {', '.join(parts) or self._nothing(row)}"

    def _full_name(self, number: int) -> str:
        assert self.fmt is not None
        name = self.fmt.target(self.rows[number].product)
        code = self._codes[number]
        return name if not code or name == self.rows[number].product else f"{name} ({code})"

    def _nothing(self, row: SplitRow) -> str:
        assert self.fmt is not None
        return self.fmt.say(row.note or msg("none recorded"))

    def _segment_words(self, number: int, bloc: str, share: float) -> Message:
        assert self.fmt is not None
        return msg(
            "{product} to {place}: {share} of {total}",
            product=self._full_name(number),
            place=bloc_name(bloc, self.fmt),
            share=Named("share", share),
            total=Named("money", self.rows[number].total_usd),
        )

    # Painting

    def _paint_legend(self, painter: QPainter, colours: Palette) -> float:
        """Draw the blocs' colours over the bars; return where the bars begin."""
        assert self.fmt is not None
        painter.setFont(self.small)
        places = self._legend()
        for bloc, place in zip(self._blocs, places, strict=True):
            painter.fillRect(QRectF(place.x(), place.y() + 7, 10, 10), QColor(bloc_colour(bloc, colours)))
            painter.setPen(QColor(colours.muted))
            name = QRectF(place.x() + 14, place.y(), 200, _LEGEND)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, bloc_name(bloc, self.fmt))
        return float(places[-1].y() + _LEGEND) if places else float(_LEGEND)

    def _paint_heading(self, painter: QPainter, heading: str, top: float, colours: Palette) -> None:
        painter.setFont(self.strong)
        painter.setPen(QColor(colours.text))
        place = QRectF(_PAD, top + 2, self.width(), _HEADING - 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, heading)

    def _paint_name(self, painter: QPainter, number: int, room: QRectF, colours: Palette) -> None:
        painter.setFont(self.plain)
        painter.setPen(QColor(colours.text))
        name = painter.fontMetrics().elidedText(self._names[number], Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        if not self._has_codes():
            return
        painter.setFont(self.small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._codes[number])

    def _paint_bar(self, painter: QPainter, number: int, row: SplitRow, room: QRectF, colours: Palette) -> None:
        assert self.fmt is not None
        painter.setFont(self.plain)
        if not row.blocs:
            painter.setPen(QColor(colours.muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._nothing(row))
            words = msg("{product}: {nothing}", product=self._names[number], nothing=self._nothing(row))
            self.marks.append(Mark(room, "", words))
            return
        shares, x = dict(row.blocs), room.left()
        behind = dict(zip(shares, row.row_ids, strict=False))
        for bloc in self._blocs:
            share = shares.get(bloc, 0.0)
            width = room.width() * share
            if share <= 0:
                continue
            segment = QRectF(x, room.top(), width, room.height())
            partner = bloc if bloc.isupper() else ""
            self.marks.append(Mark(segment, partner, self._segment_words(number, bloc, share), behind.get(bloc, ())))
            self._paint_segment(painter, bloc, share, segment, colours)
            x += width

    def _paint_segment(self, painter: QPainter, bloc: str, share: float, room: QRectF, colours: Palette) -> None:
        assert self.fmt is not None
        fill = bloc_colour(bloc, colours)
        painter.fillRect(room.adjusted(0, 0, -1 if room.width() > 2 else 0, 0), QColor(fill))
        if share < _LABELLED:
            return
        percent = self.fmt.share(share, 0)
        metrics = painter.fontMetrics()
        named, coded = (
            f"{bloc_name(bloc, self.fmt)} {percent}",
            f"{self.fmt.country_short(bloc)} {percent}" if bloc.isupper() else percent,
        )
        label = next((t for t in (named, coded, percent) if metrics.horizontalAdvance(t) + 10 <= room.width()), "")
        painter.setPen(self.ink_on(fill))
        painter.drawText(room.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, label)
