"""CEPII BACI: the yearly files BACI_HSrr_Yyyyy_Vyyyymm.csv, alone or in the zip archive of a revision.

Layout of the releases 202001 to 202601: comma separated, UTF-8, columns t (year), i (exporter), j (importer),
k (six-digit HS code), v (thousand current US dollars, FOB), q (tonnes, empty or NA where not known). Beside them
country_codes_Vyyyymm.csv names the numbers of i and j. A file holds every exporter and importer of its year.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.dataset.importers.base import MOST_ROWS, Context, Harvest, RefusedError
from core.dataset.importers.cells import (
    LARGEST,
    REVISIONS,
    CellError,
    check_width,
    hs_code,
    number,
    number_or_none,
    places,
    year,
)
from core.dataset.importers.source import Member, SourceFile, problem
from core.dataset.importers.trade import COVERED, TABLE_OF_FLOW
from core.dataset.schema import TABLES, WORLD
from core.errors import VetaError
from core.text.messages import msg

CHUNK = 400_000
USA, MEXICO = 842, 484
LONGEST_CODE = 6
_HEADER = ["t", "i", "j", "k", "v", "q"]
_COLUMNS = {"t": ["t"], "i": ["i"], "j": ["j"], "k": ["k"], "v": ["v"], "q": ["q"]}
_NAME = re.compile(r"BACI_HS(\d\d)_Y(\d{4})_V(\d{6}b?)", re.IGNORECASE)
# flow, side of the country whose trade it is, its number, its ISO code; the other side is the partner
_FLOWS = (
    ("us-imports", "j", USA, "USA"),
    ("us-exports", "i", USA, "USA"),
    ("mexico-exports", "i", MEXICO, "MEX"),
)


@dataclass(frozen=True)
class Baci:
    """The reader of CEPII's files: pandas in chunks, and line by line only to find what is wrong."""

    kind: str = "baci"

    def recognises(self, file: SourceFile) -> bool:
        """Return whether the header is t,i,j,k,v,q."""
        first = file.first_lines[:1]
        return bool(first) and _header_of(first[0]) == _HEADER

    def read(self, file: SourceFile, context: Context) -> Harvest:
        """Read every year in the file; keeps the United States' imports and exports and Mexico's exports."""
        members = [member for member in file.tables if _header_of(_first_line(file, member)) == _HEADER]
        if not members:
            raise problem(file.name, 1, msg("the columns must be t, i, j, k, v and q; choose a yearly file of BACI."))
        names = [_named(file, member) for member in members]
        numbers = {**_code_table(file, context), **context.places.by_number}
        parts = [
            part
            for member, (revision, _year, version) in zip(members, names, strict=True)
            for part in _read(file, member, context, revision, f"baci-v{version}")
        ]
        frame = pd.concat(parts) if parts else pd.DataFrame(columns=[*_HEADER, "line", "stem", "revision"])
        versions = sorted({version for _revision, _year, version in names})
        return Harvest(
            layout=f"BACI V{', V'.join(versions)}",
            tables=_tables(frame, numbers, context, file.name),
            publisher="CEPII",
            title=msg("BACI, trade by product and partner"),
            edition=f"V{', V'.join(versions)}",
            valuation="fob",
            licence="Etalab 2.0",
            url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
            years=tuple(sorted(int(value) for value in frame["t"].unique())),
        )


def _header_of(line: str) -> list[str]:
    return [cell.strip().strip('"').casefold() for cell in line.lstrip("\ufeff").split(",")]


def _first_line(file: SourceFile, member: Member) -> str:
    return (file.head(member)[:1000].decode(file.encoding(member), errors="replace").splitlines() or [""])[0]


def _named(file: SourceFile, member: Member) -> tuple[str, str, str]:
    """Return (revision, year, version) of a yearly file; VetaError where its name does not tell them."""
    found = _NAME.search(Path(member.name).name)
    if not found:
        raise VetaError(
            msg("{file}: the name must be CEPII's own, such as BACI_HS17_Y2024_V202601.csv: it alone tells the "
                "revision of the codes and the release.", file=file.where(member)),
        )  # fmt: skip
    if found[1] not in REVISIONS:
        raise VetaError(
            msg("{file} is in HS {revision}, whose codes Veta does not name; download HS12, HS17 or HS22.",
                file=file.where(member), revision=found[1]),
        )  # fmt: skip
    return REVISIONS[found[1]], found[2], found[3]


