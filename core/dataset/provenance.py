"""Where a figure comes from: publisher, edition, licence, and how it was made."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from core.dataset.load import Dataset
from core.errors import VetaError
from core.text.messages import Message, msg

FrameName = Literal["trade", "stats"]
TABLES = {
    "us-imports": "us_imports.csv",
    "us-exports": "us_exports.csv",
    "mexico-exports": "mexico_exports.csv",
    "production": "production.csv",
    "reserves": "reserves.csv",
    "us-import-sources": "import_sources.csv",
    "us-reliance": "reliance.csv",
    "prices": "prices.csv",
}


def describe(dataset: Dataset, frame: FrameName, row_id: int) -> dict[str, object]:
    """Return where one row comes from.

    Keys: id, table, publisher, title, edition, licence, url, retrieved, source_id, unit, valuation, hs_revision,
    flag, mass_flag, estimated, raw_ref, value, steps (messages, in the order the figure was made), row (the cells).

    Raises:
        VetaError: no such row.
    """
    table = dataset.trade if frame == "trade" else dataset.stats
    if not 0 <= row_id < len(table):
        raise VetaError(
            msg(
                "There is no row {frame}:{row}; rows run from 0 to {last}.",
                frame=frame,
                row=str(row_id),
                last=str(len(table) - 1),
            )
        )
    cells = {str(name): _plain(value) for name, value in table.iloc[row_id].to_dict().items()}
    source = source_of(dataset, str(cells["source_id"]))
    return {
        "id": f"{frame}:{row_id}",
        "table": TABLES.get(str(cells["flow"]), str(cells["flow"])),
        "publisher": source.get("publisher", ""),
        "title": source.get("title_en", ""),
        "edition": cells.get("edition") or source.get("edition", ""),
        "licence": source.get("licence", ""),
        "url": source.get("url", ""),
        "retrieved": source.get("retrieved", ""),
        "source_id": cells["source_id"],
        "unit": "USD" if frame == "trade" else cells["unit"],
        "valuation": cells.get("valuation", ""),
        "hs_revision": cells.get("hs_revision", ""),
        "flag": cells.get("flag", ""),
        "mass_flag": cells.get("mass_flag", ""),
        "estimated": cells.get("estimated", ""),
        "raw_ref": cells["raw_ref"],
        "value": cells["value_usd"] if frame == "trade" else cells["text"],
        "steps": _steps(cells),
        "row": cells,
    }


def source_of(dataset: Dataset, source_id: str) -> dict[str, str]:
    """Return one row of the source list as text by column; empty if there is no such source."""
    rows = dataset.sources[dataset.sources["source_id"] == source_id]
    return {} if rows.empty else {str(k): str(_plain(v) or "") for k, v in rows.iloc[0].to_dict().items()}


def _steps(cells: dict[str, object]) -> tuple[Message, ...]:
    lines = str(cells["raw_ref"])
    steps = [msg("Read from {lines} of the publisher's file.", lines=lines)]
    if "+" in lines or "…" in lines:
        steps.append(msg("Added up from several lines of that file."))
    if cells.get("flag") == "computed":
        steps.append(msg("Computed: a published share times a published total."))
    if cells.get("mass_flag") == "e":
        steps.append(msg("The mass was estimated by the publisher."))
    if cells.get("estimated") == "e":
        steps.append(msg("Estimated by the publisher."))
    return tuple(steps)


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    item = getattr(value, "item", None)
    return item() if callable(item) else value
