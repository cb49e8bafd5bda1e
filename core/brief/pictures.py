"""The brief's drawings for one board: which there are, their titles and source marks."""

from __future__ import annotations

from core.brief.charts import axis_scale, bar_rows, shares_chart, splits_chart, trend_chart, trend_lines, trend_peak
from core.brief.model import Picture
from core.geo.svg import map_alt, map_svg
from core.present.board import Board
from core.present.palette import Palette, load_palette
from core.text.formatter import Formatter
from core.text.messages import Message, msg

MAP_HEIGHT_MM = 60.0
WIDE_MAP_HEIGHT_MM = 72.0
WIDE_FROM_MM = 150.0
TREND_HEIGHTS_MM = ((150.0, 44.0), (95.0, 40.0), (0.0, 30.0))
"""How high the lines over the years are drawn from which width on."""


PICTURES = ("map", "shares", "splits", "trend")


def drawable(board: Board) -> tuple[str, ...]:
    """Return which of `PICTURES` the figures of a board give something to draw for."""
    there = (
        board.map.covered and board.empty is None,
        bool(bar_rows(board)),
        bool(board.chart.splits),
        bool(trend_lines(board)),
    )
    return tuple(name for name, is_there in zip(PICTURES, there, strict=True) if is_there)


def picture(name: str, board: Board, fmt: Formatter, width: float) -> Picture:
    """Draw one of `drawable` for a place `width` millimetres wide.

    With an edit there are two maps, before and after, side by side in one drawing.
    """
    palette = load_palette("print")
    match name:
        case "map":
            return _map(board, fmt, palette, width)
        case "shares":
            drawing, title = shares_chart(board, fmt, palette, width), fmt.say(_shares_title(board))
        case "splits":
            drawing = splits_chart(board, fmt, palette, width)
            title = fmt.say(msg("Where each product goes, share of value, and total"))
        case "trend":
            height = next(high for least, high in TREND_HEIGHTS_MM if width >= least)
            drawing = trend_chart(board, fmt, palette, width, height)
            title = _trend_title(board, fmt)
        case _:
            drawing, title = None, ""
    if drawing is None:
        raise ValueError(f"nothing to draw: {name}")
    caption = {"trend": _trend_caption, "splits": _splits_caption}.get(name, source_marks)(board, fmt)
    return Picture(title, drawing.svg, drawing.alt, caption, width, drawing.height)


def source_marks(board: Board, fmt: Formatter) -> str:
    """Return the numbers of the sources behind the table, its map and its bars; the trend may have others."""
    used = {str(source) for source in board.table.source_id}
    marks = " ".join(f"[{line.number}]" for line in board.sources if line.source_id in used)
    return fmt.say("Source {marks}", marks=marks) if marks else ""


def _map(board: Board, fmt: Formatter, palette: Palette, width: float) -> Picture:
    height = MAP_HEIGHT_MM if board.edited or width < WIDE_FROM_MM else WIDE_MAP_HEIGHT_MM
    if board.edited:
        svg = map_svg(board.map, fmt, palette, width_mm=width, height_mm=height, view="pair")
        alt = map_alt(board.map, fmt, "pair")
    else:
        svg = map_svg(board.map, fmt, palette, width_mm=width, height_mm=height)
        alt = map_alt(board.map, fmt)
    return Picture(fmt.say(board.map.title), svg, alt, source_marks(board, fmt), width, height)


def _splits_caption(board: Board, fmt: Formatter) -> str:
    """Return the sources of the bars, which in some years are not the table's."""
    numbers = {line.source_id: line.number for line in board.sources}
    marks = sorted({numbers[row.source_id] for row in board.chart.splits if row.source_id in numbers})
    return fmt.say("Source {marks}", marks=" ".join(f"[{n}]" for n in marks)) if marks else ""


def _shares_title(board: Board) -> Message:
    if board.selection.flow in ("us-exports", "mexico-exports"):
        return msg("Largest buyers, share of value")
    return msg("Largest suppliers, share of value") if board.table.unit == "usd" else msg("Largest shares")


def _trend_title(board: Board, fmt: Formatter) -> str:
    if board.table.unit != "usd":
        title = fmt.say("Over the years, {unit}", unit=fmt.unit(board.table.unit_name))
        forms = list(dict.fromkeys(map(str, board.table.form)))
        # Of several forms in the table, the lines are of the first.
        return f"{title} · {fmt.form(forms[0])}" if len(forms) > 1 else title
    if axis_scale(trend_peak(board), board) > 1:
        return fmt.say(msg("Over the years, US$ million"))
    return fmt.say(msg("Over the years, US$"))


def _trend_caption(board: Board, fmt: Formatter) -> str:
    numbers = {line.source_id: line.number for line in board.sources}
    marks = sorted({f"[{numbers[s.source_id]}]" for s in board.chart.trend if s.source_id in numbers})
    valuations = dict.fromkeys(fmt.valuation(s.valuation) for s in board.chart.trend if s.valuation)
    source = fmt.say("Source {marks}", marks=" ".join(marks)) if marks else ""
    return " · ".join(part for part in (", ".join(valuations), source) if part)
