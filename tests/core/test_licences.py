"""The licences of all parts: from the file of a bundle, else gathered from what is installed."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from core import licences
from core.licences import NOTICES, Notice, as_text, licence_text, notice_of, required_by

ROOT = Path(__file__).resolve().parents[2]


def test_every_library_of_the_project_is_named_with_its_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'"([\w-]+)==([\w.]+)"', project.partition("\ndependencies")[2].partition("]")[0])
    assert len(wanted) >= 8
    text = licence_text().casefold().replace("_", "-")
    assert [name for name, version in wanted if f"\n{name.casefold()} {version}\n" not in text] == []


def test_the_words_of_a_licence_come_with_it() -> None:
    numpy = notice_of(distribution("numpy"))
    assert "BSD-3-Clause" in numpy.licence
    assert any("Redistribution and use in source and binary forms" in text for text in numpy.texts)


def test_what_is_needed_only_on_another_system_or_by_an_extra_is_left_out() -> None:
    names = {part.metadata["Name"].casefold() for part in required_by("veta")}
    assert "python-dateutil" in names, "pandas needs it"
    assert "pytest" not in names, "only an extra needs it"
    assert required_by("no-such-distribution") == []


def test_a_bundle_shows_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NOTICES).write_text("as it was written\n", encoding="utf-8")
    monkeypatch.setattr(licences, "resource", lambda: tmp_path / "resources")
    assert licence_text() == "as it was written\n"


def test_each_notice_has_a_heading() -> None:
    text = as_text([Notice("one", "1", "MIT", ("words of one",)), Notice("two", "2", "BSD")])
    assert re.findall(r"^(one|two) (\d)$", text, flags=re.MULTILINE) == [("one", "1"), ("two", "2")]
    assert text.index("one 1") < text.index("words of one") < text.index("two 2")
