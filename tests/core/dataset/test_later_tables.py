"""The tables that are read when asked for, against what their publishers print."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from core.dataset.load import load_dataset
from core.dataset.query import run
from core.dataset.schema import LATER_TABLES
from core.dataset.view import Query
from core.errors import VetaError


def _table(name: str) -> pd.DataFrame:
    return load_dataset().table(name)


def _one(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1
    return frame.iloc[0]


def test_every_later_table_is_read_once_and_is_not_empty() -> None:
    for name in LATER_TABLES:
        assert len(_table(name)) > 0, name
        assert _table(name) is _table(name)


def test_any_table_can_be_asked_for_with_the_row_numbers_of_its_file() -> None:
    data = load_dataset()
    exports = data.table("mexico_exports")
    assert list(exports.index) == list(range(len(exports)))
    assert set(exports["flow"]) == {"mexico-exports"}


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(VetaError, match="choose one of: us_imports"):
        _table("us_import")


def test_a_file_changed_after_loading_is_refused(figures: Path) -> None:
    data = load_dataset(figures)
    path = figures / "dependence.csv"
    path.write_bytes(path.read_bytes().replace(b"0.4277", b"0.5277"))
    with pytest.raises(VetaError, match=r"dependence\.csv was changed while Veta was open"):
        data.table("dependence")


def test_a_damaged_later_table_names_its_line(figures: Path) -> None:
    path = figures / "elasticities.csv"
    path.write_bytes(path.read_bytes().replace(b",11.329762,", b",eleven,"))
    with pytest.raises(VetaError, match=r"elasticities\.csv.*eleven.*sigma"):
        load_dataset(figures).table("elasticities")


def test_us_imports_from_mexico_2024_by_basket() -> None:
    """Customs value as the US Census Bureau reports to UN Comtrade: US$12,963 million, US$9,779 million no steel."""
    data = load_dataset()
    trade, baskets = data.trade, data.baskets.set_index("basket")["prefixes"]
    rows = trade[
        (trade["source_id"] == "comtrade-us-mexico") & (trade["year"] == 2024) & (trade["valuation"] == "customs")
    ]
    for basket, millions in (("with-steel-aluminium", 12963), ("without-steel", 9779)):
        picked = rows["product"].astype(str).str.startswith(tuple(baskets[basket].split("|")))
        assert round(rows.loc[picked, "value_usd"].sum() / 1e6) == millions


@pytest.mark.parametrize(
    ("importer", "product", "percent"),
    [("KOR", "2607", 42.77), ("KAZ", "2607", 41.06), ("USA", "7106", 45.40), ("BRA", "7901", 42.47)],
)
def test_how_much_buyers_depend_on_mexico(importer: str, product: str, percent: float) -> None:
    """CEPII BACI V202601 for 2024, shares as Trade Atlas prints them."""
    table = _table("dependence")
    row = _one(table[(table["importer"] == importer) & (table["product"] == product)])
    assert row["mexico_share"] * 100 == pytest.approx(percent)


def test_mexico_reports_a_tenth_of_the_fluorspar_that_the_united_states_records() -> None:
    """UN Comtrade 2024, HS 252922: Mexico US$12.1 million to the world; US imports alone US$116.8 million CIF."""
    own, buyers = _table("mexico_reported"), _table("mirror")
    code = own["product"].astype(str) == "252922"
    mexico = _one(own[code & (own["year"] == 2024) & (own["partner"].astype(str) == "XXX")])
    assert (round(mexico["value_usd"] / 1e6, 1), mexico["flag"], mexico["valuation"]) == (12.1, "cut", "fob")
    code = buyers["product"].astype(str) == "252922"
    states = _one(buyers[code & (buyers["year"] == 2024) & (buyers["reporter"].astype(str) == "USA")])
    assert (round(states["value_usd"] / 1e6, 1), states["valuation"]) == (116.8, "cif")


def test_every_export_that_mexico_reports_is_marked_as_cut() -> None:
    table = _table("mexico_reported")
    exports = table[table["flow"].astype(str) == "mexico-reported-exports"]
    assert set(exports["flag"]) == {"cut"}
    assert set(table.loc[table["flow"].astype(str) == "mexico-reported-imports", "product"]) == {"2805", "2846"}


def test_claims_under_usmca_begin_in_july_2025() -> None:
    table = _table("us_imports_monthly")
    before = (table["year"] == 2025) & (table["month"] < 7)
    assert table.loc[before, "usmca_claimed_usd"].isna().all()
    assert table.loc[~before, "usmca_claimed_usd"].notna().all()
    assert (
        not table["product"].astype(str).str.startswith(("280530", "2846"))[table["partner"].astype(str) == "MEX"].any()
    )


def test_duties_as_the_schedule_prints_them() -> None:
    """HTS 2025 revision 25."""
    table = _table("tariff_lines").set_index("product")
    lead, rare, barite = table.loc["26070000"], table.loc["28053000"], table.loc["25111050"]
    assert (lead["mfn_text"], lead["specific_usd_per_kg"]) == ("1.1¢/kg on lead content", 0.011)
    assert (lead["specific_basis"], lead["usmca"]) == ("lead", "free")
    assert (rare["mfn_text"], rare["mfn_rate"], rare["column2_text"]) == ("5%", 0.05, "31.3%")
    assert (barite["mfn_text"], barite["specific_usd_per_kg"]) == ("$1.25/t", 0.00125)
    assert table.loc["78011000", "mfn_kind"] == "other"
    assert pd.isna(table.loc["78011000", "mfn_rate"])


def test_equivalents_of_duties_by_weight() -> None:
    """HTS 2025 and US Census 2024, by hand.

    Barite, US$1.25/t: duties 225,516 + 5,873 + 2,731 + 1 by values 13,905,425 + 127,053 + 61,591 + 3,400 (India, United
    Kingdom, European Union, Japan); zinc powders, 0.5 cents/kg: 793,784 kg by US$1,300,656 from Mexico.
    """
    table = _table("tariff_lines").set_index("product")
    barite, powders, lead = table.loc["25111050"], table.loc["79039030"], table.loc["26070000"]
    assert barite["ave_computed"] == pytest.approx(234_121 / 14_097_469, abs=1e-6)
    assert (barite["ave_basis"], barite["ave_partners"]) == ("calculated-duty", "EUU|GBR|IND|JPN")
    assert powders["ave_computed"] == pytest.approx(0.005 * 793_784 / 1_300_656, abs=1e-6)
    assert (powders["ave_basis"], powders["ave_partners"]) == ("quantity", "MEX")
    assert pd.isna(lead["ave_computed"])
    assert lead["ave_basis"] == "content-not-published"
    assert set(table.index[table["ave_computed"].notna()]) == {"25111050", "79031000", "79039030"}


def test_rare_earths_are_on_no_section_301_list_but_graphite_and_magnets_are() -> None:
    table = _table("tariff_lists")
    section_301 = table[table["list"].str.startswith("s301")]
    assert not section_301["product"].str.startswith(("280530", "2846")).any()
    late = section_301[section_301["list"] == "s301-review-2026"]["product"]
    assert {code[:4] for code in late} == {"2504", "8505"}
    exempt = table[table["list"] == "ieepa-exempt"]["product"]
    assert exempt.str.startswith("280530").any()
    assert exempt.str.startswith("2846").any()


@pytest.mark.parametrize(
    ("product", "sigma", "flag"),
    [
        ("740311", 45.6, ""),
        ("790111", 46.2, ""),
        ("710691", 12.0, ""),
        ("284690", 17.4, ""),
        ("252922", 20.6, "not-significant"),
    ],
)
def test_elasticities_are_positive_as_protee_has_them_with_a_minus(product: str, sigma: float, flag: str) -> None:
    """CEPII ProTEE 0.1."""
    table = _table("elasticities")
    row = _one(table[(table["kind"] == "protee") & (table["product"] == product)])
    assert (round(row["sigma"], 1), row["flag"]) == (sigma, flag)


def test_no_elasticity_is_invented() -> None:
    """ProTEE has no value for rare-earth metals, cobalt, copper ore and antimony."""
    table = _table("elasticities").set_index(["kind", "product"])["sigma"]
    assert table["protee"][["280530", "810520", "260300", "811010"]].isna().all()


@pytest.mark.parametrize(
    ("older", "code", "newer", "relation"),
    [
        ("HS2017", "280530", "HS2022", "1:1"),
        ("HS2012", "284690", "HS2022", "1:1"),
        ("HS2017", "811292", "HS2022", "split"),  # hafnium and rhenium have codes of their own
        ("HS2017", "810390", "HS2022", "split"),
        ("HS2017", "810720", "HS2022", "merge"),  # cadmium, now 8112.69 with 8107.90
        ("HS2012", "281210", "HS2017", "split"),
        ("HS2012", "285300", "HS2017", "split"),
        ("HS2012", "284800", "HS2017", "merge"),
    ],
)
def test_codes_across_revisions(older: str, code: str, newer: str, relation: str) -> None:
    table = _table("concordance")
    rows = table[(table["from_revision"] == older) & (table["from_code"] == code) & (table["to_revision"] == newer)]
    assert set(rows["relation"]) == {relation}


def test_policy_tables() -> None:
    controls, agreements, measures = _table("export_controls"), _table("agreements"), _table("measures")
    china = controls[(controls["country"] == "CHN") & (controls["mineral"] == "gallium")]
    assert (_one(china)["control"], _one(china)["since"]) == ("licence", 2023)
    assert "2025-03-28" not in set(agreements["date"])  # the agreement with Japan is of 2023 (USTR, 28 March 2023)
    ban = _one(measures[measures["measure"] == "cn-2024-46-us-ban"])
    assert (ban["date"], ban["status"], ban["until"]) == ("2024-12-03", "partly-suspended", "2026-11-27")


def test_events_of_2026_stand_beside_the_timeline() -> None:
    """The action plan of 4 February 2026 (USTR, as E&E News tells); revision 4 of the tariff schedule, 24 February."""
    measures = _table("measures")
    days = {str(measure): str(day) for measure, day in zip(measures["measure"], measures["date"], strict=True)}
    assert days["us-232-pcmdp"] == "2026-01-14"
    assert days["us-mx-action-plan"] == "2026-02-04"
    assert days["us-s122-2026"] == "2026-02-24"


def test_four_rare_earth_occurrences_of_mexico_are_no_mines() -> None:
    """USGS Open-File Report 02-189."""
    sites = _table("sites")
    rows = sites[(sites["source_id"].astype(str) == "usgs-ree-2002") & (sites["country"] == "MEX")]
    assert len(rows) == 4
    assert set(rows["kind"]) == {"occurrence"}
    assert set(rows["note"]) == {"occurrence-not-mine"}


def test_the_united_states_in_mexicos_ores_and_precious_metals() -> None:
    """CEPII BACI V202601, chapters 26 and 71, percent of value, 2018 to 2024."""
    view = run(load_dataset(), Query("mexico-exports", 2024, basket="ores-and-precious", by="year", partner="USA"))
    shares = {str(key): round(float(share) * 100, 1) for key, share in zip(view.keys, view.share, strict=True)}
    assert shares == {
        "2018": 44.1, "2019": 42.5, "2020": 38.3, "2021": 33.7, "2022": 30.6, "2023": 31.3, "2024": 29.2,
    }  # fmt: skip


# Salient statistics, United States, as each edition's own page prints them. Of lead, MCS 2024 and 2025 shift headings
# in their files: the 246 thousand t of concentrates exported in 2023 stand under "Exports, Metal"; of fluorspar, MCS
# 2024 does: acid-grade imports stand under "Imports, Metallurgical".
SALIENT = [
    ("MCS 2026", "fluorspar", "apparent-consumption", "All", 2023, "392", ""),
    ("MCS 2026", "fluorspar", "production", "Metallurgical grade", 2023, "NA", "NA"),
    ("MCS 2026", "lead", "imports", "Concentrates, lead content", 2023, "s", "s"),
    ("MCS 2026", "lead", "imports", "Refined metal, unwrought", 2023, "519", ""),
    ("MCS 2026", "rare-earths", "apparent-consumption", "Compounds and metals", 2023, "8,600", ""),
    ("MCS 2026", "aluminum", "apparent-consumption", "All", 2021, "6,240", ""),
    ("MCS 2025", "aluminum", "apparent-consumption", "All", 2021, "4020", ""),
    ("MCS 2025", "rare-earths", "imports", "Compounds", 2022, "10700", ""),
    ("MCS 2025", "fluorspar", "imports", "Acid grade", 2022, "448", ""),
    ("MCS 2025", "lead", "exports", "Concentrates, lead content", 2023, "246", ""),
    ("MCS 2025", "lead", "imports", "Refined metal, unwrought", 2023, "519", ""),
    ("MCS 2025", "lead", "apparent-consumption", "All", 2023, "1500", ""),
    ("MCS 2025", "iron-ore", "apparent-consumption", "All", 2022, "32000", ""),
    ("MCS 2024", "fluorspar", "imports", "Acid grade", 2022, "438", ""),
    ("MCS 2024", "fluorspar", "apparent-consumption", "All", 2022, "502", ""),
    ("MCS 2024", "antimony", "imports", "Unwrought, powders and articles", 2021, "7480", ""),
    ("MCS 2024", "feldspar", "apparent-consumption", "Feldspar", 2022, "810", ""),
    ("MCS 2023", "lead", "apparent-consumption", "All", 2021, "1570", ""),
    ("MCS 2023", "mica", "imports", "Sheet mica", 2021, "3980", ""),
    ("MCS 2022", "copper", "production", "Refinery, primary", 2019, "985", ""),
]


@pytest.mark.parametrize(("edition", "mineral", "measure", "form", "year", "text", "flag"), SALIENT)
def test_what_the_united_states_makes_and_buys(
    edition: str, mineral: str, measure: str, form: str, year: int, text: str, flag: str
) -> None:
    table = _table("us_salient")
    cells = {"edition": edition, "mineral": mineral, "measure": measure, "form": form, "year": year}
    for column, cell in cells.items():
        table = table[table[column] == cell]
    row = _one(table)
    assert (row["text"], row["flag"]) == (text, flag)
    assert pd.isna(row["quantity"]) if flag else row["quantity"] == float(text.replace(",", ""))


def test_apparent_consumption_is_what_the_definition_says() -> None:
    """USGS MCS 2026, fluorspar 2022: no production or stock change given, 532 imported less 24 exported is 508."""
    table = _table("us_salient")
    rows = table[(table["edition"] == "MCS 2026") & (table["mineral"] == "fluorspar") & (table["year"] == 2022)]
    cells = {(m, f): q for m, f, q in zip(rows["measure"], rows["form"], rows["quantity"], strict=True)}
    kept = cells["imports", "Fluorspar, all grades"] - cells["exports", "Fluorspar, all grades"]
    assert kept == cells["apparent-consumption", "All"] == 508


def test_where_a_heading_does_not_fit_the_row_says_so_and_the_last_year_is_an_estimate() -> None:
    table = _table("us_salient")
    by_place = table[table["note"] == "read by its place"]
    assert {("MCS 2024", "fluorspar"), ("MCS 2024", "lead"), ("MCS 2025", "lead")} <= set(
        zip(by_place["edition"], by_place["mineral"], strict=True)
    )
    assert set(by_place["edition"]) <= {"MCS 2023", "MCS 2024", "MCS 2025"}
    latest = table["year"] == table["edition"].astype(str).str[-4:].astype(int) - 1
    assert (table.loc[latest & (table["quantity"] > 0), "estimated"] == "e").all()


def test_the_tables_of_other_chapters_are_not_read_as_salient_statistics() -> None:
    """The files of cobalt, gypsum and kyanite of MCS 2024 hold world tables (a wrong upload)."""
    table = _table("us_salient")
    found = set(table.loc[table["edition"] == "MCS 2024", "mineral"])
    assert not found & {"cobalt", "gypsum", "kyanite"}
    assert {"lead", "zinc", "copper", "silver", "gold"} <= found


def test_press_figures_stand_alone_with_their_page() -> None:
    """Copper ore 2024 to the world: US$4,925 million by the Bank of Mexico, as PesoMXN tells it."""
    data, table = load_dataset(), _table("press")
    rows = table[(table["product"] == "2603") & (table["year"] == 2024) & (table["partner"] == "XXX")]
    row = _one(rows)
    assert (row["value_usd"], row["authority"], row["page"]) == (4_925_000_000, "Banco de México", "PesoMXN")
    assert row["url"].startswith("https://www.pesomxn.com/")
    assert set(table["flag"]) == {"press"}
    assert not set(table["source_id"].astype(str)) & set(data.trade["source_id"].astype(str))
    assert "ZZZ" not in set(table["partner"])
