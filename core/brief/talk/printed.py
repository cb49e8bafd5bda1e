"""USGS figures as the sentences say them: what a row counts, and its figure as printed, token and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.brief import quantities
from core.brief.phrasing import inside
from core.brief.talk.figures import Figures

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
    return quantities.printed(figures.board, i, figures.fmt)


def lead_rows(figures: Figures, form: str | None = None) -> list[int]:
    """Return the countries' rows of one form, the table's first where none is named."""
    return quantities.lead_rows(figures.board, form)


def period(figures: Figures, i: int) -> str:
    """Return the year or years that a row is of."""
    row = row_behind(figures, i)
    return figures.fmt.period(int(row["year"]), int(row["year_end"]))
