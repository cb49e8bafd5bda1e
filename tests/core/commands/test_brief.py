"""`veta brief` on the bundled figures: the file it writes, and one sentence for everything that is wrong.

Published figures are those of the US Census Bureau (imports for consumption, 2024, customs value).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from pathlib import Path

import pikepdf
import pytest

from core.commands import brief, main
from core.dataset.load import load_dataset
from core.dataset.query import run as run_query
from core.dataset.view import MoneyView, Query
from core.errors import VetaError
from core.text.formatter import Formatter
from tests.core.brief.pdftext import runs, squeeze, text

FIXED = ("--date", "2026-11-23")
SCENARIO = {
    "format": "veta-scenario",
    "schema_version": 1,
    "name": "More fluorspar",
    "edits": [
        {
            "kind": "set-share",
            "flow": "us-imports",
            "year": 2024,
            "product": "252922",
            "partner": "MEX",
            "share": 0.8,
            "locked": ["CHN"],
        }
    ],
}
GRID = (
    (),
    ("--group", "rare-earths"),
    ("--group", "critical-2025"),
    ("--group", "battery"),
    ("--product", "252922"),
    ("--product", "7106", "--flow", "mexico-exports"),
    ("--product", "2846", "--flow", "us-exports", "--year", "2023"),
    ("--group", "rare-earths", "--flow", "mexico-exports"),
    ("--product", "fluorspar", "--flow", "production"),
    ("--product", "rare-earths", "--flow", "reserves"),
    ("--product", "strontium", "--flow", "us-import-sources"),
    ("--product", "gallium", "--flow", "us-reliance"),
    ("--product", "silver", "--flow", "prices"),
    ("--product", "rare-earths", "--flow", "prices"),
    ("--basket", "ores"),
)
SHORT = ("us-reliance", "prices")


def call(out: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    brief.add_parser(parser.add_subparsers())
    return brief.run(parser.parse_args(["brief", "--out", str(out), *options]))


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "more.veta"
    path.write_text(json.dumps(SCENARIO), encoding="utf-8")
    return path


@pytest.mark.parametrize("options", GRID, ids=" ".join)
@pytest.mark.parametrize(("language", "paper"), [("en", "letter"), ("es", "a4"), ("fr", "letter")])
def test_every_selection_is_at_most_two_pages_inside_the_margins(
    options: tuple[str, ...], language: str, paper: str, tmp_path: Path
) -> None:
    out = tmp_path / "brief.pdf"
    assert call(out, *options, "--lang", language, "--paper", paper, "--marking", "Delegation", *FIXED) == 0
    data = out.read_bytes()
    with pikepdf.open(io.BytesIO(data)) as document:
        # Prices and reliance are a few figures about one country: two pages of them would be mostly white. The names of
        # what is priced are longer in French, and take a second page.
        short = options[-1:] and options[-1] in SHORT and not (language == "fr" and options[-1] == "prices")
        assert len(document.pages) <= (1 if short else 2)
        assert document.open_metadata().pdfa_status == "2A"
        assert str(document.Root.Lang) == language
    shown = runs(data)
    assert min(run.y for run in shown) > 17.9
    assert "□" not in text(data)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_fullest_brief_is_still_two_pages_inside_the_margins(language: str, tmp_path: Path) -> None:
    partners = {"USA": 0.2, "KOR": 0.1, "CAN": 0.1, "ITA": 0.05, "DEU": 0.1, "ESP": 0.1, "JPN": 0.05}
    table = {"kind": "set-share", "flow": "mexico-exports", "year": 2024, "product": "all"}
    edits = [table | {"partner": partner, "share": share, "locked": ["CHN"]} for partner, share in partners.items()]
    path = tmp_path / "full.veta"
    path.write_text(json.dumps(SCENARIO | {"name": "W" * 190, "note": "W w " * 500, "edits": edits}), encoding="utf-8")
    out = tmp_path / "brief.pdf"
    call(out, "--scenario", str(path), "--lang", language, "--marking", "W" * 200, *FIXED)
    shown = runs(out.read_bytes())
    assert {run.page for run in shown} == {1, 2}
    assert min(run.y for run in shown) > 17.9


def test_rare_earths_print_what_the_census_published(tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    call(out, "--group", "rare-earths", *FIXED)
    printed = text(out.read_bytes())
    # US Census Bureau, HTS 2805.30 and 2846, imports for consumption 2024.
    assert squeeze("China 116,290,103 71.0%") in printed
    assert "Mexico:nonerecorded" in printed


def test_printed_numbers_are_the_query_s(tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    call(out, "--product", "252922", *FIXED)
    view = run_query(load_dataset(), Query("us-imports", 2024, target="252922"))
    assert isinstance(view, MoneyView)
    printed, fmt = text(out.read_bytes()), Formatter("en")
    for key, value, share in zip(view.keys[:10], view.value_usd, view.share, strict=False):
        cells = f"{fmt.country(str(key))} {fmt.number(float(value), 0)} {fmt.share(float(share))}"
        assert squeeze(cells) in printed


def test_scenario_shows_its_table_before_and_after(tmp_path: Path, scenario: Path) -> None:
    out = tmp_path / "brief.json"
    call(out, "--scenario", str(scenario), *FIXED)
    value = json.loads(out.read_bytes())
    assert (value["selection"]["flow"], value["selection"]["target"]) == ("us-imports", "252922")
    rows = {row["partner"]: row for row in value["rows"]}
    assert rows["MEX"]["share_after"] == pytest.approx(0.8)
    assert rows["CHN"]["share_after"] == pytest.approx(rows["CHN"]["share_before"])
    assert sum(row["value_after"] for row in value["rows"]) == pytest.approx(
        sum(row["value_before"] for row in value["rows"])
    )
    assert value["scenario_digest"]
    call(tmp_path / "other.json", "--scenario", str(scenario), "--group", "battery", *FIXED)
    assert json.loads((tmp_path / "other.json").read_bytes())["selection"]["target"] == "battery"


def test_defaults(tmp_path: Path) -> None:
    out = tmp_path / "brief.json"
    call(out, *FIXED)
    assert json.loads(out.read_bytes())["selection"]["flow"] == "mexico-exports"
    call(out, "--group", "rare-earths", *FIXED)
    selection = json.loads(out.read_bytes())["selection"]
    assert (selection["flow"], selection["year"]) == ("us-imports", 2024)


def test_csv_adds_up_to_the_table(tmp_path: Path) -> None:
    out = tmp_path / "brief.csv"
    call(out, "--group", "rare-earths", *FIXED)
    lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert float(lines[0]["value_before"]) == 116_290_103
    assert sum(float(line["value_before"]) for line in lines) == pytest.approx(163_753_490)


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "csv", "json"])
def test_same_bytes_when_repeated(ending: str, tmp_path: Path) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    call(first, "--group", "rare-earths", *FIXED)
    call(second, "--group", "rare-earths", *FIXED)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("brief.odt", (), r"brief\.odt.*\.pdf, \.docx, \.xlsx, \.csv, \.json"),
        ("brief", (), r"\.pdf, \.docx, \.xlsx, \.csv, \.json"),
        ("brief.pdf", ("--group", "unobtainium"), "unobtainium.*rare-earths"),
        ("brief.pdf", ("--product", "unobtainium"), "unobtainium"),
        ("brief.pdf", ("--date", "tomorrow"), "tomorrow.*YYYY-MM-DD"),
        ("brief.pdf", ("--year", "1850"), "1850"),
        ("brief.pdf", ("--scenario", "absent.veta"), "absent.veta"),
        ("nowhere/brief.pdf", (), "nowhere"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_leaves_nothing(
    name: str, options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    with pytest.raises(VetaError, match=said) as problem:
        call(tmp_path / name, *options)
    assert "\n" not in str(problem.value)
    assert list(tmp_path.iterdir()) == []


def test_a_brief_of_a_chosen_source_says_which(tmp_path, capsys):
    out = tmp_path / "brief.json"
    asked = ["brief", "--out", str(out), "--group", "rare-earths", "--source"]
    assert main.run([*asked, "comtrade-us-world"]) == 0
    assert "source chosen: US Census Bureau via UN Comtrade" in out.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main.run([*asked, "cepii-baci-202601"]) == 2
    assert "does not answer this; choose one of: census-imports-2024" in capsys.readouterr().err
    assert main.run([*asked[:-1], "--valuation", "fob"]) == 2
    assert "“fob” does not answer this" in capsys.readouterr().err


def test_a_twin_is_the_same_brief_in_a_second_language_beside_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.pdf"
    assert call(out, "--group", "rare-earths", "--twin", "es", *FIXED) == 0
    assert capsys.readouterr().out.splitlines() == [str(out), str(tmp_path / "brief.es.pdf")]
    for path, language, share in ((out, "en", "71.0%"), (tmp_path / "brief.es.pdf", "es", "71.0\u00a0%")):
        data = path.read_bytes()
        with pikepdf.open(io.BytesIO(data)) as document:
            assert str(document.Root.Lang) == language
        # US Census Bureau, HTS 2805.30 and 2846, imports for consumption 2024: China's value and share.
        assert squeeze(f"China 116,290,103 {share}") in text(data)


def test_a_twin_in_the_same_language_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(VetaError, match="second language"):
        call(tmp_path / "brief.pdf", "--twin", "en", *FIXED)
    assert not list(tmp_path.iterdir())
