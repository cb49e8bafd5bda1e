"""The twin brief: the same numbers in a second language, in a file of its own beside the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.brief.model import Brief
from core.brief.writers import writer_for
from core.files import write_together


def twin_path(path: Path, language: str) -> Path:
    """Return the name of the second file: the language's code stands before the ending, as in brief.es.pdf."""
    return path.with_name(f"{path.stem}.{language}{path.suffix}")


def write_briefs(path: Path, briefs: Sequence[Brief], made: Mapping[str, bytes] | None = None) -> tuple[Path, ...]:
    """Write a brief, and its twin beside it, in the format of the name's ending; return the files in this order.

    `made` are bytes of that format that are at hand, by language. All files are written or none.

    Raises:
        VetaError: the ending is of no format, or a file cannot be written.
    """
    writer, at_hand = writer_for(path), made or {}
    first, *others = briefs
    places = {path: first, **{twin_path(path, twin.language): twin for twin in others}}
    write_together({place: at_hand.get(one.language) or writer(one) for place, one in places.items()})
    return tuple(places)
