"""The brief's sentences on USGS figures: the largest, what the United States relies on, what is printed for Mexico.

A token is told as printed and never counted with; figures of different forms are never ranked together.
"""

from __future__ import annotations

import math

from core.brief.phrasing import country, subject
from core.present.board import Board
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg

NOBODY = frozenset({"rest", "XXX", "XXO"})
"""Keys of rows that are no partner: what is not listed, the world, other countries."""
# Tokens behind which a figure larger than every printed one may stand.
HIDING = frozenset({"W", "NA", "XX", "bound-low", "text", "blank"})


def stat_leader(board: Board, fmt: Formatter) -> Message | None:
    """Name the largest printed figure of a USGS series; where a token may hide a larger one, say only that much."""
    if board.selection.flow == "us-reliance":
        return _reliance(board, fmt)
    rows = lead_rows(board)
    known = [i for i in rows if not math.isnan(float(board.table.before[i]))]
    if board.selection.flow not in ("production", "reserves", "us-import-sources") or not known:
        return None
    first = max(known, key=lambda i: (float(board.table.before[i]), -i))
    equal = [
        str(board.table.keys[i]) for i in known if float(board.table.before[i]) == float(board.table.before[first])
    ]
    if len(equal) > 1 and float(board.table.before[first]) > 0:
        return _tied(board, first, equal, fmt)
    if board.before.largest == str(board.table.keys[first]) and board.before.top_share is not None:
        # The board has measures only where the printed total bounds what a token can hide.
        return _share_of_world(board, first, fmt)
    values = {
        "country": country(str(board.table.keys[first]), fmt),
        "amount": printed(board, first, fmt),
        "name": subject(board, fmt),
        "year": board.selection.year,
    }
    if any(str(board.table.flag[i]) in HIDING for i in rows):
        return msg(
            "Largest figure printed for {name}, {year}: {country}, {amount}; others are withheld or not available.",
            **values,
        )
    if board.selection.flow == "reserves":
        return msg("{country} holds the largest reserves of {name}: {amount}.", **values)
    if board.selection.flow == "production":
        return msg("{country} was the largest producer of {name} in {year}: {amount}.", **values)
    return msg("{country} is the first source of US imports of {name}: {amount}.", **values)


def _tied(board: Board, row: int, partners: list[str], fmt: Formatter) -> Message:
    """Name all that share the largest printed figure: the publisher's rounding does not tell them apart."""
    return msg(
        "Largest figure printed for {name}, {year}: {amount} each: {partners}.",
        name=subject(board, fmt),
        year=board.selection.year,
        amount=printed(board, row, fmt),
        partners=", ".join(country(partner, fmt) for partner in partners),
    )


def _reliance(board: Board, fmt: Formatter) -> Message | None:
    """Say how far the United States relies on imports; None where several forms tell different things."""
    rows = lead_rows(board)
    if not rows or len(set(board.table.form)) > 1:
        return None
    values = {"name": subject(board, fmt), "year": board.selection.year, "amount": printed(board, rows[0], fmt)}
    if str(board.table.flag[rows[0]]) == "E":
        return msg("The United States was a net exporter of {name} in {year}.", **values)
    return msg("US net import reliance for {name}, {year}: {amount} of apparent consumption.", **values)


def forms(board: Board, fmt: Formatter) -> list[Message]:
    """Name each printed form of a mineral on which the United States relies more or less than on another."""
    if board.selection.flow != "us-reliance" or len(set(board.table.form)) < 2:
        return []
    return [
        msg("{form}: net exporter.", form=Named("form", str(form)))
        if str(board.table.flag[row]) == "E"
        else msg("{form}: {amount}.", form=Named("form", str(form)), amount=printed(board, row, fmt))
        for row, form in enumerate(board.table.form)
    ]


def _share_of_world(board: Board, row: int, fmt: Formatter) -> Message:
    values = {
        "country": country(str(board.table.keys[row]), fmt),
        "share": fmt.share(board.before.top_share or 0.0),
        "amount": printed(board, row, fmt),
        "name": subject(board, fmt),
        "year": board.selection.year,
    }
    if board.selection.flow == "reserves":
        return msg("{country} holds {share} of world reserves of {name}: {amount}.", **values)
    if board.selection.flow == "production":
        return msg("{country} made {share} of world production of {name} in {year}: {amount}.", **values)
    return msg("{country} is the first source of US imports of {name}: {amount}.", **values)


def lead_rows(board: Board, form: str | None = None) -> list[int]:
    """Return the countries' rows of one form, the table's first where none is named.

    Figures of two forms are never ranked together.
    """
    forms = [str(one) for one in board.table.form]
    wanted = forms[0] if forms and form is None else form
    return [i for i, key in enumerate(board.table.keys) if forms[i] == wanted and str(key) not in NOBODY]


def printed(board: Board, row: int, fmt: Formatter) -> str:
    """Return a row's figure as the publisher prints it, with its unit where it is a number."""
    text, unit = str(board.table.text[row]), board.table.unit_name
    if not text[-1:].isdigit():
        return fmt.printed(text)
    return fmt.printed(text + "%") if unit == "percent" else f"{fmt.printed(text)}\u00a0{fmt.unit(unit)}"


def quantities(board: Board, fmt: Formatter) -> Message | None:
    """For USGS tables: what the publisher prints for Mexico, token and all."""
    if board.selection.flow not in ("production", "reserves", "us-import-sources"):
        return None
    rows = [i for i in lead_rows(board) if str(board.table.keys[i]) == "MEX"]
    if board.before.largest == "MEX":
        return None
    if not rows:
        return msg("The table does not list {country}.", country=country("MEX", fmt))
    return msg("{country}: {amount}.", country=country("MEX", fmt), amount=printed(board, rows[0], fmt))
