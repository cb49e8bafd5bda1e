"""The other publishers' layouts: columns, units, totals, aggregates, and what must not be counted twice."""

from __future__ import annotations

import gzip
import json

import pytest

from core.dataset.importers.run import Wish, import_file, preview
from core.dataset.query import run
from core.dataset.view import Query
from core.errors import VetaError
from tests.core.dataset.importers.conftest import nothing_left

COMTRADE = (
    "typeCode freqCode refYear reporterCode flowCode partnerCode partner2Code classificationCode cmdCode customsCode "
    "motCode netWgt isNetWgtEstimated cifvalue fobvalue primaryValue"
).split()


def comtrade(
    reporter,
    flow,
    partner,
    code,
    value,
    *,
    cif="",
    fob="",
    year=2024,
    mot="0",
    revision="H6",
    mass="",
    estimated="False",
):
    codes = ["C", "A", str(year), str(reporter), flow, str(partner), "0", revision, code, "C00", mot]
    return [*codes, mass, estimated, str(cif), str(fob), str(value)]


def trade(dataset, source, table="trade"):
    frame = dataset.trade if table == "trade" else dataset.table(table)
    frame = frame[frame["source_id"] == source]
    return {(r.flow, r.year, r.partner, r.product, r.valuation): r for r in frame.itertuples()}


ROWS = [
    comtrade(842, "M", 484, "252922", 1100, cif=1100, fob=1000, mass="5000.5", estimated="True"),
    comtrade(842, "M", 0, "252922", 2200, cif=2200, fob=2000),
    comtrade(842, "M", 156, "252922", 1100, cif=1100, fob=1000),
    comtrade(842, "M", 484, "252922", 600, cif=600, fob=550, mot="2100"),  # by sea: a part of the first
    comtrade(842, "M", 484, "2529", 1100, cif=1100, fob=1000),  # the heading: the same money again
    comtrade(842, "X", 156, "260300", 900, fob=900),
    comtrade(484, "X", 842, "252922", 12, fob=12),  # what Mexico reports: cut
    comtrade(410, "M", 484, "260300", 700, cif=700),  # Korea's imports from Mexico
    comtrade(410, "M", 842, "260300", 100, cif=100),  # not ours
    comtrade(842, "M", 484, "010121", 9, cif=9),  # no mineral
    comtrade(842, "M", 484, "TOTAL", 99, cif=99),
]


def comtrade_lines(rows=ROWS, sign=","):
    return [sign.join(COMTRADE), *(sign.join(row) for row in rows)]


def as_bulk(tmp_path):
    path = tmp_path / "COMTRADE-842.txt.gz"
    path.write_bytes(gzip.compress(("\n".join(comtrade_lines(sign="\t")) + "\n").encode()))
    return path


def as_json(tmp_path):
    def value(name, cell):
        return (
            None
            if cell == ""
            else float(cell)
            if name.endswith("value") or name in ("primaryValue", "netWgt")
            else cell
        )

    data = [{name: value(name, cell) for name, cell in zip(COMTRADE, row, strict=True)} for row in ROWS]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"elapsedTime": "1", "count": len(data), "data": data, "error": ""}))
    return path


def as_web(tmp_path):
    """The web page's export: Windows-1252, and a comma too many at the end of every row."""
    lines = comtrade_lines()
    named = [lines[0] + ",partnerDesc", *(line + ",Türkiye," for line in lines[1:])]
    path = tmp_path / "TradeData.csv"
    path.write_bytes(("\r\n".join(named) + "\r\n").encode("cp1252"))
    return path


@pytest.mark.parametrize("form", [as_bulk, as_json, as_web])
def test_comtrade_in_its_three_forms(form, tmp_path, take, after):
    take(form(tmp_path), name="un")
    rows = trade(after(), "user-un")
    row = rows["us-imports", 2024, "MEX", "252922", "cif"]
    assert (row.value_usd, row.mass_kg, row.mass_flag, row.hs_revision) == (1100, 5000.5, "e", "HS2022")
    assert rows["us-imports", 2024, "MEX", "252922", "customs"].value_usd == 1000
    assert rows["us-imports", 2024, "XXX", "252922", "cif"].value_usd == 2200
    assert rows["us-exports", 2024, "CHN", "260300", "fob"].value_usd == 900
    assert {key[3] for key in rows} == {"252922", "260300"}


