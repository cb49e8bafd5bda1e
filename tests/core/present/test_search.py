"""Search: by name without accents, by code with or without points, best match first."""

from __future__ import annotations

from dataclasses import replace

from core.dataset.load import Dataset
from core.dataset.own_baskets import OwnBasket
from core.present.search import Entry, build_index, find, fold
from core.text.formatter import Formatter
from core.text.names import Names

INDEX = tuple(
    Entry(kind, id_, label, fold(f"{label} {id_}"))
    for kind, id_, label in (
        ("group", "rare-earths", "Rare earths"),
        ("mineral", "rare-earths", "Rare earths"),
        ("product", "284690", "Compounds of rare earths"),
        ("product", "252922", "Fluorspar, acid grade"),
        ("country", "MEX", "México"),
        ("mineral", "silver", "Silver"),
    )
)


def ids(text: str) -> list[str]:
    return [f"{entry.kind} {entry.id}" for entry in find(INDEX, text)]


def test_groups_before_minerals_before_products() -> None:
    assert ids("rare") == ["group rare-earths", "mineral rare-earths", "product 284690"]


def test_codes_with_and_without_points() -> None:
    assert ids("2529.22") == ids("252922") == ["product 252922"]


def test_accents_and_case_do_not_matter() -> None:
    assert ids("mexico") == ids("MÉX") == ["country MEX"]


def test_words_inside_a_name_are_found_after_beginnings() -> None:
    assert ids("acid") == ["product 252922"]
    assert ids("") == ids("   ") == ids("zzz") == []


def test_no_more_than_asked_for() -> None:
    assert len(find(INDEX, "r", limit=2)) == 2


def test_baskets_are_found_the_reader_s_own_among_them(bundled: Dataset) -> None:
    own = OwnBasket("Metal, no jewellery", ("71",), ("7113",))
    dataset = replace(bundled, own_baskets=(own,))
    index = build_index(dataset, Formatter("en", Names.of(dataset, "en")))
    assert [(found.kind, found.id) for found in find(index, "metal, no")] == [("basket", own.id)]
    assert ("basket", "ores") in [(found.kind, found.id) for found in index]
