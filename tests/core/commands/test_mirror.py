"""`veta mirror`."""

import json

from core.commands.main import run


def test_the_published_shape(capsys):
    """USGS fluorspar 2024: 1,200 in MCS 2025, 1,510 in MCS 2026."""
    assert run(["mirror", "--product", "252922", "--year", "2024", "--partner", "usa", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    tonnage = next(pair for pair in value["pairs"] if pair["kind"] == "tonnage")
    assert (tonnage["first"]["amount"], tonnage["second"]["amount"], tonnage["gap"]) == (1200, 1510, 310)
    assert {pair["partner"] for pair in value["pairs"] if pair["kind"] == "money"} == {"USA"}
    assert {reason for pair in value["pairs"] for reason in pair["reasons"]} == set(value["reasons"])


def test_text_names_both_sides_and_the_reasons(capsys):
    run(["mirror", "--product", "252922", "--year", "2024", "--partner", "USA"])
    text = capsys.readouterr().out
    assert "Mexico (comtrade-mexico-reported, FOB value) US$12,049,105" in text
    assert "Fluorspar, Mine production, Mexico, 2024: MCS 2025 1200 thousand t; MCS 2026 1,510 thousand t" in text
    assert "Mexico withholds a part of these figures" in text


def test_nothing_stated_twice_is_said(capsys):
    assert run(["mirror", "--product", "rare-earths", "--year", "2020", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["pairs"] == []
    assert value["note"] == "No two sides state this product and year."
