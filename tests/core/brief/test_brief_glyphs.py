"""Everything a brief or a table can print has a glyph in each weight of the shipped typeface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.brief import font
from core.brief.document import build_brief
from core.brief.pdf import page_data
from core.dataset.load import Dataset
from core.scenario.edits import SetShare
from core.store import Snapshot
from core.store_edits import EditShare
from core.store_select import Select
from core.text.cldr import LOCALES, cldr
from core.text.formatter import Formatter
from core.text.names import Names
from core.text.translations import translations
from tests.core.brief import boards

WEIGHTS = ("Regular", "Semibold", "Bold", "It", "SemiboldIt")
SELECTIONS = (
    Select(),
    Select(flow="us-imports", target="rare-earths", year=2024),
    Select(flow="us-imports", target="252922", year=2024),
    Select(flow="us-exports", target="2846", year=2023),
    Select(flow="mexico-exports", target="7106", year=2024),
    Select(flow="production", target="rare-earths", year=2024),
    Select(flow="production", target="titanium", year=2024),
    Select(flow="reserves", target="bauxite", year=2025),
    Select(flow="us-import-sources", target="strontium", year=2024),
    Select(flow="us-reliance", target="rare-earths", year=2024),
    Select(flow="prices", target="rare-earths", year=2024),
    Select(flow="prices", target="graphite", year=2024),
)


def covered(weight: str) -> set[str]:
    data = (font.fonts_folder() / f"SourceSans3-{weight}.ttf").read_bytes()
    return set(font._advances(data))


def missing(words: Iterable[str], weight: str) -> dict[str, str]:
    """Return each character without a glyph, with the words it stands in; a line break is the layout's business."""
    known = covered(weight) | {"\n"}
    return {character: text for text in words for character in text if character not in known}


def strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("wanted", SELECTIONS, ids=str)
def test_no_brief_prints_a_hollow_square(wanted: Select, language: str, bundled: Dataset) -> None:
    snapshot = wanted.apply(Snapshot(bundled, language=language))
    data = page_data(build_brief(snapshot, Formatter(language, Names.of(bundled, language)), today=boards.DAY))
    assert not [words for words in strings(data) if "□" in words]


def test_no_brief_of_a_scenario_prints_a_hollow_square(bundled: Dataset) -> None:
    looked = Select(flow="us-imports", target="rare-earths", year=2024).apply(Snapshot(bundled))
    snapshot = EditShare("MEX", 0.2).apply(looked)
    assert isinstance(snapshot.scenario.edits[0], SetShare)
    data = page_data(build_brief(snapshot, Formatter("en", Names.of(bundled, "en")), today=boards.DAY))
    assert not [words for words in strings(data) if "□" in words]


def test_the_square_is_seen_where_a_glyph_is_missing() -> None:
    made = boards.board()
    odd = replace(made, table=replace(made.table, form=np.array(["\u2008"] * len(made.table.keys), dtype=object)))
    assert any("□" in words for words in strings(page_data(boards.brief(odd))["rows"]))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_word_of_the_program_and_of_the_catalogue_can_be_printed(weight: str, bundled: Dataset) -> None:
    words: list[str] = []
    for language, locale in LOCALES.items():
        names = Names.of(bundled, language)
        kinds = (names.products, names.groups, names.minerals, names.baskets, names.sources, names.phrases)
        words += [name for kind in kinds for name in kind.values()]
        words += [*translations(language), *translations(language).values(), *cldr(locale).countries.values()]
    words += bundled.stats["text"].astype(str).unique().tolist()
    assert not missing(words, weight)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_sign_of_the_formatter_can_be_printed(weight: str, language: str) -> None:
    fmt = Formatter(language)
    words: list[str] = []
    for value in (-1234567.891, -0.04, 0.0, 0.0004, 0.71, 1234.5, 2.5e9, float("nan")):
        worded = (
            fmt.number,
            fmt.money,
            fmt.money_in_words,
            fmt.unit_value,
            fmt.share,
            fmt.change,
            fmt.points,
            fmt.mass,
        )
        words += [word(value) for word in worded]
        words += [fmt.money(value, compact=True), fmt.hhi(value), fmt.points(value), fmt.share_range(value, 1.0)]
    words += [fmt.period(2021, 2024), fmt.date(boards.DAY), "▲▼≥→·□…"]
    assert not missing(words, weight)
