"""`veta baskets` from the command line, and totals asked of an own basket."""

import json

import pytest

from core.commands.main import run


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("core.dataset.own_baskets.user_data_dir", lambda: tmp_path)
    return tmp_path / "baskets.json"


def said(capsys, *words):
    assert run(list(words)) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *words):
    assert run(list(words)) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.count("\n") == 1
    return streams.err


def test_add_show_list_remove(capsys, own_folder):
    made = said(capsys, "baskets", "add", "Gold and ores", "--codes", "26,7108,2603", "--format", "json")
    assert made["codes"] == ["26", "7108", "2603"]
    assert made["counts"] == ["26", "7108"]
    assert made["counted_once"] == ["2603"]
    assert said(capsys, "baskets", "show", "gold AND ores", "--format", "json") == made
    listed = said(capsys, "baskets", "list", "--format", "json")["baskets"]
    assert [basket["name"] for basket in listed if basket["own"]] == ["Gold and ores"]
    assert said(capsys, "baskets", "remove", "Gold and ores", "--format", "json")["own"] == []
    assert json.loads(own_folder.read_text(encoding="utf-8"))["baskets"] == []


def test_replace_changes_the_codes(capsys):
    said(capsys, "baskets", "add", "Mine", "--codes", "26", "--format", "json")
    assert "already" in refused(capsys, "baskets", "add", "Mine", "--codes", "25")
    changed = said(capsys, "baskets", "add", "Mine", "--codes", "25", "--replace", "--format", "json")
    assert changed["codes"] == ["25"]


def test_a_total_names_its_basket_and_codes(capsys):
    said(capsys, "baskets", "add", "Metal", "--codes", "71", "--without", "7113-7118", "--format", "json")
    ask = ("query", "--flow", "us-imports", "--year", "2024", "--format", "json", "--basket")
    mine, bundled = said(capsys, *ask, "metal"), said(capsys, *ask, "precious")
    assert mine["basket"] == "own:Metal"
    assert mine["basket_codes"]["without"] == ["7113", "7114", "7115", "7116", "7117", "7118"]
    # US tables hold 7101 to 7112 of chapter 71 (US Census Bureau), so nothing is lost with jewellery and coin.
    assert mine["total"] == bundled["total"]


def test_what_is_wrong_is_one_line(capsys, own_folder):
    assert "Code 2 of the basket, “99”" in refused(capsys, "baskets", "add", "X", "--codes", "25,99")
    assert "comes with Veta and stays" in refused(capsys, "baskets", "remove", "ores")
    assert "no basket “X”" in refused(capsys, "query", "--flow", "us-imports", "--year", "2024", "--basket", "X")
    own_folder.write_text("[]", encoding="utf-8")
    assert "the file is not an object" in refused(capsys, "baskets", "list")
    assert own_folder.read_text(encoding="utf-8") == "[]"


def test_a_brief_names_the_basket_and_its_codes(capsys, tmp_path):
    said(capsys, "baskets", "add", "Mine", "--codes", "26,7108", "--format", "json")
    out = tmp_path / "brief.json"
    assert run(["brief", "--out", str(out), "--basket", "mine"]) == 0
    text = out.read_text(encoding="utf-8")
    assert "Mine (own)" in text
    assert "Own basket: HS 26, 7108" in text
