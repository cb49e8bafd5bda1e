"""Search over what can be looked at: groups, minerals, baskets, products by code or name, and countries."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.text.formatter import Formatter

EntryKind = Literal["group", "mineral", "product", "country", "basket"]
_ORDER: dict[EntryKind, int] = {"group": 0, "mineral": 1, "basket": 2, "country": 3, "product": 4}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look at: its id, its name, and the folded text it is found by."""

    kind: EntryKind
    id: str
    label: str
    folded: str


def fold(text: str) -> str:
    """Return text without case, accents and the points of codes, as a person types it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and c != ".")


def build_index(dataset: Dataset, fmt: Formatter) -> tuple[Entry, ...]:
    """Return every entry in the reader's language; ids and codes are found as well."""
    entries = [_entry("group", str(slug), fmt.group(str(slug))) for slug in dataset.groups["group"]]
    entries += [_entry("mineral", str(slug), fmt.mineral(str(slug))) for slug in dataset.minerals["mineral"]]
    entries += [_entry("product", str(code), fmt.product(str(code))) for code in dataset.products["product"]]
    baskets = [*dataset.baskets["basket"], *[own.id for own in dataset.own_baskets]]
    entries += [_entry("basket", str(basket), fmt.basket(str(basket))) for basket in baskets]
    countries = dataset.countries
    chosen = countries.loc[(countries["kind"] == "country") | (countries["partner"] == "EUU"), "partner"]
    entries += [_entry("country", str(partner), fmt.country(str(partner))) for partner in chosen]
    return tuple(entries)


def find(index: tuple[Entry, ...], text: str, limit: int = 12) -> list[Entry]:
    """Return the best matches: those that begin with the text, then a word that does, then any that hold it."""
    wanted = fold(text.strip())
    if not wanted:
        return []
    ranked = [(rank, _ORDER[entry.kind], entry) for entry in index if (rank := _rank(entry, wanted)) is not None]
    ranked.sort(key=lambda item: (item[0], item[1], len(item[2].label), item[2].label))
    return [entry for _, _, entry in ranked[:limit]]


def _entry(kind: EntryKind, id_: str, label: str) -> Entry:
    return Entry(kind, id_, label, fold(f"{label} {id_}".replace("-", " ")))


def _rank(entry: Entry, wanted: str) -> int | None:
    if entry.folded.startswith(wanted) or fold(entry.id).startswith(wanted):
        return 0
    if f" {wanted}" in entry.folded:
        return 1
    return 2 if wanted in entry.folded else None
