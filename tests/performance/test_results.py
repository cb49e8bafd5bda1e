"""The table that the benchmarks fill; nothing is measured here, so `dev.py test` runs it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.performance.results import BEGIN, END, NoPlaceError, Results, between_marks, number

DAY = dt.date(2026, 11, 25)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def results() -> Results:
    found = Results()
    found.within("an edit", 8.0, 16.0, "ms", "120 edits")
    found.within("memory", 420.0, 350.0, "MB", "one process")
    found.at_most("start", 0.5, ("an empty window", 0.4), 1.25, 1.5, "in turns")
    found.faster("sorting", 0.002, ("LibreOffice", 0.05), 25.0, "in turns")
    found.faster("brief", 0.1, ("LibreOffice", 1.1), 11.0, "in turns", least=12.0)
    found.growth("load, 5 x", 1.0, 0.25, "s", "median")
    return found


def test_a_line_holds_on_the_right_side_of_its_limit(results: Results) -> None:
    assert [line.holds for line in results.lines] == [True, False, True, None, False, None]
    assert [line.ratio for line in results.lines] == [0.5, 1.2, 1.25, 25.0, 11.0, 4.0]


@pytest.mark.parametrize(
    ("ratio", "holds"), [(11.99, False), (12.0, True), (12.01, True)], ids=["less", "just", "more"]
)
def test_at_least_takes_its_own_edge(ratio: float, holds: bool) -> None:
    assert Results().faster("brief", 0.1, ("LibreOffice", 1.2), ratio, "", least=12.0).holds is holds


def test_the_printed_table_has_every_line_and_what_was_left_out(results: Results) -> None:
    results.leave_out("LibreOffice is not here.")
    results.note("Ratios of one run.")
    lines = results.table().splitlines()
    assert lines[0].split() == ["what", "ours", "against", "ratio", "hold", "holds"]
    assert lines[2].split() == ["an", "edit", "8", "ms", "at", "most", "16", "ms", "0.5", "≤", "1", "yes"]
    assert lines[3].endswith("NO")
    assert {"Ratios of one run.", "Left out: LibreOffice is not here.", "sorting: in turns"} <= set(lines)


def test_the_table_is_written_between_the_marks_and_nothing_else_changes(tmp_path: Path, results: Results) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Veta\n\nBefore.\n\n{BEGIN}\nof yesterday\n{END}\n\nAfter.\n", encoding="utf-8")
    results.write(readme, DAY)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"# Veta\n\nBefore.\n\n{BEGIN}\n\nMeasured on 2026-11-25: ")
    assert text.endswith(f"\n\n{END}\n\nAfter.\n")
    assert "| an edit | 8 ms | at most 16 ms | 0.5 | ≤ 1 | yes | 120 edits |\n" in text
    assert "yesterday" not in text


def test_writing_twice_gives_the_same_file(tmp_path: Path, results: Results) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"a\n{BEGIN}\n{END}\nb\n", encoding="utf-8")
    results.write(readme, DAY)
    once = readme.read_bytes()
    results.write(readme, DAY)
    assert readme.read_bytes() == once


@pytest.mark.parametrize(
    "text",
    [
        "# Veta\n",
        f"{BEGIN}\n",
        f"{END}\n",
        f"{END}\n{BEGIN}\n",
        f"{BEGIN}\n{BEGIN}\n{END}\n",
        f"{BEGIN}\n{END}\n{END}\n",
    ],
    ids=["none", "no end", "no begin", "wrong order", "two begins", "two ends"],
)  # fmt: skip
def test_a_file_without_both_marks_is_refused_and_left_alone(tmp_path: Path, results: Results, text: str) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")
    with pytest.raises(NoPlaceError, match="put them back"):
        results.write(readme, DAY)
    assert readme.read_text(encoding="utf-8") == text


def test_the_readme_of_this_checkout_has_its_marks() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\nmeasured\n" in between_marks(text, "measured\n")


def test_a_bar_in_a_word_does_not_end_its_cell(results: Results) -> None:
    results.within("a|b", 1.0, 2.0, "s", "c|d")
    assert "| a/b | 1 s | at most 2 s | 0.5 | ≤ 1 | yes | c/d |" in results.markdown(DAY)


@pytest.mark.parametrize(
    ("value", "text"), [(0.04567, "0.0457"), (1.5, "1.5"), (99.95, "100"), (519_260, "519,260"), (12.0, "12")]
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text