def test_comtrade_of_others_stays_out_of_trade(write, take, after):
    take(write("c.csv", comtrade_lines()), name="un")
    dataset = after()
    mexico = trade(dataset, "user-un", "mexico_reported")
    assert mexico["mexico-reported-exports", 2024, "USA", "252922", "fob"].flag == "cut"
    buyers = trade(dataset, "user-un", "mirror")
    assert list(buyers) == [("mirror", 2024, "MEX", "260300", "cif")]
    assert buyers["mirror", 2024, "MEX", "260300", "cif"].reporter == "KOR"


def test_comtrade_covers_all_only_where_partners_make_up_the_total(write, take, after):
    rows = [*ROWS, comtrade(842, "M", 0, "280530", 500, cif=500), comtrade(842, "M", 156, "280530", 300, cif=300)]
    take(write("c.csv", comtrade_lines(rows)), name="un")
    covered = after().coverage
    covered = covered[covered["source_id"] == "user-un"].set_index(["flow", "product"])["coverage"]
    assert covered["us-imports", "252922"] == "all"
    assert covered["us-imports", "280530"] == "partial"
    assert covered["us-exports", "260300"] == "partial"
    view = run(after(), Query("us-imports", 2024, target="280530", source="user-un"))
    assert view.total_usd == 500
    assert view.rest_usd == 200


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (comtrade(842, "M", 484, "252922", 5, cif=5), "line 2"),
        (comtrade(842, "M", 484, "260300", 5, revision="H0"), "H0"),
        (comtrade(842, "M", 484, "260300", "-5"), "-5"),
        (comtrade(842, "M", 484, "260300", ""), "no value"),
        (comtrade(842, "M", 484, "260300", "=2+3"), "=2+3"),
        (comtrade("84b", "M", 484, "260300", 5), "84b"),
    ],
)
def test_comtrade_rows_that_cannot_be_taken(write, bundled, row, words):
    path = write("c.csv", comtrade_lines([*ROWS, row]))
    with pytest.raises(VetaError, match=r"c\.csv, line 13:") as caught:
        import_file(bundled, path, Wish())
    assert words in str(caught.value)
    assert nothing_left()


CENSUS = "I_COMMODITY CTY_CODE CTY_NAME CON_VAL_YR CON_QY1_YR UNIT_QY1 SUMMARY_LVL YEAR MONTH I_COMMODITY".split()


def census_row(code, country, name, value, *, month="12", level="DET", year="2024", mass="7", unit="KG"):
    return [code, country, name, value, mass, unit, level, year, month, code]


CENSUS_ROWS = [
    census_row("2805300000", "5700", "CHINA", "100"),
    census_row("2805300000", "2010", "MEXICO", "20", mass="3", unit="T"),
    census_row("2805300000", "7660", "CONGO (KINSHASA)", "30"),
    census_row("2805300000", "-", "TOTAL FOR ALL COUNTRIES", "150"),
    census_row("2805300000", "0003", "EUROPEAN UNION", "40", level="CGP"),
    census_row("2805300000", "4XXX", "EUROPE", "40", level="CGP"),
    census_row("2805300000", "5700", "CHINA", "90", month="11"),
    census_row("2805300000", "1220", "CANADA", "0"),
]


@pytest.mark.parametrize("name", ["imports.json", "imports.csv"])
def test_census_counts_the_whole_year_and_no_groups(write, take, after, name):
    if name.endswith("json"):
        path = write(name, json.dumps([CENSUS, *CENSUS_ROWS]))
    else:
        path = write(
            name, [",".join(CENSUS[:-1]), *(",".join(f'"{cell}"' for cell in row[:-1]) for row in CENSUS_ROWS)]
        )
    take(path, name="census")
    rows = trade(after(), "user-census")
    assert {(key[2], row.value_usd) for key, row in rows.items()} == {
        ("CHN", 100),
        ("MEX", 20),
        ("COD", 30),
        ("XXX", 150),
    }
    row = rows["us-imports", 2024, "MEX", "2805300000", "customs"]
    assert (row.mass_kg, row.hs_revision) == (3000, "HS2022")


