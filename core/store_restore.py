"""Commands that bring back what a journal or a backup kept; neither touches the user's file."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from core.scenario.edits import Scenario
from core.scenario.replay import tables
from core.store import Snapshot
from core.text.messages import Message, msg


@dataclass(frozen=True)
class RestoreBackup:
    """Put an earlier state in the place of the open scenario, as one step that can be undone."""

    scenario: Scenario
    merge_key: Hashable | None = None

    @property
    def label(self) -> Message | None:
        """The undo step's name."""
        return msg("Restore a backup")

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the earlier state, which its file does not hold until it is saved.

        Raises:
            VetaError: an edit does not fit the figures.
        """
        tables(snapshot.dataset, self.scenario)
        return snapshot.with_document(scenario=self.scenario)


@dataclass(frozen=True)
class MarkUnsaved:
    """Note that the open scenario's file holds something else: `saved`."""

    saved: Scenario

    @property
    def label(self) -> Message | None:
        """None: the scenario stays as it is."""
        return None

    @property
    def merge_key(self) -> Hashable | None:
        """None: nothing to merge."""
        return None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot as not saved."""
        return snapshot.with_document(saved=self.saved)
