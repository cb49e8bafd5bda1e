"""Scenarios side by side, the difference of two, and the sheet of assumptions."""

import pytest

from core.dataset.load import load_dataset
from core.errors import VetaError
from core.measures.terms import Limit, Terms
from core.scenario.assumptions import assumptions
from core.scenario.compare import compare, difference
from core.scenario.edits import AddPartner, CutSupply, Scenario, SetShare, SetTotal

TABLE = ("us-imports", 2024, "252922")
MORE = Scenario("More", (SetShare(*TABLE, "MEX", 0.8),))
LESS = Scenario("Less", (SetShare(*TABLE, "MEX", 0.5), AddPartner(*TABLE, "KEN", 0.1)))


@pytest.fixture(scope="module")
def dataset():
    return load_dataset()


def test_scenarios_stand_beside_what_is_published(dataset):
    found = compare(dataset, [MORE, LESS], TABLE)
    assert found.names == ("More", "Less")
    mexico, kenya = found.partners.index("MEX"), found.partners.index("KEN")
    # US Census Bureau 2024: Mexico 116,206,361 of 156,785,565; a tenth to Kenya leaves Mexico 0.9 x 0.5.
    assert found.shares[:, mexico] == pytest.approx([116_206_361 / 156_785_565, 0.8, 0.45])
    assert found.shares[:, kenya] == pytest.approx([0, 0, 0.1])
    assert found.totals == pytest.approx([156_785_565] * 3)
    assert [m.n for m in found.measures] == [7, 7, 8]
    assert list(found.values[0]) == sorted(found.values[0], reverse=True)


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_are_compared(dataset, count):
    with pytest.raises(VetaError, match="One to 4"):
        compare(dataset, [MORE] * count, TABLE)


def test_the_difference_names_who_has_which_edit():
    lines = difference(MORE, Scenario("Both", (*MORE.edits, *LESS.edits[1:])))
    assert [line.side for line in lines] == ["both", "second"]
    assert [line.side for line in difference(MORE, LESS)] == ["first", "second", "second"]
    assert difference(Scenario(), Scenario()) == ()


def sheet(dataset, *edits):
    return " ".join(line.plain() for line in assumptions(dataset, Scenario(edits=edits)))


def test_the_sheet_says_what_the_edits_take_as_given(dataset):
    assert assumptions(dataset, Scenario()) == ()
    held = Terms(frozenset({"CHN"}), (Limit("ZAF", 0.1, 0.2),))
    said = sheet(dataset, SetShare(*TABLE, "MEX", 0.8, terms=held))
    assert "not a forecast" in said
    assert "Totals stay as published." in said
    assert "Locked, and so left at their value: CHN" in said
    assert "Held between a floor and a ceiling: ZAF" in said
    assert "Totals move only" in sheet(dataset, SetTotal(*TABLE, "growth", 0.1))
    assert "no trade is recorded today" in sheet(dataset, AddPartner(*TABLE, "KEN", 0.1))
    assert "best past year" in sheet(dataset, CutSupply(*TABLE, "CHN", 0.5, "capacity", (("MEX", 1.2),)))
    assert "own weighting" in sheet(dataset, CutSupply(*TABLE, "CHN", 0.5, "weights", (("MEX", 1.0),)))
    group = SetShare("us-imports", 2024, "2529", "MEX", 0.5)
    assert "spreads to its members" in sheet(dataset, group, *MORE.edits)
