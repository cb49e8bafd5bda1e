"""Names: the catalogue's words by id, in each language."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from core.dataset.load import load_dataset
from core.text.formatter import Formatter
from core.text.names import Names
from core.text.translations import LANGUAGES


def frame(key: str, kind: str = "name") -> pd.DataFrame:
    return pd.DataFrame({key: ["a"], f"{kind}_en": ["An A"], f"{kind}_es": ["Una A"], f"{kind}_fr": ["Un A"]})


def test_each_language_takes_its_own_column() -> None:
    dataset = SimpleNamespace(
        products=frame("product"),
        groups=frame("group"),
        minerals=frame("mineral"),
        baskets=frame("basket"),
        sources=frame("source_id", "title"),
        phrases=frame("phrase").assign(kind="form"),
    )
    spanish = Names.of(dataset, "es")  # type: ignore[arg-type]
    assert spanish == Names(*({"a": "Una A"} for _ in range(5)), phrases={("form", "a"): "Una A"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bundled_catalogue_names_the_minerals_of_the_talks(language: str) -> None:
    fmt = Formatter(language, Names.of(load_dataset(), language))
    expected = {
        "en": ("Rare earths", "Silver", "Fluorspar"),
        "es": ("Tierras raras", "Plata", "Fluorita"),
        "fr": ("Terres rares", "Argent", "Spath fluor"),
    }
    assert [fmt.target(t).casefold() for t in ("rare-earths", "silver", "fluorspar")] == [
        word.casefold() for word in expected[language]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_the_bundled_catalogue_is_empty_or_padded(language: str) -> None:
    names = Names.of(load_dataset(), language)
    for table in (names.products, names.groups, names.minerals, names.baskets, names.sources, names.phrases):
        assert table
        assert [key for key, name in table.items() if not name or name != name.strip() or name == "nan"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Mine production", "TiO2 content; ilmenite", "Moderate", "US Geological Survey", "public domain")),
        (
            "es",
            ("Producción minera", "TiO2 contenido; ilmenita", "Moderadas", "Servicio Geológico de EE.\u00a0UU. (USGS)",
             "dominio público"),
        ),
        (
            "fr",
            ("Production minière", "TiO2 contenu; ilménite", "Modérées", "Service géologique des États-Unis (USGS)",
             "domaine public"),
        ),
    ],
)  # fmt: skip
def test_publishers_words_are_worded(language: str, words: tuple[str, ...]) -> None:
    fmt = Formatter(language, Names.of(load_dataset(), language))
    said = (
        fmt.form("Mine production"),
        fmt.note("TiO2 content; ilmenite"),
        fmt.printed("Moderate"),
        fmt.publisher("US Geological Survey"),
        fmt.licence("public domain"),
    )
    assert said == words


def test_what_has_no_name_stays_as_it_is() -> None:
    fmt = Formatter("es")
    assert (fmt.form("Leaching"), fmt.printed("1,200"), fmt.edition("2027"), fmt.note("")) == (
        "Leaching", "1,200", "2027", "",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_forms_of_one_mineral_never_share_a_name(language: str) -> None:
    dataset = load_dataset()
    names = Names.of(dataset, language).phrases
    series = dataset.stats[["flow", "edition", "mineral", "form"]].astype(str).drop_duplicates()
    series["name"] = [names["form", form] for form in series["form"]]
    assert series[series.duplicated(["flow", "edition", "mineral", "name"])].empty
