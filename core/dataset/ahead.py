"""What the first questions of some kinds would wait for, made while nobody waits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from core.dataset.series import revision_changes
from core.dataset.stat_index import stat_index
from core.errors import VetaError
from core.selection import USGS_FLOWS

if TYPE_CHECKING:
    from core.dataset.load import Dataset


def make_ahead(dataset: Dataset) -> None:
    """Read the USGS tables and the relations of revisions; what is wrong with them is told when they are asked for."""
    with suppress(VetaError):
        revision_changes(dataset)
    with suppress(VetaError):
        index = stat_index(dataset)
        for flow in USGS_FLOWS:
            index.flow(flow)
