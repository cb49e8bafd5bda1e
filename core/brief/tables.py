"""The brief's tables: the ten rows that matter, the five numbers, and the measures before and after.

Cells are worded by the screen's own table, so a printed number cannot differ from the one on screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.brief.model import Column, KeyNumber, Table
from core.dataset.view import FloatArray, MoneyView
from core.present.board import Board, KeyFigure, MeasureSet
from core.present.columns import ColumnId, FigureTable
from core.present.figures import after_text, before_text
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import msg

ROWS = 10
OF_ONE_COUNTRY = ("us-reliance", "prices")
"""The flows whose title names the one country that their figures are of."""
PRODUCTS = 8

Name = ColumnId | Literal["code", "share_before"]


@dataclass(frozen=True)
class _Cells:
    """One row: its worded cells, and the numbers behind them."""

    words: tuple[str, ...]
    numbers: tuple[float | None, ...]


def key_numbers(board: Board, fmt: Formatter) -> tuple[KeyNumber, ...]:
    """Return the five numbers; with an edit each shows its value after, and before it the published one."""
    return tuple(_key_number(figure, fmt, edited=board.edited) for figure in board.key_figures[:5])


def _key_number(figure: KeyFigure, fmt: Formatter, *, edited: bool) -> KeyNumber:
    published = before_text(figure, fmt)
    changed = after_text(figure, fmt) if edited else ""
    note = fmt.say(figure.note) if figure.note is not None else ""
    label = fmt.say(figure.label)
    if not changed:
        before = fmt.say(msg("unchanged")) if edited and figure.after is not None else ""
        return KeyNumber(label, published, before, "none", note, published)
    rises = figure.before is None or (figure.after is not None and figure.after > figure.before)
    before = fmt.say("before {number}", number=published)
    return KeyNumber(label, changed, before, "up" if rises else "down", note, published)


def main_table(board: Board, fmt: Formatter, most: int = ROWS) -> Table:
    """Return the rows that matter, ten or `most`, a sum of the others where values add up, and what the tokens mean."""
    table = FigureTable(board, fmt)
    rows, columns = _chosen(table, most), _columns(table)
    if board.selection.flow in OF_ONE_COUNTRY and _several_forms(table):
        columns = columns[1:]
    footer = _rest_row(table, rows, [name for name, _ in columns])
    return _of_rows(table, rows, columns, footer)


def all_rows_table(board: Board, fmt: Formatter) -> Table:
    """Return every row of the board, with the partner's code, in the columns of the main table."""
    table = FigureTable(board, fmt)
    code: tuple[Name, Column] = ("code", Column(fmt.say(msg("Code")), "left"))
    return _of_rows(table, list(range(len(table.names))), [code, *_columns(table)], [])


def _of_rows(table: FigureTable, rows: list[int], columns: list[tuple[Name, Column]], footers: list[_Cells]) -> Table:
    cells = [[_cell(table, name, row) for name, _ in columns] for row in rows]
    numbers = [[_number(table, name, row) for name, _ in columns] for row in rows]
    forms = sorted({table.fmt.form(str(form)) for form in table.table.form if form})
    title = table.fmt.say(table.board.title)
    return Table(
        title=f"{title} · {forms[0]}" if len(forms) == 1 else title,
        columns=tuple(column for _, column in columns),
        rows=(*map(tuple, cells), *(footer.words for footer in footers)),
        footers=len(footers),
        notes=table.legend(rows),
        numbers=(*map(tuple, numbers), *(footer.numbers for footer in footers)),
    )


def _chosen(table: FigureTable, most: int) -> list[int]:
    """Return the first rows in core's order, with Mexico's and every edited partner's among them."""
    count = len(table.names)
    rows = list(range(min(most, count)))
    wanted = [
        row for row in range(most, count) if str(table.table.keys[row]) == "MEX" or _moved_on_purpose(table.board, row)
    ]
    for place, row in enumerate(wanted[:3]):
        rows[most - len(wanted[:3]) + place] = row
    return rows


