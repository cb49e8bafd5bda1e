"""Ranks: ties share a place, and what is not a positive figure of production has none."""

import numpy as np
import pytest

from core.errors import VetaError
from core.measures.rank import places, ranks, top_counts, top_minerals
from tests.core.made_figures import stat_row


def only(data, partner="MEX", year=2024, edition=None):
    (found,) = ranks(data, partner, year, edition)
    return found


def test_equal_values_share_a_place_and_the_next_is_left_out():
    assert places(np.array([5.0, 9.0, 5.0, 1.0])).tolist() == [2, 1, 2, 4]


def test_a_missing_value_has_no_place():
    with pytest.raises(ValueError, match="finite"):
        places(np.array([1.0, np.nan]))


def test_a_tie_is_marked_and_tokens_stand_aside(made):
    rows = [
        stat_row("copper", "CHN", "90"),
        stat_row("copper", "MEX", "40"),
        stat_row("copper", "JPN", "40"),
        stat_row("copper", "USA", "W", flag="W"),
        stat_row("copper", "DEU", "—", flag="zero"),
        stat_row("copper", "XXO", "500"),
        stat_row("copper", "XXX", "670"),
    ]
    found = only(made(stats=rows))
    assert (found.rank, found.tied, found.listed) == (2, ("JPN",), 3)
    assert found.not_rankable == (("USA", "W"),)


@pytest.mark.parametrize(("text", "flag"), [("<100", "bound-high"), ("W", "W"), ("NA", "NA"), ("—", "zero")])
def test_a_country_without_a_figure_is_listed_without_a_rank(made, text, flag):
    rows = [stat_row("copper", "MEX", text, flag=flag), stat_row("copper", "CHN", "50")]
    found = only(made(stats=rows))
    assert (found.rank, found.flag, found.listed, found.not_rankable) == (None, flag, 1, ())


def test_a_printed_nought_is_no_rank(made):
    found = only(made(stats=[stat_row("copper", "MEX", "0"), stat_row("copper", "CHN", "50")]))
    assert (found.rank, found.flag) == (None, "zero")


def test_exports_in_place_of_production_are_not_ranked(made):
    stand_in = stat_row("copper", "MEX", "40") | {"note": "net exports"}
    found = only(made(stats=[stand_in, stat_row("copper", "CHN", "20")]))
    assert (found.rank, found.flag, found.listed) == (None, "exports", 1)
    other = only(made(stats=[stand_in, stat_row("copper", "CHN", "20")]), "CHN")
    assert (other.rank, other.not_rankable) == (1, (("MEX", "exports"),))


def test_series_and_editions_are_ranked_apart(made):
    rows = [
        stat_row("copper", "MEX", "40"),
        stat_row("copper", "CHN", "90"),
        stat_row("copper", "MEX", "70", form="Refinery production", stage="refinery"),
        stat_row("copper", "MEX", "10", edition="MCS 2025"),
    ]
    data = made(stats=rows)
    assert [(r.form, r.rank) for r in ranks(data, "MEX", 2024)] == [("Mine production", 2), ("Refinery production", 1)]
    assert only(data, edition="MCS 2025").rank == 1


def test_a_mineral_counts_once_and_capacity_never(made):
    rows = [
        stat_row("copper", "MEX", "40"),
        stat_row("copper", "MEX", "70", form="Refinery production", stage="refinery"),
        stat_row("lead", "MEX", "70", form="Refinery capacity", stage="capacity"),
    ]
    assert top_minerals(ranks(made(stats=rows), "MEX", 2024)) == ("copper",)


def test_unknown_editions_and_years_are_refused(made):
    data = made(stats=[stat_row("copper", "MEX", "40")])
    with pytest.raises(VetaError, match="MCS 2026"):
        ranks(data, "MEX", 2024, "MCS 1999")
    with pytest.raises(VetaError, match="2024"):
        ranks(data, "MEX", 1999)


@pytest.mark.parametrize(
    ("mineral", "form", "rank"),
    [
        ("silver", "Mine production", 1),
        ("fluorspar", "Mine production", 2),
        ("wollastonite", "Mine production", 3),
        ("strontium", "Mine production", 4),
        ("zinc", "Mine production", 5),
        ("lead", "Mine production", 6),
        ("copper", "Mine production", 11),
    ],
)
def test_mexicos_ranks_in_2024(bundled, mineral, form, rank):
    """USGS MCS 2026, world tables, 2024, counted by hand."""
    found = {(r.mineral, r.form): r.rank for r in ranks(bundled, "MEX", 2024, "MCS 2026")}
    assert found[mineral, form] == rank


def test_mexico_among_the_first_ten(bundled):
    """USGS MCS 2023 to 2026, counted by hand from the world tables.

    Mercury 2021 is out: its 39 t are net exports. Perlite 2022 is in: MCS 2024 prints the country as "Mexico" with a
    footnote letter, 24 thousand t, tenth after the Philippines.
    """
    assert top_counts(bundled, "MEX") == {
        2021: ("MCS 2023", 18),
        2022: ("MCS 2024", 17),
        2023: ("MCS 2025", 17),
        2024: ("MCS 2026", 17),
        2025: ("MCS 2026", 17),
    }
    perlite = next(r for r in ranks(bundled, "MEX", 2022) if r.mineral == "perlite")
    assert (perlite.rank, perlite.text, perlite.tied) == (10, "24", ())
