"""Official lists of critical minerals: which there are, and on which of them a mineral stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.dataset.cache import DigestCache
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

# In the order in which they are offered: the latest of the United States first.
NAMES = {
    "us-2025": msg("US 2025"),
    "us-2022": msg("US 2022"),
    "us-2018": msg("US 2018"),
    "eu-crm-2023": msg("EU 2023, critical"),
    "eu-srm-2023": msg("EU 2023, strategic"),
    "canada-2024": msg("Canada 2024"),
}


@dataclass(frozen=True)
class CriticalList:
    """One list: `labels` are the entries, as published, by the mineral of ours that they mean; `entries` counts all."""

    id: str
    name: Message
    source_id: str
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


def standing(dataset: Dataset, mineral: str) -> Message:
    """Return in one short line on which lists a mineral stands."""
    found = lists_with(dataset, mineral)
    if not found:
        return msg("On none of the critical lists held here")
    names = found[0].name
    for known in found[1:]:
        names = msg("{first}; {second}", first=names, second=known.name)
    return msg("Critical lists: {lists}", lists=names)


def _read(dataset: Dataset) -> tuple[CriticalList, ...]:
    frame = dataset.critical_lists
    editions = dict(zip(dataset.sources["source_id"], dataset.sources["edition"], strict=True))
    found = []
    for id_, rows in frame.groupby("list_id", sort=False):
        labels: dict[str, tuple[str, ...]] = {}
        for mineral, label in zip(rows["mineral"], rows["label"], strict=True):
            if isinstance(mineral, str) and mineral:
                labels[mineral] = (*labels.get(mineral, ()), str(label))
        source, name = str(rows["source_id"].iloc[0]), str(rows["name"].iloc[0])
        named = NAMES.get(str(id_), msg("{name}", name=name))
        found.append(CriticalList(str(id_), named, source, str(editions.get(source, "")), len(rows), labels))
    order = list(NAMES)
    return tuple(sorted(found, key=lambda one: order.index(one.id) if one.id in NAMES else len(order)))
