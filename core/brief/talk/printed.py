"""USGS figures as the sentences say them: what a row counts, and its figure as printed, token and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.brief.talk.figures import NOBODY, Figures, inside

if TYPE_CHECKING:
    import pandas as pd

MEXICO = "MEX"
# What USGS calls a series that counts a mineral in all its forms.
_EVERYTHING = "All"


def row_behind(figures: Figures, i: int) -> pd.Series:
    """Return the row of the USGS frame behind a row of the table."""
    return figures.dataset.stats.iloc[int(figures.board.table.row_ids[i][0])]


def what(figures: Figures, i: int) -> str:
    """Return the mineral and the form that a row counts: a group's table shows one mineral at a time."""
    row = row_behind(figures, i)
    name, form = inside(figures.fmt.mineral(str(row["mineral"]))), str(row["form"])
    plain = figures.flow == "reserves" or form == _EVERYTHING
    return name if plain else f"{name} ({inside(figures.fmt.form(form))})"


def printed(figures: Figures, i: int) -> str:
    """Return a row's figure as the publisher prints it, with its unit where it is a number."""
    text, unit = str(figures.board.table.text[i]), figures.board.table.unit_name
    if not text[-1:].isdigit():
        return figures.fmt.printed(text)
    said = figures.fmt.printed(text + "%" if unit == "percent" else text)
    return said if unit == "percent" else f"{said}\u00a0{figures.fmt.unit(unit)}"


def lead_rows(figures: Figures, form: str | None = None) -> list[int]:
    """Return the countries' rows of one form, the table's first where none is named."""
    forms = [str(known_form) for known_form in figures.board.table.form]
    wanted = forms[0] if form is None else form
    return [i for i, key in enumerate(figures.board.table.keys) if forms[i] == wanted and str(key) not in NOBODY]


def period(figures: Figures, i: int) -> str:
    """Return the year or years that a row is of."""
    row = row_behind(figures, i)
    return figures.fmt.period(int(row["year"]), int(row["year_end"]))
