"""The brief's charts as SVG, drawn from the same board as the screen: bars from zero, direct labels, few gridlines.

All sizes are millimetres. Every function returns the drawing and an alternative text that holds the numbers shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.brief.font import metrics
from core.brief.svg import NOTE, Sheet
from core.present.blocs import bloc_colour, bloc_name
from core.present.board import Board, SplitRow, TrendSeries
from core.present.palette import Palette, contrast
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import msg

BARS = 8
RESTS = frozenset({"rest", "XXO"})
_ROW = 4.6
_DASHES = ("", "2 0.8", "0.7 0.7", "3 0.8 0.7 0.8", "1.4 0.7")

# Where a year and a value stand on the sheet.
Place = Callable[[int, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG document, its alternative text, and its height in millimetres."""

    svg: str
    alt: str
    height: float


def country_name(key: str, fmt: Formatter, room: float = math.inf) -> str:
    """Return a partner's or bloc's name, shortened to `room` millimetres at the size of notes."""
    return metrics().fit(bloc_name(key, fmt), NOTE, room)


def shares_chart(board: Board, fmt: Formatter, palette: Palette, width: float) -> Drawing | None:
    """Draw the largest shares as bars; with an edit each partner has two, before in grey and after in the accent.

    None when the table has no shares (no total is published, or the figures are not values).
    """
    rows = bar_rows(board)
    if not rows:
        return None
    name_room, value_room = min(34.0, width * 0.36), 21.0 if board.edited else 12.0
    scale = (width - name_room - value_room) / max(max(before, after) for _, before, after in rows)
    top = 5.0 if board.edited else 0.6
    sheet = Sheet(width, top + _ROW * len(rows) + 0.4)
    if board.edited:
        _pair_legend(sheet, fmt, palette, name_room)
    for i, (key, before, after) in enumerate(rows):
        y = top + _ROW * i
        sheet.text(name_room - 1.6, y + 3.1, country_name(key, fmt, name_room - 2), palette.text, anchor="end")
        if board.edited:
            sheet.rect(name_room, y + 0.5, before * scale, 1.5, palette.baseline)
            sheet.rect(name_room, y + 2.2, after * scale, 1.5, palette.scenario)
        else:
            sheet.rect(name_room, y + 0.7, before * scale, 3.0, palette.country(key))
        reach = name_room + max(before, after) * scale + 1.2
        sheet.text(reach, y + 3.1, _pair(fmt, before, after, edited=board.edited), palette.text)
    sheet.path([(name_room, top), (name_room, top + _ROW * len(rows))], palette.muted, 0.2)
    said = "; ".join(
        f"{country_name(key, fmt)} {_pair(fmt, before, after, edited=board.edited)}" for key, before, after in rows
    )
    if board.edited:
        alt = fmt.say("Bar chart of shares before and after the edits: {said}.", said=said)
    else:
        alt = fmt.say("Bar chart of shares: {said}.", said=said)
    return Drawing(sheet.svg(), alt, sheet.height)


def bar_rows(board: Board) -> list[tuple[str, float, float]]:
    """Return (partner, share before, share after) of the largest partners, any edited or Mexican one included."""
    table = board.table
    found: list[tuple[str, float, float]] = []
    forms = [str(form) for form in table.form]
    for key, form, before, after in zip(table.keys, forms, table.before_share, table.after_share, strict=True):
        if str(key) == "XXX" or form != forms[0]:
            continue
        first = 0.0 if math.isnan(before) else float(before)
        second = first if math.isnan(after) else float(after)
        if max(first, second) > 0:
            found.append((str(key), first, second))
    ranked = sorted(found, key=lambda row: -max(row[1], row[2]))
    chosen = ranked[:BARS]
    for row in ranked[BARS:]:
        if row[0] == "MEX" or (row[0] not in RESTS and abs(row[1] - row[2]) > 0.05):
            chosen[-1] = row
    return sorted(chosen, key=lambda row: (row[0] in RESTS, -row[1], -row[2]))


def _pair(fmt: Formatter, before: float, after: float, *, edited: bool) -> str:
    # A partner that the edits bring in had no record before, which is not a measured zero.
    first = fmt.share(before) if before > 0 else NO_FIGURE
    return f"{first} → {fmt.share(after)}" if edited else first


def _pair_legend(sheet: Sheet, fmt: Formatter, palette: Palette, x: float) -> None:
    before, after = fmt.say(msg("before")), fmt.say(msg("after"))
    sheet.rect(x, 1.0, 3.0, 1.5, palette.baseline)
    sheet.text(x + 4.0, 2.7, before, palette.muted)
    second = x + 4.0 + metrics().width(before, NOTE) + 4.0
    sheet.rect(second, 1.0, 3.0, 1.5, palette.scenario)
    sheet.text(second + 4.0, 2.7, after, palette.muted)