def _moved_on_purpose(board: Board, row: int) -> bool:
    before, after = float(board.table.before_share[row]), float(board.table.after_share[row])
    return board.edited and abs(after - before) > 0.02


def _columns(table: FigureTable) -> list[tuple[Name, Column]]:
    fmt, edited, shown = table.fmt, table.board.edited, table.shown()
    found: list[tuple[Name, Column]] = []
    found.append(("partner", Column(table.header("partner"), "left", 3)))
    if _several_forms(table):
        found.append(("form", Column(table.header("form"), "left", 3)))
    found.append(("value", Column(table.header("value"), "right", 1)))
    if edited:
        found.append(("after", Column(table.header("after"), "right", 1)))
    if "share" in shown:
        if edited:
            found.append(("share_before", Column(fmt.say(msg("Share before")), "right", 1)))
            found.append(("share", Column(fmt.say(msg("Share after")), "right", 1)))
        else:
            found.append(("share", Column(table.header("share"), "right", 1)))
    if not edited:
        extras: tuple[ColumnId, ...] = ("mass", "unit_value")
        found.extend((name, Column(table.header(name), "right", 1)) for name in extras if name in shown)
    if "flag" in shown:
        found.append(("flag", Column(table.header("flag"), "left")))
    found.append(("source", Column(table.header("source"), "right")))
    return found


def _several_forms(table: FigureTable) -> bool:
    return len(set(table.table.form)) > 1


def _cell(table: FigureTable, name: Name, row: int) -> str:
    if table.board.edited and name in ("value", "share_before") and not float(table.table.before[row]) > 0:
        # Brought in by an edit: no record before, which is not a measured zero.
        return NO_FIGURE
    if name == "share_before":
        return table.fmt.share(float(table.table.before_share[row]))
    return str(table.table.keys[row]) if name == "code" else table.text(name, row)


def _number(table: FigureTable, name: Name, row: int) -> float | None:
    """Return the number behind a cell in the unit that is printed; None for words, tokens and what is not there."""
    if name == "code" or name == "source" or _cell(table, name, row) == NO_FIGURE:
        return None
    raw = float(table.table.before_share[row]) if name == "share_before" else table.raw(name, row)
    return raw if isinstance(raw, float) else None


def _rest_row(table: FigureTable, rows: list[int], names: list[Name]) -> list[_Cells]:
    """Sum the rows that are not printed; only for values with a share each, which add up to a published total."""
    board, fmt = table.board, table.fmt
    others = [row for row in range(len(table.names)) if row not in rows]
    if not others or board.table.unit != "usd" or "share" not in names:
        return []
    arrays: dict[Name, FloatArray] = {
        "value": board.table.before,
        "after": board.table.after,
        "share_before": board.table.before_share,
        "share": board.table.after_share if board.edited else board.table.before_share,
    }
    sums = {name: math.fsum(_finite(values[row]) for row in others) for name, values in arrays.items()}
    words = {name: fmt.share(number) if "share" in name else fmt.number(number, 0) for name, number in sums.items()}
    words["partner"] = fmt.say(msg("{n} other rows", n=len(others)))
    return [_Cells(tuple(words.get(name, "") for name in names), tuple(sums.get(name) for name in names))]


def _finite(value: float) -> float:
    return 0.0 if math.isnan(value) else float(value)


