"""The one place that knows how the store holds the scenarios that are open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.scenario.edits import Scenario

if TYPE_CHECKING:
    from core.store import Snapshot


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """One open scenario; `path` is its file, None where it was never saved."""

    path: Path | None
    scenario: Scenario
    modified: bool


def open_documents(snapshot: Snapshot) -> tuple[OpenDocument, ...]:
    """Return every scenario that is open."""
    return tuple(OpenDocument(d.path, d.scenario, d.modified) for d in snapshot.documents)