def test_census_without_december_is_no_year(write, bundled):
    rows = [census_row("2805300000", "5700", "CHINA", "90", month="11")]
    with pytest.raises(VetaError, match="December"):
        import_file(bundled, write("a.json", json.dumps([CENSUS, *rows])), Wish())


DATAWEB = [
    "Imports For Consumption|Annual Data,,,,,,",
    "Data Row Count,3,,,,,",
    "Data Type,HTS Number,Description,Country,2023,2024,January_to_february_year_2025",
    'Customs Value,2805.30.00.00,"Rare-earth metals, mixed",China,"1,234","2,345,678",9',
    "Customs Value,2805.30.00.00,x,Vietnam,0,50,9",
    'Customs Value,2805.30.00.00,x,"Korea, South",,60,9',
    "Total:,,,,1234,2345788,",
]


def test_dataweb_below_its_header_block(write, take, after):
    result = take(write("DataWeb-Query-Export.csv", DATAWEB), name="dw")
    assert result.years == (2023, 2024)
    rows = trade(after(), "user-dw")
    assert {(key[1], key[2], row.value_usd) for key, row in rows.items()} == {
        (2023, "CHN", 1234), (2024, "CHN", 2_345_678), (2024, "VNM", 50), (2024, "KOR", 60),
    }  # fmt: skip
    assert {key[4] for key in rows} == {"customs"}
    assert rows[("us-imports", 2024, "CHN", "2805300000", "customs")].raw_ref == "dataweb:4"


def test_datamexico_adds_states_and_never_gives_shares(write, take, after):
    """HS6 ID has a section number before the code; Flow 2 is exports."""
    lines = [
        "Year,Flow ID,Flow,State ID,State,HS6 ID,HS6,Country ID,Country,Trade Value",
        "2024,2,Exports,24,San Luis Potosí,5252922,Fluorspar,usa,United States,100.5",
        "2024,2,Exports,8,Chihuahua,5252922,Fluorspar,usa,United States,20",
        "2024,2,Exports,24,San Luis Potosí,5252922,Fluorspar,aschn,China,7",
        "2024,1,Imports,24,San Luis Potosí,5252922,Fluorspar,usa,United States,3",
    ]
    take(write("dm.csv", lines), name="dm", kind="inegi")
    dataset = after()
    rows = trade(dataset, "user-dm", "mexico_reported")
    row = rows["mexico-reported-exports", 2024, "USA", "252922", "fob"]
    assert (row.value_usd, row.flag, row.raw_ref) == (120.5, "cut", "datamexico:2+3")
    assert rows["mexico-reported-imports", 2024, "USA", "252922", "cif-or-fob"].flag == ""
    assert not (dataset.trade["source_id"] == "user-dm").any()


def test_atlas_totals_by_country(write, take, after):
    """The Atlas loses leading zeros; the file's name tells how many digits a code has."""
    lines = [
        "country_id,country_iso3_code,product_id,product_hs12_code,year,export_value,import_value",
        "484,MEX,1,260300,2022,500,9",
        "842,USA,1,260300,2022,0,70",
        "842,USA,1,10121,2022,8,8",
        "842,USA,1,financial,2022,8,8",
        "76,BRA,1,260300,2022,8,8",
    ]
    take(write("hs12_country_product_year_6.csv", lines), name="atlas", everything=True)
    rows = trade(after(), "user-atlas")
    assert {(key[0], key[2], key[3], row.value_usd) for key, row in rows.items()} == {
        ("mexico-exports", "XXX", "260300", 500), ("us-imports", "XXX", "260300", 70),
        ("us-imports", "XXX", "010121", 8), ("us-exports", "XXX", "010121", 8),
    }  # fmt: skip
    with pytest.raises(VetaError, match="HS 2012"):
        take(write("hs92_country_product_year_6.csv", [lines[0].replace("hs12", "hs92"), *lines[1:]]))


MCS = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes"
)


def mcs(country, value, *, commodity="Fluorspar", year="2025", notes=""):
    what = "Production,Mine production,thousand metric tons"
    return f'FLUORSPAR,World Mine Production,{commodity},{country},{what},{year},"{value}",{notes},Yes,'