def splits_chart(board: Board, fmt: Formatter, palette: Palette, width: float) -> Drawing | None:
    """Draw one 100 % bar a product by where it goes; a product without records gets words, not a bar."""
    rows, blocs = board.chart.splits, board.chart.bloc_order
    if not rows:
        return None
    name_room, total_room, row_height = min(46.0, width * 0.27), 21.0, 4.9
    bar = width - name_room - total_room
    fills = {bloc: bloc_colour(bloc, palette) for bloc in blocs}
    sheet = Sheet(width, 5.4 + row_height * len(rows))
    _bloc_legend(sheet, blocs, fills, fmt, palette, name_room)
    for i, row in enumerate(rows):
        y = 5.4 + row_height * i
        sheet.text(0, y + 3.2, metrics().fit(fmt.target(row.product), NOTE, name_room - 2), palette.text)
        if row.blocs:
            _split_bar(sheet, row, (name_room, y + 0.5, bar, 3.9), fills, fmt)
            sheet.text(width, y + 3.2, fmt.money(row.total_usd, compact=True), palette.text, anchor="end")
        else:
            sheet.text(name_room, y + 3.2, split_words(row, fmt), palette.muted)
    alt = fmt.say(
        "Bars that show where each product goes: {said}.", said="; ".join(_split_said(row, fmt) for row in rows)
    )
    return Drawing(sheet.svg(), alt, sheet.height)


def _bloc_legend(
    sheet: Sheet, blocs: Sequence[str], fills: dict[str, str], fmt: Formatter, palette: Palette, x: float
) -> None:
    for bloc in blocs:
        name = country_name(bloc, fmt)
        sheet.rect(x, 0.9, 2.2, 2.2, fills[bloc])
        sheet.text(x + 3.0, 2.9, name, palette.muted)
        x += 3.0 + metrics().width(name, NOTE) + 3.4


def _split_bar(
    sheet: Sheet, row: SplitRow, box: tuple[float, float, float, float], fills: dict[str, str], fmt: Formatter
) -> None:
    x, y, width, height = box
    for bloc, share in row.blocs:
        part = share * width
        fill = fills[bloc]
        sheet.rect(x, y, max(part - 0.25, 0.0), height, fill)
        percent = fmt.share(share, 0)
        # The code beside the number keeps a bar readable where the colours print as greys.
        coded = f"{fmt.country_short(bloc) if bloc.isupper() else country_name(bloc, fmt)} {percent}"
        label = next((t for t in (coded, percent) if part > metrics().width(t, NOTE) + 1.8), "")
        if label:
            ink = max(("#111111", "#ffffff"), key=lambda ink: contrast(ink, fill))
            sheet.text(x + 1.0, y + height / 2 + 0.95, label, ink)
        x += part


def split_words(row: SplitRow, fmt: Formatter) -> str:
    """Return what stands in place of a bar where a product has no records."""
    return fmt.say(row.note) if row.note else fmt.say(msg("none recorded"))


def _split_said(row: SplitRow, fmt: Formatter) -> str:
    name = fmt.target(row.product)
    if not row.blocs:
        return f"{name}: {split_words(row, fmt)}"
    parts = ", ".join(f"{country_name(bloc, fmt)} {fmt.share(share, 0)}" for bloc, share in row.blocs if share > 0)
    return f"{name}: {parts}"


def trend_chart(board: Board, fmt: Formatter, palette: Palette, width: float, height: float) -> Drawing | None:
    """Draw each series over the years from zero, labelled at its end; None without two years of anything."""
    series = trend_lines(board)
    if not series:
        return None
    years = sorted({year for s in series for year in s.years})
    peak = trend_peak(board)
    step = nice_step(peak)
    top_value = step * max(1, math.ceil(peak / step - 1e-9))
    widest = fmt.number(top_value / axis_scale(top_value, board))
    left = max(11.0, metrics().width(widest, NOTE) + 3.0)
    names = [series_name(line, fmt) for line in series]
    right = min(30.0, max(metrics().width(name, NOTE) for name in names) + 3.0)
    top, bottom = 2.0, height - 5.0
    sheet = Sheet(width, height)

    def place(year: int, value: float) -> tuple[float, float]:
        across = (year - years[0]) / max(1, years[-1] - years[0])
        return left + across * (width - left - right), bottom - value / top_value * (bottom - top)

    _trend_axes(sheet, fmt, palette, board, (years, step, top_value), place)
    ends: list[tuple[float, int]] = []
    for i, line in enumerate(series):
        colour = series_colour(line, palette)
        for stretch in _stretches(line):
            points = [place(year, value) for year, value in stretch]
            sheet.path(points, colour, 0.5, _DASHES[i])
            if len(points) == 1:
                sheet.dot(*points[0], 0.6, colour)
        last = _last(line)
        sheet.dot(*place(*last), 0.7, colour)
        ends.append((place(*last)[1], i))
    for y, i in spread(ends, 3.2, top + 1.0, bottom - 0.6):
        name = metrics().fit(names[i], NOTE, right - 2.5)
        sheet.text(width - right + 2.2, y + 0.95, name, palette.text)
    return Drawing(sheet.svg(), _trend_alt(series, board, fmt), height)


