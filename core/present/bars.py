"""The bars of the leading partners, as the window and its pictures draw them: lengths, numbers and words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.dataset.view import RowIds
from core.present.board import Board
from core.present.columns import FigureTable
from core.present.order import printed_number
from core.present.partners import leading_partners
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, Named, msg


@dataclass(frozen=True, slots=True)
class BarRow:
    """One partner: bar lengths (NaN for no bar), the number at the bar's end, the exact words, the rows behind."""

    partner: str
    name: str
    before: float
    after: float
    label: str
    words: Message
    chosen: bool
    rows: Sequence[int] = ()


def bar_rows(board: Board, fmt: Formatter) -> list[BarRow]:
    """Return the rows of the chart: the leading partners, then the unlisted rest.

    Lengths are shares where the table has a total, else the published quantities; a token has no bar. Of several forms
    in a table, the bars are of the first.
    """
    table = FigureTable(board, fmt)
    place = {str(key): row for row, key in reversed(list(enumerate(board.table.keys)))}
    first, _ = leading_partners(board)
    shares = "share" in table.shown()
    shown = [partner for partner in first if shares or partner in place]
    if "rest" in place:
        shown.append("rest")
    return [_row(table, partner, place.get(partner), shares) for partner in shown]


def _row(table: FigureTable, partner: str, row: int | None, shares: bool) -> BarRow:
    board, fmt = table.board, table.fmt
    chosen = partner == board.selection.partner
    name = fmt.country(partner)
    if row is None:
        nothing = fmt.say(msg("none recorded"))
        words = msg("{name}: none recorded", name=name)
        return BarRow(partner, name, math.nan, math.nan, nothing, words, chosen)
    source = table.explain("source", row)
    rows = RowIds([board.table.row_ids[row]]) if board.table.row_ids else ()
    if not shares:
        length = float(board.table.before[row])
        printed = table.text("value", row)
        if math.isnan(length):
            length = printed_number(printed, str(board.table.flag[row]))[0]
        unit = fmt.unit(board.table.unit_name) if board.table.unit != "usd" else "US$"
        words = msg("{name}: {amount} {unit}. {source}", name=name, amount=printed, unit=unit, source=source)
        return BarRow(partner, name, length, length, printed, words, chosen, rows)
    before, after = float(board.table.before_share[row]), float(board.table.after_share[row])
    first, then = fmt.share(before) if table.recorded(row) else NO_FIGURE, fmt.share(after)
    label = f"{first} \u203a {then}" if first != then else first
    return BarRow(partner, name, before, after, label, _share_words(table, name, row, source), chosen, rows)


def _share_words(table: FigureTable, name: str, row: int, source: str) -> Message:
    before = Named("money", float(table.table.before[row]))
    share = Named("share", float(table.table.before_share[row]))
    if not table.board.edited:
        return msg("{name}: {share}, {value}. {source}", name=name, share=share, value=before, source=source)
    return msg(
        "{name}: before {share}, {value}; after {then}, {worth}. {source}",
        name=name,
        share=share,
        value=before,
        then=Named("share", float(table.table.after_share[row])),
        worth=Named("money", float(table.table.after[row])),
        source=source,
    )
