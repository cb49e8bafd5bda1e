"""The brief as data: the same figures as the board, safe for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from core.brief.export import CSV_COLUMNS, write_csv, write_json
from core.scenario.edits import Scenario
from tests.core.brief import boards


def test_json_holds_the_page_and_the_raw_numbers() -> None:
    made = boards.brief(boards.board(edited=True), marking="Delegation")
    value = json.loads(write_json(made))
    assert value["marking"] == "Delegation"
    assert value["headline"] == made.headline
    china = value["rows"][0]
    assert (china["partner"], china["value_before"], china["value_after"]) == ("CHN", 100e6, 75e6)
    assert value["measures"]["after"]["top_share"] == 0.375
    assert value["figures"][3] == {
        "id": "mexico",
        "label": "Mexico",
        "shown": "25.0%",
        "published": "none recorded",
        "note": "",
        "unit": "share",
        "before": None,
        "high": None,
        "after": 0.25,
        "text": None,
    }
    assert value["dataset"]["id"] == "made-up-figures"
    assert len(value["edits"]) == 1


def test_json_holds_what_every_other_format_holds() -> None:
    made = boards.brief(boards.first_screen(), marking="Delegation")
    value = json.loads(write_json(made))
    assert value["tables"]["table"]["rows"][0][0] == "China"
    assert value["tables"]["table"]["numbers"][0][1] == 100e6
    assert len(value["tables"]["all-rows"]["rows"]) == len(boards.KEYS)
    silver = value["charts"][1]
    assert (silver["kind"], silver["categories"][0], silver["totals"][0]) == ("stack", "Silver", 3e9)
    assert silver["series"][0]["values"][:3] == [0.84, 0.01, None]
    assert value["charts"][2]["series"][1]["values"][2] is None
    assert set(value["pictures"]) == {"map", "shares", "splits", "trend"}
    assert value["references"][0]["retrieved"] == "2026-11-20"
    assert value["identity"] == list(made.identity)
    edited = json.loads(write_json(boards.brief(boards.board(edited=True))))
    assert edited["scenario"]["name"] == "More from Mexico"


def test_json_has_no_not_a_number() -> None:
    text = write_json(boards.brief(boards.usgs())).decode()
    assert "NaN" not in text
    rows = json.loads(text)["rows"]
    assert (rows[0]["value_before"], rows[0]["text"], rows[0]["flag"]) == (None, "W", "W")


def test_csv_has_every_row_and_plain_numbers() -> None:
    lines = list(csv.DictReader(io.StringIO(write_csv(boards.brief()).decode("utf-8"))))
    assert tuple(lines[0]) == CSV_COLUMNS
    assert [line["partner"] for line in lines] == list(boards.KEYS)
    assert float(lines[0]["value_before"]) == 100e6
    assert lines[0]["value_after"] == ""
    assert lines[0]["share_before"] == "0.5"


def test_csv_text_is_never_a_formula() -> None:
    made = boards.board()
    words = made.table.text.copy()
    words[0] = '=HYPERLINK("http://example.com")'
    shown = replace(made, table=replace(made.table, text=words))
    lines = list(csv.DictReader(io.StringIO(write_csv(boards.brief(shown)).decode("utf-8"))))
    assert lines[0]["text"] == '\'=HYPERLINK("http://example.com")'


def test_scenario_name_does_not_reach_the_csv_and_is_data_in_json() -> None:
    made = boards.brief(boards.board(edited=True), scenario=Scenario('"}\n=1', boards.SCENARIO.edits))
    assert b"=1" not in write_csv(made)
    json.loads(write_json(made))