def _code_table(file: SourceFile, context: Context) -> dict[int, str]:
    """Return partners by number from country_codes in the archive; empty where there is none."""
    numbers: dict[int, str] = {}
    for member in file.members:
        if not Path(member.name).name.casefold().startswith("country_codes"):
            continue
        with file.text(member) as lines:
            rows = file.rows(member, lines)
            _, header = next(rows, (1, []))
            at = places(
                file.where(member), header, {"code": ["country_code"], "iso3": ["country_iso3", "iso_3digit_alpha"]}
            )
            for _line, cells in rows:
                if len(cells) != len(header):
                    continue
                partner, code = context.places.iso3(cells[at["iso3"]]), cells[at["code"]]
                if partner and code.isascii() and code.isdigit() and len(code) <= LONGEST_CODE:
                    numbers[int(code)] = partner
    return numbers


def _read(file: SourceFile, member: Member, context: Context, revision: str, stem: str) -> Iterator[pd.DataFrame]:
    """Yield the kept rows of each chunk with their line numbers; where a chunk is unsound, find and name the line."""
    kept = 0
    try:
        for first, chunk in _chunks(file, member):
            if not _is_sound(chunk, member):
                raise ValueError
            context.rows_in += len(chunk)
            chunk["line"] = np.arange(first, first + len(chunk), dtype=np.int64)
            ours = chunk[_wanted(chunk, context)]
            kept += len(ours)
            if kept > MOST_ROWS:
                raise VetaError(msg("The file holds more rows than Veta keeps; choose fewer years or codes."))
            yield ours.assign(stem=stem, revision=revision)
    except (ValueError, OverflowError, csv.Error) as error:  # ParserError is a ValueError
        if isinstance(error, VetaError):
            raise
        _find(file, member, context)
        raise VetaError(msg("{file} cannot be read as a table; download it again.", file=file.where(member))) from error


def _chunks(file: SourceFile, member: Member) -> Iterator[tuple[int, pd.DataFrame]]:
    with file.guarded(member) as guard:
        reader = pd.read_csv(
            io.BufferedReader(guard, 1 << 18),
            header=0,
            names=_HEADER,
            dtype={"t": "int32", "i": "int32", "j": "int32", "k": "int32", "v": "float64", "q": "float64"},
            keep_default_na=False,
            na_values={"q": ["", "NA"]},
            skip_blank_lines=False,
            skipinitialspace=True,
            encoding="utf-8",
            chunksize=CHUNK,
        )
        line = 2
        while (chunk := _next(reader)) is not None:
            yield line, chunk
            line += len(chunk)
        # A line that lacks its last cell reads like one without a mass: only the commas tell.
        if not guard.cut_off and guard.commas_a_line != len(_HEADER) - 1:
            raise ValueError
        if guard.cut_off:
            raise file.cut_off(member, line - 1)


def _next(reader: Iterator[pd.DataFrame]) -> pd.DataFrame | None:
    """Return the next chunk; an infinite code is refused by the reader, so numpy need not warn of it."""
    with np.errstate(invalid="ignore"):
        return next(reader, None)


def _is_sound(chunk: pd.DataFrame, member: Member) -> bool:
    value, mass = chunk["v"].to_numpy(), chunk["q"].to_numpy()
    found = _NAME.search(member.name)
    own_year = int(found[2]) if found else 0
    return bool(
        isinstance(chunk.index, pd.RangeIndex)
        and ((value >= 0) & (value <= LARGEST)).all()
        and not ((mass < 0) | (mass > LARGEST)).any()
        and (chunk["t"] == own_year).all()
        and chunk["k"].between(10_000, 999_999).all()
        and chunk[["i", "j"]].ge(0).all(axis=None)
    )


