"""Our own data packages: datapackage.json with its tables beside it, or both in a zip archive.

What `veta data import` writes, and any package with tables of the same columns (Tabular Data Package, the tables
named in `overlay.LAID_OVER`). All rows must be of one source; it gets the id of the new package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from core.dataset.fingerprint import sha256
from core.dataset.importers.base import Context, Harvest
from core.dataset.importers.cells import CellError, plain_text
from core.dataset.importers.overlay import LAID_OVER
from core.dataset.importers.source import DAMAGED, SourceFile
from core.dataset.schema import PACKAGE_FILE, STAT_TABLES, TABLES
from core.dataset.tables import MAX_BYTES, read_cells
from core.errors import VetaError
from core.files import parse_json, read_bytes
from core.text.messages import msg

_TEXT_COLUMNS = frozenset({"partner", "product", "mineral", "form", "note", "source_id", "flow", "raw_ref", "title_en"})


@dataclass(frozen=True)
class DataPackage:
    """The reader of our own packages."""

    kind: str = "datapackage"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the file is, or holds, a datapackage.json."""
        return file.name == PACKAGE_FILE or any(_base(member.name) == PACKAGE_FILE for member in file.members)

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read the tables of a package that are of the dataset's schema."""
        descriptor = self._descriptor(file)
        tables: dict[str, pd.DataFrame] = {}
        for entry in self._resources(file, descriptor):
            name = next((n for n in LAID_OVER if TABLES[n].path == entry["path"]), None)
            if name is None:
                raise VetaError(
                    msg("{file} holds {table}, which is no table of figures.", file=file.name, table=entry["path"])
                )
            data = self._bytes(file, entry["path"])
            if entry["hash"] and entry["hash"] != sha256(data):
                raise VetaError(msg("{file} is not as its descriptor records it.", file=entry["path"]))
            cells = read_cells(file.path.parent / entry["path"], TABLES[name], data)
            frame = dict(zip(TABLES[name].column_names, cells, strict=True))
            tables[name] = pd.DataFrame(frame, dtype=object)
            context.rows_in += len(tables[name])
            self._check_text(context, entry["path"], tables[name])
        return self._harvest(file, context, descriptor, tables)

    def _harvest(
        self, file: SourceFile, context: Context, descriptor: Mapping[str, Any], tables: dict[str, pd.DataFrame]
    ) -> Harvest:
        about = tables.pop("sources", pd.DataFrame())
        sources = {str(source) for frame in tables.values() for source in frame["source_id"]}
        if len(sources) != 1:
            raise VetaError(msg("{file} holds rows of {n} sources; a package has one.", file=file.name, n=len(sources)))
        for name, frame in tables.items():
            frame["source_id"] = context.source_id
            if name in STAT_TABLES:
                plain = frame["edition"].str.partition(" (")[0]
                own = plain + f" ({context.source_id})"
                frame["edition"] = own.where(plain.isin(list(context.editions)), plain)
        first = about.iloc[0].to_dict() if len(about) else {}
        rows = [frame for name, frame in tables.items() if name != "coverage"]
        return Harvest(
            layout="Tabular Data Package",
            tables=tables,
            publisher=str(first.get("publisher") or descriptor.get("name") or file.name),
            title=msg("{title}", title=str(first.get("title_en") or descriptor.get("name") or file.name)),
            edition=str(first.get("edition") or descriptor.get("version") or "1"),
            valuation=str(first.get("valuation") or ""),
            licence=str(first.get("licence") or "not stated"),
            url=str(first.get("url") or "-"),
            years=tuple(sorted({int(of_year) for frame in rows for of_year in frame["year"]})),
        )

    @staticmethod
    def _check_text(context: Context, file: str, frame: pd.DataFrame) -> None:
        for column in sorted(_TEXT_COLUMNS & set(frame.columns)):
            for line, cell in enumerate(frame[column], start=2):
                try:
                    plain_text(str(cell), column)
                except CellError as error:
                    context.refuse(file, line, error.reason)

    def _descriptor(self, file: SourceFile) -> Mapping[str, Any]:
        content: Any = parse_json(self._bytes(file, PACKAGE_FILE), PACKAGE_FILE)
        if not isinstance(content, dict):
            raise VetaError(msg("{file} is not the descriptor of a data package.", file=PACKAGE_FILE))
        return cast("dict[str, Any]", content)

    @staticmethod
    def _resources(file: SourceFile, descriptor: Mapping[str, Any]) -> list[dict[str, str]]:
        entries: Any = descriptor.get("resources")
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            raise VetaError(msg("{file} names no tables.", file=file.name))
        return [{"path": str(entry.get("path")), "hash": str(entry.get("hash") or "")} for entry in entries]

    @staticmethod
    def _bytes(file: SourceFile, path: str) -> bytes:
        if not file.is_archive:
            return read_bytes(file.path.parent / path, MAX_BYTES)
        try:
            with zipfile.ZipFile(file.path) as archive:
                name = next(n for n in archive.namelist() if n == path or n.endswith(f"/{path}"))
                with archive.open(name) as stream:
                    return io.BytesIO(stream.read(MAX_BYTES)).getvalue()
        except (*DAMAGED, StopIteration) as error:
            raise VetaError(msg("{file} has no readable {table}.", file=file.name, table=path)) from error


def _base(name: str) -> str:
    return name.rpartition("/")[2]
