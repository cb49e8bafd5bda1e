"""Every promise of SECURITY.md stands beside a test, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / ".github" / "SECURITY.md"
ROWS = [line.strip("|").split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][
    1:
]


def named(cell: str) -> list[tuple[Path, str]]:
    found = re.findall(r"\]\(([^)]+)\) `(\w+)`", cell)
    return [((PAGE.parent / link).resolve(), test) for link, test in found]


def held_by(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_there_are_promises() -> None:
    assert len(ROWS) >= 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_a_promise_stands_beside_tests_that_are_there(row: list[str]) -> None:
    assert len(row) == 2
    pairs = named(row[1])
    assert pairs, "no test is named"
    for file, test in pairs:
        assert file.is_relative_to(ROOT / "tests")
        assert test in held_by(file), f"{file.name} has no {test}"


def test_the_house_rules_named_are_rules() -> None:
    rules = (ROOT / "tests" / "test_house_rules.py").read_text(encoding="utf-8")
    for rule in re.findall(r"\[house rule `([\w-]+)`\]", PAGE.read_text(encoding="utf-8")):
        assert f'"{rule}"' in rules


def test_the_files_named_are_there() -> None:
    named_files = re.findall(r"`(packaging/[\w./]+)`", PAGE.read_text(encoding="utf-8"))
    assert [name for name in named_files if not (ROOT / name.split(" ")[0]).is_file()] == []
