"""The map on a picture: the brief's own map with its legend, and the figures of the two countries always named."""

from __future__ import annotations

import math
import re

from core.brief.panel_page import Page
from core.brief.svg import MM_PER_PT
from core.geo.choropleth import CLOSE_UPS, DISCLAIMER, NOT_COVERED, Mode, country_text, unit_text, value_of
from core.geo.svg import TEXT, View, map_alt, map_svg
from core.present.board import Board
from core.text.formatter import Formatter

_WIDTH, _PAIR_WIDTH = 180.0, 240.0
_HEIGHT = 110.0
_POINTS_HIGH = re.compile(r'<svg [^>]*height="([\d.]+)pt"')


def width(board: Board, *, difference: bool) -> float:
    """Return how wide the picture is; two maps side by side need more."""
    pair = board.edited and not difference and board.map.covered and board.empty is None
    return _PAIR_WIDTH if pair else _WIDTH


def draw(page: Page, board: Board, fmt: Formatter, *, difference: bool) -> None:
    """Put the map on the page: before and after as a pair with an edit, or their difference alone."""
    layer = board.map
    if not layer.covered:
        page.words(fmt.say(NOT_COVERED))
        return
    view: View = "before"
    if board.edited:
        view = "difference" if difference else "pair"
    svg = map_svg(layer, fmt, page.palette, width_mm=page.room, height_mm=_HEIGHT, view=view)
    high = _POINTS_HIGH.match(svg)
    assert high is not None
    page.drawing(svg, float(high[1]) * MM_PER_PT, scale=MM_PER_PT, size=TEXT)
    page.shows(map_alt(layer, fmt, view))
    page.gap(2.0)
    named = [(fmt.country(iso3), _figure(board, fmt, iso3)) for iso3 in CLOSE_UPS]
    page.words(" · ".join(fmt.say("{label}: {before}", label=name, before=figure) for name, figure in named))
    page.note(fmt.say(DISCLAIMER))


def _figure(board: Board, fmt: Formatter, iso3: str) -> str:
    """Return a country's figure with its unit, before and after where they differ; a token as it is printed."""
    before, after = _text(board, fmt, iso3, "before"), _text(board, fmt, iso3, "after")
    return f"{before} → {after}" if board.edited and after != before else before


def _text(board: Board, fmt: Formatter, iso3: str, mode: Mode) -> str:
    text = country_text(board.map, fmt, iso3, mode)
    if iso3 == board.map.reporter:
        return text
    if not math.isnan(value_of(board.map, iso3, mode)):
        unit = unit_text(board.map, fmt)
        return f"{text}\u00a0{unit}" if unit else text
    printed = [str(board.table.text[row]) for row, key in enumerate(board.table.keys) if key == iso3]
    return (fmt.printed(printed[0]) if printed else "") or text
