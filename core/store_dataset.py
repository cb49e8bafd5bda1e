"""The command that takes up other figures: after an import, or when a package is removed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.dataset.baskets import known_baskets
from core.errors import VetaError
from core.scenario.replay import tables
from core.selection import Selection
from core.store import Snapshot
from core.store_select import flow_years, nearest
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset


@dataclass(frozen=True)
class SetDataset:
    """Look at the same things, and keep the scenario, in other figures; leaves no undo step of its own."""

    dataset: Dataset

    @property
    def label(self) -> Message | None:
        """None: figures are added and removed, not undone."""
        return None

    @property
    def merge_key(self) -> Hashable | None:
        """None: nothing to merge."""
        return None

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the figures, and as much of the selection as they still answer.

        Raises:
            VetaError: the scenario's edits do not fit the figures.
        """
        if self.dataset.key == snapshot.dataset.key and self.dataset.state == snapshot.dataset.state:
            return snapshot
        try:
            for document in snapshot.documents:
                tables(self.dataset, document.scenario)
        except VetaError as error:
            text = msg(
                "An open scenario does not fit these figures: {reason} Reset that edit, or save the scenario and close "
                "it; then try again.",
                reason=error.message,
            )
            raise VetaError(text) from error
        return self._shown(snapshot)

    def _shown(self, snapshot: Snapshot) -> Snapshot:
        """Return the first snapshot that can be shown: with the selection as it is, with less of it, from the start."""
        old = snapshot.selection
        known = old.basket in {basket.id for basket in known_baskets(self.dataset)}
        kept = replace(
            old,
            year=nearest(old.year, flow_years(self.dataset, old.flow)),
            basket=old.basket if known else Selection().basket,
        )
        less = replace(kept, edition=None, basket=Selection().basket)
        for selection in (kept, replace(kept, basket=less.basket), less, replace(less, partner=None)):
            shown = replace(snapshot, dataset=self.dataset, selection=selection)
            try:
                shown.board  # noqa: B018 - what cannot be shown raises here
            except VetaError:
                continue
            return shown
        return replace(snapshot, dataset=self.dataset, selection=Selection())
