"""Importing a publisher's file: which kind it is, what it would bring, and putting it beside the bundled figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from core.dataset.importers.atlas import Atlas
from core.dataset.importers.baci import Baci
from core.dataset.importers.base import Context, Harvest, Importer, Refusal, RefusedError, Watch
from core.dataset.importers.census import Census
from core.dataset.importers.compare import Difference, compare
from core.dataset.importers.comtrade import Comtrade
from core.dataset.importers.datamexico import DataMexico
from core.dataset.importers.datapackage import DataPackage
from core.dataset.importers.dataweb import DataWeb
from core.dataset.importers.overlay import UserPackage, packages_folder
from core.dataset.importers.package import package_id, write_package
from core.dataset.importers.places import Places
from core.dataset.importers.source import SourceFile
from core.dataset.importers.usgs_mcs import UsgsMcs
from core.dataset.schema import TABLES
from core.errors import VetaError
from core.text.formatter import Formatter
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

READERS: tuple[Importer, ...] = (
    DataPackage(), Baci(), Comtrade(), Census(), DataWeb(), UsgsMcs(), DataMexico(), Atlas(),
)  # fmt: skip
KINDS = (*(reader.kind for reader in READERS), "inegi")
_ALSO = {"inegi": "datamexico"}
SHOWN_UNKNOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file brings: how many rows it has, how many are kept, what is refused, not named, and changed.

    `rows_kept` counts the rows of the tables that are made. It may exceed `rows_in`: trade between the United States
    and Mexico is an import and an export, and a total may be added up.
    `unknown` counts codes without a name of ours: their rows are left out, their value stays in published or added-up
    totals. `refused` shows the first fifty of `refused_in_all` lines; a file with one cannot be imported.
    """

    id: str
    kind: str
    layout: str
    file: str
    everything: bool
    rows_in: int
    rows_kept: int
    rows_by_table: Mapping[str, int]
    years: tuple[int, ...]
    refused: tuple[Refusal, ...]
    refused_in_all: int
    unknown: Mapping[str, int]
    difference: Difference | None

    def as_json(self) -> dict[str, object]:
        """Return the preview as plain values; messages in English."""
        return {
            "id": self.id,
            "kind": self.kind,
            "layout": self.layout,
            "file": self.file,
            "everything": self.everything,
            "rows_in": self.rows_in,
            "rows_kept": self.rows_kept,
            "tables": dict(self.rows_by_table),
            "years": list(self.years),
            "refused": [{"line": refusal.line, "reason": refusal.reason.plain()} for refusal in self.refused],
            "refused_in_all": self.refused_in_all,
            "unknown": dict(self.unknown),
            "difference": self.difference.as_json() if self.difference else None,
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asks of an import: the kind (found out when None), a name, and whether all HS codes are kept."""

    kind: str | None = None
    name: str | None = None
    everything: bool = False


def preview(dataset: Dataset, path: Path, wish: Wish, watch: Watch | None = None) -> Preview:
    """Read a file to its end and say what it would bring; writes nothing.

    Raises:
        VetaError: the file cannot be read at all, or is of no kind Veta knows; `CancelledError` when stopped.
    """
    reader, file, context = _prepare(dataset, path, wish, watch, tolerant=True)
    try:
        harvest = reader.read(file, context)
    except RefusedError:
        return _preview(reader, file, context, None, None)
    return _preview(reader, file, context, harvest, compare(dataset, reader.kind, context.source_id, harvest.tables))


def import_file(
    dataset: Dataset, path: Path, wish: Wish, watch: Watch | None = None, folder: Path | None = None
) -> Preview:
    """Read a file and put it beside the bundled figures as a package; `folder` is the user's own when left out.

    Raises:
        VetaError: names file, line and reason of the first thing that is wrong, and leaves nothing behind;
            `CancelledError` when stopped.
    """
    reader, file, context = _prepare(dataset, path, wish, watch, tolerant=False)
    harvest = reader.read(file, context)
    if not any(len(frame) for name, frame in harvest.tables.items() if name != "coverage"):
        raise VetaError(
            msg("{file} holds no row of United States or Mexican trade in minerals, and no mineral figure.",
                file=file.name),
        )  # fmt: skip
    result = _preview(reader, file, context, harvest, compare(dataset, reader.kind, context.source_id, harvest.tables))
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    about = {
        "kind": reader.kind,
        "layout": harvest.layout,
        "file": file.name,
        "imported": today,
        "everything": context.everything,
        "rows_in": context.rows_in,
        "rows_kept": result.rows_kept,
        "years": list(harvest.years),
        "unknown": dict(result.unknown),
    }
    context_row = _source(context.source_id, harvest, file.name, today)
    write_package(context.source_id, {**harvest.tables, "sources": context_row}, about, folder)
    return result


def detect(file: SourceFile, kind: str | None = None) -> Importer:
    """Return the reader of a file: the one asked for, or the one that recognises it.

    Raises:
        VetaError: no such kind, or none recognises the file.
    """
    if kind is not None:
        for reader in READERS:
            if reader.kind == _ALSO.get(kind, kind):
                return reader
        raise VetaError(msg("There is no kind “{name}”; choose one of: {known}.", name=kind, known=", ".join(KINDS)))
    for reader in READERS:
        if reader.recognises(file):
            return reader
    raise VetaError(
        msg("{file} has the columns of no publisher Veta reads ({known}); choose the publisher's own file.",
            file=file.name, known=", ".join(KINDS)),
    )  # fmt: skip


def about_package(package: UserPackage) -> dict[str, object]:
    """Return what `veta data list` says of a package, whole or not."""
    return {
        "id": package.id,
        "state": "verified" if package.problem is None else "left out",
        "problem": package.problem.plain() if package.problem else None,
        **{name: package.about.get(name) for name in ("kind", "layout", "file", "imported", "rows_kept", "years")},
        "folder": str(package.folder),
    }


def _prepare(
    dataset: Dataset, path: Path, wish: Wish, watch: Watch | None, *, tolerant: bool
) -> tuple[Importer, SourceFile, Context]:
    file = SourceFile(path / "datapackage.json" if path.is_dir() else path, watch)
    reader = detect(file, wish.kind)
    stem = path.parent.name if file.name == "datapackage.json" and not path.is_dir() else path.stem
    identity = package_id(wish.name or (stem if stem.startswith("user-") else f"{reader.kind}-{stem}"))
    others = dataset.stats[dataset.stats["source_id"].astype(str) != identity]
    context = Context(
        source_id=identity,
        places=Places(dataset),
        chapters=frozenset(str(code)[:2] for code in dataset.products["product"]),
        editions=frozenset(str(edition) for edition in others["edition"].unique()),
        everything=wish.everything,
        tolerant=tolerant,
    )
    return reader, file, context


def _preview(
    reader: Importer, file: SourceFile, context: Context, harvest: Harvest | None, difference: Difference | None
) -> Preview:
    tables = {name: len(frame) for name, frame in harvest.tables.items() if name != "coverage"} if harvest else {}
    return Preview(
        id=context.source_id,
        kind=reader.kind,
        layout=harvest.layout if harvest else "",
        file=file.name,
        everything=context.everything,
        rows_in=context.rows_in,
        rows_kept=sum(tables.values()),
        rows_by_table=tables,
        years=harvest.years if harvest else (),
        refused=tuple(context.refused),
        refused_in_all=context.refused_in_all,
        unknown=dict(context.unknown.most_common(SHOWN_UNKNOWN)),
        difference=difference,
    )


def _source(identity: str, harvest: Harvest, file: str, today: str) -> pd.DataFrame:
    """Return the package's line for the list of sources, its title and note in three languages."""
    note: Message = msg("Imported by the user from {file}.", file=file)
    row = {
        "source_id": identity,
        "publisher": harvest.publisher,
        "edition": harvest.edition,
        "valuation": harvest.valuation,
        "licence": harvest.licence,
        "url": harvest.url,
        "retrieved": today,
    }
    for language in ("en", "es", "fr"):
        formatter = Formatter(language)
        row |= {f"title_{language}": formatter.say(harvest.title), f"note_{language}": formatter.say(note)}
    return pd.DataFrame([row], columns=list(TABLES["sources"].column_names), dtype=object)


__all__ = ["KINDS", "Preview", "Wish", "about_package", "detect", "import_file", "packages_folder", "preview"]