def trend_lines(board: Board) -> list[TrendSeries]:
    """Return the series that are drawn: the first few that have two years or more."""
    return [s for s in board.chart.trend if sum(not math.isnan(v) for v in s.values) > 1][: len(_DASHES)]


def series_colour(line: TrendSeries, palette: Palette) -> str:
    """Return a line's colour: the text's for a total, else the partner's own."""
    return palette.text if line.key in ("XXX", "total") else palette.country(line.key)


def series_name(line: TrendSeries, fmt: Formatter) -> str:
    """Return what a trend line stands for: the total, a partner or a product."""
    if line.key in ("XXX", "total"):
        return fmt.say(msg("Total"))
    return fmt.country(line.key) if line.key.isupper() or line.key == "rest" else fmt.target(line.key)


def _trend_axes(
    sheet: Sheet,
    fmt: Formatter,
    palette: Palette,
    board: Board,
    ticks: tuple[list[int], float, float],
    place: Place,
) -> None:
    years, step, top_value = ticks
    for k in range(round(top_value / step) + 1):
        (x, y), (x_end, _) = place(years[0], k * step), place(years[-1], k * step)
        sheet.path([(x, y), (x_end, y)], palette.muted if k == 0 else palette.hairline, 0.2)
        label = fmt.number(k * step / axis_scale(top_value, board))
        sheet.text(x - 1.6, y + 0.95, label, palette.muted, anchor="end")
    every = 1 if len(years) <= 8 else 2
    for year in years:
        if (years[-1] - year) % every == 0:
            sheet.text(place(year, 0.0)[0], sheet.height - 1.4, fmt.year(year), palette.muted, anchor="middle")


def _value_label(value: float, board: Board, fmt: Formatter) -> str:
    return fmt.money_in_words(value) if board.table.unit == "usd" else fmt.number(value)


def axis_scale(peak: float, board: Board) -> float:
    """Return what the value axis counts in: millions of dollars from a million on, else single units."""
    return 1e6 if board.table.unit == "usd" and peak >= 1e6 else 1.0


def trend_peak(board: Board) -> float:
    """Return the largest value of any trend line, 0 without one."""
    return max((v for s in board.chart.trend for v in s.values if not math.isnan(v)), default=0.0)


def _stretches(line: TrendSeries) -> list[list[tuple[int, float]]]:
    """Split a line at its gaps: a missing year is never bridged."""
    found: list[list[tuple[int, float]]] = [[]]
    previous: int | None = None
    for year, value in zip(line.years, line.values, strict=True):
        if math.isnan(value) or (previous is not None and year != previous + 1):
            found.append([])
        if not math.isnan(value):
            found[-1].append((year, value))
        previous = year
    return [stretch for stretch in found if stretch]


def _last(line: TrendSeries) -> tuple[int, float]:
    return _stretches(line)[-1][-1]


def _trend_alt(series: Sequence[TrendSeries], board: Board, fmt: Formatter) -> str:
    parts: list[str] = []
    for line in series:
        (first_year, first), (last_year, last) = _stretches(line)[0][0], _last(line)
        parts.append(
            fmt.say(
                "{name} {first} in {start_year}, {last} in {end_year}",
                name=series_name(line, fmt),
                first=_value_label(first, board, fmt),
                start_year=first_year,
                last=_value_label(last, board, fmt),
                end_year=last_year,
            )
        )
    return fmt.say("Line chart: {said}.", said="; ".join(parts))


def nice_step(peak: float) -> float:
    """Return a round gridline step (1, 2, 2.5 or 5 times a power of ten) that gives two to four lines up to `peak`."""
    if peak <= 0 or not math.isfinite(peak):
        return 1.0
    power = 10.0 ** math.floor(math.log10(peak / 3))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if peak / (m * power) <= 4)


def spread(places: Sequence[tuple[float, int]], gap: float, low: float, high: float) -> list[tuple[float, int]]:
    """Move labels apart by at least `gap` where there is room between `low` and `high`, keeping their order."""
    ordered = sorted(places)
    moved: list[tuple[float, int]] = []
    for y, i in ordered:
        moved.append((max(y, moved[-1][0] + gap) if moved else max(y, low), i))
    limit = high
    for k in range(len(moved) - 1, -1, -1):
        moved[k] = (min(moved[k][0], limit), moved[k][1])
        limit = moved[k][0] - gap
    return moved
