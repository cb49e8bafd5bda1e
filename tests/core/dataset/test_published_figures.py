"""The bundled figures against numbers that the publishers print; each test names the source."""

import pytest

from core.dataset.query import run
from core.dataset.view import Query


def shares(view):
    return dict(zip(view.keys, view.share, strict=True))


def values(view):
    return dict(zip(view.keys, view.value_usd, strict=True))


def test_us_imports_of_rare_earths_2024(bundled):
    """US Census Bureau 2024, imports for consumption, 2805.30 and 2846, fifty partners."""
    view = run(bundled, Query("us-imports", 2024, target="rare-earths"))
    assert view.total_usd == 163_753_490
    assert view.valuation == "customs"
    found = shares(view)
    assert [round(found[p] * 100, 1) for p in ("CHN", "JPN", "EUU")] == [71.0, 12.0, 9.4]
    assert "MEX" not in found


def test_us_imports_of_acid_grade_fluorspar_2024(bundled):
    """US Census Bureau 2024, HS 2529.22."""
    view = run(bundled, Query("us-imports", 2024, target="252922"))
    assert view.total_usd == 156_785_565
    assert values(view)["MEX"] == 116_206_361


def test_mexican_copper_ore_goes_to_china(bundled):
    """CEPII BACI V202601, heading 2603, 2024: China 88.09 %, the United States not in the first ten."""
    found = shares(run(bundled, Query("mexico-exports", 2024, target="2603")))
    assert found["CHN"] == pytest.approx(0.8809, abs=5e-5)
    assert found.get("USA", 0) < 0.001


def test_mexican_silver_goes_to_the_united_states(bundled):
    """CEPII BACI V202601, heading 7106, 2024: 83.88 %."""
    assert shares(run(bundled, Query("mexico-exports", 2024, target="7106")))["USA"] == pytest.approx(0.8388, abs=5e-5)


def test_chinas_share_of_us_rare_earth_imports_2020(bundled):
    """UN Comtrade, reporter USA, CIF: 6,675,957 + 45,649,703 of 8,978,071 + 98,248,642."""
    view = run(bundled, Query("us-imports", 2020, target="rare-earths"))
    assert values(view)["CHN"] == 52_325_660
    assert view.total_usd == 107_226_713
    assert view.valuation == "cif"


def test_us_imports_of_fluorspar_from_mexico_by_year(bundled):
    """UN Comtrade, reporter USA, HS 2529.22 from Mexico, CIF: 50,272,065 in 2015 and 116,812,277 in 2024."""
    view = run(bundled, Query("us-imports", 2024, by="year", target="252922", partner="MEX"))
    found = values(view)
    assert list(found) == [str(year) for year in range(2015, 2026)]
    assert (found["2015"], found["2024"], view.valuation) == (50_272_065, 116_812_277, "cif")


def test_no_us_import_of_rare_earths_from_mexico_in_any_year(bundled):
    view = run(bundled, Query("us-imports", 2024, by="year", target="rare-earths", partner="MEX"))
    assert not len(view.keys)
    assert view.missing is not None


def test_a_chapter_counts_once_in_a_basket(bundled):
    """CEPII BACI V202601 chapter totals 2024: 25, 26, 71, 74, 75, 78, 79, 80 and 81."""
    chapters = (1041658664, 9251665368, 11228040102, 2391436861, 328069632, 258927376, 580734057, 56642703, 171026563)
    assert run(bundled, Query("mexico-exports", 2024)).total_usd == sum(chapters)


def test_mexican_silver_production_2024(bundled):
    """USGS MCS 2026, silver: Mexico 5,780 t of 25,300 t mined in 2024."""
    view = run(bundled, Query("production", 2024, target="silver"))
    rows = {(p, f): (t, q) for p, f, t, q in zip(view.partner, view.form, view.text, view.quantity, strict=True)}
    assert rows["MEX", "Mine production"] == ("5,780", 5780)
    assert rows["XXX", "Mine production"] == ("25,300", 25300)


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_a_period_answers_to_each_of_its_years(bundled, year):
    """USGS MCS 2026, import sources 2021-24, fluorspar: Mexico 64 %."""
    view = run(bundled, Query("us-import-sources", year, target="fluorspar"))
    assert dict(zip(view.partner, view.text, strict=True))["MEX"] == "64"


