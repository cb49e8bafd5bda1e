"""The sources of a brief: each as its parts for a data sheet, and as one line for a page."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date

import pandas as pd

from core.brief.model import Reference
from core.present.board import SourceLine
from core.text.formatter import Formatter

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def references(lines: Iterable[SourceLine], sources: pd.DataFrame, fmt: Formatter) -> tuple[Reference, ...]:
    """Return sources in their order; one that the catalogue does not know has its id alone."""
    listed = list(lines)
    named = sources[sources["source_id"].isin([line.source_id for line in listed])]
    known = {row["source_id"]: row for row in named.astype(object).where(named.notna(), "").to_dict("records")}
    return tuple(_reference(known.get(line.source_id), line.number, line.source_id, fmt) for line in listed)


def source_line(source: Reference, fmt: Formatter) -> str:
    """Return one source: number, publisher, title, edition, valuation, retrieval date, licence."""
    if not (source.publisher or source.title):
        return f"[{source.number}] {source.source_id}"
    parts = [source.publisher, source.title, source.edition, source.valuation]
    if source.retrieved:
        parts.append(fmt.say("retrieved {date}", date=fmt.date(date.fromisoformat(source.retrieved))))
    if source.licence:
        parts.append(fmt.say("licence: {licence}", licence=source.licence))
    return f"[{source.number}] " + "; ".join(part for part in dict.fromkeys(parts) if part)


def _reference(known: Mapping[Hashable, object] | None, number: int, source_id: str, fmt: Formatter) -> Reference:
    if known is None:
        return Reference(number, source_id, "", "", "", "", "", "", "")
    row = {str(name): str(value) for name, value in known.items()}
    retrieved = row.get("retrieved", "")
    return Reference(
        number=number,
        source_id=source_id,
        publisher=fmt.publisher(row.get("publisher", "")),
        title=fmt.source(source_id),
        edition=fmt.edition(row.get("edition", "")),
        valuation=", ".join(fmt.valuation(v) for v in re.findall("customs|cif|fob", row.get("valuation", ""))),
        licence=fmt.licence(row.get("licence", "")),
        url=row.get("url", ""),
        retrieved=retrieved if _DAY.fullmatch(retrieved) else "",
    )
