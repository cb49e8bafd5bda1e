"""Official lists of critical minerals: which there are, and on which of them a mineral stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from core.dataset.cache import DigestCache
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

# In the order in which they are offered: the latest of the United States first.
NAMES = {
    "us-2025": msg("US 2025"),
    "us-2022": msg("US 2022"),
    "us-2018": msg("US 2018"),
    "eu-crm-2023": msg("EU critical 2023"),
    "eu-srm-2023": msg("EU strategic 2023"),
    "canada-2024": msg("Canada 2024"),
}
# Entries that name more minerals of ours than the one to which their row is tied.
ALSO = {"Bauxite/alumina/aluminium": ("bauxite", "alumina"), "Aluminum (bauxite)": ("bauxite",)}


@dataclass(frozen=True)
class CriticalList:
    """One list: `labels` are the entries, as published, by the mineral of ours that they mean; `entries` counts all."""

    id: str
    name: Message
    source_id: str
    publisher: str
    edition: str
    entries: int
    labels: Mapping[str, tuple[str, ...]]


_LISTS: DigestCache[tuple[CriticalList, ...]] = DigestCache(4)


def critical_lists(dataset: Dataset) -> tuple[CriticalList, ...]:
    """Return every list of a dataset in the order in which they are offered."""
    return _LISTS.get(dataset.digest, lambda: _read(dataset))


def list_of_id(dataset: Dataset, id_: str) -> CriticalList | None:
    """Return a list by its id, None where there is none."""
    return next((known for known in critical_lists(dataset) if known.id == id_), None)


def lists_with(dataset: Dataset, mineral: str) -> tuple[CriticalList, ...]:
    """Return the lists on which a mineral stands, in whole or by a grade or member of it."""
    return tuple(known for known in critical_lists(dataset) if mineral in known.labels)


def standing(dataset: Dataset, mineral: str, *, by_name: bool = False) -> Message:
    """Return in one short line on which lists a mineral stands, and whose lists they are.

    `by_name` names the mineral, where something else of it is shown.
    """
    found, named = lists_with(dataset, mineral), Named("mineral", mineral)
    if not found:
        if by_name:
            return msg("{mineral} is not named on the critical lists held here", mineral=named)
        return msg("Not named on the critical lists held here")
    parts: list[Message] = []
    for publisher, lists in groupby(found, key=attrgetter("publisher")):
        names = _in_a_row(", ", [one.name for one in lists])
        parts.append(msg("{publisher}: {lists}", publisher=Named("publisher", publisher), lists=names))
    said = _in_a_row("; ", parts)
    if by_name:
        return msg("Critical lists with {mineral}. {lists}", mineral=named, lists=said)
    return msg("Critical lists. {lists}", lists=said)


def entry(one: CriticalList, mineral: str) -> Message:
    """Return how a list names a mineral, with the list's title and edition."""
    labels, title = ", ".join(one.labels[mineral]), Named("source", one.source_id)
    return msg(
        "{name}: as {labels} ({title}, {edition})",
        name=one.name, labels=labels, title=title, edition=Named("edition", one.edition),
    )  # fmt: skip


def _in_a_row(mark: str, parts: Sequence[Message]) -> Message:
    """Return parts as one message with a mark between them."""
    whole = parts[0]
    for part in parts[1:]:
        whole = msg("{first}{mark}{second}", first=whole, mark=mark, second=part)
    return whole


def _read(dataset: Dataset) -> tuple[CriticalList, ...]:
    columns = (map(str, dataset.sources[name].tolist()) for name in ("source_id", "publisher", "edition"))
    about = {source: (publisher, edition) for source, publisher, edition in zip(*columns, strict=True)}
    minerals = set(dataset.minerals["mineral"])
    found = []
    for id_, rows in _rows_by_list(dataset).items():
        labels: dict[str, tuple[str, ...]] = {}
        for mineral, label, _source, _name in rows:
            meant = [slug for slug in (mineral, *ALSO.get(label, ())) if slug in minerals]
            labels |= {slug: (*labels.get(slug, ()), label) for slug in meant}
        _mineral, _label, source, name = rows[0]
        named = NAMES.get(id_, msg("{name}", name=name))
        found.append(CriticalList(id_, named, source, *about.get(source, ("", "")), len(rows), labels))
    order = list(NAMES)
    return tuple(sorted(found, key=lambda one: order.index(one.id) if one.id in NAMES else len(order)))


def _rows_by_list(dataset: Dataset) -> dict[str, list[tuple[str, ...]]]:
    """Return mineral, label, source and name of the rows of each list, in their order."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    columns = (map(str, dataset.critical_lists[name]) for name in ("list_id", "mineral", "label", "source_id", "name"))
    for id_, *row in zip(*columns, strict=True):
        rows.setdefault(id_, []).append(tuple(row))
    return rows
