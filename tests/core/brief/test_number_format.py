"""Number formats of a workbook: what Excel shows is what the page prints, or the cell is text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.brief.number_format import number_format
from core.text.cldr import LOCALES
from core.text.formatter import Formatter
from tests.core.brief import xlsxtext

VALUES = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda v: v == 0 or abs(v) > 1e-6)
WORDINGS = ("number", "money", "compact", "share", "change", "hhi")


SHARES = ("share", "change")


def worded(fmt: Formatter, wording: str, value: float) -> str:
    return fmt.money(value, compact=True) if wording == "compact" else getattr(fmt, wording)(value)


@given(VALUES, st.sampled_from(WORDINGS), st.sampled_from(("en", "es")))
def test_what_a_sheet_shows_is_what_is_printed(value: float, wording: str, language: str) -> None:
    value = value / 1e10 if wording in SHARES else value
    printed = worded(Formatter(language), wording, value)
    pattern = number_format(printed, value, language)
    assert pattern is not None
    # Excel keeps 15 digits, as does what is written to the file.
    assert xlsxtext.shown(Decimal(repr(value)), pattern) == printed


@given(VALUES, st.sampled_from(WORDINGS))
def test_french_numbers_have_the_digits_that_a_french_excel_shows(value: float, wording: str) -> None:
    value = value / 1e10 if wording in SHARES else value
    printed = worded(Formatter("fr"), wording, value)
    pattern = number_format(printed, value, "fr")
    assert pattern is not None
    shown = xlsxtext.shown(Decimal(repr(value)), pattern)
    if not shown.startswith("<"):
        # The separators are those of the reader's Excel; in the file they are always written the English way.
        shown = shown.translate({ord(","): "\u00a0", ord("."): ","})
    assert shown == printed


@pytest.mark.parametrize(
    ("printed", "value", "pattern"),
    [
        ("116,290,103", 116_290_103.0, "#,##0"),
        ("71.0%", 0.7101, "#,##0.0%"),
        ("US$163.8M", 163_753_490.0, '"US$"#,##0.0,,"M"'),
        ("53%", 53.0, '#,##0"%"'),  # a USGS percentage is printed, not scaled
        ("5630", 5630.0, "0"),  # printed without a comma, it stays without
        ("<0.1%", 0.0003, '"<0.1%"'),
    ],
)
def test_formats_as_excel_writes_them(printed: str, value: float, pattern: str) -> None:
    assert number_format(printed, value, "en") == pattern


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(
    ("printed", "value"),
    [
        (">50", 50.0),
        ("<1", 1.0),
        ("≥\u202f1,000", 1000.0),
        ("31.4–33.6%", 0.314),
        ("W", 1.0),
        ("NA", 0.0),
        ("s", 0.0),
        ("—", 0.0),
        ("–", 0.0),
        ("none recorded", 0.0),
        ("5,780", 5781.0),  # another number than the printed one is never put behind it
        ("71.0%", 71.0 * 100),
        ("1", float("nan")),
        ("1", float("inf")),
        ('1"', 1.0),
        ("١٢", 12.0),
    ],
)
def test_bounds_tokens_and_what_does_not_agree_stay_words(printed: str, value: float, language: str) -> None:
    assert number_format(printed, value, language) is None