def test_the_next_edition_in_the_layout_of_2026(write, take, after):
    lines = [
        MCS,
        mcs("Mexico", "1,600", notes="Estimated."),
        mcs("China", "W"),
        mcs("Mongolia", ">500"),
        mcs("Atlantis", "5"),
    ]
    path = write("MCS2027_Commodities_Data.csv", ("\n".join(lines) + "\n").encode("cp1252"))
    result = take(path, name="mcs")
    assert result.unknown == {"Fluorspar: Atlantis": 1}
    stats = after().stats
    rows = stats[stats["source_id"] == "user-mcs"].set_index("partner")
    assert rows["edition"].unique().tolist() == ["MCS 2027"]
    assert (rows.loc["MEX", "quantity"], rows.loc["MEX", "unit"], rows.loc["MEX", "estimated"]) == (1600, "kt", "e")
    assert (rows.loc["CHN", "flag"], rows.loc["MNG", "flag"]) == ("W", "bound-low")
    assert rows.loc["MNG", "quantity"] != rows.loc["MNG", "quantity"]
    view = run(after(), Query("production", 2025, target="fluorspar"))
    assert view.edition == "MCS 2027"


def test_a_second_copy_of_an_edition_is_never_the_latest(write, take, after, bundled):
    take(write("MCS2026_Commodities_Data.csv", [MCS, mcs("Mexico", "9,999")]), name="mcs")
    view = run(after(), Query("production", 2025, target="fluorspar"))
    assert view.edition == "MCS 2026"
    assert view.sources == run(bundled, Query("production", 2025, target="fluorspar")).sources
    own = run(after(), Query("production", 2025, target="fluorspar", edition="MCS 2026 (user-mcs)"))
    assert own.quantity.tolist() == [9999]


def test_world_tables_of_2024_and_2025(write, take, after):
    old = ["Source,Country,Type,Prod_kt_2022,Prod_kt_est_2023,Prod_notes,Reserves_kt,Reserves_notes",
           'MCS2024,Mexico,"Mine production, recoverable copper content",754 ,750,,53000,']  # fmt: skip
    result = take(write("mcs2024-coppe_world.csv", old), name="a")
    assert result.rows_by_table == {"production": 2}
    new = [
        "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,RESERVES_2024",
        'MCS2025,Copper,Mexico,"Mine production, recoverable copper content",thousand metric tons,699,700,,,53000',
    ]
    take(write("MCS2025_World_Data.csv", new), name="b")
    stats = after().stats
    rows = stats[stats["source_id"].isin(["user-a", "user-b"])]
    assert set(zip(rows["edition"], rows["year"], rows["text"], rows["estimated"], rows["unit"], strict=True)) == {
        ("MCS 2024 (user-a)", 2022, "754", "", "kt"), ("MCS 2024 (user-a)", 2023, "750", "e", "kt"),
        ("MCS 2025 (user-b)", 2023, "699", "", "kt"), ("MCS 2025 (user-b)", 2024, "700", "e", "kt"),
    }  # fmt: skip


def test_a_difference_names_what_changed(write, bundled):
    """USGS MCS 2026: fluorspar mined in Mexico in 2024, 1,510 thousand tonnes."""
    lines = [MCS, mcs("Mexico", "1,515", year="2024")]
    seen = preview(bundled, write("MCS2026_Commodities_Data.csv", lines), Wish())
    assert seen.difference is not None
    assert (seen.difference.changed, seen.difference.new) == (1, 0)
    assert seen.difference.examples[0]["before"] == "1510"
    assert seen.difference.examples[0]["after"] == "1515"
    assert seen.difference.against == ("usgs-mcs-2026",)
    assert nothing_left()


def test_a_revised_import_is_compared_with_the_first(write, take):
    lines = comtrade_lines()
    take(write("c.csv", lines), name="un")
    # a figure within 0.1 % or US$1,000 counts as the same
    big = [*ROWS, comtrade(842, "M", 484, "280530", 5_000_000, cif=5_000_000)]
    take(write("c.csv", comtrade_lines(big)), name="un")
    changed = [*ROWS[:-3], comtrade(842, "M", 484, "280530", 5_100_000, cif=5_100_000)]
    from core.dataset.load import load_dataset

    seen = import_file(load_dataset(), write("c.csv", comtrade_lines(changed)), Wish(name="un"))
    assert seen.difference is not None
    assert seen.difference.against == ("user-un",)
    assert (seen.difference.changed, seen.difference.gone, seen.difference.new) == (1, 0, 0)
