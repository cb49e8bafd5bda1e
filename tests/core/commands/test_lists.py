"""`veta lists` from the command line."""

import json

from core.commands.main import run


def test_lists_with_their_source_and_entries(capsys):
    assert run(["lists", "--format", "json"]) == 0
    lists = {one["id"]: one for one in json.loads(capsys.readouterr().out)["lists"]}
    # US Geological Survey, list of 2025: sixty critical minerals.
    assert lists["us-2025"]["entries"] == 60
    assert lists["us-2025"]["source"] == "us-critical-list-2025"
    assert "fluorspar" in lists["us-2025"]["minerals"]


def test_one_mineral_and_a_name_that_is_none(capsys):
    assert run(["lists", "--mineral", "silver", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["mineral"] == "silver"
    assert [one["id"] for one in value["lists"]] == ["us-2025"]
    assert run(["lists", "--mineral", "gold"]) == 0
    assert capsys.readouterr().out == "Not named on the critical lists held here\n"
    assert run(["lists", "--mineral", "silvr"]) == 2
    assert "silver" in capsys.readouterr().err
