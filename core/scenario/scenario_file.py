"""Scenario files: UTF-8 JSON named *.veta, read strictly and written atomically.

The format is described by resources/schemas/veta-scenario-2.schema.json. Version 1 knew shares alone; its files are
brought up to date when they are read, and stay as they are on disk until they are saved.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import VetaError
from core.files import read_json, write_atomic
from core.scenario.edits import AddPartner, CutSupply, Edit, MoveShare, ScalePartner, Scenario, SetShare, SetTotal
from core.scenario.file_reader import FORMAT, SCHEMA_VERSION, Reader
from core.scenario.replay import TableResult, tables
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset


def read(path: Path) -> Scenario:
    """Return the scenario in a file.

    Raises:
        VetaError: unreadable, not strict JSON, not a scenario, from a newer Veta, or a value out of range;
            the sentence names the file and the place.
    """
    return Reader(path.name).scenario(read_json(path))


def dump(scenario: Scenario, dataset: Dataset | None = None) -> bytes:
    """Return a scenario as the bytes of its file, naming the dataset it stands on."""
    identity = {"id": scenario.dataset_id, "digest": scenario.dataset_digest}
    if dataset is not None:
        identity = {"id": dataset.id, "digest": dataset.digest}
    value: dict[str, Any] = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "name": scenario.name}
    if scenario.note:
        value["note"] = scenario.note
    if any(identity.values()):
        value["dataset"] = identity
    value["edits"] = [edit_value(edit) for edit in scenario.edits]
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def check(path: Path, scenario: Scenario, dataset: Dataset) -> tuple[list[TableResult], Message | None]:
    """Return the tables of a scenario read from `path`, and the note on its dataset.

    Raises:
        VetaError: it stands on another dataset, or an edit does not fit; the sentence names the file.
    """
    try:
        return tables(dataset, scenario), dataset_note(scenario, dataset)
    except VetaError as error:
        raise VetaError(msg("{file}: {problem}", file=path.name, problem=error.message)) from error


def save(path: Path, scenario: Scenario, dataset: Dataset) -> None:
    """Write a scenario file atomically.

    Raises:
        VetaError: the folder cannot be written; the old file is unchanged.
    """
    write_atomic(path, dump(scenario, dataset))


def dataset_note(scenario: Scenario, dataset: Dataset) -> Message | None:
    """Return a note when the scenario names no dataset or another edition of this one; None when it is the same.

    Raises:
        VetaError: the scenario stands on a dataset that is not loaded.
    """
    if not scenario.dataset_id:
        return msg("The scenario names no dataset; the bundled figures are meant.")
    if scenario.dataset_id != dataset.id:
        text = msg(
            "The scenario stands on the dataset “{other}”, but “{this}” is loaded; open it where that dataset is, "
            "or remove its “dataset” entry to use these figures.",
            other=scenario.dataset_id, this=dataset.id,
        )  # fmt: skip
        raise VetaError(text)
    if scenario.dataset_digest and scenario.dataset_digest != dataset.digest:
        return msg("The scenario was made on another edition of the figures; its shares are applied to these.")
    return None


def edit_value(edit: Edit) -> dict[str, Any]:
    """Return an edit as it stands in a file: its own values, then its terms, mark and note where it has any."""
    value: dict[str, Any] = {"kind": edit.kind, "flow": edit.flow, "year": edit.year, "product": edit.product}
    value |= _own_values(edit)
    terms = edit.terms
    floors = {limit.partner: limit.low for limit in terms.limits if limit.low > 0}
    ceilings = {limit.partner: limit.high for limit in terms.limits if limit.high < 1}
    extras = {
        "locked": sorted(terms.locked),
        "floors": floors,
        "ceilings": ceilings,
        "off": edit.off,
        "note": edit.note,
    }
    return value | {key: extra for key, extra in extras.items() if extra}


def _own_values(edit: Edit) -> dict[str, Any]:
    match edit:
        case SetShare() | AddPartner():
            return {"partner": edit.partner, "share": edit.share}
        case MoveShare():
            return {"from": edit.giver, "to": edit.taker, "points": edit.points}
        case ScalePartner():
            return {"partner": edit.partner, "factor": edit.factor}
        case SetTotal():
            return {edit.of: edit.amount}
        case CutSupply():
            parts = {edit.spread: dict(edit.parts)} if edit.spread != "proportion" else {}
            return {"partner": edit.partner, "cut": edit.cut} | parts
    raise TypeError(f"no place in a file for {type(edit).__name__}")
