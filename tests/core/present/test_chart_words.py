"""Which charts a board has and what each is called; the figures are the bundled ones."""

import pytest

from core.present.bars import bar_rows
from core.present.chart_words import chart_sources, chart_title, open_tab, tabs
from core.store import Snapshot
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.names import Names


@pytest.fixture
def board_of(bundled):
    return lambda **fields: Select(**fields).apply(Snapshot(bundled)).board


def test_destinations_are_offered_and_open_where_there_are_any(board_of):
    first, imports = board_of(), board_of(flow="us-imports", target="rare-earths")
    assert tabs(first) == ("destinations", "shares", "trend")
    assert tabs(imports) == ("shares", "trend")
    assert (open_tab(first), open_tab(imports)) == ("destinations", "shares")
    assert (open_tab(first, "trend"), open_tab(imports, "destinations")) == ("trend", "shares")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"flow": "us-imports", "target": "rare-earths"}, "US imports: Rare earths, 2024: share of value"),
        # USGS prints a world total, so the bars are shares; of reliance it prints one percentage.
        ({"flow": "production", "target": "rare-earths"}, "World production: Rare earths, 2024: share of the total"),
        (
            {"flow": "production", "target": "copper"},
            "World production: Copper, 2024: share of the total · Mine production",
        ),
        ({"flow": "us-reliance", "target": "gallium"}, "US net import reliance: Gallium, 2024 (%)"),
    ],
)
def test_a_title_says_what_the_bars_count(board_of, bundled, fields, said):
    assert chart_title("shares", board_of(**fields), Formatter("en", Names.of(bundled, "en")), "") == said


def test_each_country_has_one_bar_of_the_first_form(board_of, bundled):
    """USGS MCS 2026, copper 2024: mines Chile 5,510, Congo 2,990, Peru 2,740 kt; China leads refineries, not mines."""
    rows = bar_rows(board_of(flow="production", target="copper"), Formatter("en", Names.of(bundled, "en")))
    partners = [row.partner for row in rows]
    assert len(partners) == len(set(partners))
    assert partners[:4] == ["CHL", "COD", "PER", "CHN"]
    lengths = [row.before for row in rows[:10]]
    assert lengths == sorted(lengths, reverse=True)


def test_destinations_name_their_own_source(board_of):
    """Before 2024 the bars come from BACI by HS6, the table from BACI by heading: one is not named for the other."""
    assert list(chart_sources("destinations", board_of())) == ["cepii-baci-202601-atlas"]
    earlier = board_of(flow="mexico-exports", year=2022)
    assert chart_sources("destinations", earlier) == {"cepii-baci-202601": "fob"}
    assert chart_sources("shares", earlier) == {"cepii-baci-202601-atlas": "fob"}


def test_a_trend_names_the_sources_of_its_lines(board_of):
    found = chart_sources("trend", board_of(flow="us-imports", target="rare-earths"))
    assert found == {"comtrade-us-world": "cif", "comtrade-us-china": "cif"}
