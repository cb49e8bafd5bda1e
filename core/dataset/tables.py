"""Reading the tables of a dataset folder: strict about form, one clear sentence about what is wrong.

The large tables are parsed and checked in bulk; only when something is off are they read again row by row, to
say what and where.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.dataset.fingerprint import sha256
from core.dataset.schema import Column, Table
from core.errors import VetaError
from core.files import read_bytes
from core.text.messages import msg

MAX_BYTES = 300_000_000
BUFFER_BYTES = 1_000_000
SMALL_BYTES = 50_000  # what pandas takes to set out is more than what such a table takes row by row
_NUMBERS = re.compile(r"(?:-?\d+(?:\.\d+)?)?(?:\n(?:-?\d+(?:\.\d+)?)?)*", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_INTEGERS = re.compile(r"(?:-?\d+)?(?:\n(?:-?\d+)?)*", re.ASCII)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_CODE = "product"


Part = tuple[Table, bytes]


def read_file(folder: Path, table: Table) -> bytes:
    """Return a table's bytes; VetaError when the file is missing or cannot be read."""
    path = folder / table.path
    if path.is_file():
        return read_bytes(path, MAX_BYTES)
    raise VetaError(
        msg(
            "{file} is missing from the dataset folder {folder}; install Veta again.",
            file=table.path,
            folder=str(folder),
        )
    )


def file_hashes(folder: Path, tables: Iterable[Table]) -> dict[str, str]:
    """Return {path: fingerprint} of tables' files; a fingerprint is the `sha256` of all bytes.

    Raises:
        VetaError: a file is missing or cannot be read.
    """
    buffer = memoryview(bytearray(BUFFER_BYTES))  # one for all files: memory that is new has to be cleared first
    return {table.path: _file_hash(folder, table, buffer) for table in tables}


def _file_hash(folder: Path, table: Table, buffer: memoryview) -> str:
    taken = hashlib.sha256()
    try:
        with (folder / table.path).open("rb", buffering=0) as stream:
            while size := stream.readinto(buffer):
                taken.update(buffer[:size])
    except OSError:
        return sha256(read_file(folder, table))  # which says what is wrong with it
    return f"sha256:{taken.hexdigest()}"


def read_frame(folder: Path, parts: Sequence[Part]) -> pd.DataFrame:
    """Return the rows of tables with the same columns as one frame, in the order of `parts`.

    Numbers are float64 (an empty cell is NaN), integers int64, repeating words categories, other words text.

    Raises:
        VetaError: a file is not UTF-8, is cut off, or a row does not fit the schema.
    """
    columns = parts[0][0].columns
    quick = _read_in_bulk(parts) if sum(len(data) for _, data in parts) > SMALL_BYTES else None
    if quick is not None:
        return quick
    cells: list[list[str]] = [[] for _ in columns]
    for table, data in parts:
        for column, more in zip(cells, read_cells(folder / table.path, table, data), strict=True):
            column.extend(more)
    return pd.DataFrame({column.name: _series(column, cell) for column, cell in zip(columns, cells, strict=True)})


def read_cells(path: Path, table: Table, data: bytes) -> tuple[tuple[str, ...], ...]:
    """Return a table's cells as text, column by column, after checking header, rows, numbers and key.

    Raises:
        VetaError: the first thing that is wrong, with its line.
    """
    rows = _rows(path, _text(path, data))
    _check_header(path, table, rows.pop(0) if rows else [])
    if set(map(len, rows)) - {len(table.columns)}:
        number = next(n for n, row in enumerate(rows, start=2) if len(row) != len(table.columns))
        raise _row_error(path, number, len(rows[number - 2]), len(table.columns))
    columns = tuple(zip(*rows, strict=True)) if rows else tuple(() for _ in table.columns)
    for column, cells in zip(table.columns, columns, strict=True):
        _check_column(path, column, cells)
    _check_key(path, table, columns)
    return columns


def _read_in_bulk(parts: Sequence[Part]) -> pd.DataFrame | None:
    """Return the frame, or None when anything at all is unusual."""
    table = parts[0][0]
    header = (",".join(table.column_names) + "\n").encode()
    if any(not data.startswith(header) or not data.endswith(b"\n") or b"\0" in data for _, data in parts):
        return None
    body = header + b"".join(data[len(header) :] for _, data in parts)
    try:
        frame = pd.read_csv(
            io.BytesIO(body),
            dtype={column.name: _kind(column) for column in table.columns},
            keep_default_na=False,
            na_values={c.name: [""] for c in table.columns if c.type == "number"},
            skip_blank_lines=False,
            encoding="utf-8",
            low_memory=False,  # a column is read in one piece, so its categories are words or numbers, never both
        )
    except (ValueError, OverflowError, csv.Error):
        return None
    if not isinstance(frame.index, pd.RangeIndex) or list(frame.columns) != list(table.column_names):
        return None
    for column in table.columns:
        if column.repeats and column.name == _CODE:
            frame[column.name] = frame[column.name].astype("category")
        elif column.repeats and not isinstance(frame[column.name].cat.categories.dtype, pd.StringDtype):
            return None
    return frame if _is_sound(table, frame) else None


