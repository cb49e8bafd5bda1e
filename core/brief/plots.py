"""The brief's charts as data, for writers that draw charts of their own: the same rows, names and colours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from core.brief.charts import bar_rows, country_name, series_colour, series_name, split_words, trend_lines
from core.brief.model import Picture, Plot, Series
from core.present.blocs import bloc_colour
from core.present.board import Board
from core.present.palette import Palette, load_palette
from core.text.formatter import Formatter
from core.text.messages import msg


def plots(board: Board, drawn: Mapping[str, Picture], fmt: Formatter) -> tuple[Plot, ...]:
    """Return the charts that were drawn of a board; a map is no chart."""
    palette = load_palette("print")
    make = {"shares": _shares, "splits": _splits, "trend": _trend}
    return tuple(make[name](board, drawn[name], fmt, palette) for name in make if name in drawn)


def _shares(board: Board, drawn: Picture, fmt: Formatter, palette: Palette) -> Plot:
    rows = bar_rows(board)
    names = tuple(country_name(key, fmt) for key, _, _ in rows)
    # A partner that the edits bring in had no record before, which is not a measured zero.
    before = tuple(first if first > 0 else None for _, first, _ in rows)
    if not board.edited:
        one = Series(fmt.say(msg("Share")), before, tuple(palette.country(key) for key, _, _ in rows))
        return Plot("bars", drawn.title, drawn.alt, "share", names, (one,))
    after = tuple(second for _, _, second in rows)
    pair = (
        Series(fmt.say(msg("before")), before, (palette.baseline,)),
        Series(fmt.say(msg("after")), after, (palette.scenario,)),
    )
    return Plot("bars", drawn.title, drawn.alt, "share", names, pair)


def _splits(board: Board, drawn: Picture, fmt: Formatter, palette: Palette) -> Plot:
    rows = board.chart.splits
    series = tuple(
        Series(
            country_name(bloc, fmt),
            tuple(dict(row.blocs).get(bloc) for row in rows),
            (bloc_colour(bloc, palette),),
        )
        for bloc in board.chart.bloc_order
    )
    names = tuple(
        fmt.target(row.product) if row.blocs else f"{fmt.target(row.product)}: {split_words(row, fmt)}" for row in rows
    )
    totals = tuple(row.total_usd if math.isfinite(row.total_usd) else None for row in rows)
    return Plot("stack", drawn.title, drawn.alt, "share", names, series, totals)


def _trend(board: Board, drawn: Picture, fmt: Formatter, palette: Palette) -> Plot:
    lines = trend_lines(board)
    years = sorted({year for line in lines for year in line.years})
    series = tuple(
        Series(
            series_name(line, fmt),
            tuple(_finite(dict(zip(line.years, line.values, strict=True)), years)),
            (series_colour(line, palette),),
        )
        for line in lines
    )
    unit = "usd" if board.table.unit == "usd" else board.table.unit_name
    return Plot("lines", drawn.title, drawn.alt, unit, tuple(fmt.year(year) for year in years), series)


def _finite(values: dict[int, float], years: Iterable[int]) -> Iterable[float | None]:
    for year in years:
        value = values.get(year, math.nan)
        yield None if math.isnan(value) else value
