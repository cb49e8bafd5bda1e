"""The catalogue: it finds every sentence of the code, keeps what is translated, and tells what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.text import catalogue

SOURCE = """
from core.text.messages import msg
ONE = msg("One sentence")
TWO = msg("{n} partners in "
          "{year}", n=1, year=2024)
def show(fmt):
    return fmt.say("Said directly") + fmt.say(ONE) + str("Not shown")
"""
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("core", "gui", "i18n"):
        (tmp_path / folder).mkdir()
    (tmp_path / "core" / "a.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "resource", tmp_path.joinpath)
    return tmp_path


def write(house: Path, language: str = "es", /, **entries: str) -> None:
    text = "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in entries.items())
    (house / "i18n" / f"{language}.po").write_text(HEADER + text, encoding="utf-8")


def test_collects_sentences_joined_and_said_but_nothing_else() -> None:
    assert catalogue.collect() == ["One sentence", "Said directly", "{n} partners in {year}"]


def test_a_missing_file_lacks_everything() -> None:
    assert len(catalogue.problems("es")) == 3


def test_missing_surplus_and_different_arguments_are_told(house: Path) -> None:
    write(house, **{"One sentence": "", "{n} partners in {year}": "{n} socios", "Long gone": "Se fue"})
    assert catalogue.problems("es") == [
        "es.po lacks a translation of: One sentence",
        "es.po lacks a translation of: Said directly",
        "es.po translates what nothing says: Long gone",
        "es.po has other arguments than: {n} partners in {year}",
    ]


def test_update_keeps_translations_adds_the_new_and_drops_the_old(house: Path) -> None:
    write(house, **{"One sentence": "Una frase", "Long gone": "Se fue"})
    catalogue.update("es")
    assert catalogue.problems("es") == [
        "es.po lacks a translation of: Said directly",
        "es.po lacks a translation of: {n} partners in {year}",
    ]
    first = (house / "i18n" / "es.po").read_bytes()
    assert "Una frase" in first.decode()
    catalogue.update("es")
    assert (house / "i18n" / "es.po").read_bytes() == first


def test_check_exits_one_and_prints_while_something_is_missing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["check"]) == 1
    assert "lacks a translation of: One sentence" in capsys.readouterr().out
    said = ("One sentence", "Said directly", "{n} partners in {year}")
    words = {"es": ("Una frase", "Dicho", "{n} socios en {year}"), "fr": ("Une phrase", "Dit", "{year}, {n}")}
    assert set(words) == set(catalogue.COMPLETE)
    write(house, **dict(zip(said, words["es"], strict=True)))
    assert catalogue.main(["check"]) == 1
    assert "fr.po lacks a translation of: One sentence" in capsys.readouterr().out
    write(house, "fr", **dict(zip(said, words["fr"], strict=True)))
    assert catalogue.main(["check"]) == 0
    assert capsys.readouterr().out == ""
