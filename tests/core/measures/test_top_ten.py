"""Mexico among the first ten producers, from the numbers that the USGS prints in its world tables."""

import numpy as np
import pytest

from core.measures.rank import TOP, best_ranks, places, ranks, ranks_by_mineral, top_counts, top_minerals

# (edition, year): {mineral: (Mexico's figure as printed, countries listed with a larger figure)}, of the best form of
# production; counted by hand in the world tables of the edition's data release. Of copper in 2023 it is refined copper.
MEMBERS = {
    ("MCS 2023", 2021): {
        "antimony": ("750", 7), "barite": ("321", 4), "bismuth": ("10", 8), "cadmium": ("859", 6),
        "clays": ("110", 5), "copper": ("734", 8), "diatomite": ("96", 5), "fluorspar": ("1000", 1),
        "gold": ("120", 5), "gypsum": ("5400", 7), "lead": ("272", 3), "molybdenum": ("16300", 4),
        "perlite": ("24", 8), "salt": ("9000", 6), "silver": ("6110", 0), "strontium": ("21400", 3),
        "wollastonite": ("103000", 2), "zinc": ("724", 4),
    },
    ("MCS 2024", 2022): {
        "antimony": ("700", 7), "barite": ("316", 4), "cadmium": ("1170", 4), "clays": ("120", 3),
        "copper": ("754", 9), "diatomite": ("96", 5), "fluorspar": ("1000", 1), "gold": ("120", 5),
        "gypsum": ("5400", 7), "lead": ("273", 2), "molybdenum": ("15500", 4), "perlite": ("24", 9),
        "salt": ("8700", 8), "silver": ("6195", 0), "strontium": ("33800", 3), "wollastonite": ("85000", 2),
        "zinc": ("744", 5),
    },
    ("MCS 2025", 2023): {
        "antimony": ("800", 7), "barite": ("320", 4), "cadmium": ("1020", 4), "clays": ("120", 4),
        "copper": ("509", 9), "diatomite": ("100", 5), "fluorspar": ("1160", 2), "gold": ("127", 6),
        "gypsum": ("5400", 7), "lead": ("183", 6), "molybdenum": ("17500", 4), "perlite": ("29", 8),
        "salt": ("8700", 8), "silver": ("6290", 0), "strontium": ("28000", 3), "wollastonite": ("89200", 2),
        "zinc": ("584", 5),
    },
    ("MCS 2026", 2024): {
        "antimony": ("600", 9), "barite": ("244", 7), "cadmium": ("1,190", 4), "clays": ("120", 4),
        "diatomite": ("100", 7), "fluorspar": ("1,510", 1), "gold": ("140", 6), "gypsum": ("5,400", 8),
        "lead": ("240", 5), "molybdenum": ("16,200", 4), "perlite": ("29", 9), "salt": ("7,000", 8),
        "selenium": ("78", 6), "silver": ("5,780", 0), "strontium": ("19,000", 3), "wollastonite": ("112,000", 2),
        "zinc": ("773", 4),
    },
    ("MCS 2026", 2025): {
        "antimony": ("600", 9), "barite": ("300", 4), "cadmium": ("1,000", 5), "clays": ("120", 4),
        "diatomite": ("100", 7), "fluorspar": ("1,500", 1), "gold": ("140", 6), "gypsum": ("5,400", 8),
        "lead": ("200", 6), "molybdenum": ("17,000", 4), "perlite": ("30", 8), "salt": ("7,000", 8),
        "selenium": ("88", 6), "silver": ("6,300", 0), "strontium": ("20,000", 3), "wollastonite": ("100,000", 2),
        "zinc": ("780", 4),
    },
}  # fmt: skip

