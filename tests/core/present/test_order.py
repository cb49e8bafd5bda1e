"""Orders and filters of tables: tokens last, bounds beside their numbers, ties in place."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.present.clipboard import tab_separated
from core.present.order import leading, matching, number_order, printed_number, word_order
from core.present.ticks import money_scale, year_ticks, zero_based_ticks

NONE = math.nan
PRINTED = np.array(["W", "900", ">50", "50", "NA", "\u2014", "<50", "s"], dtype=object)
FLAGS = np.array(["W", "", "bound-low", "", "NA", "zero", "bound-high", "s"], dtype=object)
QUANTITY = np.array([NONE, 900.0, NONE, 50.0, NONE, NONE, NONE, NONE])


def in_order(descending: bool) -> list[str]:
    order = number_order(QUANTITY, descending=descending, text=PRINTED, flag=FLAGS)
    return [str(PRINTED[row]) for row in order]


def test_bounds_stand_beside_their_number_and_tokens_come_last_in_both_directions() -> None:
    assert in_order(descending=False) == ["\u2014", "s", "<50", "50", ">50", "900", "W", "NA"]
    assert in_order(descending=True) == ["900", ">50", "50", "<50", "s", "\u2014", "W", "NA"]


@pytest.mark.parametrize(
    ("text", "flag", "number", "side"),
    [(">1,200", "bound-low", 1200, 1), ("<0.5", "bound-high", 0.5, -1), ("5,780", "", 5780, 0), ("-", "zero", 0, 0)],
)
def test_a_printed_number_is_read_with_its_side(text: str, flag: str, number: float, side: int) -> None:
    assert printed_number(text, flag) == (number, side)


def test_a_token_is_no_number() -> None:
    assert math.isnan(printed_number("W", "W")[0])
    assert math.isnan(printed_number("E", "E")[0])


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False, width=32), max_size=30), st.booleans())
def test_number_order_agrees_with_a_plain_sort(values: list[float], descending: bool) -> None:
    order = number_order(np.array(values, dtype=np.float64), descending=descending)
    known = [i for i, value in enumerate(values) if not math.isnan(value)]
    plain = sorted(known, key=lambda i: (-values[i] if descending else values[i], i))
    assert list(order) == plain + [i for i, value in enumerate(values) if math.isnan(value)]


@pytest.mark.parametrize("descending", [False, True])
def test_rows_kept_last_close_the_table_in_their_own_order(descending: bool) -> None:
    values = np.array([5.0, 900.0, 7.0, 800.0])
    last = np.array([False, True, False, True])
    order = list(number_order(values, descending=descending, last=last))
    assert order[2:] == [1, 3]
    assert order[:2] == ([2, 0] if descending else [0, 2])


def test_words_sort_without_accents_and_case() -> None:
    words = ["Zambia", "Éire", "estonia", "", "Albania"]
    assert [words[i] for i in word_order(words, descending=False)] == ["Albania", "Éire", "estonia", "Zambia", ""]
    assert [words[i] for i in word_order(words, descending=True)] == ["Zambia", "estonia", "Éire", "Albania", ""]


def test_a_filter_finds_part_of_a_name_or_the_start_of_a_code() -> None:
    names, codes = ["Perú", "China", "Japón", "Chile"], ["PER", "CHN", "JPN", "CHL"]
    assert list(matching(names, codes, "peru")) == [True, False, False, False]
    assert list(matching(names, codes, " ch ")) == [False, True, False, True]
    assert list(matching(names, codes, "PN")) == [False, False, False, False]
    assert matching(names, codes, "").all()


def test_leading_takes_the_largest_and_then_those_always_shown() -> None:
    keys, values = ["CHN", "JPN", "MEX", "PER"], np.array([1.0, 9.0, 0.0, 5.0])
    assert leading(keys, values, ["MEX", "USA", "JPN"], count=2) == (["JPN", "PER", "MEX", "USA"], ["CHN"])


def test_copied_text_cannot_be_a_formula_and_numbers_stay_numbers() -> None:
    copied = tab_separated(["=A1", "n"], [["-danger", -2.5], ["two\twords", None], ["@x", 3.0], ["ok", NONE]])
    assert copied == "'=A1\tn\n'-danger\t-2.5\ntwo words\t\n'@x\t3\nok\t\n"


@given(st.floats(min_value=1e-6, max_value=1e13))
def test_an_axis_starts_at_zero_and_covers_the_largest(largest: float) -> None:
    ticks = zero_based_ticks(largest)
    assert ticks[0] == 0
    assert ticks[-1] >= largest * (1 - 1e-9)
    assert 2 <= len(ticks) <= 6
    assert ticks[-2] < largest


def test_axis_units_and_years() -> None:
    assert zero_based_ticks(0.0) == [0.0, 1.0]
    assert (money_scale(3e9), money_scale(1.5e9), money_scale(5e3), money_scale(900.0)) == (1e9, 1e6, 1e3, 1.0)
    assert year_ticks(list(range(2015, 2026)), 4) == [2016, 2019, 2022, 2025]
    assert year_ticks([], 4) == []
