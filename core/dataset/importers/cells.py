"""Reading single cells strictly: numbers, years, HS codes, and what may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.dataset.importers.source import problem
from core.text.messages import Message, msg

REVISIONS = {"H4": "HS2012", "H5": "HS2017", "H6": "HS2022", "12": "HS2012", "17": "HS2017", "22": "HS2022"}
AS_REPORTED = "as-reported"  # the source does not say in which revision
_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+]?\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_CODE = re.compile(r"\d{2}(?:\d{2}){0,4}", re.ASCII)
# A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CENT = Decimal("0.01")
LARGEST = 1e18  # in US dollars or kilograms, ten thousand times the world's trade of a year
LONGEST = 40


class CellError(ValueError):
    """A cell that is not what its column says; `reason` words it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.plain())
        self.reason = reason


def number(text: str, column: str) -> Decimal:
    """Return a number that is not negative; thousands may be parted by commas.

    Raises:
        CellError: anything else, such as NaN, a minus sign or a formula, and a number that no figure has.
    """
    text = text.strip()
    if not (_NUMBER.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise CellError(msg("“{cell}” in column {column} is not a number from zero up.", cell=text[:40], column=column))
    if len(text) > LONGEST or (value := Decimal(text.replace(",", ""))) > LARGEST:
        raise CellError(msg("“{cell}” in column {column} is larger than any figure.", cell=text[:40], column=column))
    return value


def number_or_none(text: str, column: str) -> Decimal | None:
    """Return a number, None for an empty cell or NA."""
    return None if text.strip() in ("", "NA", "N/A", "null", "None") else number(text, column)


def year(text: str, column: str) -> int:
    """Return a year of the twentieth or twenty-first century; CellError for anything else."""
    if _YEAR.fullmatch(text.strip()):
        return int(text)
    raise CellError(msg("“{cell}” in column {column} is not a year.", cell=text[:40], column=column))


def hs_code(text: str, column: str, digits: int = 0) -> str:
    """Return an HS code of 2, 4, 6, 8 or 10 digits, points left out; `digits` restores leading zeros to that length.

    Raises:
        CellError: anything else.
    """
    code = text.strip().replace(".", "")
    if digits and code.isascii() and code.isdigit():
        code = code.zfill(digits)
    if _CODE.fullmatch(code):
        return code
    raise CellError(msg("“{cell}” in column {column} is not an HS code.", cell=text[:40], column=column))


def us_revision(of_year: int) -> str:
    """Return the HS revision of the US schedule in a year; CellError before 2012, whose codes have no name here."""
    if of_year < 2012:
        raise CellError(msg("{year} is before 2012, whose codes Veta does not name.", year=str(of_year)))
    return "HS2012" if of_year < 2017 else "HS2017" if of_year < 2022 else "HS2022"


def plain_text(text: str, column: str) -> str:
    """Return a text without line breaks; CellError for one that a spreadsheet would run as a formula."""
    text = " ".join(text.split())
    if text.startswith(_FORMULA):
        raise CellError(
            msg("“{cell}” in column {column} would run as a formula in a spreadsheet.", cell=text[:40], column=column)
        )
    return text


def places(file: str, header: Sequence[str], wanted: Mapping[str, Sequence[str]], line: int = 1) -> dict[str, int]:
    """Return {our name: position} of columns; `wanted` gives the publisher's names for each, "?" first if optional.

    Of several names the first that the header has counts.

    Raises:
        VetaError: a column is missing or stands twice.
    """
    names = [" ".join(name.split()).casefold() for name in header]
    found: dict[str, int] = {}
    missing: list[str] = []
    for ours, theirs in wanted.items():
        known = [name.casefold() for name in theirs if name != "?"]
        chosen = next((name for name in known if name in names), None)
        hits = [n for n, name in enumerate(names) if name == chosen]
        if len(hits) > 1:
            raise problem(file, line, msg("the column {column} stands twice; keep one.", column=str(chosen)))
        if hits:
            found[ours] = hits[0]
        elif "?" not in theirs:
            missing.append(theirs[0])
    if missing:
        raise problem(
            file, line, msg("the columns {columns} are missing; choose the publisher's own file.",
                            columns=", ".join(missing)),
        )  # fmt: skip
    return found


def check_width(cells: Sequence[str], width: int) -> None:
    """Refuse a row with other than `width` cells; one empty cell at its end is the mark of some web exports."""
    if len(cells) == width or (len(cells) == width + 1 and not cells[-1].strip()):
        return
    raise CellError(msg("{found} cells where {wanted} belong.", found=len(cells), wanted=width))


def dollars(value: Decimal) -> str:
    """Return US dollars as the dataset writes them: whole, or with two decimals."""
    value = value.quantize(CENT)
    return f"{value.to_integral_value():f}" if value == value.to_integral_value() else f"{value:f}"


def plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
