"""Translations: what the files say, English where they are silent, and never a half-done entry."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.text import translations as module
from core.text.formatter import Formatter
from core.text.translations import LANGUAGES, translations

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "US imports"
msgstr "Importaciones de EE. UU."

msgid "{n} partners in {year}"
msgstr "en {year}, {n} socios"

msgid "World"
msgstr ""

#, fuzzy
msgid "Other countries"
msgstr "Otras cosas"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(module, "resource", tmp_path.joinpath)
    translations.cache_clear()
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "es.po").write_text(PO, encoding="utf-8")
    yield tmp_path
    translations.cache_clear()


@pytest.mark.usefixtures("folder")
def test_a_sentence_is_said_in_the_readers_language_and_order() -> None:
    spanish = Formatter("es")
    assert spanish.flow("us-imports") == "Importaciones de EE. UU."
    assert spanish.say("{n} partners in {year}", n=1234, year=2024) == "en 2024, 1,234 socios"


@pytest.mark.usefixtures("folder")
def test_empty_and_fuzzy_entries_and_missing_files_fall_back_to_english() -> None:
    assert Formatter("es").country("XXX") == "World"
    assert Formatter("es").country("XXO") == "Other countries"
    assert Formatter("fr").flow("us-imports") == "US imports"
    assert translations("fr") == {}


def test_french_is_said_as_in_canada() -> None:
    french = Formatter("fr")
    assert french.flow("us-reliance") == "Dépendance nette aux importations, É.\u2011U."
    assert french.valuation("customs") == "valeur en douane"
    assert french.country("USA") == "États-Unis"
    assert french.money_in_words(163_753_490) == "163,8\u00a0M\u00a0US$"
    assert french.money_in_words(25_308_201_326) == "25,3\u00a0G\u00a0US$"


def test_french_marks_are_set_off_by_spaces_that_do_not_break() -> None:
    for text in translations("fr").values():
        assert " :" not in text, text
        assert "« " not in text, text
        assert " »" not in text, text
        assert not re.search(r"\d [%0-9]", text), text
        # Translation Bureau of Canada, Le guide du rédacteur: no space before these.
        assert not re.search(r"[ \u00a0\u202f][;!?]", text), text
        assert "\u2019" not in text, f"one kind of apostrophe in all sentences: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_translation_can_be_filled_with_the_arguments_of_its_sentence(language: str) -> None:
    for text, translated in translations(language).items():
        wanted, given = (
            {name for _literal, name, _spec, _conversion in string.Formatter().parse(words) if name is not None}
            for words in (text, translated)
        )
        assert given == wanted, text
