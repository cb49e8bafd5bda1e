"""Columns of words as numbers, and their groups."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.dataset.coded import coded, grouped

WORDS = ["MEX", None, "CHN", "MEX", "USA"]


def test_numbers_sort_as_the_words_do_and_missing_is_empty() -> None:
    for column in (pd.Series(WORDS, dtype=object), pd.Series(WORDS, dtype="category")):
        found = coded(column)
        assert found.names.tolist() == ["", "CHN", "MEX", "USA"]
        assert found.words.tolist() == ["MEX", "", "CHN", "MEX", "USA"]
        assert found.number("USA") == 3
        assert found.number("FRA") == -1


def test_many_names_keep_their_numbers() -> None:
    words = [f"{number:05d}" for number in range(40_000)]
    assert coded(pd.Series(words)).words.tolist() == words


def test_groups_keep_the_order_of_rows() -> None:
    rows = np.array([9, 4, 7, 2], dtype=np.int64)
    found = [(number, of_it.tolist()) for number, of_it in grouped(rows, np.array([5, 1, 5, 1]))]
    assert found == [(1, [4, 2]), (5, [9, 7])]
    assert grouped(rows[:0], np.array([], dtype=np.int64)) == []
