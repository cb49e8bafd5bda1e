"""Points on the sources of US imports, form by form, as USGS prints them: tokens stay, bounds are never ranked."""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.brief.talk.figures import Figures, slug
from core.brief.talk.model import Draft
from core.brief.talk.printed import MEXICO, lead_rows, period, printed, what
from core.present.stats import HIDING
from core.text.messages import msg


def source_points(figures: Figures) -> Iterator[Draft]:
    """Give the points on the sources of US imports, form by form, as USGS prints them."""
    forms = tuple(dict.fromkeys(str(form) for form in figures.board.table.form))
    for form in forms:
        yield from _mexico_as_source(figures, form)
    for form in forms:
        yield from _other_source(figures, form)


def _mexico_as_source(figures: Figures, form: str) -> Iterator[Draft]:
    table = figures.board.table
    rows = lead_rows(figures, form)
    row = next((i for i in rows if str(table.keys[i]) == MEXICO), None)
    if row is None:
        if rows:
            text = msg(
                "USGS does not name Mexico among the sources of US imports of {what}, {period}.",
                what=what(figures, rows[0]), period=period(figures, rows[0]),
            )  # fmt: skip
            yield Draft(f"mexico-{slug(form)}", "expect", text, figures.sources)
        return
    values = {"amount": printed(figures, row), "what": what(figures, row), "period": period(figures, row)}
    first = max(rows, key=lambda i: (_number(figures, i), -i)) == row and _number(figures, row) > 0
    if first and not any(str(table.flag[i]) in HIDING for i in rows):
        text = msg("USGS puts Mexico first among the sources of US imports of {what}, {period}: {amount}.", **values)
    else:
        text = msg("USGS puts Mexico at {amount} of US imports of {what}, {period}.", **values)
    yield Draft(f"mexico-{slug(form)}", "say", text, figures.sources)


def _other_source(figures: Figures, form: str) -> Iterator[Draft]:
    table = figures.board.table
    others = [i for i in lead_rows(figures, form) if str(table.keys[i]) != MEXICO and _number(figures, i) > 0]
    if not others:
        return
    best = max(others, key=lambda i: (_number(figures, i), -i))
    mexico = [i for i in lead_rows(figures, form) if str(table.keys[i]) == MEXICO]
    text = msg(
        "Of US imports of {what}, {period}, USGS puts {country} at {amount}.",
        what=what(figures, best), period=period(figures, best), country=figures.country(str(table.keys[best])),
        amount=printed(figures, best),
    )  # fmt: skip
    # Where Mexico is no source, the United States leans on another one: an argument for more of them.
    yield Draft(f"other-{slug(form)}", "expect" if mexico else "say", text, figures.sources)


def _number(figures: Figures, i: int) -> float:
    number = float(figures.board.table.before[i])
    return 0.0 if math.isnan(number) else number
