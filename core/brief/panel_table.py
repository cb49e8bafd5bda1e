"""The figure table on a picture: the first rows, what is left out summed and said, decimals under each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.brief.alignment import missing_decimals
from core.brief.font import metrics
from core.brief.model import Column, Table
from core.brief.panel_page import BODY, LEADING, MARGIN, Page, wrap
from core.dataset.view import FloatArray
from core.present.board import Board
from core.present.columns import NOT_PARTNERS, WORDS, ColumnId, FigureTable
from core.present.palette import Palette
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import msg

ROWS = 20
Name = ColumnId | Literal["share_before"]
_NARROWEST, _WIDEST = 110.0, 190.0
_ROW, _GAP, _SWATCH = 5.0, 4.5, 3.4
_LEAST_WORDS = 22.0
_HAIR = 0.01  # so that sums of lengths do not cut the longest word of a column


@dataclass(frozen=True)
class Grid:
    """A table ready to be set: its worded cells, the board rows they come from, and each column's width."""

    figures: FigureTable
    columns: tuple[Name, ...]
    rows: tuple[int, ...]
    table: Table
    widths: tuple[float, ...]

    @property
    def page_width(self) -> float:
        """How wide the picture is: as its table, between a least and a most."""
        whole = sum(self.widths) + _GAP * (len(self.widths) - 1)
        return min(max(whole + 2 * MARGIN, _NARROWEST), _WIDEST)


def grid(board: Board, fmt: Formatter) -> Grid:
    """Return the table of a board as the window shows it, its first rows and those that matter most among them."""
    figures = FigureTable(board, fmt)
    columns = _columns(figures)
    rows = _rows(board)
    cells = [tuple(_text(figures, column, row) for column in columns) for row in rows]
    totals = _totals(figures)
    footers = _others(figures, columns, rows)
    if totals:
        footers.append(tuple(totals.get(column, "") for column in columns))
    table = Table(
        title=fmt.say(board.title),
        columns=tuple(Column(_header(figures, c), "left" if c in WORDS else "right") for c in columns),
        rows=(*cells, *footers),
        footers=len(footers),
        notes=figures.legend(rows),
    )
    return Grid(figures, columns, tuple(rows), table, _widths(table, columns))


def forms(board: Board, fmt: Formatter) -> str:
    """Return the one form that all rows are about, "" where there is none or several."""
    found = {str(form) for form in board.table.form}
    return fmt.form(found.pop()) if len(found) == 1 else ""


def draw(page: Page, made: Grid, language: str) -> None:
    """Put the table on the page, its notes below it."""
    _head(page, made)
    lacking = missing_decimals(made.table, language)
    last = len(made.table.rows) - made.table.footers
    for number, cells in enumerate(made.table.rows):
        if number == last:
            page.rule()
        key = str(made.figures.table.keys[made.rows[number]]) if number < last else ""
        _row(page, made, cells, lacking[number], key)
    page.rule()
    page.gap(1.6)
    for note in made.table.notes:
        page.note(note)
    page.shows("; ".join(f"{cells[0]} {cells[1]}" for cells in made.table.rows) + ".")


def _columns(figures: FigureTable) -> tuple[Name, ...]:
    """Return the window's columns, less those that say the same in every row."""
    sources = {str(source) for source in figures.table.source_id if source}
    said_once: set[ColumnId] = {"form"} if len(set(figures.table.form)) < 2 else set()
    said_once |= {"source"} if len(sources) < 2 else set()
    found: list[Name] = [column for column in figures.shown() if column not in said_once]
    if figures.board.edited and "share" in found:
        # The window draws the share before as a grey bar; here it is a number of its own.
        found.insert(found.index("share"), "share_before")
    return tuple(found)


def _header(figures: FigureTable, column: Name) -> str:
    if column == "share_before":
        return figures.fmt.say(msg("Share before"))
    if column == "share" and figures.board.edited:
        return figures.fmt.say(msg("Share after"))
    return figures.header(column)


def _text(figures: FigureTable, column: Name, row: int) -> str:
    if column != "share_before":
        return figures.text(column, row)
    return figures.fmt.share(float(figures.table.before_share[row])) if figures.recorded(row) else NO_FIGURE


def _totals(figures: FigureTable) -> dict[Name, str]:
    """Return the window's line of totals, with the shares before where there are two columns of shares."""
    found: dict[Name, str] = dict(figures.totals().items())
    return found | {"share_before": found["share"]} if "share" in found else found


def _rows(board: Board) -> list[int]:
    """Return the first rows, with Mexico's, the chosen partner's and every edited one's among them."""
    table, count = board.table, len(board.table.keys)
    if count <= ROWS + 1:  # one row more takes no more room than the line that would stand for it
        return list(range(count))
    named = {"MEX", board.selection.partner}
    moved = abs(table.after_share - table.before_share) > 0.02
    wanted = [row for row in range(ROWS, count) if str(table.keys[row]) in named or (board.edited and moved[row])][:4]
    return [*range(ROWS - len(wanted)), *wanted]


