"""Interests by product: shares of US imports by the Census Bureau, the rule, and a person's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.brief.citations import Citations
from core.brief.plan import InterestEntry
from core.brief.sections.interests import interests, interests_table, stance_of
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import board
from tests.core.made_figures import trade_row

FLUORSPAR = Selection("us-imports", 2024, "fluorspar")


def _table(dataset, selection, own=(), most=10, language="en"):
    fmt = Formatter(language, Names.of(dataset, language))
    return interests_table(interests(dataset, selection), own, fmt, Citations(board()), most)


def _of(found, product):
    return next(each for each in found if each.product == product)


def test_acid_grade_fluorspar_as_the_census_counts_it(bundled):
    """US Census Bureau 2024, imports for consumption, customs value: US$116,206,361 of 156,785,565 from Mexico."""
    one = _of(interests(bundled, FLUORSPAR), "252922")
    assert one.sold.value_usd == 116_206_361
    assert one.sold.share == pytest.approx(116_206_361 / 156_785_565)
    assert (one.sold.valuation, one.sold.source_id) == ("customs", "census-imports-2024")
    assert (one.bought.value_usd, one.sides, one.stance) == (None, "sales", "offensive")


@pytest.mark.parametrize(
    ("target", "code", "percent"),
    [("fluorspar", "281111", 83), ("fluorspar", "282612", 92), ("silver", "710691", 56), ("2809", "280920", 52)],
)
def test_where_the_united_states_leans_on_mexico(bundled, target, code, percent):
    """US Census Bureau 2024: hydrogen fluoride 83%, aluminum fluoride 92%, silver 56%, phosphoric acid 52%."""
    one = _of(interests(bundled, Selection("us-imports", 2024, target)), code)
    assert round(one.sold.share * 100) == percent


@pytest.mark.parametrize("flow", ["us-imports", "mexico-exports", "production", "prices"])
def test_the_flow_on_show_does_not_matter(bundled, flow):
    assert interests(bundled, Selection(flow, 2024, "fluorspar")) == interests(bundled, FLUORSPAR)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_no_rare_earth_of_mexico_is_recorded_and_none_is_told_as_zero(bundled, year):
    """US statistics hold no import from Mexico under 2805.30 and 2846 in any year from 2015 to 2025."""
    table = _table(bundled, Selection("us-imports", year, "rare-earths"))
    assert {row[-1] for row in table.rows} == {"None recorded"}
    assert {cell for row in table.rows for cell in row[1:-1]} == {"–"}
    assert not any(number for row in table.numbers for number in row)
    assert any(note.startswith("Source [") for note in table.notes)


def test_a_year_without_figures_has_no_table(bundled):
    assert interests(bundled, Selection("production", 2010, "fluorspar")) == ()
    assert _table(bundled, Selection("production", 2010, "fluorspar")) is None
    assert _table(bundled, Selection("us-imports", 2024, "no-such-thing")) is None


def test_largest_first_and_the_rest_is_counted(bundled):
    table = _table(bundled, FLUORSPAR, most=2)
    assert [row[0] for row in table.rows] == [
        "Hydrofluoric acid (HF) (2811.11)",
        "Fluorspar, over 97% (acid grade) (2529.22)",
    ]
    assert table.rows[1][1:] == ("116,206,361", "74.1%", "Offensive")
    assert table.numbers[1] == (None, 116_206_361.0, pytest.approx(0.7412, abs=5e-5), None)
    assert "Products not shown: 5" in table.notes
    assert table.columns[-1].title == "Interest, by sales alone"
    assert [column.align for column in table.columns] == ["left", "right", "right", "left"]


@pytest.fixture
def two_sided(made):
    rows = [
        trade_row("us-imports", 2024, "MEX", "252922", 90.0, valuation="customs"),
        trade_row("us-imports", 2024, "CHN", "252922", 10.0, valuation="customs"),
        trade_row("us-imports", 2024, "MEX", "260300", 10.0, valuation="customs"),
        trade_row("us-imports", 2024, "MEX", "280530", 30.0, valuation="customs"),
        trade_row("us-exports", 2024, "MEX", "252922", 20.0),
        trade_row("us-exports", 2024, "CHN", "252922", 60.0),
        trade_row("us-exports", 2024, "MEX", "260300", 50.0),
        trade_row("us-exports", 2024, "MEX", "280530", 60.0),
        trade_row("us-exports", 2024, "CHN", "252910", 5.0),
    ]
    coverage = [(flow, 2024, "a", "*", "all") for flow in ("us-imports", "us-exports")]
    groups = [("several", code) for code in ("252922", "260300", "280530", "252910")]
    return made(rows, coverage, groups=groups)


def test_with_both_directions_the_rule_compares_them(two_sided):
    selection = Selection("us-imports", 2024, "several")
    found = {each.product: each for each in interests(two_sided, selection)}
    assert {code: each.stance for code, each in found.items()} == {
        "252922": "offensive", "260300": "defensive", "280530": "both", "252910": "none",
    }  # fmt: skip
    assert found["252922"].bought.share == pytest.approx(0.25)
    table = _table(two_sided, selection)
    assert len(table.columns) == 5
    assert table.rows[0][1:] == ("90", "90.0%", "20", "Offensive; 25.0% of US exports")
    assert [row[0][-8:-1] for row in table.rows] == ["2529.22", "2805.30", "2603.00", "2529.10"]
    assert table.rows[3][1:] == ("–", "–", "–", "None recorded")
    assert "Imports: customs value; exports: FOB value." in table.notes
    assert "within a factor of two" in table.notes[0]


@given(st.floats(0, 1e12) | st.none(), st.floats(0, 1e12) | st.none())
def test_the_rule_is_the_same_seen_from_the_other_side(sold, bought):
    mirrored = {"offensive": "defensive", "defensive": "offensive", "both": "both", "none": "none"}
    assert stance_of(bought, sold) == mirrored[stance_of(sold, bought)]


@pytest.mark.parametrize(
    ("sold", "bought", "stance"),
    [(2, 1, "both"), (2.01, 1, "offensive"), (1, 2.01, "defensive"), (0, 0, "none"), (None, 5, "defensive")],
)
def test_the_rule_at_its_edges(sold, bought, stance):
    assert stance_of(sold, bought) == stance


def test_a_persons_own_word_stands_and_is_marked(bundled):
    own = (
        InterestEntry("252922", "defensive", "Keep what we have"),
        InterestEntry("282612", None, "Ask for a quota"),
        InterestEntry("281111", "both"),
        InterestEntry("252921", None, "  "),
        InterestEntry("850511", "defensive", "Magnets"),
    )
    table = _table(bundled, FLUORSPAR, own, most=1)
    words = {row[0]: row[-1] for row in table.rows}
    assert words["Fluorspar, over 97% (acid grade) (2529.22)"] == "Defensive (own): Keep what we have"
    assert words["Aluminum fluoride (2826.12)"] == "Offensive · own: Ask for a quota"
    assert words["Hydrofluoric acid (HF) (2811.11)"] == "Both (own)"
    # Without figures here a person's word stays, with gaps for numbers; an empty one is no word.
    assert table.rows[-1][1:] == ("–", "–", "Defensive (own): Magnets")
    assert len(table.rows) == 4
    assert any(note.startswith("“Own” marks") for note in table.notes)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_hostile_words_are_shown_as_text(bundled, language):
    note = "\u202egnp.exe\x00\x1b[31m\n\t=HYPERLINK(1)" + "x" * 10_000
    own = (InterestEntry("252922", "both", note), InterestEntry("\u2066" + "y" * 10_000, None, note))
    table = _table(bundled, FLUORSPAR, own, language=language)
    cells = [cell for row in table.rows for cell in row]
    assert max(map(len, cells)) < 160
    assert not any(c in cell for cell in cells for c in "\u202e\u2066\x00\x1b\n\t")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_row_has_its_cells(bundled, language):
    for target in ("all", "rare-earths", "2529"):
        table = _table(bundled, Selection("us-imports", 2024, target), language=language)
        assert len(table.rows) == len(table.numbers) <= 10
        for row, numbers in zip(table.rows, table.numbers, strict=True):
            assert len(row) == len(numbers) == len(table.columns) <= 5
