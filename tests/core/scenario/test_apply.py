"""Edits applied to the bundled figures. Expected values are worked out by hand from the published rows."""

import pytest

from core.dataset.load import load_dataset
from core.errors import VetaError
from core.scenario.apply import tables
from core.scenario.edits import Scenario, SetShare
from core.scenario.scenario_file import check

# US Census Bureau 2024, HS 2529.22: Mexico 116,206,361 of 156,785,565.
FLUORSPAR_TOTAL = 156_785_565
FLUORSPAR_MEXICO = 116_206_361


@pytest.fixture(scope="module")
def dataset():
    return load_dataset()


def fluorspar(partner, share, *locked):
    return SetShare("us-imports", 2024, "252922", partner, share, frozenset(locked))


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
