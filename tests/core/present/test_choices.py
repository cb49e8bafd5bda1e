"""The choice of source and edition: what is offered, what it changes, and that two are never mixed."""

from dataclasses import replace

import pytest

from core.present.board import SourceChoice
from core.present.choices import choice_words, chosen_of
from core.selection import Selection
from core.store import Snapshot, Store
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names

RARE = Selection(flow="us-imports", target="rare-earths")


def board(bundled, **fields):
    return Snapshot(bundled, replace(RARE, **fields)).board


def test_sources_that_answer_are_offered_the_default_first_and_marked(bundled):
    choices = board(bundled).choices
    assert [one.default for one in choices] == [True] + [False] * (len(choices) - 1)
    assert choices[0].id == "census-imports-2024"
    assert (choices[0].valuation, choices[1].valuation) == ("customs", "cif")
    said = Formatter("en").say(choice_words(choices[0]))
    assert said.startswith("Default: US Census Bureau, 2024")
    assert said.endswith("customs value")


@pytest.mark.parametrize(
    ("flow", "target", "source", "valuation"),
    [
        ("us-imports", "rare-earths", "comtrade-us-world", "cif"),
        ("mexico-exports", "all", "cepii-baci-202601", "fob"),
    ],
)
def test_a_chosen_source_alone_answers_table_numbers_and_lines(bundled, flow, target, source, valuation):
    chosen = board(bundled, flow=flow, target=target, source=source)
    assert {str(one) for one in chosen.table.source_id} == {source}
    assert {line.source_id for line in chosen.chart.trend} <= {source}
    assert {line.source_id for line in chosen.sources} == {source}
    assert chosen_of(chosen).id == source
    assert chosen.valuation == valuation
    assert chosen.chart.splits == ()
    assert not chosen.editable


def test_sources_of_one_partner_each_are_told_apart_and_stand_at_the_end(bundled):
    fmt = Formatter("en", Names.of(bundled, "en"))
    for year in (2024, 2025):
        choices = board(bundled, year=year).choices
        said = [fmt.say(choice_words(one)) for one in choices]
        assert len(said) == len(set(said)) > 1
        single = [one.single for one in choices[1:]]
        assert single == sorted(single)


@pytest.mark.parametrize(("valuation", "usd"), [("cif", 119_772_703), ("customs", 117_487_083)])
def test_each_valuation_of_a_source_is_a_choice_of_its_own(bundled, valuation, usd):
    """US Census Bureau through UN Comtrade, from China in 2024: HS 2805.30, 2846.10 and 2846.90 added up."""
    chosen = board(bundled, source="comtrade-us-china", valuation=valuation)
    assert chosen.table.before.sum() == usd
    assert (chosen.valuation, chosen_of(chosen).valuation) == (valuation, valuation)
    assert {line.valuation for line in chosen.chart.trend} == {valuation}


def test_a_source_without_a_valuation_is_its_best_one_and_the_default_named_is_the_default(bundled):
    assert board(bundled, source="comtrade-us-china").selection.valuation == "customs"
    named = board(bundled, source="census-imports-2024", valuation="customs")
    assert (named.selection.source, named.selection.valuation) == (None, None)
    assert named.editable
    assert board(bundled, valuation="fob").selection.valuation is None


def test_what_the_user_imported_says_so():
    one = SourceChoice("source", "user-baci", "CEPII", "V202601", "fob", default=False, imported=True)
    assert Formatter("en").say(choice_words(one)) == "Imported: CEPII, V202601, FOB value"


def test_where_the_chosen_source_has_nothing_the_default_answers_and_says_so(bundled):
    elsewhere = board(bundled, source="comtrade-us-world", target="silver")
    assert elsewhere.selection.source is None
    assert elsewhere.table.source_id[0] == board(bundled, target="silver").table.source_id[0]


def test_editions_are_offered_and_one_answers(bundled):
    usgs = {"flow": "production", "target": "fluorspar", "year": 2022}
    choices = board(bundled, **usgs).choices
    assert [one.id for one in choices] == ["MCS 2024", "MCS 2023"]
    assert [one.default for one in choices] == [True, False]
    earlier = board(bundled, edition="MCS 2023", **usgs)
    assert earlier.edition == "MCS 2023"
    assert chosen_of(earlier).id == "MCS 2023"


def test_nothing_is_offered_where_one_source_answers(bundled):
    assert board(bundled, flow="us-exports").choices == ()
    assert chosen_of(board(bundled, flow="us-exports")) is None


def test_a_choice_is_taken_kept_and_given_back(bundled):
    store = Store(Snapshot(bundled, RARE))
    store.execute(Select(source="comtrade-us-world"))
    store.execute(Select(year=2023))
    assert store.snapshot.selection.source == "comtrade-us-world"
    store.execute(Select(source=""))
    assert store.snapshot.selection.source is None
    store.execute(Select(source="comtrade-us-world"))
    store.execute(Select(flow="mexico-exports"))
    assert store.snapshot.selection.source is None
