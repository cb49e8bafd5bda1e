"""Concentration against numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.allocation import Allocation
from core.measures.concentration import governance_weighted, hhi, measure_set, top


def test_the_worked_example_of_the_merger_guidelines():
    """US DoJ and FTC, Horizontal Merger Guidelines 2010, 5.3, note 9: shares 30, 30, 20 and 20 make 2,600."""
    assert hhi(np.array([30.0, 30.0, 20.0, 20.0])) == pytest.approx(0.26)


def test_an_aggregate_counts_below_the_line_only():
    assert hhi(np.array([50.0, 25.0]), 25.0) == pytest.approx(0.25 + 0.0625)
    assert top(np.array([50.0, 25.0]), 1, 25.0) == 0.5


def test_nothing_has_no_index():
    assert np.isnan(hhi(np.array([0.0, 0.0])))
    assert measure_set(Allocation(("MEX",), np.array([0.0]))).hhi is None


def test_a_table_has_its_measures():
    found = measure_set(Allocation(("USA", "CHN", "JPN", "MEX"), np.array([20.0, 60.0, 0.0, 10.0]), 10.0))
    assert found.largest == "CHN"
    assert (found.top_share, found.n) == (0.6, 3)
    assert found.top3_share == pytest.approx(0.9)
    assert found.without_largest == pytest.approx(0.4)
    assert found.hhi == pytest.approx(0.36 + 0.04 + 0.01)
    assert found.effective == pytest.approx(1 / 0.41)


def test_governance_weighs_each_import():
    """HHI 0.52 (60 and 40 of 100), weighted share (0.5 x 60 + 0.25 x 40) / 100 = 0.4."""
    found = governance_weighted(np.array([60.0, 40.0]), np.array([0.5, 0.25]), 100.0)
    assert found == pytest.approx(0.52 * 0.4)


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=30).filter(lambda v: sum(v) > 1e-6), st.floats(1e-3, 1e3))
def test_the_index_lies_between_one_nth_and_one_and_knows_no_unit(values, factor):
    array = np.array(values)
    index = hhi(array)
    assert 1 / len(values) - 1e-9 <= index <= 1 + 1e-9
    assert hhi(array * factor) == pytest.approx(index, rel=1e-9)
