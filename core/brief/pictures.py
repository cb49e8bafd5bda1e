"""The brief's drawings for one board: which there are, how wide they stand, their titles and source marks."""

from __future__ import annotations

from dataclasses import dataclass

from core.brief.charts import Drawing, axis_scale, shares_chart, splits_chart, trend_chart, trend_peak
from core.brief.model import Picture
from core.geo.svg import map_alt, map_svg
from core.present.board import Board
from core.present.palette import Palette, load_palette
from core.text.formatter import Formatter
from core.text.messages import Message, msg

GUTTER_MM = 7.0
MAP_HEIGHT_MM = 60.0
WIDE_MAP_HEIGHT_MM = 80.0
TREND_HEIGHT_MM = 44.0


@dataclass(frozen=True)
class Pictures:
    """The map and the charts, each None where the figures give nothing to draw."""

    map: Picture | None
    shares: Picture | None
    splits: Picture | None
    trend: Picture | None


def pictures(board: Board, fmt: Formatter, width: float) -> Pictures:
    """Draw a board for a page whose text is `width` millimetres wide.

    The map stands beside the shares, over seven of twelve columns. With an edit there are two maps, before and after,
    over the whole width, and the trend stands beside the shares instead.
    """
    palette = load_palette("print")
    wide = width * 7 / 12 - GUTTER_MM * 5 / 12
    narrow = width - wide - GUTTER_MM
    shares = shares_chart(board, fmt, palette, narrow)
    beside = shares is not None and not board.edited
    trend_width = wide if board.edited and shares is not None else width
    return Pictures(
        map=_map(board, fmt, palette, wide if beside else width),
        shares=_picture(shares, fmt.say(_shares_title(board)), source_marks(board, fmt), narrow),
        splits=_picture(
            splits_chart(board, fmt, palette, width),
            fmt.say(msg("Where each product goes, share of value, and total")),
            source_marks(board, fmt),
            width,
        ),
        trend=_picture(
            trend_chart(board, fmt, palette, trend_width, TREND_HEIGHT_MM),
            _trend_title(board, fmt),
            _trend_caption(board, fmt),
            trend_width,
        ),
    )


def source_marks(board: Board, fmt: Formatter) -> str:
    """Return the numbers of the sources behind the table, its map and its bars; the trend may have others."""
    used = {str(source) for source in board.table.source_id}
    marks = " ".join(f"[{line.number}]" for line in board.sources if line.source_id in used)
    return fmt.say("Source {marks}", marks=marks) if marks else ""


def _map(board: Board, fmt: Formatter, palette: Palette, width: float) -> Picture | None:
    if not board.map.covered or board.empty is not None:
        return None
    height = MAP_HEIGHT_MM if board.edited or width < 150 else WIDE_MAP_HEIGHT_MM
    if board.edited:
        svg = map_svg(board.map, fmt, palette, width_mm=width, height_mm=height, view="pair")
        alt = map_alt(board.map, fmt, "pair")
    else:
        svg = map_svg(board.map, fmt, palette, width_mm=width, height_mm=height)
        alt = map_alt(board.map, fmt)
    return Picture(fmt.say(board.map.title), svg, alt, source_marks(board, fmt), width, height)


def _picture(drawing: Drawing | None, title: str, caption: str, width: float) -> Picture | None:
    return None if drawing is None else Picture(title, drawing.svg, drawing.alt, caption, width, drawing.height)


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