def _wanted(chunk: pd.DataFrame, context: Context) -> pd.Series[bool]:
    ours = (chunk["i"] == USA) | (chunk["j"] == USA) | (chunk["i"] == MEXICO)
    if context.everything:
        return ours
    return ours & (chunk["k"] // 10_000).isin([int(chapter) for chapter in context.chapters])


def _find(file: SourceFile, member: Member, context: Context) -> None:
    """Read line by line to the first one that is wrong, and refuse it; every one of them in a preview."""
    where = file.where(member)
    found = _NAME.search(member.name)
    with file.text(member) as lines:
        rows = file.rows(member, lines)
        next(rows, None)
        last = 1
        for line, cells in rows:
            if line != last + 1:
                context.refuse(where, last + 1, msg("the line is empty."))
            last = line
            try:
                check_width(cells, len(_HEADER))
                if found and year(cells[0], "t") != int(found[2]):
                    raise CellError(msg("the year is not that of the file's name."))
                for place, column in ((1, "i"), (2, "j")):
                    number(cells[place], column)
                hs_code(cells[3], "k", 6)
                number(cells[4], "v")
                number_or_none(cells[5], "q")
            except CellError as error:
                context.refuse(where, line, error.reason)
    if context.tolerant and context.refused:
        raise RefusedError


def _tables(frame: pd.DataFrame, numbers: dict[int, str], context: Context, where: str) -> dict[str, pd.DataFrame]:
    twice = frame.duplicated(["t", "i", "j", "k"], keep="first")
    if twice.any():
        row = frame[twice].iloc[0]
        same = frame[(frame[["t", "i", "j", "k"]] == row[["t", "i", "j", "k"]]).all(axis=1)]
        first = str(int(same["line"].iloc[0]))
        reason = msg("the same figure stands on line {first}; keep one of them.", first=first)
        context.refuse(where, int(row["line"]), reason)
    tables: dict[str, pd.DataFrame] = {}
    covered: list[tuple[str, ...]] = []
    for flow, side, of_country, reporter in _FLOWS:
        rows = frame[frame[side] == of_country]
        if rows.empty:
            continue
        table = _flow(rows, flow, "i" if side == "j" else "j", reporter, numbers, context)
        tables[TABLE_OF_FLOW[flow]] = table
        for of_year, part in table[table["partner"] != WORLD].groupby("year"):
            covered.append((flow, str(of_year), context.source_id, "*", "all", str(part["partner"].nunique())))
    if covered:
        tables["coverage"] = pd.DataFrame(covered, columns=list(COVERED), dtype=object)
    return tables


def _flow(
    rows: pd.DataFrame, flow: str, other: str, reporter: str, numbers: dict[int, str], context: Context
) -> pd.DataFrame:
    """Return one flow's rows as text cells, with an added-up total where a partner has no name of ours."""
    partner = rows[other].map(numbers)
    for code, count in rows.loc[partner.isna(), other].value_counts().items():
        context.unknown[f"partner {code}"] += int(count)
    value = (rows["v"] * 1000).round(2)
    mass = (rows["q"] * 1000).round(3)
    table = pd.DataFrame(
        {
            "flow": flow,
            "year": rows["t"].astype(str),
            "reporter": reporter,
            "partner": partner,
            "product": rows["k"].astype(str).str.zfill(6),
            "hs_revision": rows["revision"],
            "valuation": "fob",
            "value_usd": _texts(value.to_numpy()),
            "mass_kg": _texts(mass.where(mass > 0).to_numpy()),
            "mass_flag": "",
            "flag": "",
            "source_id": context.source_id,
            "raw_ref": rows["stem"] + ":" + rows["line"].astype(str),
        },
        columns=list(TABLES["us_imports"].column_names),
        dtype=object,
    )
    return pd.concat([table[partner.notna()], _totals(rows, table, partner, value)], ignore_index=True)


def _totals(rows: pd.DataFrame, table: pd.DataFrame, partner: pd.Series[str], value: pd.Series[float]) -> pd.DataFrame:
    """Return a world total for every code that partners without a name of ours have a part of."""
    key = rows["t"].astype(str) + table["product"]
    touched = key.isin(set(key[partner.isna()]))
    if not touched.any():
        return table.iloc[:0]
    sums = value[touched].groupby(key[touched]).sum().round(2)
    first = table[touched].groupby(key[touched]).first()
    count = key[touched].value_counts()
    return first.assign(
        partner=WORLD,
        value_usd=_texts(sums.loc[first.index].to_numpy()),
        mass_kg="",
        raw_ref=first["raw_ref"] + "…" + count.loc[first.index].astype(str),
    )


def _texts(values: np.ndarray) -> list[str]:
    """Return numbers as the dataset writes them: no exponent, no zeros at the end, nothing for what is not known."""
    return ["" if x != x else f"{x:.0f}" if x == int(x) else f"{x:.3f}".rstrip("0") for x in values.tolist()]
