"""`veta claims`."""

from __future__ import annotations

import json

import pytest

from core.claims.own import own_file
from core.commands.main import run

ADD = ["claims", "add", "--statement", "Silver goes north.", "--claimant", "A minister", "--date", "2026-11-01"]
VERDICTS = {
    "supported", "consistent-under-a-definition", "depends-on-basket", "not-visible", "contradicted", "not-testable",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setattr("core.claims.own.user_data_dir", lambda: tmp_path / "home")


def test_the_published_shape(capsys):
    assert run(["claims", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [claim["id"] for claim in value][:4] == [
        "rare-earths-12", "mineral-products-52", "top-ten-16", "us-share-52",
    ]  # fmt: skip
    for claim in value:
        assert {"id", "statement", "claimant", "date", "verdict", "evidence"} <= claim.keys()
        assert claim["verdict"] in VERDICTS
        for line in claim["evidence"]:
            assert {"text", "value", "unit", "year", "sources"} <= line.keys()
            assert line["text"]
    share = next(claim for claim in value if claim["id"] == "us-share-52")
    line = next(line for line in share["evidence"] if line["basket"] == "precious")
    # CEPII BACI V202601, chapter 71, 2024: 51.93 %.
    assert round(line["value"], 4) == 0.5193
    assert (line["unit"], line["year"], line["sources"]) == ("share", 2024, ["cepii-baci-202601-atlas"])
    assert line["rows"][0].startswith("trade:")


def test_slugs_stay_english_and_words_follow_the_language(capsys):
    run(["claims", "--format", "json", "--lang", "es"])
    value = {claim["id"]: claim for claim in json.loads(capsys.readouterr().out)}
    assert value["us-share-80"]["verdict"] == "contradicted"
    assert "exportaciones mexicanas" in value["us-share-80"]["statement"]
    assert "Ninguna canasta" in value["us-share-80"]["summary"]
    run(["claims", "--lang", "es"])
    text = capsys.readouterr().out
    assert "No visible en los datos" in text
    assert "Depende de la canasta; ninguna amplia la confirma" in text


def test_text_says_who_what_and_why(capsys):
    run(["claims"])
    text = capsys.readouterr().out
    assert "Mexican Mining Chamber (Camimex), November 20, 2025; Opportimes" in text
    assert "\u25cb Not visible in the data:" in text
    assert "Ores and precious metals: United States 44.1% in 2018, 29.2% in 2024 [cepii-baci-202601-atlas]" in text


def test_add_show_and_remove_a_claim_of_ones_own(capsys):
    """US Census Bureau 2024, HS 2529.22 from Mexico: 74.1 %."""
    test = ["--test", "share", "--flow", "us-imports", "--product", "252922", "--partner", "mex", "--share", "74%"]
    assert run([*ADD, *test, "--format", "json"]) == 0
    added = json.loads(capsys.readouterr().out)
    assert (added["id"], added["verdict"], added["own"]) == ("own-1", "supported", True)
    run(["claims", "--format", "json"])
    assert json.loads(capsys.readouterr().out)[-1]["id"] == "own-1"
    assert run(["claims", "remove", "own-1"]) == 0
    run(["claims", "--format", "json"])
    assert "own-1" not in capsys.readouterr().out.split('"id": ')[-1]


@pytest.mark.parametrize(
    ("options", "verdict"),
    [
        # CEPII BACI V202601, chapter 26, 2024: 1.6 % to the United States.
        (["--test", "share", "--partner", "USA", "--basket", "ores", "--share", "0.5"], "contradicted"),
        (["--test", "top-count", "--partner", "MEX", "--count", "16", "--year", "2024"], "supported"),
        (["--test", "recorded", "--flow", "us-imports", "--partner", "MEX", "--product", "rare-earths"], "not-visible"),
        (["--test", "recorded", "--flow", "us-imports", "--partner", "MEX", "--product", "rare-earths", "--absent"],
         "supported"),
        ([], "not-testable"),
    ],
)  # fmt: skip
def test_each_test_of_an_own_claim(options, verdict, capsys):
    assert run([*ADD, *options, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == verdict


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claims", "remove", "own-7"], "own-7"),
        ([*ADD[:-1], "soon"], "date"),
        ([*ADD, "--test", "share", "--partner", "USA"], "--share"),
        ([*ADD, "--test", "recorded", "--partner", "USA"], "--product"),
        ([*ADD, "--test", "top-count", "--partner", "MEX"], "--count"),
        ([*ADD, "--test", "share", "--partner", "USA", "--share", "1.5"], "--share"),
        ([*ADD, "--test", "share", "--partner", "U", "--share", "0.5"], "three capital letters"),
        ([*ADD, "--test", "share", "--partner", "USA", "--share", "0.5", "--basket", "nowhere"], "nowhere"),
        ([*ADD, "--test", "share", "--partner", "USA", "--share", "0.5", "--year", "1950"], "1950"),
        ([*ADD, "--link", "javascript:x"], "link"),
        (["claims", "add"], "--statement"),
        (["claims", "--format", "xml"], "xml"),
    ],
)
def test_bad_input_is_one_line_and_keeps_nothing(arguments, words, capsys):
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert words in printed.err
    assert not own_file().exists()


def test_a_damaged_file_of_own_claims_is_one_line(capsys):
    own_file().parent.mkdir()
    own_file().write_text("{", encoding="utf-8")
    assert run(["claims", "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(own_file()) in printed.err
