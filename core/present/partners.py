"""Which partners lead a list: the largest, and those a North American reader always looks for."""

from __future__ import annotations

import numpy as np

from core.present.board import Board
from core.present.columns import NOT_PARTNERS
from core.present.order import leading

LARGEST = 10
_REPORTERS = {"us-imports": "USA", "us-exports": "USA", "us-import-sources": "USA", "mexico-exports": "MEX"}


def home_partners(flow: str) -> list[str]:
    """Return Mexico and the United States, without the country whose own trade the flow is."""
    return [partner for partner in ("MEX", "USA") if partner != _REPORTERS.get(flow)]


def leading_partners(board: Board, chosen: bool = True) -> tuple[list[str], list[str]]:
    """Return the partners to show first and all others, by falling published share.

    First: the ten largest, Mexico and the United States where they can be partners, and (`chosen`) the selected one.
    Of several forms in a table, such as mine and refinery production, the first counts: each partner stands once.
    """
    keep = np.array([str(key) not in NOT_PARTNERS for key in board.table.keys], dtype=np.bool_)
    keep &= np.array([str(form) == str(board.table.form[0]) for form in board.table.form], dtype=np.bool_)
    keys = [str(key) for key in board.table.keys[keep]]
    always = home_partners(board.selection.flow)
    if chosen and board.selection.partner and board.selection.partner not in NOT_PARTNERS:
        always.append(board.selection.partner)
    return leading(keys, board.table.before[keep], always, LARGEST)
