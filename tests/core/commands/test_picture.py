"""`veta picture`: the file it writes, the selection it shares with the brief, and one sentence for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.commands.main import run
from tests.core.brief.picturetext import words
from tests.core.commands.test_brief import SCENARIO


def picture(out: Path, panel: str, *options: str) -> list[str]:
    assert run(["picture", "--panel", panel, "--out", str(out), *options]) == 0
    return words(out.read_text(encoding="utf-8"))


def test_a_selection_is_drawn_in_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """US Census Bureau, HTS 2805.30 and 2846, imports for consumption 2024, customs value."""
    out = tmp_path / "a.svg"
    said = picture(out, "table", "--group", "rare-earths", "--lang", "es")
    assert {"116,290,103", "71.0%", "Valor en aduana"} <= set(said)
    assert capsys.readouterr().out == f"{out}\n"
    other = picture(out, "header", "--group", "rare-earths", "--source", "comtrade-us-world")
    assert any(line.startswith("CIF value · source chosen: US Census Bureau via UN Comtrade") for line in other)


def test_png_svg_and_themes(tmp_path: Path) -> None:
    for theme in ("light", "dark"):
        for name in ("a.png", "b.png"):
            assert run(["picture", "--panel", "map", "--out", str(tmp_path / name), "--theme", theme]) == 0
        assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
        assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
        (tmp_path / "b.png").rename(tmp_path / f"{theme}.png")
    assert (tmp_path / "light.png").read_bytes() != (tmp_path / "dark.png").read_bytes()


def test_a_scenario_and_its_views(tmp_path: Path) -> None:
    """US Census Bureau 2024, HS 2529.22: Mexico US$116,206,361; the scenario gives it 80 % of US$156,785,565."""
    file, out = tmp_path / "more.veta", tmp_path / "a.svg"
    file.write_text(json.dumps(SCENARIO), encoding="utf-8")
    asked = ("--scenario", str(file))
    assert {"116,206,361", "125,428,452", "74.1%", "80.0%"} <= set(picture(out, "table", *asked))
    assert picture(out, "scenario", *asked)[0] == "Scenario: More fluorspar"
    assert "Difference" in picture(out, "map", *asked, "--view", "difference")
    assert "74.1% › 80.0%" in picture(out, "chart", *asked)
    assert picture(out, "chart", *asked, "--view", "trend")[0].endswith("US$ million")
    assert picture(out, "header", *asked, "--date", "2026-11-23")[-1].endswith("November 23, 2026")


@pytest.mark.parametrize(
    ("name", "panel", "options", "said"),
    [
        ("a.jpg", "map", (), "a.jpg has no ending of a picture; end it in .png or .svg."),
        ("a", "map", (), ".png or .svg"),
        ("a.svg", "rail", (), "invalid choice: 'rail'"),
        ("a.svg", "map", ("--group", "unobtainium"), "unobtainium"),
        ("a.svg", "map", ("--view", "difference"), "The map has one view only here"),
        ("a.svg", "chart", ("--product", "2529", "--view", "destinations"), "choose one of: shares, trend"),
        ("a.svg", "map", ("--year", "1850"), "1850"),
        ("a.svg", "map", ("--date", "tomorrow"), "YYYY-MM-DD"),
        ("a.svg", "map", ("--scenario", "absent.veta"), "absent.veta"),
        ("nowhere/a.png", "header", (), "nowhere"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(
    name: str, panel: str, options: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["picture", "--panel", panel, "--out", str(tmp_path / name), *options]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert said in printed.err
    assert list(tmp_path.iterdir()) == []
