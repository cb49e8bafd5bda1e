"""The builder: small rules on made-up rows, and the whole of it where the raw public files are at hand."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from core.dataset.build import census, tariffs
from core.dataset.build.__main__ import build, main
from core.dataset.build.names import Minerals, usgs_country
from core.dataset.build.raw_files import raw_file
from core.dataset.build.site_minerals import minerals_of
from core.dataset.build.tables import dollars, plain, reference, write_table
from core.dataset.build.usgs import figure, production_form, stage
from core.dataset.schema import TABLES
from core.paths import resource


def _raw() -> Path:
    folder = os.environ.get("VETA_RAW_DATA")
    if not folder:
        pytest.skip("VETA_RAW_DATA does not name the folder of the raw public files")
    return Path(folder)


def _catalogue(out: Path) -> Path:
    shutil.copytree(resource("data", "catalogue"), out / "catalogue")
    return out


def test_two_builds_are_the_same_bytes_and_those_that_ship(tmp_path: Path) -> None:
    raw = _raw()
    first, second = _catalogue(tmp_path / "first"), _catalogue(tmp_path / "second")
    assert build(raw, first) == build(raw, second)
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(names) >= len(TABLES)
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
        assert (first / name).read_bytes() == resource("data", *name.parts).read_bytes(), name


@pytest.mark.parametrize(
    ("printed", "quantity", "flag"),
    [
        ("1,510", "1510", ""),
        ("0.5", "0.5", ""),
        ("e3,900", "3900", ""),
        (">50", "", "bound-low"),
        ("<1", "", "bound-high"),
        ("W", "", "W"),
        ("NA", "", "NA"),
        ("E", "", "E"),
        ("XX", "", "XX"),
        ("s", "", "s"),
        ("Less than ½ unit.", "", "s"),
        ("Less than one-half unit", "", "s"),
        ("Less than 50,000 tons", "", "bound-high"),
        ("—", "", "zero"),
        ("", "", "blank"),
        ("500–17,000", "", "text"),
        ("Large", "", "text"),
    ],
)
def test_printed_figures(printed: str, quantity: str, flag: str) -> None:
    """Tokens of USGS tables: only a plain number becomes a quantity, and the print is kept."""
    assert figure(printed) == {"text": printed, "quantity": quantity, "flag": flag}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Mexico", ("MEX", "", False)),
        ("Korea, Republic of", ("KOR", "", False)),
        ("Korea, Republic ofe", ("KOR", "", True)),
        ("Congo (Kinshasa)", ("COD", "", False)),
        ("Belgium8", ("BEL", "", False)),
        ("Argentinae", ("ARG", "", True)),
        ("Peru (andalusite)", ("PER", "andalusite", False)),
        ("Chile, ulexite", ("CHL", "ulexite", False)),
        ("United\xa0States", ("USA", "", False)),
        ("World total (rounded)10", ("XXX", "", False)),
        ("World total (rounded), excluding U.S. production", ("XXX", "excluding U.S. production", False)),
        ("Other countries", ("XXO", "", False)),
    ],
)
def test_countries_as_usgs_prints_them(printed: str, expected: tuple[str, str, bool]) -> None:
    assert usgs_country(printed) == expected


def test_an_unknown_country_stops_the_build() -> None:
    with pytest.raises(KeyError):
        usgs_country("Ruritania")


def test_minerals_are_found_by_every_name() -> None:
    minerals = Minerals(resource("data", "catalogue"))
    assert minerals.slug("Gemanium") == "germanium"  # a slip of the 2025 edition
    assert minerals.slug("feore") == "iron-ore"
    assert minerals.slug("Dysprosium") == "rare-earths"
    assert minerals.slug("bauxi", "Refinery production, alumina") == "alumina"
    with pytest.raises(KeyError):
        minerals.slug("unobtainium")


def test_forms_and_stages() -> None:
    assert production_form("Mine production, contained copper") == "Mine production"
    assert production_form("Refinery production, copper") == "Refinery production"
    assert production_form("Mine poduction, Kaolin") == "Mine production, kaolin"
    assert stage("Mine production") == "mine"
    assert stage("Refinery capacity") == "capacity"
    assert stage("Acid grade") == "other"
    assert stage("Sulfuric acid") == "compound"


def test_numbers_are_written_without_exponent() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("178.681") * 1000) == "178681"
    assert dollars(Decimal("116206361.0")) == "116206361"
    assert dollars(Decimal("0.5")) == "0.50"


def test_references_are_short() -> None:
    assert reference("file", [7, 3]) == "file:3+7"
    assert reference("file", list(range(1, 15))) == "file:1+2+3+4+5+6+7+8+9+10+11+12…14"


def test_a_doubled_key_stops_the_build(tmp_path: Path) -> None:
    row = {"flow": "us-imports", "year": "2024", "source_id": "s", "product": "*", "coverage": "all", "n_partners": "1"}
    with pytest.raises(ValueError, match="two rows with one key"):
        write_table(tmp_path, TABLES["coverage"], [row, dict(row)])


def test_census_lines_add_up_without_slovakia(tmp_path: Path) -> None:
    (tmp_path / "trade").mkdir()
    (tmp_path / "trade" / "census_us_imports_2024_hts10_by_country_minerals.csv").write_text(
        "cty_code,cty_name,hts10,hs6,description,con_val_usd,cal_dut_usd\n"
        "5700,CHINA,2846901000,284690,A,100.0,0\n"
        "5700,CHINA,2846902000,284690,B,20.0,0\n"
        "5700,CHINA,2846903000,284690,C,0.0,0\n"
        "0003,EUROPEAN UNION,7403110000,740311,D,9.0,0\n"
        "4359,SLOVAKIA,7403110000,740311,D,5.0,0\n",
        encoding="utf-8",
    )
    found = {(row["partner"], row["product"]): (row["value_usd"], row["raw_ref"]) for row in census.build(tmp_path)}
    assert found == {
        ("CHN", "284690"): ("120", "census2024:2+3"),
        ("CHN", "2846901000"): ("100", "census2024:2"),
        ("CHN", "2846902000"): ("20", "census2024:3"),
        ("EUU", "740311"): ("9", "census2024:5"),
    }


def test_the_builder_asks_for_the_raw_files(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["no-such-folder"])
    assert caught.value.code == 2
    assert "raw public files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("printed", "kind", "rate", "per_kg", "basis"),
    [
        ("Free", "free", "0", "", ""),
        ("3.7%", "ad-valorem", "0.037", "", ""),
        ("1.1¢/kg on lead content", "specific", "", "0.011", "lead"),
        ("$1.25/t", "specific", "", "0.00125", "gross"),
        ("12.8¢/kg on molybdenum content + 1.8%", "compound", "", "", ""),
        ("2.5% on the value of the lead content", "other", "", "", ""),
    ],
)
def test_duties_as_they_are_printed(
    tmp_path: Path, printed: str, kind: str, rate: str, per_kg: str, basis: str
) -> None:
    """Wordings of the US tariff schedule: only a percent of the whole value becomes a rate."""
    row = _duty(tmp_path, printed, "Free (A,CL,S,SG)")
    assert (row["mfn_kind"], row["mfn_rate"]) == (kind, rate)
    assert (row["specific_usd_per_kg"], row["specific_basis"]) == (per_kg, basis)


def _duty(
    raw: Path, general: str, special: str, line: str = "2607.00.00", unit: str = "kg", mexico: str = ""
) -> dict[str, str]:
    """Return the row of one line; 7903.90.30 has the imports of 2024, and `mexico` is its line of UN Comtrade."""
    for folder in ("tariffs", "trade"):
        (raw / folder).mkdir(exist_ok=True)
    (raw / "tariffs" / "us_hts_2025_rev25_minerals.csv").write_text(
        "HTS Number,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty\n"
        f'2607.00,,,,\n{line},"[""{unit}""]",{general},"{special}",10%\n{line}.20,,,,\n',
        encoding="utf-8",
    )
    (raw / "trade" / "census_us_imports_2024_hts10_by_country_minerals.csv").write_text(
        "cty_code,cty_name,hts10,hs6,description,con_val_usd,cal_dut_usd\n"
        "0003,EUROPEAN UNION,7903903000,790390,A,29911879.0,33110.0\n"
        "4359,SLOVAKIA,7903903000,790390,A,1000.0,1.0\n"
        "5700,CHINA,7903903000,790390,A,500000.0,125000.0\n"
        "2010,MEXICO,7903903000,790390,A,1300656.0,0.0\n"
        "1220,CANADA,7903903000,790390,A,60523.0,20.0\n"
        "6021,AUSTRALIA,7903903000,790390,A,9234.0,10.0\n",
        encoding="utf-8",
    )
    (raw / "trade" / "comtrade_us_mexico_imports_hs_minerals_2015_2025.csv").write_text(
        f"ref_year,flow_code,cmd_code,aggr_level,net_wgt,is_net_wgt_estimated,fobvalue\n{mexico}\n", encoding="utf-8"
    )
    (row,) = tariffs.build(raw)
    return row


MEXICO_2024 = "2024,M,790390,6,793784.0,False,1300656.0"


def test_the_equivalent_of_a_duty_by_weight(tmp_path: Path) -> None:
    """Zinc powders, 0.5 cents/kg; US Census 2024: Mexico 793,784 kg for US$1,300,656, all of 7903.90 in this line.

    By hand 793,784 x 0.005 = 3,968.92, by 1,300,656: 0.003051. Where the six-digit code holds more than the line, or
    the mass is an estimate: (33,110 + 10) by (29,911,879 + 9,234) = 0.001107, without Slovakia, China, Canada, Mexico.
    """
    row = _duty(tmp_path, "0.5¢/kg", "", "7903.90.30", mexico=MEXICO_2024)
    assert (row["ave_computed"], row["ave_basis"], row["ave_partners"]) == ("0.003051", "quantity", "MEX")
    assert row["ave_ref"] == "comtrade-mexico:2 census2024:5"
    assert (row["ave_usd_per_kg"], row["ave_year"]) == ("1.638552", "2024")  # 1,300,656 by 793,784
    for other in (MEXICO_2024.replace("1300656", "1300999"), MEXICO_2024.replace("False", "True"), ""):
        row = _duty(tmp_path, "0.5¢/kg", "", "7903.90.30", mexico=other)
        assert (row["ave_computed"], row["ave_basis"]) == ("0.001107", "calculated-duty")
        assert (row["ave_partners"], row["ave_value_usd"]) == ("AUS|EUU", "29921113")


@pytest.mark.parametrize(
    ("printed", "line", "unit", "basis"),
    [
        ("1.1¢/kg on lead content", "7903.90.30", "kg", "content-not-published"),
        ("2.5% on the value of the lead content", "7903.90.30", "kg", "content-not-published"),
        ("0.5¢/kg", "7903.90.30", "No.", ""),  # the schedule counts pieces
        ("0.5¢/kg", "7903.10.00", "kg", ""),  # nothing was imported
        ("5%", "7903.90.30", "kg", ""),
    ],
)
def test_no_equivalent_is_made_up(tmp_path: Path, printed: str, line: str, unit: str, basis: str) -> None:
    row = _duty(tmp_path, printed, "", line, unit, MEXICO_2024)
    assert (row["ave_computed"], row["ave_basis"], row["ave_value_usd"], row["ave_ref"]) == ("", basis, "", "")


def test_usmca_is_the_letter_s_alone(tmp_path: Path) -> None:
    assert _duty(tmp_path, "5%", "Free (A, S,SG)")["usmca"] == "free"
    assert _duty(tmp_path, "5%", "Free (A,SG)")["usmca"] == ""
    assert _duty(tmp_path, "5%", "2.75% (S)")["usmca"] == ""
    assert _duty(tmp_path, "Free", "")["usmca"] == "free"


def test_a_duty_in_unknown_words_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="see note 3"):
        _duty(tmp_path, "see note 3", "")


def test_words_of_site_lists() -> None:
    assert minerals_of("gold;silver ;;") == "gold|silver"
    assert minerals_of("HAL  K") == "salt|potash"
    assert minerals_of("Cerium;Neodymium, fluorite") == "rare-earths|fluorspar"
    with pytest.raises(KeyError):
        minerals_of("unobtainium")


def test_a_stem_names_one_raw_file(tmp_path: Path) -> None:
    (tmp_path / "usgs" / "mcs2023").mkdir(parents=True)
    (tmp_path / "usgs" / "mcs2023" / "MCS2023-lead_world.csv").touch()
    assert raw_file(tmp_path, "mcs2023-lead-world").name == "MCS2023-lead_world.csv"
    assert raw_file(tmp_path, "census2024").parent.name == "trade"
    with pytest.raises(LookupError, match="mcs2023-zinc-world"):
        raw_file(tmp_path, "mcs2023-zinc-world")
