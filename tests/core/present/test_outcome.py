"""What follows from an edit, against figures that USGS and the US Census Bureau print."""

from dataclasses import replace

import pytest

from core.dataset.load import load_dataset
from core.dataset.producers import capacity_multiples, producer
from core.measures.blocs import members
from core.present.outcome import Pair
from core.scenario.edits import AddPartner, Edit, Scenario, SetShare, SetTotal
from core.selection import Selection
from core.store import Document, Snapshot

FLUORSPAR = ("us-imports", 2024, "252922")


@pytest.fixture(scope="module")
def dataset():
    return load_dataset()


def outcome_of(dataset, *edits: Edit, **selected):
    selection = Selection().at(edits[0].table if edits else FLUORSPAR)
    found = Snapshot(dataset, replace(selection, **selected), (Document(scenario=Scenario(edits=edits)),)).board.outcome
    assert found is not None
    return found


def test_production_and_its_best_year_are_those_usgs_prints(dataset):
    # MCS 2026: fluorspar, Mexico 1,510 thousand t in 2024, reserves 68,000 thousand t.
    made = producer(dataset, "252922", "MEX", 2024)
    assert (made.tonnes, made.year, made.best, made.reserves) == (1_510_000, 2024, 1_510_000, 68_000_000)
    # Antimony: 600 t in 2024 (MCS 2026), 800 t estimated for 2022 (MCS 2023) the best year printed by then.
    made = producer(dataset, "261710", "MEX", 2024)
    assert (made.tonnes, made.best) == (600, 800)


def test_several_minerals_or_no_figure_give_no_producer(dataset):
    assert producer(dataset, "basket:raw-minerals", "MEX", 2024) is None
    assert producer(dataset, "rare-earths", "MEX", 2024) is None


def test_capacity_is_the_best_past_year_as_a_multiple(dataset):
    found = capacity_multiples(dataset, "261710", ["MEX", "AND"], 2024)
    assert found == {"MEX": pytest.approx(800 / 600)}


def test_more_from_mexico_is_held_against_its_production(dataset):
    found = outcome_of(dataset, SetShare(*FLUORSPAR, "MEX", 0.9))
    (need,) = found.needs
    assert need.partner == "MEX"
    assert need.mass_source == "comtrade-us-mexico"
    assert need.strain == "beyond-best"  # 2024 is the best year printed, so anything more is beyond it
    assert found.partner_share == Pair(pytest.approx(116_206_361 / 156_785_565), pytest.approx(0.9))


def test_a_newcomer_without_mines_cannot_be_weighed(dataset):
    found = outcome_of(dataset, AddPartner("us-imports", 2024, "rare-earths", "MEX", 0.1))
    need = next(each for each in found.needs if each.partner == "MEX")
    assert (need.added_kg, need.producer, need.strain) == (None, None, "unknown")


def test_reliance_is_as_printed_until_the_total_moves(dataset):
    # MCS 2026: silver, net import reliance 68 % in 2024. Twice the imports: 1.36 / (0.32 + 1.36).
    silver = ("us-imports", 2024, "silver")
    (same,) = outcome_of(dataset, SetShare(*silver, "MEX", 0.6)).reliance
    assert (same.text, same.after) == ("68", None)
    (doubled,) = outcome_of(dataset, SetTotal(*silver, "growth", 1.0)).reliance
    assert doubled.after == pytest.approx(1.36 / 1.68)


def test_reliance_that_is_a_token_is_never_computed(dataset):
    found = outcome_of(dataset, SetTotal("us-imports", 2024, "rare-earths", "growth", 1.0)).reliance
    assert {each.text: each.after is None for each in found}["E"]


def test_blocs_are_named_and_cited(dataset):
    assert members(dataset, "agreements") == {"AUS", "JPN", "MYS", "PHL", "THA"}
    # Everything to Mexico is everything to the USMCA, and nothing to the European Union.
    edit = SetShare(*FLUORSPAR, "MEX", 1.0)
    assert outcome_of(dataset, edit, bloc="usmca").bloc_share.after == pytest.approx(1)
    assert outcome_of(dataset, edit, bloc="eu").bloc_share.after == pytest.approx(0)


def test_the_four_words_are_measured_or_said_not_to_be(dataset):
    scores = outcome_of(dataset, SetShare(*FLUORSPAR, "MEX", 0.9)).scorecard
    assert {score.word for score in scores} == {"sustainable", "secure", "diverse", "transparent"}
    for score in scores:
        assert (score.gap is None) == (score.pair.before is not None)
        assert score.gap is not None or score.source is not None


def test_an_unedited_table_has_an_outcome_with_equal_sides(dataset):
    found = outcome_of(dataset)
    assert found.total_usd.before == found.total_usd.after == pytest.approx(156_785_565)
    assert found.needs == ()
