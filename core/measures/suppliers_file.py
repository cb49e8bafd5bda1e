"""The file that `veta measures` reads: suppliers and quantities as CSV, taken strictly."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from core.errors import VetaError
from core.files import MEGABYTE, read_bytes
from core.text.messages import Message, msg

LIMIT = 2 * MEGABYTE
MAX_ROWS = 10_000
MAX_NAME = 200
LARGEST = 1e18
ROUNDING = 0.005
REQUIRED = ("supplier", "quantity")
COLUMNS = (*REQUIRED, "governance")
AGGREGATES = frozenset(
    {"other", "others", "other countries", "other suppliers", "rest", "rest of world", "rest of the world", "xxo"}
)
WORLD = frozenset({"world", "world total", "total", "xxx"})
_NUMBER = re.compile(r"\d+(\.\d*)?([eE][+-]?\d{1,3})?|\.\d+([eE][+-]?\d{1,3})?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Suppliers:
    """Quantities by supplier, shape (n,), in the file's unit. `aggregate` is what no single supplier holds.

    `governance` is each supplier's risk 0-1, shape (n,), None where the file has no such column.
    """

    names: tuple[str, ...]
    quantity: NDArray[np.float64]
    aggregate: float
    governance: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    name: str
    quantity: float
    governance: float | None

    @property
    def folded(self) -> str:
        return fold(self.name)


def read_suppliers(path: Path) -> Suppliers:
    """Return the suppliers in a CSV file with the columns supplier, quantity and, if wanted, governance.

    Rows such as "other" or "rest" are aggregates. A "world" row is the total: what it has more than all other rows
    is an aggregate too; one that is smaller than they are is read as one more aggregate.

    Raises:
        VetaError: anything else than that; the sentence names the file, the line and the remedy.
    """
    rows = list(_rows(path.name, _text(path)))
    _refuse_twice(path.name, rows)
    suppliers = [row for row in rows if row.folded not in AGGREGATES | WORLD]
    aggregate = sum(row.quantity for row in rows if row.folded in AGGREGATES)
    listed = sum(row.quantity for row in suppliers) + aggregate
    for row in rows:
        if row.folded in WORLD:
            is_total = row.quantity >= listed * (1 - ROUNDING)
            aggregate += max(row.quantity - listed, 0.0) if is_total else row.quantity
    if not suppliers or sum(row.quantity for row in suppliers) <= 0:
        raise VetaError(msg("{file}: no supplier has a quantity above zero; add one.", file=path.name))
    risks = [row.governance for row in suppliers]
    return Suppliers(
        names=tuple(row.name for row in suppliers),
        quantity=np.array([row.quantity for row in suppliers], dtype=np.float64),
        aggregate=aggregate,
        governance=None if None in risks else np.array(risks, dtype=np.float64),
    )


def fold(name: str) -> str:
    """Return a name as two spellings of it compare: without case, accents of width, and doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _text(path: Path) -> str:
    data = read_bytes(path, LIMIT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = str(data[: error.start].count(b"\n") + 1)
        text = msg(
            "{file}, line {line}: this is not UTF-8 text; save the file as CSV UTF-8.", file=path.name, line=line
        )
        raise VetaError(text) from error


def _rows(file: str, text: str) -> Iterator[_Row]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        columns = _columns(file, next(reader, None))
        count = 0
        for cells in reader:
            if not cells or all(not cell.strip() for cell in cells):
                continue
            count += 1
            if count > MAX_ROWS:
                _fail(file, reader.line_num, msg("there are more than {n} rows; shorten the file", n=MAX_ROWS))
            yield _row(file, reader.line_num, columns, cells)
    except csv.Error as error:
        _fail(file, reader.line_num, msg("this is not CSV ({reason}); check the quotation marks", reason=str(error)))


def _columns(file: str, header: list[str] | None) -> dict[str, int]:
    if header is None:
        raise VetaError(msg("{file} is empty; its first line must be: supplier,quantity", file=file))
    names = [cell.strip().lower() for cell in header]
    if len(set(names)) != len(names) or not set(REQUIRED) <= set(names) <= set(COLUMNS):
        found = ",".join(names)[:80]
        _fail(file, 1, msg("the columns are “{found}”; they must be supplier,quantity[,governance]", found=found))
    return {name: i for i, name in enumerate(names)}


def _row(file: str, line: int, columns: dict[str, int], cells: list[str]) -> _Row:
    if len(cells) != len(columns):
        problem = msg(
            "{found} cells where {wanted} are wanted; write one per column", found=len(cells), wanted=len(columns)
        )
        _fail(file, line, problem)
    name = cells[columns["supplier"]].strip()
    if not name:
        _fail(file, line, msg("the supplier has no name; give one"))
    if name.startswith(_FORMULA) or len(name) > MAX_NAME or any(unicodedata.category(c)[0] == "C" for c in name):
        _fail(file, line, msg("“{name}” is not a supplier's name; write it as plain text", name=_shown(name)))
    quantity = _number(file, line, "quantity", cells[columns["quantity"]])
    if quantity > LARGEST:
        _fail(file, line, msg("the quantity is too large; use a larger unit"))
    governance = None
    if "governance" in columns and fold(name) not in AGGREGATES | WORLD:
        governance = _number(file, line, "governance", cells[columns["governance"]])
        if governance > 1:
            _fail(file, line, msg("governance lies between 0 and 1; scale it"))
    return _Row(line, name, quantity, governance)


def _number(file: str, line: int, column: str, cell: str) -> float:
    word = cell.strip()
    if not _NUMBER.fullmatch(word):
        problem = msg(
            "{column} “{word}” is not a number of zero or more; write it as 1234.5, without thousands marks",
            column=column, word=_shown(word),
        )  # fmt: skip
        _fail(file, line, problem)
    return float(word)


def _refuse_twice(file: str, rows: list[_Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.folded in first:
            problem = msg(
                "“{name}” is already on line {first}; add the two together",
                name=_shown(row.name),
                first=str(first[row.folded]),
            )
            _fail(file, row.line, problem)
        first[row.folded] = row.line


def _shown(word: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in word[:40])


def _fail(file: str, line: int, problem: Message) -> NoReturn:
    raise VetaError(msg("{file}, line {line}: {problem}.", file=file, line=str(line), problem=problem))
