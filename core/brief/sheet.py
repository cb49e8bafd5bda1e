"""One sheet of a workbook: cells that are numbers or words by decision, never by how their text looks."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from core.brief.number_format import number_format
from core.brief.wording import showable

_MUTED = "#555c61"
_STYLES: dict[str, dict[str, Any]] = {
    "text": {},
    "wrapped": {"text_wrap": True},
    "strong": {"bold": True},
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": _MUTED, "font_size": 9},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "total": {"font_color": _MUTED, "top": 4},
}
# What a spreadsheet could take for a formula once a person edits the cell.
_FORMULA_STARTS = ("=", "+", "-", "@")
_NARROWEST = 8.0
_LINE = {"title": 20.0, "note": 13.0}
_LONGEST = 32_000  # characters that Excel takes in one cell


class Styles:
    """A workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, name: str, **more: Any) -> Any:
        """Return the format of a named style with further properties."""
        properties = {"valign": "top"} | _STYLES[name] | more
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class Sheet:
    """A worksheet and the width its columns need. Rows and columns are counted from 0."""

    def __init__(self, page: Any, styles: Styles, language: str) -> None:
        self.page, self._styles, self._language = page, styles, language
        self._widths: dict[int, int] = {}
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    @property
    def name(self) -> str:
        """The sheet's name, as charts refer to it."""
        return str(self.page.get_name())

    def words(
        self, row: int, place: int, text: str, style: str = "text", *, right: bool = False, measured: bool = True
    ) -> None:
        """Write text that stays text; `measured` text counts for the column's width."""
        shown = showable(text)[:_LONGEST]
        if not shown:
            return
        if measured:
            self._measure(place, shown)
        self.page.write_string(row, place, shown, self._format(style, shown, right=right, indented=place > 0))

    def head(self, row: int, place: int, text: str, *, right: bool = False) -> None:
        """Write a column's heading."""
        self.words(row, place, text, "head", right=right)

    def number(self, row: int, place: int, value: float, pattern: str, style: str = "text") -> None:
        """Write a number under a format; ValueError for one that is not finite, which no cell can hold."""
        if not math.isfinite(value):
            raise ValueError(f"no cell holds {value}")
        self.page.write_number(row, place, value, self._styles.get(style, num_format=pattern, align="right"))

    def day(self, row: int, place: int, day: date) -> None:
        """Write a date as a date, in the order of ISO 8601."""
        self._measure(place, day.isoformat())
        self.page.write_datetime(row, place, day, self._styles.get("text", num_format="yyyy-mm-dd", align="right"))

    def cell(
        self, row: int, place: int, shown: str, number: float | None, right: bool = False, style: str = "text"
    ) -> None:
        """Write the number behind a worded cell where a format shows it digit for digit, else the words."""
        pattern = None if number is None else number_format(shown, number, self._language)
        if number is None or pattern is None:
            self.words(row, place, shown, style, right=right)
            return
        self._measure(place, shown)
        self.number(row, place, number, pattern, style)

    def line(self, row: int, text: str, style: str, columns: int) -> int:
        """Write a sentence over the first `columns` columns, as high as its lines need; return the rows it took."""
        shown = showable(text)[:_LONGEST]
        style_of = self._format(style, shown, right=False, wrapped=True)
        self.page.merge_range(row, 0, row, columns - 1, "", style_of)
        self.page.write_string(row, 0, shown, style_of)
        room = sum(self._widths.get(place, 8) for place in range(columns)) * (0.75 if style == "title" else 1.15)
        self.page.set_row(row, _LINE.get(style, 15.0) * max(1, math.ceil(len(shown) / room)))
        return 1

    def make_room(self, row: int, texts: tuple[str, ...], width: float) -> None:
        """Make a row as high as its wrapped texts need in columns of `width` characters: not every reader does."""
        self.page.set_row(row, 15.0 * max(math.ceil(len(text) / (width - 3)) for text in ("x", *texts)))

    def set_widths(self, widths: tuple[float, ...]) -> None:
        """Fix the widths of the first columns, in characters."""
        for place, width in enumerate(widths):
            self._widths[place] = int(width)
            self.page.set_column(place, place, width)

    def finish(self, widest: float = 46.0) -> None:
        """Make every column as wide as its longest cell, in characters, up to `widest`."""
        for place, width in self._widths.items():
            self.page.set_column(place, place, min(max(width + 2.0, _NARROWEST), widest))

    def _measure(self, place: int, shown: str) -> None:
        self._widths[place] = max(self._widths.get(place, 0), len(shown))

    def _format(self, style: str, shown: str, *, right: bool, wrapped: bool = False, indented: bool = False) -> Any:
        # A column of words beside one of numbers needs air; a number's own column has it at its left.
        more: dict[str, Any] = {"align": "right"} if right else {"indent": 1} if indented else {}
        if wrapped:
            more["text_wrap"] = True
        if shown.startswith(_FORMULA_STARTS):
            more["quote_prefix"] = True
        return self._styles.get(style, **more)
