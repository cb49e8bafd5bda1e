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


def test_what_stands_in_print_comes_last_with_its_link(capsys):
    """Copper ore 2024 in the newspapers: US$2,315 million to China."""
    assert run(["mirror", "--product", "2603", "--year", "2024", "--partner", "CHN"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(
        "In print only, rounded, in no total or share: 2603 from Mexico to China, 2024: US$2,315,000"
    )
    assert "https://www.unotv.com/" in last
    assert run(["mirror", "--product", "2603", "--year", "2024", "--partner", "CHN", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["press"]
    assert (told["value_usd"], told["caveat"], told["row"][:6]) == (2_315_000_000.0, "rounded", "press:")
