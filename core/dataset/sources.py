"""The sources of a dataset as a reader sees them: numbered, named in one language, with the rows each one gave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from core.dataset.load import Dataset
from core.dataset.schema import LATER_TABLES, TABLES, USER_SOURCE


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source: `rows` counts its rows in every table, `retrieved` is an ISO date, `number` starts at 1."""

    number: int
    source_id: str
    publisher: str
    title: str
    edition: str
    valuation: str
    licence: str
    url: str
    retrieved: str
    note: str
    rows: int

    @property
    def imported(self) -> bool:
        """Whether the user imported it."""
        return self.source_id.startswith(USER_SOURCE)


def source_entries(dataset: Dataset, language: str) -> tuple[SourceEntry, ...]:
    """Return all sources in the order of the catalogue, titles and notes in "en", "es" or "fr".

    Raises:
        VetaError: a table that is read only when asked for is missing or damaged.
    """
    counts = rows_by_source(dataset)
    return tuple(
        SourceEntry(
            number=number,
            source_id=str(row["source_id"]),
            publisher=str(row["publisher"]),
            title=str(row[f"title_{language}"]),
            edition=str(row["edition"]),
            valuation=str(row["valuation"] or ""),
            licence=str(row["licence"]),
            url=str(row["url"]),
            retrieved=str(row["retrieved"]),
            note=str(row[f"note_{language}"] or ""),
            rows=counts[str(row["source_id"])],
        )
        for number, row in enumerate(dataset.sources.to_dict("records"), start=1)
    )


def rows_by_source(dataset: Dataset) -> Counter[str]:
    """Return how many rows each source gave over all tables of figures; coverage statements are no figures.

    Raises:
        VetaError: a table that is read only when asked for is missing or damaged.
    """
    later = [dataset.table(name) for name in LATER_TABLES if "source_id" in TABLES[name].column_names]
    counts: Counter[str] = Counter()
    for frame in (dataset.trade, dataset.stats, dataset.critical_lists, *later):
        found = frame["source_id"].value_counts(sort=False)
        counts.update({str(source): int(rows) for source, rows in found.items() if rows})
    return counts
