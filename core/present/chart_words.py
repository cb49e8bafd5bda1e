"""Which charts a board has, which of them is open, and what each is called."""

from __future__ import annotations

from typing import Literal

import numpy as np

from core.present.board import Board
from core.text.formatter import Formatter
from core.text.messages import msg

Tab = Literal["destinations", "shares", "trend"]
TABS: tuple[Tab, ...] = ("destinations", "shares", "trend")


def tabs(board: Board) -> tuple[Tab, ...]:
    """Return the charts that a board offers; a trend that cannot be drawn is offered with its reason."""
    offered: dict[Tab, bool] = {
        "destinations": bool(board.chart.splits),
        "shares": True,
        "trend": board.chart.find_trend is not None,
    }
    return tuple(tab for tab in TABS if offered[tab])


def open_tab(board: Board, wanted: Tab | None = None) -> Tab:
    """Return the chart that is open: the wanted one where there is one, else destinations, else shares."""
    offered = tabs(board)
    return wanted if wanted in offered else offered[0]


def chart_sources(tab: Tab, board: Board) -> dict[str, str]:
    """Return the sources that a chart is drawn from, each with its valuation, in the order they come."""
    if tab == "trend":
        return {line.source_id: line.valuation for line in board.chart.trend}
    ids = [row.source_id for row in board.chart.splits] if tab == "destinations" else []
    return dict.fromkeys((str(id_) for id_ in (ids if any(ids) else board.table.source_id) if id_), board.valuation)


def chart_title(tab: Tab, board: Board, fmt: Formatter, trend_unit: str) -> str:
    """Return a chart's title with its unit; `trend_unit` is what the axis of the trend counts in, in words."""
    year = board.selection.year
    if tab == "destinations":
        return fmt.say(msg("Where each product goes, share of Mexico's export value, {year}", year=year))
    if tab == "trend":
        return f"{fmt.target(board.selection.target)}, {trend_unit}"
    if board.table.unit != "usd":
        return _quantities(board, fmt)
    if board.before.n:
        return fmt.say(msg("{title}: share of value", title=board.title))
    return fmt.say(msg("{title} (US$)", title=board.title))


def one_form(board: Board) -> bool:
    """Tell if all rows of a table are about the same form, such as mine production."""
    return len({str(form) for form in board.table.form}) == 1


def _quantities(board: Board, fmt: Formatter) -> str:
    """Return the title over bars of quantities, or of their shares; of several forms, the bars are of the first."""
    if bool(np.isfinite(board.table.before_share).any()):
        said = fmt.say(msg("{title}: share of the total", title=board.title))
    else:
        said = fmt.say(msg("{title} ({unit})", title=board.title, unit=fmt.unit(board.table.unit_name)))
    return said if one_form(board) or not len(board.table.form) else f"{said} · {fmt.form(str(board.table.form[0]))}"
