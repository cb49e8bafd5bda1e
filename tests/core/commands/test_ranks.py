"""`veta ranks`."""

import csv
import io
import json

from core.commands.main import run


def test_the_published_shape(capsys):
    """USGS MCS 2026: Mexico mined most silver in 2024; fluorspar second of twelve, no figure for the United States."""
    assert run(["ranks", "--partner", "mex", "--edition", "MCS 2026", "--year", "2024", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    rows = {(row["mineral"], row["form"]): row for row in value["rows"]}
    assert rows["silver", "Mine production"]["rank"] == 1
    fluorspar = rows["fluorspar", "Mine production"]
    assert (fluorspar["rank"], fluorspar["listed"], fluorspar["quantity"], fluorspar["unit"]) == (2, 12, "1,510", "kt")
    assert fluorspar["not_rankable"] == [{"partner": "USA", "flag": "NA"}]
    assert (value["top_count"], len(value["top_minerals"]), value["edition"]) == (17, 17, "MCS 2026")
    assert {"year": 2021, "edition": "MCS 2023", "count": 18} in value["top_counts"]


def test_csv_and_text(capsys):
    run(["ranks", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    perlite = next(row for row in rows if row["mineral"] == "perlite")
    assert (perlite["rank"], perlite["tied"]) == ("10", "ARM")
    run(["ranks"])
    text = capsys.readouterr().out
    assert "Perlite, Production: 10 of 14, level with Armenia; 29 thousand t" in text
    assert "no rank (a bound is printed, not a figure)" in text
    assert "in 17 minerals" in text


def test_an_unknown_partner_is_one_line(capsys):
    assert run(["ranks", "--partner", "XYZ"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("veta: There is no partner")


def test_which_minerals_a_year_has(capsys):
    """USGS MCS 2024: perlite tenth in 2022; MCS 2026: copper eleventh in 2024; bismuth only in MCS 2023."""
    run(["ranks", "--by-mineral", "--format", "json"])
    value = json.loads(capsys.readouterr().out)
    assert [entry["count"] for entry in value["top_counts"]] == [18, 17, 17, 17, 17]
    in_2022 = next(row for row in value["minerals"]["perlite"] if row["year"] == 2022)
    assert (in_2022["edition"], in_2022["rank"], in_2022["in_top"], in_2022["quantity"]) == ("MCS 2024", 10, True, "24")
    inside = [sum(row["in_top"] for rows in value["minerals"].values() for row in rows if row["year"] == y)
              for y in range(2021, 2026)]  # fmt: skip
    assert inside == [18, 17, 17, 17, 17]
    assert [row["rank"] for row in value["minerals"]["bismuth"]] == [9, None, None, None, None]
    run(["ranks", "--by-mineral", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["in_top"] for row in rows if (row["mineral"], row["year"]) == ("copper", "2024")} == {"False"}
    run(["ranks", "--by-mineral"])
    text = capsys.readouterr().out
    assert "Copper: 2021 9 (Mine production)" in text
    assert "2024 outside, 11 (Mine production)" in text
    assert "Bismuth: 2021 9 (Refinery production); 2022 no rank" in text
    assert "Minerals among the first 10: 2021 (MCS 2023): 18; 2022 (MCS 2024): 17" in text
