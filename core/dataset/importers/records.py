"""Going through the records of a CSV table or a JSON list, one by one, each cell by our name for its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from core.dataset.importers.base import Context
from core.dataset.importers.cells import CellError, check_width, places
from core.dataset.importers.source import Member, SourceFile, problem
from core.text.messages import msg

Record = Mapping[str, str]
Take = Callable[[int, Record], None]


def take_all(file: SourceFile, context: Context, wanted: Mapping[str, Sequence[str]], take: Take) -> None:
    """Hand every record of a file to `take`: rows of its CSV tables, objects of its JSON lists or of their "data".

    Raises:
        VetaError: as `take_csv` and `take_json` do.
    """
    for member in file.tables:
        head = file.head(member)[:200].decode(file.encoding(member), errors="replace").lstrip("\ufeff \r\n\t")
        if head[:1] in ("{", "["):
            value: Any = file.json(member)
            records = cast("dict[str, Any]", value).get("data") if isinstance(value, dict) else value
            take_json(file.where(member), records, context, wanted, take)
        else:
            take_csv(file, member, context, wanted, take)


def take_csv(
    file: SourceFile, member: Member, context: Context, wanted: Mapping[str, Sequence[str]], take: Take, *,
    skip: int = 0,
) -> None:  # fmt: skip
    """Hand every row of a table to `take` as {our name: cell}; `wanted` as in `cells.places`.

    A `CellError` of `take` refuses the row. A column that the table does not have is an empty cell.

    Raises:
        VetaError: the header lacks a column, the text is damaged, or a row is refused and the context not tolerant.
    """
    where = file.where(member)
    with file.text(member) as lines:
        rows = file.rows(member, lines, skip=skip)
        _, header = next(rows, (1, []))
        if header:
            header[0] = header[0].lstrip("\ufeff")
        at = places(where, header, wanted, skip + 1)
        absent = {name: "" for name in wanted if name not in at}
        for line, cells in rows:
            context.rows_in += 1
            try:
                check_width(cells, len(header))
                take(line, {**absent, **{name: cells[place].strip() for name, place in at.items()}})
            except CellError as error:
                context.refuse(where, line, error.reason)


def take_json(where: str, records: Any, context: Context, wanted: Mapping[str, Sequence[str]], take: Take) -> None:
    """Hand every object of a JSON list to `take`, as `take_csv` does; lines are the numbers of the records from 1.

    Raises:
        VetaError: it is not a list of objects that hold the columns, or a record is refused.
    """
    if not isinstance(records, list) or not records:
        raise problem(where, 1, msg("there is no list of records; choose the publisher's own file."))
    for position, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise problem(where, position, msg("this record is not of the form name and value."))
        cells = cast("dict[str, Any]", record)
        at = places(where, list(cells), wanted, position)
        names = list(cells)
        context.rows_in += 1
        try:
            take(position, {name: _text(cells[names[at[name]]]) if name in at else "" for name in wanted})
        except CellError as error:
            context.refuse(where, position, error.reason)


def as_records(where: str, table: Any) -> list[dict[str, str]]:
    """Return the rows of a JSON list of lists whose first is the header, as objects.

    Raises:
        VetaError: it is not of that form; names the row.
    """
    if not isinstance(table, list) or not table or not isinstance(table[0], list):
        raise problem(where, 1, msg("there is no list of rows under a header; choose the publisher's own file."))
    header = [_text(name) for name in table[0]]
    result: list[dict[str, str]] = []
    for position, row in enumerate(table[1:], start=2):
        if not isinstance(row, list) or len(row) != len(header):
            raise problem(where, position, msg("the row does not fit the header."))
        # The API repeats a variable that is both asked for and filtered by; the first stands.
        cells: dict[str, str] = {}
        for name, cell in zip(header, row, strict=True):
            cells.setdefault(name, _text(cell))
        result.append(cells)
    return result


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return str(value).strip()
