"""The charts of the chart panel on a picture: destinations, shares, trend."""

from __future__ import annotations

import math

from core.brief.charts import axis_scale, splits_chart, trend_chart, trend_peak
from core.brief.font import metrics
from core.brief.panel_page import BODY, Page
from core.brief.svg import NOTE, Sheet
from core.present.bars import BarRow, bar_rows
from core.present.board import Board
from core.present.chart_words import Tab, chart_title
from core.present.columns import NOT_PARTNERS
from core.present.palette import Palette
from core.present.titles import subject
from core.text.formatter import Formatter
from core.text.messages import Named, msg

WIDTHS: dict[Tab, float] = {"destinations": 200.0, "shares": 150.0, "trend": 160.0}
_TREND_HEIGHT = 74.0
_ROW, _HEAD = 6.2, 6.0
_NAMES = 56.0


def title(board: Board, fmt: Formatter, tab: Tab) -> str:
    """Return the chart's title with its unit; a trend is of no one year."""
    if tab != "trend":
        return chart_title(tab, board, fmt, "")
    return fmt.say(
        msg(
            "{flow}: {target}, {unit}",
            flow=Named("flow", board.selection.flow), target=subject(board.selection), unit=_axis_words(board, fmt),
        )
    )  # fmt: skip


def draw(page: Page, board: Board, fmt: Formatter, tab: Tab) -> None:
    """Put one chart on the page, or the reason why there is none."""
    if tab == "shares":
        _bars(page, board, fmt)
        return
    if tab == "destinations":
        drawing = splits_chart(board, fmt, page.palette, page.room)
    else:
        drawing = trend_chart(board, fmt, page.palette, page.room, _TREND_HEIGHT)
    if drawing is not None:
        page.drawing(drawing.svg, drawing.height)
        page.shows(drawing.alt)
    elif not board.chart.trend_note:
        page.words(fmt.say(msg("There is only one year of these figures.")))
    if tab == "trend" and board.chart.trend_note is not None:
        page.gap(1.0)
        page.note(fmt.say(board.chart.trend_note))


def _axis_words(board: Board, fmt: Formatter) -> str:
    if board.table.unit != "usd":
        return fmt.unit(board.table.unit_name)
    return fmt.say(msg("US$ million") if axis_scale(trend_peak(board), board) > 1 else msg("US$"))


def _bars(page: Page, board: Board, fmt: Formatter) -> None:
    rows, font = bar_rows(board, fmt), metrics()
    top = _HEAD if board.edited else 0.0
    sheet = Sheet(page.room, top + _ROW * len(rows))
    left = min(_NAMES, 3.4 + max(font.width(row.name, BODY) for row in rows) + 2.0)
    labels = [font.width(row.label, BODY) for row in rows if math.isfinite(row.before)]
    lengths = [length for row in rows for length in (row.before, row.after) if math.isfinite(length)]
    scale = (sheet.width - left - max(labels, default=0.0) - 2.0) / (max(lengths, default=1.0) or 1.0)
    if board.edited:
        _legend(sheet, fmt, page.palette, left)
    for i, row in enumerate(rows):
        _bar(sheet, row, (left, top + _ROW * i), scale, page.palette, edited=board.edited)
    sheet.path([(left, top), (left, sheet.height)], page.palette.muted, 0.2)
    page.drawing(sheet.svg(), sheet.height)
    page.shows("; ".join(f"{row.name} {row.label}" for row in rows) + ".")


def _bar(
    sheet: Sheet, row: BarRow, place: tuple[float, float], scale: float, palette: Palette, *, edited: bool
) -> None:
    left, top = place
    grouped = row.partner in NOT_PARTNERS
    sheet.rect(0.0, top + _ROW / 2 - 1.0, 2.0, 2.0, palette.country(row.partner))
    name = metrics().fit(row.name, BODY, left - 5.0)
    baseline = top + _ROW / 2 + 0.35 * BODY
    sheet.text(3.4, baseline, name, palette.muted if grouped else palette.text, size=BODY)
    if not math.isfinite(row.before):
        sheet.text(left + 1.6, baseline, row.label, palette.muted, size=BODY)
        return
    after = row.after if math.isfinite(row.after) else row.before
    if edited:
        sheet.rect(left, top + 1.0, row.before * scale, 1.9, palette.baseline)
        sheet.rect(left, top + 3.2, after * scale, 1.9, palette.scenario)
    else:
        sheet.rect(left, top + 1.1, row.before * scale, 4.0, palette.country(row.partner))
    sheet.text(left + max(row.before, after) * scale + 1.6, baseline, row.label, palette.text, size=BODY)


def _legend(sheet: Sheet, fmt: Formatter, palette: Palette, x: float) -> None:
    for words, colour in ((msg("before"), palette.baseline), (msg("after"), palette.scenario)):
        said = fmt.say(words)
        sheet.rect(x, 1.4, 4.0, 1.9, colour)
        sheet.text(x + 5.2, 3.3, said, palette.muted, size=NOTE)
        x += 5.2 + metrics().width(said, NOTE) + 5.0
