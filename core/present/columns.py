"""The columns of the figure table: which are shown, how they read, how they sort and how they copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np

from core.dataset.view import FloatArray
from core.present.board import Board, BoardTable
from core.present.clipboard import Cell
from core.present.order import IndexArray, MaskArray, number_order, word_order
from core.text.formatter import NO_FIGURE, Formatter
from core.text.messages import Message, Named, msg

ColumnId = Literal["partner", "form", "value", "after", "change", "share", "mass", "unit_value", "flag", "source"]
COLUMNS: tuple[ColumnId, ...] = (
    "partner",
    "form",
    "value",
    "after",
    "change",
    "share",
    "mass",
    "unit_value",
    "flag",
    "source",
)
WORDS: frozenset[ColumnId] = frozenset({"partner", "form", "flag"})
# Tokens that stand for themselves in the table; what each means is told below it.
MARKS = frozenset({"W", "NA", "XX", "E", "e", "s"})
NOT_PARTNERS = frozenset({"rest", "XXX", "XXO"})

_COMPUTED = msg("computed")
_NEW = msg("new")
_UNRECORDED = msg("None recorded; only the scenario has it")

_HEADERS: dict[ColumnId, Message] = {
    "partner": msg("Partner"),
    "form": msg("Form"),
    "after": msg("After (US$)"),
    "change": msg("Change"),
    "share": msg("Share"),
    "mass": msg("Tonnes"),
    "unit_value": msg("US$/kg"),
    "flag": msg("Note"),
    "source": msg("Source"),
}
_TIPS: dict[ColumnId, Message] = {
    "partner": msg("The other country of the trade"),
    "form": msg("Which stage or form the publisher counts"),
    "value": msg("As published, before any scenario"),
    "after": msg("With the scenario's shares, at an unchanged total"),
    "change": msg("After against before"),
    "share": msg("Share of the total: before in grey, after in the scenario colour"),
    "mass": msg("Net mass as published; with a scenario, at unchanged unit values"),
    "unit_value": msg("Published value by published kilogram"),
    "flag": msg("What the publisher's token means"),
    "source": msg("Number of the source below"),
}


@dataclass(frozen=True)
class FigureTable:
    """One board's table, worded by one formatter. `row` is always a row of the board, not of the screen."""

    board: Board
    fmt: Formatter
    _names: list[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = [self.fmt.country(str(key)) for key in self.table.keys]
        object.__setattr__(self, "_names", names)

    @property
    def table(self) -> BoardTable:
        """The arrays behind the table."""
        return self.board.table

    @property
    def names(self) -> list[str]:
        """Partner names in board order."""
        return self._names

    def shown(self) -> tuple[ColumnId, ...]:
        """Return the columns that hold something for this board, in screen order."""
        table, edited = self.table, self.board.edited
        keeps: dict[ColumnId, bool] = {
            "form": any(table.form),
            "after": edited,
            "change": edited,
            "share": bool(np.isfinite(table.before_share).any()),
            "mass": bool(np.isfinite(table.mass_kg).any()),
            "unit_value": bool(np.isfinite(table.unit_value).any()),
            "flag": any(self._text_flag(row) for row in range(len(table.flag))),
        }
        return tuple(column for column in COLUMNS if keeps.get(column, True))

    def header(self, column: ColumnId) -> str:
        """Return a column's heading with its unit."""
        if column == "partner" and self.table.unit != "usd":
            return self.fmt.say(msg("Country"))
        if column != "value":
            return self.fmt.say(_HEADERS[column])
        if self.table.unit == "usd":
            return self.fmt.say(msg("Before (US$)") if self.board.edited else msg("Value (US$)"))
        if not self.table.unit_name:
            return self.fmt.say(msg("Quantity"))
        return self.fmt.say(msg("Quantity ({unit})", unit=self.fmt.unit(self.table.unit_name)))

    def tip(self, column: ColumnId) -> str:
        """Return what a column holds, in one sentence."""
        if column == "partner" and self.table.unit != "usd":
            return self.fmt.say(msg("The country the figure is about"))
        return self.fmt.say(_TIPS[column])

    def text(self, column: ColumnId, row: int) -> str:
        """Return one cell as a person reads it."""
        return self._WRITERS[column](self, row)

    def explain(self, column: ColumnId, row: int) -> str:
        """Return more about one cell: what a token means, which source, the exact shares; may be empty."""
        if column == "form":
            return self.text("form", row)
        if column in ("flag", "value") and self.table.flag[row]:
            return self.fmt.token(str(self.table.flag[row]))
        if column in ("source", "value") and not self.recorded(row):
            return self.fmt.say(_UNRECORDED)
        if column == "source":
            return self.fmt.source(str(self.table.source_id[row]))
        if column == "share" and self.board.edited:
            return self.fmt.say(
                msg(
                    "Before {before}, after {after}",
                    before=Named("share", float(self.table.before_share[row])),
                    after=Named("share", float(self.table.after_share[row])),
                )
            )
        return str(self.table.keys[row]) if column == "partner" and self.is_partner(row) else ""

    def legend(self, rows: Iterable[int] | None = None) -> tuple[str, ...]:
        """Return what the tokens of `rows` (all rows when left out) mean, each once, in the order they come."""
        flags = self.table.flag if rows is None else [self.table.flag[row] for row in rows]
        return tuple(self.fmt.token(flag) for flag in dict.fromkeys(map(str, flags)) if flag)

    def raw(self, column: ColumnId, row: int) -> Cell:
        """Return one cell for a spreadsheet: numbers in full, tokens and words as text."""
        number = self._values(column)
        if number is None:
            return self.text(column, row)
        if np.isfinite(number[row]):
            return float(number[row])
        return str(self.table.text[row]) if column == "value" else None

    def order(self, column: ColumnId, descending: bool) -> IndexArray:
        """Return board rows, shape (n,), in the order of `column`; partners that are none close the table."""
        last = self._last()
        if column in WORDS:
            words = [self.text(column, row) for row in range(len(self._names))]
            return word_order(words, descending=descending, last=last)
        values = self._values(column)
        assert values is not None
        printed = self.table.text if column == "value" else None
        return number_order(values, descending=descending, text=printed, flag=self.table.flag, last=last)

    def totals(self) -> dict[ColumnId, str]:
        """Return the total line by column; empty where figures of one kind cannot be added (USGS tables).

        A mass or unit value is given only where every row of the table has a mass.
        """
        table, total = self.table, float(np.nansum(self.table.before))
        if table.unit != "usd" or not len(table.keys):
            return {}
        label = msg("Listed partners") if self.board.coverage.kind == "listed" else msg("Total")
        cells: dict[ColumnId, str] = {"partner": self.fmt.say(label), "value": self._amount(total)}
        if self.board.edited:
            cells["after"] = self._amount(float(np.nansum(table.after)))
        if np.isfinite(table.before_share).any():
            cells["share"] = self.fmt.share(float(np.nansum(table.before_share)))
        if np.isfinite(table.mass_kg).all() and table.mass_kg.sum() > 0:
            cells["mass"] = self._tonnes(float(self._masses().sum()) / 1000.0)
            cells["unit_value"] = self._per_kilogram(total / float(table.mass_kg.sum()))
        return cells

    def is_partner(self, row: int) -> bool:
        """Return whether a row is one partner, not a sum of several."""
        return str(self.table.keys[row]) not in NOT_PARTNERS

    def recorded(self, row: int) -> bool:
        """Return whether a published figure stands behind a row; a partner only the scenario has is none."""
        behind = self.table.row_ids
        return not behind or not self.is_partner(row) or len(behind[row]) > 0

    def change(self, row: int) -> float:
        """Return after against before, 0.1 for ten percent more; NaN where before is nothing."""
        before, after = float(self.table.before[row]), float(self.table.after[row])
        return after / before - 1.0 if before > 0 else float("nan")

    def source_number(self, row: int) -> int | None:
        """Return the number under which a row's source is listed."""
        wanted = str(self.table.source_id[row])
        if not wanted:
            return None
        # The table's own sources come first: those of a trend that nobody looks at are not asked for.
        return next((line.number for line in self.board.sources if line.source_id == wanted), None)

    def _last(self) -> MaskArray:
        return np.array([str(key) in NOT_PARTNERS for key in self.table.keys], dtype=np.bool_)

    def _values(self, column: ColumnId) -> FloatArray | None:
        table = self.table
        if column == "change":
            return np.array([self.change(row) for row in range(len(self._names))], dtype=np.float64)
        if column == "source":
            numbers = [self.source_number(row) for row in range(len(self._names))]
            return np.array([np.nan if n is None else n for n in numbers], dtype=np.float64)
        arrays: dict[ColumnId, FloatArray] = {
            "value": table.before,
            "after": table.after,
            "share": table.after_share if self.board.edited else table.before_share,
            "mass": self._masses() / 1000.0,
            "unit_value": table.unit_value,
        }
        return arrays.get(column)

    def _text_partner(self, row: int) -> str:
        return self._names[row]

    def _text_form(self, row: int) -> str:
        return self.fmt.form(str(self.table.form[row]))

    def _text_after(self, row: int) -> str:
        return self._amount(float(self.table.after[row]))

    def _text_value(self, row: int) -> str:
        printed = str(self.table.text[row])
        if not self.recorded(row):
            return NO_FIGURE
        return self.fmt.printed(printed) or self._amount(float(self.table.before[row]))

    def _amount(self, value: float) -> str:
        return self.fmt.number(value, 0 if self.table.unit == "usd" else None)

    def _text_change(self, row: int) -> str:
        before, after = float(self.table.before[row]), float(self.table.after[row])
        if before == 0 and after > 0:
            return self.fmt.say(_NEW)
        return NO_FIGURE if before == after else self.fmt.change(self.change(row))

    def _text_flag(self, row: int) -> str:
        flag = str(self.table.flag[row])
        return self.fmt.say(_COMPUTED) if flag == "computed" else flag if flag in MARKS else ""

    def _text_share(self, row: int) -> str:
        shares = self.table.after_share if self.board.edited else self.table.before_share
        return self.fmt.share(float(shares[row]))

    def _text_unit_value(self, row: int) -> str:
        return self._per_kilogram(float(self.table.unit_value[row]))

    def _per_kilogram(self, value: float) -> str:
        return self.fmt.number(value, 0 if value >= 1000 else 2 if value >= 0.1 else 4)

    def _text_mass(self, row: int) -> str:
        return self._tonnes(float(self._masses()[row]) / 1000.0)

    def _masses(self) -> FloatArray:
        """Return kilograms by row: as published, or with the scenario at unchanged unit values."""
        after = self.table.after_mass_kg
        return after if self.board.edited and len(after) else self.table.mass_kg

    def _tonnes(self, tonnes: float) -> str:
        return self.fmt.number(tonnes, 0 if tonnes >= 10 or tonnes == 0 else 3)

    def _text_source(self, row: int) -> str:
        number = self.source_number(row)
        return f"[{number}]" if number is not None and self.recorded(row) else ""

    _WRITERS: ClassVar[dict[ColumnId, Callable[[Any, int], str]]] = {
        "partner": _text_partner,
        "form": _text_form,
        "value": _text_value,
        "after": _text_after,
        "change": _text_change,
        "share": _text_share,
        "mass": _text_mass,
        "unit_value": _text_unit_value,
        "flag": _text_flag,
        "source": _text_source,
    }
