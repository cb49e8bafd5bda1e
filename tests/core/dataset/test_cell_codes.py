"""The codes of a flow, year and source: which rows lie under a prefix, counted once where codes contain each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from core.dataset.cell_codes import CellCodes, cell_codes, outermost
from core.dataset.coded import coded

CODES = st.lists(st.text("12", min_size=1, max_size=4), min_size=1, max_size=12)


def made(codes: list[str]) -> CellCodes:
    return cell_codes(np.arange(len(codes), dtype=np.int64), coded(pd.Series(codes)))


def test_rows_stand_in_the_order_of_their_codes() -> None:
    cell = made(["2805", "26", "2805", "7108"])
    assert cell.codes == ("26", "2805", "7108")
    assert cell.outermost(("28", "71")).tolist() == [0, 2, 3]


def test_a_code_inside_another_is_not_counted_again() -> None:
    cell = made(["280530", "2805", "28", "260300"])
    assert cell.outermost(("28",)).tolist() == [2]
    assert cell.outermost(("2805",)).tolist() == [1]
    assert sorted(cell.rows_under(("2805",)).tolist()) == [0, 1]


@given(CODES, CODES)
def test_it_finds_what_looking_at_every_code_finds(codes: list[str], prefixes: list[str]) -> None:
    cell = made(codes)
    under = [code for code in codes if code.startswith(tuple(prefixes))]
    kept, rows = outermost(under), cell.outermost(prefixes)
    assert [codes[i] for i in rows] == sorted(codes[i] for i in rows)
    assert sorted(rows.tolist()) == [i for i, code in enumerate(codes) if code in kept]
    assert sorted(codes[i] for i in cell.rows_under(prefixes)) == sorted(under)
    assert cell.has_any(prefixes) == bool(under)
