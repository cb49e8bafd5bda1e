"""Edits applied to the bundled figures: within one table, and from a group to its members and back.

Expected values are worked out by hand from the published rows.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dataset.load import load_dataset
from core.errors import VetaError
from core.measures.terms import Limit, Terms
from core.scenario.edits import AddPartner, CutSupply, MoveShare, ScalePartner, Scenario, SetShare, SetTotal
from core.scenario.replay import table_after, tables
from core.scenario.scenario_file import check

# US Census Bureau 2024, HS 2529.22: Mexico 116,206,361 of 156,785,565.
FLUORSPAR_TOTAL = 156_785_565
FLUORSPAR_MEXICO = 116_206_361


@pytest.fixture(scope="module")
def dataset():
    return load_dataset()


def fluorspar(partner, share, *locked):
    return SetShare("us-imports", 2024, "252922", partner, share, terms=Terms(frozenset(locked)))


def rows(result):
    pairs = zip(result.after.partners, result.before.values, result.after.values, strict=True)
    return {partner: (before, after) for partner, before, after in pairs}


def test_the_others_are_scaled_by_one_factor(dataset):
    (result,) = tables(dataset, Scenario(edits=(fluorspar("MEX", 0.8),)))
    values = rows(result)
    assert values["MEX"] == pytest.approx((FLUORSPAR_MEXICO, 0.8 * FLUORSPAR_TOTAL))
    factor = 0.2 * FLUORSPAR_TOTAL / (FLUORSPAR_TOTAL - FLUORSPAR_MEXICO)
    for partner, (before, after) in values.items():
        if partner != "MEX":
            assert after == pytest.approx(before * factor)
    assert result.after.total == pytest.approx(FLUORSPAR_TOTAL, rel=1e-12)


def test_a_locked_partner_keeps_its_value(dataset):
    (result,) = tables(dataset, Scenario(edits=(fluorspar("MEX", 0.8, "CHN"),)))
    before, after = rows(result)["CHN"]
    assert before == after > 0


def test_a_partner_without_trade_can_be_given_some(dataset):
    edit = SetShare("us-imports", 2024, "rare-earths", "MEX", 0.1)
    (result,) = tables(dataset, Scenario(edits=(edit,)))
    assert rows(result)["MEX"] == pytest.approx((0, 16_375_349.0))


def test_tables_come_in_the_order_of_their_first_edit(dataset):
    silver = SetShare("mexico-exports", 2024, "7106", "USA", 0.5)
    results = tables(dataset, Scenario(edits=(silver, fluorspar("MEX", 0.8), silver)))
    assert [result.product for result in results] == ["7106", "252922"]


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (SetShare("us-imports", 2024, "999999", "MEX", 0.5), "999999"),
        (SetShare("us-imports", 2023, "252922", "MEX", 0.5), "no total"),
        (fluorspar("MEX", 0.5, "MEX"), "locked"),
    ],
    ids=["unknown product", "no total", "locked partner"],
)
def test_what_cannot_be_applied_is_refused(dataset, edit, word):
    with pytest.raises(VetaError, match=word):
        tables(dataset, Scenario(edits=(edit,)))


def test_a_refusal_names_file_and_edit(dataset, tmp_path):
    good = fluorspar("MEX", 0.8)
    with pytest.raises(VetaError, match=r"^case\.veta: edit 2: .*locked"):
        check(tmp_path / "case.veta", Scenario(edits=(good, fluorspar("MEX", 0.5, "MEX"))), dataset)


# US Census Bureau 2024, customs value: 2805.30 + 2846.10 + 2846.90 = 163,753,490, of which China 116,290,103.
RARE_EARTHS = ("us-imports", 2024, "rare-earths")
MEMBERS = ("280530", "284610", "284690")


def members(dataset, *edits):
    return [table_after(dataset, edits, ("us-imports", 2024, code)) for code in MEMBERS]


def test_a_group_edit_spreads_to_its_members_by_one_factor_a_partner(dataset):
    edit = SetShare(*RARE_EARTHS, "CHN", 0.5)
    group = table_after(dataset, [edit], RARE_EARTHS)
    parts = members(dataset, edit)
    for part in parts:
        assert "spread" in part.carried[0].plain()
        for partner, before, after in zip(part.after.partners, part.before.values, part.after.values, strict=True):
            factor = group.after.value_of(partner) / group.before.value_of(partner)
            assert after == pytest.approx(before * factor)
    for partner in group.after.partners:
        together = sum(part.after.value_of(partner) for part in parts)
        assert together == pytest.approx(group.after.value_of(partner))


def test_a_partner_new_to_the_group_enters_each_member_by_its_size(dataset):
    edit = AddPartner(*RARE_EARTHS, "MEX", 0.1)
    for part in members(dataset, edit):
        assert part.after.value_of("MEX") == pytest.approx(0.1 * part.before.total)


def test_an_edit_of_a_member_adds_up_into_its_group(dataset):
    edit = SetShare("us-imports", 2024, "284690", "CHN", 0.1)
    group = table_after(dataset, [edit], RARE_EARTHS)
    member = table_after(dataset, [edit], ("us-imports", 2024, "284690"))
    lost = member.before.value_of("CHN") - member.after.value_of("CHN")
    assert group.after.value_of("CHN") == pytest.approx(group.before.value_of("CHN") - lost)
    assert group.after.total == pytest.approx(163_753_490, rel=1e-9)
    assert "add up" in group.carried[0].plain()


def test_what_crosses_without_holding_is_said_and_not_carried(dataset):
    edit = SetShare("us-imports", 2024, "basket:raw-minerals", "MEX", 0.5)
    result = table_after(dataset, [edit], ("us-imports", 2024, "fertilizer"))
    assert not result.changed
    assert "not carried over" in result.carried[0].plain()


def test_another_flow_or_year_is_left_alone(dataset):
    edit = SetShare("us-imports", 2024, "7106", "MEX", 0.9)
    result = table_after(dataset, [edit], ("mexico-exports", 2024, "7106"))
    assert not result.changed
    assert result.carried == ()


def test_an_edit_that_is_off_has_no_effect(dataset):
    edit = replace(fluorspar("MEX", 0.8), off=True)
    assert tables(dataset, Scenario(edits=(edit,))) == []
    assert not table_after(dataset, [edit], edit.table).changed


def test_tonnes_follow_values_at_unchanged_unit_values(dataset):
    table = ("mexico-exports", 2024, "252922")
    # CEPII BACI V202601: Mexico's fluorspar above 97 %, 2024, US$195,840,235 in all.
    before = table_after(dataset, [], table).before
    assert before.total == pytest.approx(195_840_235)
    after = table_after(dataset, [SetTotal(*table, "mass_kg", 2 * before.total_kg)], table).after
    assert after.total == pytest.approx(2 * before.total)
    assert after.total_kg == pytest.approx(2 * before.total_kg)


PRODUCTS = ("rare-earths", "280530", "284690", "252922", "2529", "all", "silver")
partners = st.sampled_from(["CHN", "MEX", "JPN", "CAN", "DEU", "KOR", "VNM"])
share = st.floats(0, 1)
kinds = st.one_of(
    st.tuples(st.just(SetShare), partners, share),
    st.tuples(st.just(AddPartner), partners, share),
    st.tuples(st.just(MoveShare), partners, partners, share),
    st.tuples(st.just(ScalePartner), partners, st.floats(0, 5)),
    st.tuples(st.just(SetTotal), st.just("growth"), st.floats(-0.9, 3)),
    st.tuples(st.just(CutSupply), partners, share),
    st.tuples(st.just(CutSupply), partners, share, st.just("weights"), st.just((("MEX", 2.0), ("CAN", 1.0)))),
)
CONSERVE = (SetShare, AddPartner, MoveShare, CutSupply)


@st.composite
def terms(draw):
    made = Terms(draw(st.frozensets(partners, max_size=2)))
    for partner in draw(st.lists(partners, max_size=2, unique=True)):
        low = draw(st.floats(0, 0.4))
        made = made.with_limit(Limit(partner, low, draw(st.floats(low, 1))))
    return made


any_edit = st.builds(
    lambda change, product, held: change[0]("us-imports", 2024, product, *change[1:], terms=held),
    kinds,
    st.sampled_from(PRODUCTS),
    terms(),
)


def accepted(dataset, edits):
    """Return the edits that can be done, in order."""
    kept = []
    for edit in edits:
        try:
            tables(dataset, Scenario(edits=(*kept, edit)))
        except VetaError:
            continue
        kept.append(edit)
    return kept


@settings(max_examples=60, deadline=None)
@given(edits=st.lists(any_edit, max_size=5))
def test_every_table_stays_a_table_of_shares(dataset, edits):
    kept = accepted(dataset, edits)
    for product in PRODUCTS:
        result = table_after(dataset, kept, ("us-imports", 2024, product))
        assert np.all(result.after.values >= 0)
        assert result.after.rest >= 0
        if result.after.total > 0:
            together = float(result.after.shares().sum()) + result.after.rest / result.after.total
            assert together == pytest.approx(1, abs=1e-9)
        if all(isinstance(edit, CONSERVE) and edit.product == product for edit in kept):
            assert result.after.total == pytest.approx(result.before.total, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(edit=any_edit)
def test_an_edit_keeps_locked_partners_and_limits(dataset, edit):
    try:
        result = table_after(dataset, [edit], edit.table)
    except VetaError:
        return
    for partner in edit.terms.locked:
        assert result.after.value_of(partner) == result.before.value_of(partner)
    if not result.changed:
        return
    moved = isinstance(edit, MoveShare)
    for held in edit.terms.limits:
        own = result.after.share_of(held.partner)
        fixed = held.partner in edit.terms.locked or (moved and held.partner not in (edit.giver, edit.taker))
        assert fixed or held.low - 1e-6 <= own <= held.high + 1e-6


@settings(max_examples=40, deadline=None)
@given(edits=st.lists(any_edit, min_size=2, max_size=4), data=st.data())
def test_the_order_of_edits_of_unrelated_tables_does_not_matter(dataset, edits, data):
    apart = {"rare-earths": 0, "252922": 1, "silver": 2}
    chosen = accepted(dataset, [edit for edit in edits if edit.product in apart])
    one_each = list({edit.product: edit for edit in chosen}.values())
    one_each = accepted(dataset, one_each)
    shuffled = data.draw(st.permutations(one_each))
    for product in apart:
        table = ("us-imports", 2024, product)
        first, second = table_after(dataset, one_each, table), table_after(dataset, shuffled, table)
        assert np.array_equal(first.after.values, second.after.values)
