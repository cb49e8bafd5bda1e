"""The range of concentration after a scenario: over who of the other partners gives way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.spread import Spread, hhi_spread
from core.present.board import Board
from core.text.messages import Message, Named, msg

REST = "rest"


@dataclass(frozen=True, slots=True)
class ScenarioRange:
    """The range (HHI 0-1) with the sentence that tells it."""

    spread: Spread
    said: Message


def scenario_range(board: Board, fixed: frozenset[str]) -> ScenarioRange | None:
    """Return the range of HHI in the table on show, over every way the others can share what the edits leave them.

    `fixed` are the partners moved on purpose and the locked ones: they keep their values after the edits, and so does
    what the source does not list, which is no single supplier. None without an edit, without values in US dollars, or
    where it makes no difference in print.
    """
    table = board.table
    if not board.edited or table.unit != "usd":
        return None
    keys = [str(key) for key in table.keys]
    before, after = np.nan_to_num(table.before), np.nan_to_num(table.after)
    rest = np.array([key == REST for key in keys], dtype=np.bool_)
    # Without trade before, a partner gives nothing and in proportion gains nothing.
    free = np.array([key not in fixed for key in keys], dtype=np.bool_) & ~rest & (before > 0)
    left = float(after[free].sum())
    spread = hhi_spread(after[~free & ~rest], before[free], left, float(after[rest].sum()))
    if spread is None or round(spread.low, 2) == round(spread.high, 2):
        return None
    values = {
        "low": Named("hhi", spread.low), "high": Named("hhi", spread.high), "middle": Named("hhi", spread.middle),
    }  # fmt: skip
    if spread.gain:
        text = msg(
            "HHI {low} to {high}, by which of the other partners take over; {middle} if all do in proportion.", **values
        )
    else:
        text = msg(
            "HHI {low} to {high}, by which of the other partners give way; {middle} if all do in proportion.", **values
        )
    return ScenarioRange(spread, text)
