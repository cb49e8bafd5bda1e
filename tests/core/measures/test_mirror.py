"""Two sides of one flow or tonnage: side by side, with the gap and what may lie behind it."""

import pytest

from core.errors import VetaError
from core.measures.mirror import Pair, Statement, pairs, told


def said(amount):
    return Statement("MEX", "a", amount, "", "USD", "fob", "", ())


def pair(first, second):
    return Pair("money", "2603", "", "USA", 2024, said(first), said(second), ())


@pytest.mark.parametrize(
    ("first", "second", "gap", "ratio"),
    [(100, 120, 20, 1.2), (100, 80, -20, 0.8), (0, 80, 80, None), (None, 80, None, None), (100, None, None, None)],
)
def test_a_gap_needs_two_numbers(first, second, gap, ratio):
    found = pair(first, second)
    assert (found.gap, found.ratio) == (gap, ratio)


def test_fluorspar_as_two_editions_print_it(bundled):
    """USGS: Mexico mined 1,200 thousand t in 2024 by MCS 2025 (estimated), 1,510 by MCS 2026."""
    (found,) = [p for p in pairs(bundled, "fluorspar", 2024) if p.kind == "tonnage"]
    assert (found.first.by, found.first.amount, found.first.flag) == ("MCS 2025", 1200, "e")
    assert (found.second.by, found.second.amount, found.second.text) == ("MCS 2026", 1510, "1,510")
    assert (found.gap, found.reasons, found.first.unit) == (310, ("revision",), "kt")


def sides(bundled):
    found = pairs(bundled, "252922", 2024, "USA")
    return {(p.first.source, p.second.source, p.second.valuation): p for p in found if p.kind == "money"}


def test_what_mexico_withholds_is_named(bundled):
    """UN Comtrade 2024, HS 2529.22: the US records 116,812,277 CIF from Mexico, Mexico 12,049,105 to the US."""
    found = sides(bundled)["comtrade-mexico-reported", "comtrade-us-mexico", "cif"]
    assert (found.first.amount, found.second.amount) == (12_049_105, 116_812_277)
    assert found.gap == 104_763_172
    assert found.reasons == ("cif-fob", "confidentiality", "re-exports", "timing")


def test_customs_value_has_no_freight(bundled):
    """US Census Bureau 2024, HS 2529.22 from Mexico: 116,206,361, customs value."""
    found = sides(bundled)["comtrade-mexico-reported", "census-imports-2024", "customs"]
    assert found.second.amount == 116_206_361
    assert "cif-fob" not in found.reasons


def test_cepii_is_not_mexico_and_agreement_needs_no_reason(bundled):
    """CEPII BACI 2024, HS 2529.22: takes the buyers' figures over, Germany's 840,679 among them."""
    found = [p for p in pairs(bundled, "252922", 2024, "DEU") if p.kind == "money"]
    assert [(p.first.by, p.second.by, p.reasons) for p in found] == [("CEPII", "DEU", ("reconciled",))]
    assert abs(found[0].gap) < 1


def test_only_figures_of_the_same_code_are_paired(bundled):
    """The buyers' table holds some six-digit codes of a heading; their sum is not the heading."""
    assert not [p for p in pairs(bundled, "2529", 2024) if p.kind == "money" and p.second.source == "comtrade-mirror"]


def test_every_row_named_exists(bundled):
    for found in pairs(bundled, "252922", 2024):
        for side in (found.first, found.second):
            for row in side.rows:
                table, number = row.split(":")
                frame = getattr(bundled, table) if table in ("trade", "stats") else bundled.table(table)
                cells = frame.iloc[int(number)]
                assert (cells["value_usd"] if side.unit == "USD" else cells["quantity"]) == side.amount


def test_unknown_names_are_refused(bundled):
    with pytest.raises(VetaError, match="nothing-such"):
        pairs(bundled, "nothing-such", 2024)
    with pytest.raises(VetaError, match="XYZ"):
        pairs(bundled, "252922", 2024, "XYZ")


def test_what_is_told_in_print_stands_apart(bundled):
    """Copper ore to China 2024: US$2,315 million by Uno TV after the Bank of Mexico; CEPII BACI has US$3,299."""
    found = {item.partner: item for item in told(bundled, "2603", 2024)}
    assert found["CHN"].value_usd == 2_315_000_000
    assert found["CHN"].url.startswith("https://www.unotv.com/")
    assert found["XXX"].value_usd == 4_925_000_000
    assert [item.partner for item in told(bundled, "2603", 2024, "CHN")] == ["CHN"]
    sources = {side.source for pair in pairs(bundled, "2603", 2024) for side in (pair.first, pair.second)}
    assert "press-mexico-exports" not in sources
    assert told(bundled, "252922", 2024) == ()
