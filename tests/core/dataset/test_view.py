"""Row numbers that are put in a row only when they are asked for."""

from __future__ import annotations

import numpy as np

from core.dataset.view import RowIds

PARTS = (np.array([3, 5], dtype=np.int64), np.array([], dtype=np.int64), np.array([9], dtype=np.int64))


def test_row_ids_are_a_sequence_of_plain_numbers() -> None:
    ids = RowIds(PARTS)
    assert list(ids) == [3, 5, 9]
    assert type(ids[0]) is int
    assert ids[:2] == (3, 5)
    assert len(ids) == 3
    assert not RowIds([])


def test_row_ids_are_equal_by_their_numbers() -> None:
    assert RowIds(PARTS) == RowIds([part.copy() for part in PARTS])
    assert RowIds(PARTS) == RowIds([np.array([3, 5, 9], dtype=np.int64)])
    assert RowIds(PARTS) == (3, 5, 9)
    assert RowIds(PARTS) != RowIds(PARTS[:1])
    assert hash(RowIds(PARTS)) == hash((3, 5, 9))
