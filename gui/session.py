"""The session: the store as Qt sees it, and what panels may ask of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.dataset.ahead import make_ahead
from core.errors import VetaError
from core.store import Command, Snapshot, Store
from core.store_edits import EditShare, RenameScenario, ResetAll, ResetTable, SetLock
from core.store_select import Select, SetLanguage
from core.text.formatter import Formatter
from core.text.names import Names

if TYPE_CHECKING:
    from core.dataset.load import Dataset

log = logging.getLogger(__name__)

RARE_EARTHS = "rare-earths"
ALL = "all"


@dataclass(frozen=True)
class Change:
    """From one snapshot to the next; views decide from it whether they are stale."""

    old: Snapshot
    new: Snapshot

    @cached_property
    def language(self) -> bool:
        """Whether everything is to be worded anew."""
        return self.old.language != self.new.language

    @cached_property
    def dataset(self) -> bool:
        """Whether the figures themselves are others."""
        return self.old.dataset is not self.new.dataset


class StoreBridge(QObject):
    """Turns changes of the store into one signal.

    Signals:
        boardChanged: the new `Board` and the `Change` that led to it.
    """

    boardChanged = Signal(object, object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._formatters: dict[str, Formatter] = {}
        self._unsubscribe: Callable[[], None] | None = store.subscribe(self._on_change)

    @property
    def fmt(self) -> Formatter:
        """The formatter of the language in use."""
        language = self.store.snapshot.language
        if language not in self._formatters:
            self._formatters[language] = formatter_for(self.store.snapshot.dataset, language)
        return self._formatters[language]

    def make_ahead(self) -> None:
        """Make what the first questions of some kinds would wait for."""
        make_ahead(self.store.snapshot.dataset)

    def close(self) -> None:
        """Stop listening to the store; once is enough."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _on_change(self, old: Snapshot, new: Snapshot) -> None:
        if new.dataset is not old.dataset:
            self._formatters.clear()
        self.boardChanged.emit(new.board, Change(old, new))


class Requests(QObject):
    """Carries out what panels ask for; a refusal becomes a sentence, never a dialog.

    Signals:
        failed: the `Message` of a `VetaError`.
    """

    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    def run(self, command: Command) -> bool:
        """Execute a command; return whether it was done."""
        try:
            self._store.execute(command)
        except VetaError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: VetaError) -> None:
        """Report an error to the reader, and its trace to the log."""
        log.warning("%s", error, exc_info=error)
        self.failed.emit(error.message)

    def select(self, fields: Mapping[str, Any]) -> None:
        """Look at something else; `fields` are those of `Selection`, a partner of None clears the choice."""
        cleaned: dict[str, Any] = dict(fields)
        if "partner" in cleaned and cleaned["partner"] is None:
            cleaned["partner"] = ""
        self.run(Select(**cleaned))

    def show_target(self, target: str) -> None:
        """Look at a product, mineral or group."""
        self.run(Select(target=target))

    def show_rare_earths(self) -> None:
        """Look at the rare earths."""
        self.show_target(RARE_EARTHS)

    def show_whole(self) -> None:
        """Look at all minerals and all partners again."""
        self.run(Select(target=ALL, partner=""))

    def show_us_imports(self) -> None:
        """Look at what the United States buys."""
        self.run(Select(flow="us-imports"))

    def show_mexico_exports(self) -> None:
        """Look at what Mexico sells."""
        self.run(Select(flow="mexico-exports"))

    def edit_share(self, partner: str, share: float, drag: int) -> None:
        """Set a share; a `drag` of 0 is a single edit."""
        self.run(EditShare(partner, share, drag or None))

    def set_lock(self, partner: str, locked: bool) -> None:
        """Keep a partner's share, or let it go."""
        self.run(SetLock(partner, locked))

    def reset_table(self) -> None:
        """Drop the edits of the table on show."""
        self.run(ResetTable())

    def reset_all(self) -> None:
        """Drop every edit."""
        self.run(ResetAll())

    def rename(self, name: str) -> None:
        """Name the scenario."""
        self.run(RenameScenario(name))

    def set_language(self, language: str) -> None:
        """Word everything in another language."""
        self.run(SetLanguage(language))

    def undo(self) -> None:
        """Take back the last edit."""
        self._guard(self._store.undo)

    def redo(self) -> None:
        """Repeat the edit last taken back."""
        self._guard(self._store.redo)

    def _guard(self, step: Callable[[], None]) -> None:
        try:
            step()
        except VetaError as error:
            self.refuse(error)


def formatter_for(dataset: Dataset, language: str) -> Formatter:
    """Return the formatter of a language with the names of a dataset's catalogue."""
    return Formatter(language, Names.of(dataset, language))
