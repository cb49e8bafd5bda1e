"""Map classes: round, rising, wide enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.present.classes import class_bounds, class_index


@given(st.lists(st.floats(1e-6, 1e12), max_size=60))
def test_edges_rise_from_zero_and_hold_every_value(values):
    bounds = class_bounds(np.array(values, dtype=np.float64))
    assert bounds.shape == (6,)
    assert bounds[0] == 0
    assert (np.diff(bounds) > 0).all()
    assert all(0 <= index <= 4 for index in class_index(np.array(values, dtype=np.float64), bounds))
    assert bounds[-1] >= max(values, default=0) * (1 - 1e-9)


def test_trade_that_spans_four_orders_gets_edges_by_factor():
    # The tenth percentile is 48,000 and the top edge 200 million: each edge is about 5.3 times the one below.
    values = np.array([150e6, 12e6, 1e6, 90e3, 20e3])
    assert class_bounds(values).tolist() == [0, 2e5, 1e6, 1e7, 5e7, 2e8]


def test_no_figure_and_zero_have_no_class():
    bounds = class_bounds(np.array([1.0, 100.0]))
    assert class_index(np.array([np.nan, 0.0, -1.0]), bounds).tolist() == [-1, -1, -1]


@pytest.mark.parametrize("edge", range(1, 5))
def test_an_edge_belongs_to_the_class_below(edge):
    bounds = np.array([0.0, 1, 2, 3, 4, 5])
    assert class_index(np.array([bounds[edge]]), bounds).tolist() == [edge - 1]