def _kind(column: Column) -> str:
    """Return what read_csv is to make of a column; it would turn codes that are categories into numbers."""
    if column.type != "string":
        return "float64" if column.type == "number" else "int64"
    return "category" if column.repeats and column.name != _CODE else "object"


def _is_sound(table: Table, frame: pd.DataFrame) -> bool:
    for column in table.columns:
        values = frame[column.name]
        if column.type == "number":
            numbers = values.to_numpy()
            if np.isinf(numbers).any() or (column.required and np.isnan(numbers).any()):
                return False
        elif column.type == "string":
            words = values.cat.categories if column.repeats else values
            if values.isna().any() or (column.required and (words == "").any()):
                return False
    return not bool(frame.duplicated(list(table.key)).any())


def _series(column: Column, cells: Sequence[str]) -> pd.Series[Any]:
    if column.type == "number":
        return pd.Series(np.array([cell or "nan" for cell in cells], dtype=np.float64))
    if column.type == "integer":
        return pd.Series(np.array(cells, dtype=np.int64))
    if column.repeats:
        return pd.Series(pd.Categorical(list(cells)))
    return pd.Series(np.array(cells, dtype=object), dtype=object)


def _text(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise VetaError(
            msg("{file}, line {line}: not UTF-8 text; save the file as UTF-8.", file=str(path), line=line)
        ) from error
    if "\0" in text or not text.endswith("\n"):
        line = text.count("\n") + 1
        raise VetaError(
            msg(
                "{file} is cut off in line {line}; put the whole file back or install Veta again.",
                file=str(path),
                line=line,
            )
        )
    return text


def _rows(path: Path, text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        line = text.count("\n")
        raise VetaError(
            msg(
                "{file}: the quotation marks do not close before line {line}; put the whole file back.",
                file=str(path),
                line=line,
            )
        ) from error


def _check_header(path: Path, table: Table, header: list[str]) -> None:
    wanted = list(table.column_names)
    if header == wanted:
        return
    missing = ", ".join(name for name in wanted if name not in header)
    if missing:
        raise VetaError(
            msg("{file}, line 1: the columns {columns} are missing; add them.", file=str(path), columns=missing)
        )
    raise VetaError(
        msg("{file}, line 1: the columns must be {columns}, in this order.", file=str(path), columns=", ".join(wanted))
    )


def _row_error(path: Path, line: int, found: int, wanted: int) -> VetaError:
    return VetaError(
        msg(
            "{file}, line {line}: {found} cells where {wanted} belong; correct the line.",
            file=str(path),
            line=line,
            found=found,
            wanted=wanted,
        )
    )


def _check_column(path: Path, column: Column, cells: tuple[str, ...]) -> None:
    if column.required and "" in cells:
        raise VetaError(
            msg(
                "{file}, line {line}: column {column} is empty; fill it in.",
                file=str(path),
                line=cells.index("") + 2,
                column=column.name,
            )
        )
    if column.type == "string":
        return
    every, one = (_INTEGERS, _INTEGER) if column.type == "integer" else (_NUMBERS, _NUMBER)
    if every.fullmatch("\n".join(cells)):
        return
    line, cell = next((n, c) for n, c in enumerate(cells, start=2) if c and not one.fullmatch(c))
    raise VetaError(
        msg(
            "{file}, line {line}: “{cell}” in column {column} is not a number; write digits with a decimal point.",
            file=str(path),
            line=line,
            cell=cell[:40],
            column=column.name,
        )
    )


def _check_key(path: Path, table: Table, columns: tuple[tuple[str, ...], ...]) -> None:
    places = [table.column_names.index(name) for name in table.key]
    keys = list(zip(*(columns[place] for place in places), strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[str, ...], int] = {}
    for line, key in enumerate(keys, start=2):
        if key in first:
            raise VetaError(
                msg(
                    "{file}, line {line}: the same figure as line {first} ({key}); keep one of them.",
                    file=str(path),
                    line=line,
                    first=first[key],
                    key=", ".join(key),
                )
            )
        first[key] = line