def _others(figures: FigureTable, columns: tuple[Name, ...], rows: list[int]) -> list[tuple[str, ...]]:
    """Return the line for the rows left out: their sums where values add up, else only how many they are."""
    board, fmt = figures.board, figures.fmt
    others = sorted(set(range(len(figures.names))) - set(rows))
    if not others:
        return []
    words: dict[Name, str] = {"partner": fmt.say(msg("{n} other rows", n=len(others)))}
    if board.table.unit == "usd":
        words |= {"value": fmt.number(_sum(board.table.before, others), 0)}
        words |= {"after": fmt.number(_sum(board.table.after, others), 0)}
        shares = board.table.after_share if board.edited else board.table.before_share
        words |= {"share_before": fmt.share(_sum(board.table.before_share, others))}
        words |= {"share": fmt.share(_sum(shares, others))}
    return [tuple(words.get(column, "") for column in columns)]


def _sum(values: FloatArray, rows: list[int]) -> float:
    return math.fsum(float(values[row]) for row in rows if math.isfinite(values[row]))


def _widths(table: Table, columns: tuple[Name, ...]) -> tuple[float, ...]:
    """Return what each column needs; words give way where all together are too wide."""
    plain, strong = metrics(), metrics(bold=True)
    found: list[float] = []
    for place, column in enumerate(table.columns):
        cells = max((plain.width(row[place], BODY) for row in table.rows), default=0.0)
        head = max(strong.width(word, BODY) for word in column.title.split(" "))
        found.append(max(cells, head) + _HAIR + (_SWATCH if place == 0 else 0.0))
    room = _WIDEST - 2 * MARGIN - _GAP * (len(found) - 1)
    for place in sorted(range(len(found)), key=lambda place: -found[place]):
        over = sum(found) - room
        if over > 0 and columns[place] in WORDS:
            found[place] = max(_LEAST_WORDS, found[place] - over)
    return tuple(found) if sum(found) > room else _on_one_line(table, found)


def _on_one_line(table: Table, found: list[float]) -> tuple[float, ...]:
    """Widen columns to their whole headings where the narrowest page has room for it."""
    spare = _NARROWEST - 2 * MARGIN - _GAP * (len(found) - 1) - sum(found)
    for place, column in enumerate(table.columns):
        more = metrics(bold=True).width(column.title, BODY) - found[place]
        if 0 < more <= spare:
            found[place] += more
            spare -= more
    return tuple(found)


def _lefts(made: Grid) -> list[float]:
    """Return where each column starts; the first takes what the others leave of the page."""
    spare = made.page_width - 2 * MARGIN - sum(made.widths) - _GAP * (len(made.widths) - 1)
    found = [MARGIN]
    for place, width in enumerate(made.widths[:-1]):
        found.append(found[-1] + width + _GAP + (max(spare, 0.0) if place == 0 else 0.0))
    return found


def _head(page: Page, made: Grid) -> None:
    lefts = _lefts(made)
    heads = [
        wrap(column.title, BODY, width, bold=True, most=6)
        for column, width in zip(made.table.columns, made.widths, strict=True)
    ]
    lines = max(len(head) for head in heads)
    for column, left, width, head in zip(made.table.columns, lefts, made.widths, heads, strict=True):
        right = column.align == "right"
        for i, words in enumerate(head):
            y = page.y + BODY * LEADING * (lines - len(head) + i) + BODY
            x = left + width if right else left
            page.sheet.text(x, y, words, page.palette.muted, bold=True, size=BODY, anchor="end" if right else "start")
    page.gap(BODY * LEADING * lines + 1.0)
    page.rule()


def _row(page: Page, made: Grid, cells: tuple[str, ...], lacking: list[str], key: str) -> None:
    baseline = page.y + _ROW / 2 + 0.35 * BODY
    palette: Palette = page.palette
    ink = palette.muted if not key or key in NOT_PARTNERS else palette.text
    for place, (cell, left, width) in enumerate(zip(cells, _lefts(made), made.widths, strict=True)):
        indent = _SWATCH if place == 0 else 0.0
        if place == 0 and key:
            page.sheet.rect(left, page.y + _ROW / 2 - 1.0, 2.0, 2.0, palette.country(key))
        words = metrics().fit(cell, BODY, width - indent)
        if made.table.columns[place].align == "right":
            edge = left + width - metrics().width(lacking[place], BODY)
            page.sheet.text(edge, baseline, words, ink, size=BODY, anchor="end")
        else:
            page.sheet.text(left + indent, baseline, words, ink, size=BODY)
    page.gap(_ROW)
