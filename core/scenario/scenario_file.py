"""Scenario files: UTF-8 JSON named *.veta, read strictly and written atomically.

The format is described by resources/schemas/veta-scenario-1.schema.json.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from core.errors import VetaError
from core.files import read_json, write_atomic
from core.scenario.apply import TableResult, tables
from core.scenario.edits import Scenario, SetShare
from core.selection import MONEY_FLOWS
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

FORMAT = "veta-scenario"
SCHEMA_VERSION = 1
MAX_EDITS = 10_000
MAX_TEXT = 2_000
TOP_KEYS = {"format", "schema_version", "name", "note", "dataset", "edits"}
EDIT_KEYS = {"kind", "flow", "year", "product", "partner", "share", "locked"}


def read(path: Path) -> Scenario:
    """Return the scenario in a file.

    Raises:
        VetaError: unreadable, not strict JSON, not a scenario, from a newer Veta, or a value out of range;
            the sentence names the file and the place.
    """
    return _Reader(path.name).scenario(read_json(path))


def dump(scenario: Scenario, dataset: Dataset | None = None) -> bytes:
    """Return a scenario as the bytes of its file, naming the dataset it stands on."""
    identity = {"id": scenario.dataset_id, "digest": scenario.dataset_digest}
    if dataset is not None:
        identity = {"id": dataset.id, "digest": dataset.digest}
    value: dict[str, Any] = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "name": scenario.name}
    if scenario.note:
        value["note"] = scenario.note
    if identity["id"]:
        value["dataset"] = identity
    value["edits"] = [_edit_value(edit) for edit in scenario.edits]
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


def _edit_value(edit: SetShare) -> dict[str, Any]:
    value: dict[str, Any] = {
        "kind": "set-share",
        "flow": edit.flow,
        "year": edit.year,
        "product": edit.product,
        "partner": edit.partner,
        "share": edit.share,
    }
    return value | {"locked": sorted(edit.locked)} if edit.locked else value


class _Reader:
    """Turns parsed JSON into a scenario, naming the place of whatever is wrong."""

    def __init__(self, name: str) -> None:
        self._name = name

    def scenario(self, value: object) -> Scenario:
        table = self._table(value, "the file", TOP_KEYS)
        if table.get("format") != FORMAT:
            self._fail(msg("“format” is not “veta-scenario”; choose a scenario file of Veta"))
        version = table.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._fail(msg("“schema_version” is not a whole number from 1"))
        if version > SCHEMA_VERSION:
            self._fail(msg("it was written by a newer Veta; open it there, or update this one"))
        edits = table.get("edits")
        if not isinstance(edits, list) or len(edits) > MAX_EDITS:
            self._fail(msg("“edits” is not a list of at most {n} edits", n=MAX_EDITS))
        identity = self._table(table.get("dataset", {}), "“dataset”", {"id", "digest"})
        return Scenario(
            name=self._text(table.get("name", ""), "“name”"),
            edits=tuple(self._edit(edit, number) for number, edit in enumerate(edits, 1)),
            dataset_id=self._text(identity.get("id", ""), "“dataset” “id”"),
            dataset_digest=self._text(identity.get("digest", ""), "“dataset” “digest”"),
            note=self._text(table.get("note", ""), "“note”"),
        )

    def _edit(self, value: object, number: int) -> SetShare:
        place = f"“edits” {number}"
        table = self._table(value, place, EDIT_KEYS)
        if table.get("kind") != "set-share":
            self._fail(msg("{place}: “kind” is not “set-share”", place=place))
        if table.get("flow") not in MONEY_FLOWS:
            flows = ", ".join(MONEY_FLOWS)
            self._fail(msg("{place}: “flow” is none of {flows}", place=place, flows=flows))
        locked = table.get("locked", [])
        if not isinstance(locked, list):
            self._fail(msg("{place}: “locked” is not a list of partners", place=place))
        return SetShare(
            flow=str(table["flow"]),
            year=self._year(table.get("year"), place),
            product=self._text(table.get("product"), f"{place} “product”"),
            partner=self._partner(table.get("partner"), place),
            share=self._share(table.get("share"), place),
            locked=frozenset(self._partner(partner, place) for partner in locked),
        )

    def _year(self, value: object, place: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1900 <= value <= 2100:
            self._fail(msg("{place}: “year” is not a year", place=place))
        return value

    def _share(self, value: object, place: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self._fail(msg("{place}: “share” is not a number from 0 to 1", place=place))
        return float(value)

    def _partner(self, value: object, place: str) -> str:
        if not (isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()):
            self._fail(msg("{place}: a partner is three capital letters (ISO alpha-3), such as MEX", place=place))
        return value

    def _text(self, value: object, place: str) -> str:
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            self._fail(msg("{place} is not a text of at most {n} characters", place=place, n=MAX_TEXT))
        if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\n\t" for c in value):
            self._fail(msg("{place} holds control characters; remove them", place=place))
        return value

    def _table(self, value: object, place: str, keys: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(msg("{place} is not an object", place=place))
        for key in value:
            if key not in keys:
                self._fail(msg("{place} has the unknown key “{key}”; remove it", place=place, key=str(key)[:80]))
        return value

    def _fail(self, problem: Message) -> NoReturn:
        raise VetaError(msg("{file}: {problem}.", file=self._name, problem=problem))


def edit_sentence(edit: SetShare) -> Message:
    """Return an edit in plain language."""
    words = {
        "partner": Named("country", edit.partner),
        "share": Named("share", edit.share),
        "flow": Named("flow", edit.flow),
        "target": Named("target", edit.product),
        "year": edit.year,
    }
    if not edit.locked:
        return msg("{partner} to {share} ({flow}: {target}, {year})", **words)
    locked = Named("countries", " ".join(sorted(edit.locked)))
    return msg("{partner} to {share}, locked: {locked} ({flow}: {target}, {year})", **words, locked=locked)
