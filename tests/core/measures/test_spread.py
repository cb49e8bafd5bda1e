"""The range of concentration over who gives way: properties, and every way tried out on small tables."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.measures.concentration import hhi
from core.measures.spread import hhi_spread

VALUES = st.lists(st.integers(0, 1000), min_size=2, max_size=8)
FIXED = st.lists(st.integers(0, 1000), max_size=4)


def _array(values):
    return np.array(values, dtype=np.float64)


def _spread(fixed, others, left, rest=0.0):
    found = hhi_spread(_array(fixed), _array(others), left, rest)
    assert found is not None
    return found


@given(FIXED, VALUES, st.floats(0.0, 3.0), st.integers(0, 500))
def test_in_proportion_lies_between_the_ends(fixed, others, factor, rest):
    left = factor * sum(others)
    assume(left + sum(fixed) + rest > 0)
    found = hhi_spread(_array(fixed), _array(others), left, rest)
    if found is not None:
        assert found.low <= found.middle + 1e-12
        assert found.middle <= found.high + 1e-12
        assert found.gain == (left > sum(others))
        # The largest index there can be with this sum is one partner with all of it.
        whole = left + sum(fixed) + rest
        assert found.high <= (sum(v * v for v in fixed) + left * left) / whole**2 + 1e-9


def _ways(others, left):
    """Yield every sharing of `left` in whole numbers that the rule allows."""
    gain = left > sum(others)
    ranges = [range(v, left + 1) if gain else range(min(v, left) + 1) for v in others]
    yield from (way for way in itertools.product(*ranges) if sum(way) == left)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.integers(0, 26), st.integers(0, 9), st.integers(0, 9))
def test_no_way_of_sharing_lies_outside_the_ends(others, left, fixed, rest):
    assume(left != sum(others))
    assume(left + fixed + rest > 0)
    found = _spread([fixed], others, left, rest)
    tried = [hhi(_array([fixed, *way]), rest) for way in _ways(others, left)]
    assert found.low <= min(tried) + 1e-12
    assert max(tried) == pytest.approx(found.high, abs=1e-12)
    # Whole numbers are as near to one level as one apart.
    whole = left + fixed + rest
    assert min(tried) <= found.low + len(others) / whole**2


def test_ends_worked_out_by_hand():
    # Others hold 50, 30 and 20 of 100; one partner comes to hold 40, so 60 are left to share.
    found = _spread([40.0], [50.0, 30.0, 20.0], 60.0)
    assert found.low == pytest.approx((1600 + 3 * 400) / 10000)  # a cap at 20 each
    assert found.middle == pytest.approx((1600 + 900 + 324 + 144) / 10000)
    assert found.high == pytest.approx((1600 + 2500 + 100) / 10000)  # 50 and 10: the smallest gave way
    assert (found.others, found.gain) == (3, False)


def test_a_cap_that_only_the_largest_feels():
    # 50, 30 and 20 come to share 90: the cap stands at 40.
    assert _spread([10.0], [50.0, 30.0, 20.0], 90.0).low == pytest.approx((100 + 1600 + 900 + 400) / 10000)


def test_gains_worked_out_by_hand():
    # A partner of 40 falls away; 30, 20 and 10 come to share 100.
    found = _spread([0.0], [30.0, 20.0, 10.0], 100.0)
    assert found.low == pytest.approx(3 * (1 / 3) ** 2)
    assert found.high == pytest.approx((70**2 + 20**2 + 10**2) / 10000)
    assert found.gain
    # Of 66, the six more than before all go to the smallest: 16 is still below 20.
    assert _spread([34.0], [30.0, 20.0, 10.0], 66.0).low == pytest.approx((34**2 + 30**2 + 20**2 + 16**2) / 10000)


def test_what_is_not_listed_counts_in_the_total_and_is_no_supplier():
    assert _spread([40.0], [30.0, 20.0], 40.0, 20.0).high == pytest.approx((1600 + 900 + 100) / 10000)


def test_nothing_to_share_out():
    assert hhi_spread(_array([1]), _array([3, 2]), 5.0) is None
    assert hhi_spread(_array([1]), _array([3, 0]), 2.0) is None
    assert hhi_spread(_array([1]), _array([]), 0.0) is None
    with pytest.raises(ValueError, match="negative"):
        hhi_spread(_array([1]), _array([3, 2]), -1.0)