def test_a_bound_is_not_a_point(bundled):
    """USGS MCS 2026: celestite from Mexico "more than 99" percent of imports, 2021-24."""
    view = run(bundled, Query("us-import-sources", 2024, target="strontium"))
    bounds = [(t, q) for t, q, f in zip(view.text, view.quantity, view.flag, strict=True) if f == "bound-low"]
    assert bounds
    assert all(text.startswith(">") and quantity != quantity for text, quantity in bounds)


@pytest.mark.parametrize(
    ("basket", "low", "high"),
    [
        ("ores", 1.6, 1.6),
        ("precious", 51.9, 51.9),
        ("mining-metallurgy", 31.4, 33.6),
        ("with-steel-aluminium", 41.8, 43.5),
    ],
)
def test_the_united_states_share_depends_on_the_basket(bundled, basket, low, high):
    """CEPII BACI V202601, 2024; no partner is published for chapters 75, 80 and 81, hence the ranges."""
    view = run(bundled, Query("mexico-exports", 2024, basket=basket))
    row = list(view.keys).index("USA")
    assert (round(view.share[row] * 100, 1), round(view.share_high[row] * 100, 1)) == (low, high)


def test_what_names_no_partner_is_open(bundled):
    """CEPII BACI V202601, 2024, totals of chapters 75, 80 and 81."""
    assert run(bundled, Query("mexico-exports", 2024)).open_usd == 328069632 + 56642703 + 171026563


def test_ores_and_precious_metals_to_the_united_states_since_2018(bundled):
    """CEPII BACI V202601, chapters 26 and 71: 44.1 % in 2018, 29.2 % in 2024."""
    query = Query("mexico-exports", 2024, by="year", basket="ores-and-precious", partner="USA")
    view = run(bundled, query)
    found = shares(view)
    assert list(found) == [str(year) for year in range(2018, 2025)]
    assert (round(found["2018"] * 100, 1), round(found["2024"] * 100, 1)) == (44.1, 29.2)
    assert view.year_total_usd[-1] == 9251665368 + 11228040102


@pytest.mark.parametrize(("basket", "million"), [("with-steel-aluminium", 12_963), ("without-steel", 9_779)])
def test_us_imports_from_mexico_by_basket(bundled, basket, million):
    """UN Comtrade, reporter USA, 2024, customs value; chapters 25, 26, 71 (7101-7112), 74-76, 78-81, and 72 or not."""
    query = Query("us-imports", 2024, basket=basket, partner="MEX", valuation="customs", source="comtrade-us-mexico")
    assert round(values(run(bundled, query))["MEX"] / 1e6) == million


def test_mexicos_share_of_us_lead_imports(bundled):
    """USGS MCS 2026, import sources 2021-24, refined lead: Mexico 15 %."""
    view = run(bundled, Query("us-import-sources", 2024, target="lead", partner="MEX"))
    assert dict(zip(view.form, view.quantity, strict=True)) == {"Refined metal": 15}


def test_what_mexico_cut_is_marked_and_never_answers(bundled):
    """UN Comtrade 2024, HS 2529.22: Mexico tells US$12.05 million of it; CEPII BACI has US$195,840,235 to the world."""
    own = bundled.table("mexico_reported")
    exports = own[own["flow"] == "mexico-reported-exports"]
    assert set(exports["flag"]) == {"cut"}
    sources = set(own["source_id"].astype(str)) | set(bundled.table("press")["source_id"].astype(str))
    assert not sources & set(bundled.trade["source_id"].astype(str))
    view = run(bundled, Query("mexico-exports", 2024, target="252922"))
    assert view.total_usd == 195_840_235
    assert not sources & set(view.sources)
    assert shares(view)["USA"] == pytest.approx(116_812_277 / 195_840_235)
