"""What every importer takes and gives: the file's context, the lines it refuses, and the tables it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from core.errors import VetaError
from core.strict_text import one_line
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.importers.places import Places
    from core.dataset.importers.source import SourceFile

SHOWN_REFUSALS = 50
MOST_ROWS = 3_000_000


class CancelledError(VetaError):
    """The user stopped an import; nothing was written."""

    def __init__(self) -> None:
        super().__init__(msg("The import was stopped; nothing was added or changed."))


class RefusedError(VetaError):
    """A preview has noted what is wrong; nothing can be laid out."""

    def __init__(self) -> None:
        super().__init__(msg("Some lines cannot be taken."))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line (in JSON: a record) that cannot be taken as it stands, and why."""

    line: int
    reason: Message


def _never() -> bool:
    return False


def _silent(_done: int, _total: int) -> None:
    return


@dataclass(slots=True)
class Watch:
    """Who follows an import: `progress(done_bytes, total_bytes)` is told, `cancelled()` is asked, often."""

    progress: Callable[[int, int], None] = _silent
    cancelled: Callable[[], bool] = _never

    def tell(self, done: int, total: int) -> None:
        """Pass progress on; raises `CancelledError` when the user has had enough."""
        if self.cancelled():
            raise CancelledError
        self.progress(done, total)


@dataclass(slots=True)
class Context:
    """What a reader works with, and what it notes on its way.

    `everything` keeps every HS code instead of the chapters that hold minerals. `unknown` counts partner and product
    codes the catalogue has no name for; `tolerant` collects refused lines for a preview instead of stopping at the
    first.
    """

    source_id: str
    places: Places
    chapters: frozenset[str]
    editions: frozenset[str]
    everything: bool = False
    tolerant: bool = False
    rows_in: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])
    refused_in_all: int = 0
    unknown: Counter[str] = field(default_factory=Counter[str])

    def refuse(self, file: str, line: int, reason: Message) -> None:
        """Note a line that cannot be taken.

        Raises:
            VetaError: unless the context is tolerant; names file, line and reason.
        """
        if not self.tolerant:
            raise VetaError(msg("{file}, line {line}: {reason}", file=file, line=line, reason=reason))
        self.refused_in_all += 1
        if len(self.refused) < SHOWN_REFUSALS:
            self.refused.append(Refusal(line, one_line(reason)))

    def keeps(self, product: str) -> bool:
        """Return whether rows of an HS code are kept."""
        return self.everything or product[:2] in self.chapters


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a reader made of a file: tables of the schema as text cells, and whose figures they are.

    `layout` names the publisher's layout that was read; `edition`, `valuation`,
    `licence` and `url` describe the source.
    """

    layout: str
    tables: Mapping[str, pd.DataFrame]
    publisher: str
    title: Message
    edition: str
    valuation: str
    licence: str
    url: str
    years: tuple[int, ...]


class Importer(Protocol):
    """A reader of one publisher's format."""

    @property
    def kind(self) -> str:
        """The word for `--kind`."""
        ...

    def recognises(self, file: SourceFile) -> bool:
        """Return whether a file looks like one of this publisher's, by its name and header."""
        ...

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read the whole file.

        Raises:
            VetaError: the file is not of this format, is damaged, or holds a line that cannot be taken.
        """
        ...
