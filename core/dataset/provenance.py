"""Where a figure comes from: publisher, edition, licence, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pandas as pd

from core.dataset.load import Dataset
from core.dataset.resolve import near
from core.dataset.schema import TABLES
from core.errors import VetaError
from core.text.messages import Message, msg

FrameName = Literal["trade", "stats"]
FRAMES: tuple[FrameName, ...] = ("trade", "stats")
FILES = {
    "us-imports": "us_imports.csv",
    "us-exports": "us_exports.csv",
    "mexico-exports": "mexico_exports.csv",
    "production": "production.csv",
    "reserves": "reserves.csv",
    "us-import-sources": "import_sources.csv",
    "us-reliance": "reliance.csv",
    "prices": "prices.csv",
}
# What a row of each table states, and in which unit where a column does not tell.
VALUES = {
    "stats": ("text", ""),
    "dependence": ("mexico_share", "share"),
    "tariff_lines": ("mfn_text", ""),
    "tariff_lists": ("rate", "share"),
    "measures": ("title_en", ""),
    "export_controls": ("control", ""),
    "agreements": ("title_en", ""),
    "end_uses": ("use_group", ""),
    "elasticities": ("sigma", ""),
    "sites": ("kind", ""),
    "concordance": ("relation", ""),
    "coverage": ("coverage", ""),
    "critical_lists": ("label", ""),
}


def describe(dataset: Dataset, frame: str, row_id: int) -> dict[str, object]:
    """Return where one row comes from; `frame` is "trade", "stats" (all flows in one) or the name of any table.

    Rows are numbered from 0, in file order. Keys: id, table, publisher, title, edition, licence, url, retrieved,
    source_id, unit, valuation, hs_revision, flag, mass_flag, estimated, raw_ref, value, steps (messages, in the order
    the figure was made), row (the cells). A catalogue row has no source: its words are Veta's own.

    Raises:
        VetaError: no such table or row.
    """
    table = _table(dataset, frame)
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
    source = source_of(dataset, str(cells.get("source_id", "")))
    value, unit = _value(frame, cells)
    return {
        "id": f"{frame}:{row_id}",
        "table": TABLES[frame].path if frame in TABLES else FILES.get(str(cells["flow"]), str(cells["flow"])),
        "publisher": source.get("publisher", ""),
        "title": source.get("title_en", ""),
        "edition": cells.get("edition") or source.get("edition", ""),
        "licence": source.get("licence", ""),
        "url": cells.get("url") or source.get("url", ""),
        "retrieved": source.get("retrieved", ""),
        "source_id": cells.get("source_id", ""),
        "unit": unit,
        "valuation": cells.get("valuation", ""),
        "hs_revision": cells.get("hs_revision", ""),
        "flag": cells.get("flag", ""),
        "mass_flag": cells.get("mass_flag", ""),
        "estimated": cells.get("estimated", ""),
        "raw_ref": cells.get("raw_ref", ""),
        "value": value,
        "steps": tuple(_steps(frame, cells)),
        "row": cells,
    }


def _table(dataset: Dataset, frame: str) -> pd.DataFrame:
    if frame == "trade":
        return dataset.trade
    if frame == "stats":
        return dataset.stats
    if frame not in TABLES:
        known = (*FRAMES, *TABLES)
        close = near(frame, known) or ", ".join(known)
        raise VetaError(msg("There is no table “{name}”; choose one of: {known}.", name=frame[:40], known=close))
    return dataset.table(frame)


def _value(frame: str, cells: dict[str, object]) -> tuple[object, object]:
    """Return what a row states, as printed or in its unit, and the unit."""
    if "quantity" in cells:
        return cells["text"], cells["unit"]
    if "value_usd" in cells:
        return cells["value_usd"], "USD"
    column, unit = VALUES.get(frame, (next(iter(cells)), ""))
    return cells[column], unit


def source_of(dataset: Dataset, source_id: str) -> dict[str, str]:
    """Return one row of the source list as text by column; empty if there is no such source."""
    rows = dataset.sources[dataset.sources["source_id"] == source_id]
    return {} if rows.empty else {str(k): str(_plain(v) or "") for k, v in rows.iloc[0].to_dict().items()}


def _steps(frame: str, cells: dict[str, object]) -> Iterator[Message]:
    lines = str(cells.get("raw_ref") or "")
    if not lines:
        yield _made_here(frame)
        return
    yield msg("Read from {lines} of the publisher's file.", lines=lines)
    if "+" in lines or "…" in lines:
        yield msg("Added up from several lines of that file.")
    if cells.get("flag") == "computed":
        yield msg("Computed: a published share times a published total.")
    if cells.get("mass_flag") == "e":
        yield msg("The mass was estimated by the publisher.")
    if cells.get("estimated") == "e":
        yield msg("Estimated by the publisher.")
    yield from _steps_of_table(frame, cells)


def _made_here(frame: str) -> Message:
    match frame:
        case "coverage":
            return msg("Counted from the rows of the source.")
        case "critical_lists":
            return msg("Read from the published list.")
        case _:
            return msg("Written for Veta's catalogue.")


_OWN_WORDS = msg("The words are Veta's own; the link leads to the text.")
_OF_TABLE = {
    "dependence": msg("Published in percent; divided by 100."),
    "concordance": msg("The relation is counted from all pairs of the two revisions."),
    "end_uses": msg("The group of uses is Veta's own."),
    "measures": _OWN_WORDS,
    "agreements": _OWN_WORDS,
    "export_controls": _OWN_WORDS,
}
_OF_SITE = {
    "occurrence-not-mine": msg("An occurrence, not a mine."),
    "deposit-not-mine": msg("A deposit, not a mine."),
    "us-side": msg("The point lies on the US side."),
}


def _steps_of_table(frame: str, cells: dict[str, object]) -> Iterator[Message]:
    """Yield what was done to a row of the tables that no screen needs at the start."""
    if frame in _OF_TABLE:
        yield _OF_TABLE[frame]
    if cells.get("flag") == "cut":
        yield msg("Mexico withholds a part of these figures; no share is computed from them.")
    if frame == "us_salient" and cells["note"]:
        yield msg("The file's heading does not fit this column; it was read by its place, as other editions show it.")
    if frame == "press":
        yield msg(
            "Told by {page}, after {authority}: a rounded figure that enters no total and no share.",
            page=str(cells["page"]), authority=str(cells["authority"]),
        )  # fmt: skip
    if cells.get("valuation") == "cif-or-fob":
        yield msg("The source does not say whether this is CIF or FOB.")
    if frame == "us_imports_monthly" and cells["usmca_claimed_usd"] is None:
        yield msg("What claimed USMCA is left out before July 2025, when the recording changed.")
    if frame == "sites" and cells["note"] in _OF_SITE:
        yield _OF_SITE[str(cells["note"])]
    if frame == "tariff_lines":
        yield from _steps_of_a_duty(cells)
    if frame == "elasticities":
        yield from _steps_of_an_elasticity(cells)


_OF_EQUIVALENT = {
    "quantity": msg(
        "The ad valorem equivalent is computed, not published: the duty times the mass, by the customs value, of US "
        "imports from Mexico in 2024, where the six-digit code holds this line alone."
    ),
    "calculated-duty": msg(
        "The ad valorem equivalent is computed, not published: the duty that the Census Bureau calculated for 2024 by "
        "the customs value, of the partners that owed any; China, Canada and Mexico are left out."
    ),
    "content-not-published": msg(
        "No ad valorem equivalent: the duty counts on the metal inside, and how much that is is not published."
    ),
}


def _steps_of_a_duty(cells: dict[str, object]) -> Iterator[Message]:
    if cells.get("mfn_kind") == "ad-valorem":
        yield msg("The rate is the printed percentage divided by 100.")
    if cells.get("specific_usd_per_kg") is not None:
        yield msg("The printed duty was turned into US dollars per kilogram.")
    if cells.get("specific_basis"):
        yield msg("It counts on this part of the goods: {basis}.", basis=str(cells["specific_basis"]))
    if cells.get("ave_basis") in _OF_EQUIVALENT:
        yield _OF_EQUIVALENT[str(cells["ave_basis"])]


def _steps_of_an_elasticity(cells: dict[str, object]) -> Iterator[Message]:
    if cells.get("kind") == "protee":
        yield msg(
            "Published as a tariff elasticity, which is minus the elasticity of substitution; the sign is turned."
        )
    if cells.get("flag") == "not-significant":
        yield msg("The publisher's estimate was not significant; the mean of the heading stands here, or nothing.")
    if cells.get("flag") == "wrong-sign":
        yield msg("The publisher's estimate had the wrong sign; the mean of the heading stands here, or nothing.")


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    item = getattr(value, "item", None)
    return item() if callable(item) else value
