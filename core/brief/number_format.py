"""Spreadsheet number formats: a number keeps all its digits and is shown digit for digit as the page prints it.

Each format is found from the printed words and then proved: the number, scaled and rounded as the format does it, must
give the printed digits. Where it does not, the cell is text, so a sheet can never show another number than the page.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from core.text.formatter import MINUS, Formatter

# What a compact amount counts in, by the letter after it; a spreadsheet divides by a thousand for each comma.
_SCALES = {"k": 1, "M": 2, "B": 3, "G": 3}
_SIGNS = {"+": 1, MINUS: -1}
_MOST = 1e15  # beyond, a spreadsheet keeps no whole numbers; not a number is no less


def number_format(shown: str, value: float, language: str) -> str | None:
    """Return the format under which `value` is shown as `shown`, in the habits of `language`; None where none does.

    None, too, for every printed bound, range and token. "<0.1%" is how the page words a share that rounds to none.
    """
    if not abs(value) < _MOST or '"' in shown:
        return None
    for group, point in dict.fromkeys((_marks(language), (",", "."))):
        parts = _parts(shown, group, point)
        if parts is not None:
            found = _proved(shown, *parts, value)
            if found is not None:
                return found
    return None


@cache
def _marks(language: str) -> tuple[str, str]:
    sample = Formatter(language).number(1234.5, 1)
    return sample[1], sample[-2]


def _parts(shown: str, group: str, point: str) -> tuple[str, str, str] | None:
    """Split words into what stands before a number, its digits (1,234.5 in any language), and what stands after it."""
    number = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?|\d+(?:{re.escape(point)}\d+)?"
    found = re.fullmatch(rf"(\D*?)({number})(\D*)", shown, re.ASCII)
    if found is None:
        return None
    english = "".join("," if c == group else "." if c == point else c for c in found[2])
    return found[1], english, found[3]


def _proved(shown: str, before: str, digits: str, after: str, value: float) -> str | None:
    exact, printed = Decimal(repr(float(value))), Decimal(digits.replace(",", ""))
    if before.startswith("<"):
        percent = 100 if "%" in after else 1
        return _quoted(shown) if 0 < exact * percent < printed else None
    if any(mark in before for mark in "<>≤≥"):
        return None
    sign = _SIGNS.get(before[:1], 0)
    ending = after.partition("%")
    if ending[1] and _rounds(exact * 100, printed, sign):
        return _signed(before, _pattern(digits), f"{_quoted(ending[0])}%{_quoted(ending[2])}", sign, value)
    for thousands in (0, _SCALES.get(after.strip()[:1], 0)):
        if _rounds(exact / 1000**thousands, printed, sign):
            return _signed(before, _pattern(digits) + "," * thousands, _quoted(after), sign, value)
    return None


def _rounds(exact: Decimal, printed: Decimal, sign: int) -> bool:
    rounded = exact.quantize(printed, ROUND_HALF_UP)
    return rounded == (-printed if sign < 0 else printed)


def _pattern(digits: str) -> str:
    whole, _, decimals = digits.partition(".")
    # USGS tables print some thousands without a comma, and such a number stays as it was printed.
    grouped = "," in whole or len(whole) <= 3
    return ("#,##0" if grouped else "0") + ("." + "0" * len(decimals) if decimals else "")


def _signed(before: str, pattern: str, after: str, sign: int, value: float) -> str:
    """Return the format with its sections: a plus is shown where the page shows it, a minus is a true minus sign."""
    plain = _quoted(before[1:] if sign else before) + pattern + after
    if not sign:
        return plain if value >= 0 else f"{plain};{plain}"  # what rounds to none has no sign
    return f'{_quoted("+") if sign > 0 else ""}{plain};"{MINUS}"{plain}'


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