def measures_table(board: Board, fmt: Formatter) -> Table:
    """Return concentration on both scales, largest, top three, suppliers and N-1, after beside before with an edit."""
    sides = (board.before, board.after) if board.edited else (board.before,)
    names = (
        fmt.say(msg("Concentration (HHI), 0 to 1")),
        fmt.say(msg("The same, 0 to 10,000")),
        fmt.say(msg("Largest partner")),
        fmt.say(msg("Share of the largest")),
        fmt.say(msg("Share of the three largest")),
        fmt.say(msg("Partners with a share")),
        fmt.say(msg("Left without the largest (N-1)")),
    )
    columns = [_measure_cells(side, fmt) for side in sides]
    raw = [_measure_numbers(side) for side in sides]
    notes = [
        fmt.say(
            msg(
                "HHI: the sum of squared shares; 1 is a single partner. US merger guidelines (2023): "
                "moderate from 0.10, high above 0.18. N-1: what is left without the largest."
            )
        )
    ]
    if board.coverage.kind == "partial":
        notes.append(
            fmt.say(msg("The source names only some partners: shares and HHI are lower bounds, N-1 an upper one."))
        )
    known = [i for i in range(len(names)) if any(column[i] != NO_FIGURE for column in columns)]
    heads = (fmt.say(msg("before")), fmt.say(msg("after"))) if board.edited else (fmt.say(msg("published")),)
    return Table(
        title=fmt.say(msg("Concentration")),
        columns=(Column(fmt.say(msg("Measure")), "left", 1), *(Column(head, "right") for head in heads)),
        rows=tuple((names[i], *(column[i] for column in columns)) for i in known),
        footers=0,
        notes=tuple(notes),
        numbers=tuple((None, *(numbers[i] for numbers in raw)) for i in known),
        mixed=True,
    )


def _measure_cells(measures: MeasureSet, fmt: Formatter) -> list[str]:
    def share(value: float | None) -> str:
        return NO_FIGURE if value is None else fmt.share(value)

    return [
        NO_FIGURE if measures.hhi is None else fmt.hhi(measures.hhi),
        NO_FIGURE if measures.hhi is None else fmt.hhi_10000(measures.hhi),
        NO_FIGURE if measures.largest is None else fmt.country(measures.largest),
        share(measures.top_share),
        share(measures.top3_share),
        NO_FIGURE if measures.hhi is None else fmt.number(measures.n),
        share(measures.without_largest),
    ]


def _measure_numbers(measures: MeasureSet) -> list[float | None]:
    """Return the numbers behind `_measure_cells`."""
    scaled, count = (None, None) if measures.hhi is None else (measures.hhi * 10000, float(measures.n))
    return [
        measures.hhi,
        scaled,
        None,
        measures.top_share,
        measures.top3_share,
        count,
        measures.without_largest,
    ]


def products_table(view: MoneyView | None, board: Board, fmt: Formatter) -> Table | None:
    """Return the products behind a total by value; None for a single product or another source than the board's."""
    numbers = {line.source_id: line.number for line in board.sources}
    if view is None or len(view.keys) < 2 or not set(view.sources) <= set(numbers):
        return None
    shown = range(min(PRODUCTS, len(view.keys)))
    bounds = [view.flag[i] == "bound-low" for i in shown]
    rows = [
        (
            fmt.product_code(str(view.keys[i])),
            fmt.product(str(view.keys[i])),
            ("≥\u202f" if bounds[i] else "") + fmt.number(float(view.value_usd[i]), 0),
            fmt.share(float(view.share[i])),
        )
        for i in shown
    ]
    left = len(view.keys) - len(rows)
    marks = " ".join(f"[{numbers[source]}]" for source in view.sources)
    source = fmt.say("Source {marks}", marks=marks)
    more = fmt.say("Products not shown: {n}", n=left) if left else ""
    return Table(
        title=fmt.say(msg("By product, published values")),
        columns=(
            Column(fmt.say(msg("HS code")), "left"),
            Column(fmt.say(msg("Product")), "left", 1),
            Column(fmt.say(msg("Value (US$)")), "right"),
            Column(fmt.say(msg("Share")), "right"),
        ),
        rows=tuple(rows),
        footers=0,
        notes=(" · ".join(part for part in (more, source) if part),),
        numbers=tuple(
            (None, None, None if bounds[i] else _known(view.value_usd[i]), _known(view.share[i])) for i in shown
        ),
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
