"""The salient statistics: what the builder refuses, on made-up rows in the layout of the publisher's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dataset.build import usgs_salient
from core.dataset.build.usgs_salient import build

NEWEST = "usgs/mcs2026/MCS2026_Commodities_Data.csv"
HEAD = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes"
SALIENT = "Salient Statistics—United States"
SERIES = (
    "file,mineral,measure,form,unit,commodity_2026,detail_2026,column_2025,column_2024,column_2023,column_2022\n"
    "lead,lead,imports,All,kt,Lead,Imports for consumption,3,3,,\n"
    "lead,lead,apparent-consumption,All,kt,Lead,\"Consumption, apparent\",4,4,,\n"
)  # fmt: skip


def newest(*lines: str) -> str:
    return "\n".join((HEAD, *(f"LEAD,{SALIENT},Lead,United States,{line}" for line in lines))) + "\n"


IMPORTS = 'Import,Imports for consumption,thousand metric tons,2024,"1,510",'
EATEN = 'Consumption,"Consumption, apparent",thousand metric tons,2024,W,'


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "series.csv").write_text(SERIES, encoding="utf-8")
    monkeypatch.setattr(usgs_salient, "_SERIES", tmp_path / "series.csv")
    monkeypatch.setattr(usgs_salient, "_SHIFTED", frozenset())
    monkeypatch.setattr(usgs_salient, "_EDITIONS", {"2024": "usgs/mcs2024/salient", "2025": "usgs/mcs2025/salient"})
    write(tmp_path, newest(IMPORTS, EATEN))
    older(tmp_path, "2025", "Imports_kt,Consump_kt", "2023,1200,W", "2024,1510,W")
    older(tmp_path, "2024", "Imports_kt,Consump_kt", "2022,900,W", "2023,1200,W")
    return tmp_path


def write(raw: Path, text: str) -> None:
    (raw / NEWEST).parent.mkdir(parents=True, exist_ok=True)
    (raw / NEWEST).write_bytes(text.encode("cp1252"))


def older(raw: Path, edition: str, heading: str, *lines: str) -> None:
    file = raw / f"usgs/mcs{edition}/salient/mcs{edition}-lead_salient.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"MCS{edition},Lead,{line}" for line in lines]
    file.write_text("\n".join((f"DataSource,Commodity,Year,{heading}", *rows, " , , ,,")) + "\n", encoding="utf-8")


def cells(raw: Path, edition: str, measure: str, *names: str) -> list[tuple[str, ...]]:
    return [
        tuple(row[n] for n in names)
        for row in build(raw)
        if (row["edition"], row["measure"]) == (f"MCS {edition}", measure)
    ]


def test_a_series_has_one_name_in_every_edition(raw: Path) -> None:
    assert cells(raw, "2026", "imports", "year", "quantity", "text") == [("2024", "1510", "1,510")]
    assert cells(raw, "2025", "imports", "year", "quantity", "raw_ref") == [
        ("2023", "1200", "mcs2025-lead-salient:2"),
        ("2024", "1510", "mcs2025-lead-salient:3"),
    ]
    assert cells(raw, "2024", "apparent-consumption", "form", "quantity", "flag") == [("All", "", "W")] * 2


def test_the_last_year_of_an_edition_is_an_estimate_and_a_token_never_is(raw: Path) -> None:
    assert cells(raw, "2025", "imports", "estimated") == [("",), ("e",)]
    assert cells(raw, "2025", "apparent-consumption", "estimated") == [("",), ("",)]


@pytest.mark.parametrize("heading", ["Exports_kt,Consump_kt", "Imports_t,Consump_kt", "Imports,Consump_kt"])
def test_a_heading_that_does_not_fit_is_said(raw: Path, heading: str) -> None:
    older(raw, "2025", heading, "2023,1200,W", "2024,1510,W")
    assert cells(raw, "2025", "imports", "note") == [("read by its place",)] * 2
    assert cells(raw, "2025", "apparent-consumption", "note") == [("",)] * 2


def test_apparent_consumption_is_not_what_a_heading_calls_reported(raw: Path) -> None:
    older(raw, "2025", "Imports_kt,Consump_Reported_kt", "2023,1200,W", "2024,1510,W")
    assert cells(raw, "2025", "apparent-consumption", "note") == [("read by its place",)] * 2


def test_a_column_that_tells_of_something_else_stops_the_build(raw: Path) -> None:
    older(raw, "2025", "Imports_kt,Consump_kt", "2023,17,W", "2024,18,W")
    with pytest.raises(ValueError, match="imports"):
        build(raw)


def test_a_series_nobody_listed_stops_the_build(raw: Path) -> None:
    write(raw, newest(IMPORTS, EATEN, "Export,Exports,thousand metric tons,2024,5,"))
    with pytest.raises(LookupError, match="Exports"):
        build(raw)


def test_another_unit_stops_the_build(raw: Path) -> None:
    write(raw, newest(IMPORTS.replace("thousand metric tons", "metric tons"), EATEN))
    with pytest.raises(ValueError, match="metric tons is not kt"):
        build(raw)


def test_dollars_and_percents_are_no_tonnage(raw: Path) -> None:
    write(raw, newest(IMPORTS, EATEN, "Export,Exports,million dollars,2024,5,", "Production,Cast,percent,2024,99,"))
    assert {row["unit"] for row in build(raw)} == {"kt"}


def test_a_missing_file_or_another_table_stops_the_build(raw: Path) -> None:
    file = raw / "usgs/mcs2025/salient/mcs2025-lead_salient.csv"
    file.write_text("Source,Country,Type,Prod,Reserves\nMCS2025,Chile,Mine,5,6\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without its year"):
        build(raw)
    file.unlink()
    with pytest.raises(LookupError, match="no file of lead"):
        build(raw)
