"""Share edits: the total stays, locked partners stay, and what cannot be rebalanced is refused with the reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.errors import VetaError
from core.measures.allocation import Allocation
from core.measures.rebalance import set_share
from core.measures.terms import Terms

PARTNERS = ("CHN", "MEX", "JPN", "CAN", "DEU", "KOR")


def make(*values: float, rest: float = 0.0) -> Allocation:
    return Allocation(PARTNERS[: len(values)], np.array(values, dtype=np.float64), rest)


def shares(table: Allocation) -> dict[str, float]:
    return dict(zip(table.partners, table.shares(), strict=True))


def test_the_others_are_scaled_by_one_factor() -> None:
    # By hand: 60/30/10, MEX to 50 %; CHN and JPN keep their 6:1 over the other half.
    after = set_share(make(60.0, 30.0, 10.0), "MEX", 0.5)
    assert after.values == pytest.approx([50 * 6 / 7, 50.0, 50 * 1 / 7])
    assert after.total == pytest.approx(100.0)


def test_a_locked_partner_keeps_its_value() -> None:
    # By hand: CHN keeps 60, MEX gets 35, so 5 are left for JPN.
    after = set_share(make(60.0, 30.0, 10.0), "MEX", 0.35, Terms(frozenset({"CHN"})))
    assert after.values == pytest.approx([60.0, 35.0, 5.0])


def test_the_unlisted_rest_gives_and_takes_like_an_unlocked_partner() -> None:
    # By hand: 50 + 30 listed, 20 not; MEX to 65 % leaves 35 for CHN : rest = 50 : 20.
    after = set_share(make(50.0, 30.0, rest=20.0), "MEX", 0.65)
    assert after.values == pytest.approx([25.0, 65.0])
    assert after.rest == pytest.approx(10.0)


def test_a_new_partner_enters_at_its_share() -> None:
    after = set_share(make(60.0, 40.0), "KOR", 0.25)
    assert shares(after) == pytest.approx({"CHN": 0.45, "MEX": 0.30, "KOR": 0.25})


@pytest.mark.parametrize(("share", "expected"), [(0.0, [0.0, 75.0, 25.0]), (1.0, [100.0, 0.0, 0.0])])
def test_nothing_and_everything_are_shares_too(share: float, expected: list[float]) -> None:
    assert set_share(make(60.0, 30.0, 10.0), "CHN", share).values == pytest.approx(expected)


def test_everything_locked_leaves_may_go_to_one_partner() -> None:
    after = set_share(make(60.0, 30.0, 10.0), "MEX", 0.4, Terms(frozenset({"CHN"})))
    assert after.values == pytest.approx([60.0, 40.0, 0.0])


def test_setting_the_share_a_sole_partner_has_changes_nothing() -> None:
    table = make(100.0)
    assert set_share(table, "CHN", 1.0) is table


REFUSED = {
    "no trade": (make(0.0, 0.0), "CHN", 0.5, (), "no trade in this table"),
    "more than everything": (make(60.0, 40.0), "CHN", 1.01, (), "between 0% and 100%"),
    "less than nothing": (make(60.0, 40.0), "CHN", -0.01, (), "between 0% and 100%"),
    "not a number": (make(60.0, 40.0), "CHN", float("nan"), (), "between 0% and 100%"),
    "infinite": (make(60.0, 40.0), "CHN", float("inf"), (), "between 0% and 100%"),
    "itself locked": (make(60.0, 40.0), "CHN", 0.5, ("CHN",), "CHN is locked"),
    "above what locks leave": (make(60.0, 30.0, 10.0), "MEX", 0.41, ("CHN",), "choose at most"),
    "all others locked": (make(60.0, 40.0), "MEX", 0.3, ("CHN",), "nothing can be rebalanced"),
    "all others zero": (make(100.0, 0.0), "CHN", 0.9, (), "nothing can be rebalanced"),
}


@pytest.mark.parametrize(("table", "partner", "share", "locked", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_rebalanced_is_refused(
    table: Allocation, partner: str, share: float, locked: tuple[str, ...], told: str
) -> None:
    before = table.values.copy()
    with pytest.raises(VetaError, match=told):
        set_share(table, partner, share, Terms(frozenset(locked)))
    assert np.array_equal(table.values, before)


dollars = st.floats(0.0, 1e13, allow_subnormal=False)
tables = st.builds(
    lambda values, rest: Allocation(PARTNERS[: len(values)], np.array(values), rest),
    st.lists(dollars, min_size=1, max_size=len(PARTNERS)),
    dollars,
)


@given(tables, st.sampled_from(PARTNERS), st.floats(0, 1), st.sets(st.sampled_from(PARTNERS)))
def test_an_edit_keeps_the_total_and_the_locked_or_is_refused(
    table: Allocation, partner: str, share: float, locked: set[str]
) -> None:
    assume(table.total > 1)
    try:
        after = set_share(table, partner, share, Terms(frozenset(locked)))
    except VetaError:
        return
    assert after.total == pytest.approx(table.total, rel=1e-9)
    assert np.all(after.values >= 0)
    assert after.rest >= 0
    assert np.all(np.isfinite(after.values))
    assert shares(after)[partner] == pytest.approx(share, abs=1e-9)
    before = dict(zip(table.partners, table.values, strict=True))
    for name, value in zip(after.partners, after.values, strict=True):
        if name in locked and name in before:
            assert value == before[name]


@given(tables, st.sampled_from(PARTNERS), st.floats(0, 1), st.sets(st.sampled_from(PARTNERS)))
def test_unlocked_others_keep_their_proportions(
    table: Allocation, partner: str, share: float, locked: set[str]
) -> None:
    assume(table.total > 1)
    try:
        after = set_share(table, partner, share, Terms(frozenset(locked)))
    except VetaError:
        return
    free = [i for i, name in enumerate(table.partners) if name not in locked and name != partner]
    for i in free:
        for j in free:
            cross = table.values[i] * after.values[j]
            assert cross == pytest.approx(table.values[j] * after.values[i], rel=1e-9, abs=1e-9 * table.total**2)


@given(tables, st.sampled_from(PARTNERS), st.floats(0, 1))
def test_a_refusal_names_a_share_that_is_then_accepted(table: Allocation, partner: str, share: float) -> None:
    locked = {name for name in table.partners if name != partner}
    assume(table.total > 1 and table.rest > 1e-3 * table.total)
    left = 1.0 - sum(shares(table)[name] for name in locked)
    if share <= left:
        after = set_share(table, partner, share, Terms(frozenset(locked)))
        assert shares(after)[partner] == pytest.approx(share, abs=1e-9)
        return
    assume(share > left + 1e-6)
    with pytest.raises(VetaError):
        set_share(table, partner, share, Terms(frozenset(locked)))
    assert set_share(table, partner, left, Terms(frozenset(locked))).total == pytest.approx(table.total, rel=1e-9)