# Whole tables where a place more or less decides; every country with a figure above zero.
TABLES = {
    # MCS 2024, perlite, mine production 2022 in thousand t; the country column reads "Mexicoe", the e of an estimate.
    ("MCS 2024", "perlite", "Mine production", 2022): {
        "USA": 458, "ARG": 18, "ARM": 170, "CHN": 1500, "GEO": 20, "GRC": 1100, "HUN": 77, "IRN": 77, "MEX": 24,
        "NZL": 18, "PHL": 25, "SVK": 35, "TUR": 1400,
    },
    # MCS 2024, copper, mine production 2022 in thousand t.
    ("MCS 2024", "copper", "Mine production", 2022): {
        "USA": 1230, "AUS": 819, "CAN": 520, "CHL": 5330, "CHN": 1940, "COD": 2350, "IDN": 941, "KAZ": 593, "MEX": 754,
        "PER": 2450, "POL": 393, "RUS": 936, "ZMB": 797,
    },
    # MCS 2025, copper, refinery production 2023 in thousand t: level with India.
    ("MCS 2025", "copper", "Refinery production", 2023): {
        "USA": 882, "AUS": 442, "CAN": 315, "CHL": 2080, "CHN": 12000, "COD": 2170, "DEU": 609, "IND": 509,
        "IDN": 225, "JPN": 1490, "KAZ": 458, "KOR": 604, "MEX": 509, "PER": 403, "POL": 592, "RUS": 1000, "ZMB": 222,
    },
    # MCS 2026, copper, mine production 2024 in thousand t.
    ("MCS 2026", "copper", "Mine production", 2024): {
        "USA": 1050, "AUS": 765, "CAN": 515, "CHL": 5510, "CHN": 1840, "COD": 2990, "IND": 27, "IDN": 1010, "KAZ": 724,
        "MEX": 717, "PER": 2740, "POL": 400, "RUS": 1020, "ZMB": 823,
    },
    # MCS 2026, antimony, mine production 2024 in t.
    ("MCS 2026", "antimony", "Mine production", 2024): {
        "AUS": 1270, "BOL": 5300, "MMR": 4500, "CHN": 40000, "GTM": 50, "IRN": 90, "KAZ": 800, "KGZ": 700, "LAO": 200,
        "MEX": 600, "PAK": 260, "RUS": 40000, "TJK": 22000, "TUR": 3000, "VNM": 220,
    },
    # MCS 2026, perlite, production 2024 in thousand t: level with Armenia.
    ("MCS 2026", "perlite", "Production", 2024): {
        "USA": 452, "ARG": 32, "ARM": 29, "CHN": 1500, "GEO": 39, "GRC": 840, "HUN": 77, "IRN": 70, "MEX": 29,
        "NZL": 18, "PHL": 15, "SVK": 42, "ZAF": 11, "TUR": 1360,
    },
    # MCS 2026, diatomite, mine production 2024 in thousand t; Denmark's is of processed diatomite.
    ("MCS 2026", "diatomite", "Mine production", 2024): {
        "USA": 721, "ARG": 185, "CHN": 140, "DNK": 380, "FRA": 250, "DEU": 50, "JPN": 40, "KOR": 120, "MEX": 100,
        "NZL": 40, "PER": 99, "RUS": 50, "ESP": 50, "TUR": 150,
    },
}  # fmt: skip
PLACES = dict(zip(TABLES, (10, 10, 10, 11, 10, 10, 8), strict=True))


@pytest.mark.parametrize(("edition", "year"), MEMBERS)
def test_members_of_the_first_ten(bundled, edition, year):
    """USGS MCS 2023 to 2026, world tables."""
    found = best_ranks(ranks(bundled, "MEX", year, edition))
    first_ten = {mineral: (rank.text, rank.rank - 1) for mineral, rank in found.items() if rank.rank <= TOP}
    assert first_ten == MEMBERS[edition, year]


def test_counts_by_year(bundled):
    """A year is answered by the latest edition that prints it: perlite makes 2022 seventeen, not sixteen."""
    assert top_counts(bundled, "MEX") == {year: (edition, len(found)) for (edition, year), found in MEMBERS.items()}
    assert [len(found) for found in MEMBERS.values()] == [18, 17, 17, 17, 17]


@pytest.mark.parametrize(("edition", "mineral", "form", "year"), TABLES)
def test_whole_tables_where_one_place_decides(bundled, edition, mineral, form, year):
    """USGS world tables as printed, and the place counted from them alone."""
    printed = TABLES[edition, mineral, form, year]
    stats = bundled.stats
    rows = stats[(stats["flow"] == "production") & (stats["edition"] == edition) & (stats["year"] == year)]
    rows = rows[(rows["mineral"] == mineral) & (rows["form"] == form) & (rows["quantity"] > 0)]
    rows = rows[~rows["partner"].isin(["XXX", "XXO"])]
    assert dict(zip(rows["partner"], rows["quantity"], strict=True)) == printed
    by_hand = 1 + sum(value > printed["MEX"] for value in printed.values())
    assert by_hand == PLACES[edition, mineral, form, year]
    counted = places(np.array(list(printed.values()), dtype=float))
    assert dict(zip(printed, counted.tolist(), strict=True))["MEX"] == by_hand
    found = next(r for r in ranks(bundled, "MEX", year, edition) if (r.mineral, r.form) == (mineral, form))
    assert (found.rank, found.listed) == (by_hand, len(printed))
    assert set(found.tied) == {p for p, value in printed.items() if value == printed["MEX"]} - {"MEX"}


def test_years_side_by_side(bundled):
    """USGS MCS 2023 to 2026: bismuth leaves after 2021, copper after 2023, selenium comes in 2024."""
    found = ranks_by_mineral(bundled, "MEX")
    assert set(found) == {mineral for members in MEMBERS.values() for mineral in members}
    for (_, year), members in MEMBERS.items():
        inside = {m for m, years in found.items() if years[year] is not None and years[year].rank <= TOP}
        assert inside == set(members)
    assert [rank and rank.rank for rank in found["bismuth"].values()] == [9, None, None, None, None]
    assert [rank.rank for rank in found["copper"].values()] == [9, 10, 10, 11, 11]
    assert [rank.form for rank in found["copper"].values()][2] == "Refinery production"
    assert [rank and rank.rank for rank in found["selenium"].values()] == [None, None, None, 7, 7]


def test_a_mineral_with_two_forms_goes_by_the_better(bundled):
    """USGS MCS 2025, copper 2023: eleventh of the mines, tenth of the refineries."""
    found = [r for r in ranks(bundled, "MEX", 2023, "MCS 2025") if r.mineral == "copper"]
    assert sorted((r.form, r.rank) for r in found) == [("Mine production", 11), ("Refinery production", 10)]
    assert best_ranks(found)["copper"].rank == 10
    assert top_minerals(found) == ("copper",)
