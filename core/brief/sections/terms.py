"""Words of the dataset's terms, rows of its tables as words, and several texts as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.dataset.cache import DigestCache
from core.dataset.load import Dataset
from core.text.formatter import Formatter
from core.text.messages import msg

Terms = Mapping[tuple[str, str], str]
_TERMS: DigestCache[Terms] = DigestCache(16)
_SOURCES: DigestCache[Mapping[str, tuple[str, str]]] = DigestCache(8)


def terms(dataset: Dataset, language: str) -> Terms:
    """Return {(kind, term): words} in "en", "es" or "fr".

    Raises:
        VetaError: the table of terms is missing or damaged.
    """
    return _TERMS.get((dataset.key, language), lambda: _read(dataset, language))


def _read(dataset: Dataset, language: str) -> Terms:
    return {(row["kind"], row["term"]): row[f"name_{language}"] for row in rows_of(dataset, "terms")}


def rows_of(dataset: Dataset, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with every cell as text; a number that is not given is "nan".

    Raises:
        VetaError: the table is missing or damaged.
    """
    for row in dataset.table(name).to_dict("records"):
        yield {str(column): str(cell) for column, cell in row.items()}


def editions(dataset: Dataset) -> Mapping[str, tuple[str, str]]:
    """Return {source id: its edition and the ISO day on which it was retrieved}, "" where it has none."""
    return _SOURCES.get(dataset.key, lambda: _editions(dataset))


def _editions(dataset: Dataset) -> Mapping[str, tuple[str, str]]:
    columns = (map(str, dataset.sources[name]) for name in ("source_id", "edition", "retrieved"))
    return {source: (edition, day) for source, edition, day in zip(*columns, strict=True)}


def joined(parts: Iterable[str], fmt: Formatter) -> str:
    """Return several texts as one, with the semicolon as the language sets it."""
    said = ""
    for part in parts:
        said = fmt.say(msg("{first}; {second}", first=said, second=part)) if said else part
    return said
