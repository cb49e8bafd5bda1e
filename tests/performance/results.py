"""What the benchmarks found, as one table: printed when they are over, and written into README between two marks."""

from __future__ import annotations

import datetime as dt
import os
import platform
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- measured: dev.py bench --write -->", "<!-- measured: end -->"
HEADER = ("what", "ours", "against", "ratio", "hold", "holds")


class NoPlaceError(ValueError):
    """The text has no place for the table."""


@dataclass(frozen=True)
class Line:
    """One thing measured. `holds` is None where there is nothing to hold; `how` says how it was measured."""

    what: str
    ours: str
    against: str
    ratio: float | None
    hold: str
    holds: bool | None
    how: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as `HEADER` names its parts."""
        ratio = "" if self.ratio is None else number(self.ratio)
        return self.what, self.ours, self.against, ratio, self.hold, {True: "yes", False: "NO", None: ""}[self.holds]


class Results:
    """The lines of one run, in the order in which they were found; `filled_by` are the ids of tests that added any."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.left_out: list[str] = []
        self.notes: list[str] = []
        self.filled_by: set[str] = set()

    def within(self, what: str, ours: float, limit: float, unit: str, how: str) -> Line:
        """Add what must not pass a limit; the ratio is that to the limit."""
        ratio = ours / limit
        return self._add(what, ours, f"at most {worded(limit, unit)}", ratio, "≤ 1", ratio <= 1, unit, how)

    def at_most(self, what: str, ours: float, other: tuple[str, float], ratio: float, most: float, how: str) -> Line:
        """Add seconds that must not be more than so many times those of another; `other` is its name and seconds."""
        against = f"{other[0]}: {worded(other[1], 's')}"
        return self._add(what, ours, against, ratio, f"≤ {number(most)}", ratio <= most, "s", how)

    def faster(
        self, what: str, ours: float, other: tuple[str, float], ratio: float, how: str, least: float | None = None
    ) -> Line:
        """Add seconds beside those of a peer that does the same job; the ratio is how many times as fast ours is."""
        against, hold = f"{other[0]}: {worded(other[1], 's')}", "" if least is None else f"≥ {number(least)}"
        return self._add(what, ours, against, ratio, hold, None if least is None else ratio >= least, "s", how)

    def growth(self, what: str, ours: float, first: float, unit: str, how: str) -> Line:
        """Add what was measured on more rows beside the same on the bundled ones; there is nothing to hold."""
        return self._add(what, ours, f"bundled rows: {worded(first, unit)}", ours / first, "", None, unit, how)

    def leave_out(self, text: str) -> None:
        """Add what was not measured, and why."""
        if text not in self.left_out:
            self.left_out.append(text)

    def note(self, text: str) -> None:
        """Add a sentence that stands below the table."""
        if text not in self.notes:
            self.notes.append(text)

    def table(self) -> str:
        """Return everything as text for a terminal."""
        rows = [HEADER, *(line.cells for line in self.lines)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        ruled = [rows[0], tuple("-" * width for width in widths), *rows[1:]]
        found = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in ruled
        ]
        return "\n".join([*found, *self._after(""), *(f"{line.what}: {line.how}" for line in self.lines)]) + "\n"

    def markdown(self, today: dt.date | None = None) -> str:
        """Return everything as it stands in README."""
        header = ("what", "ours", "against", "ratio", "hold", "holds", "how")
        rows = [header, ("---",) * len(header), *((*line.cells, line.how) for line in self.lines)]
        found = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
        return (
            "\n".join(
                [f"Measured {machine(today or dt.datetime.now().astimezone().date())}.", "", *found, *self._after("- ")]
            )
            + "\n"
        )

    def write(self, readme: Path, today: dt.date | None = None) -> None:
        """Put the table between the marks of a file, in place of what stands there.

        Raises:
            NoPlaceError: the file does not have both marks, once each and in their order.
        """
        text = readme.read_text(encoding="utf-8")
        readme.write_text(between_marks(text, self.markdown(today)), encoding="utf-8", newline="\n")

    def _add(
        self, what: str, ours: float, against: str, ratio: float, hold: str, holds: bool | None, unit: str, how: str
    ) -> Line:
        line = Line(what, worded(ours, unit), against, ratio, hold, holds, how)
        self.lines.append(line)
        return line

    def _after(self, bullet: str) -> list[str]:
        after = [*self.notes, *(f"Left out: {text}" for text in self.left_out)]
        return ["", *(bullet + text for text in after)] if after else []


def between_marks(text: str, content: str) -> str:
    """Return a text with `content` between its two marks.

    Raises:
        NoPlaceError: the text does not have both marks, once each and in their order.
    """
    before, begin, rest = text.partition(BEGIN + "\n")
    _old, end, after = rest.partition(END + "\n")
    if not begin or not end or BEGIN in rest or END in before + after:
        raise NoPlaceError(f"The table needs one line “{BEGIN}” and below it one line “{END}”; put them back.")
    return f"{before}{BEGIN}\n\n{content}\n{END}\n{after}"


def machine(today: dt.date) -> str:
    """Return when and on what this was measured, in plain words and without anybody's name."""
    cores, kind = os.cpu_count(), f"{platform.system()} on {platform.machine()}"
    return f"on {today.isoformat()}: {kind}, {cores} processor cores, Python {platform.python_version()}"


def worded(value: float, unit: str) -> str:
    """Return a measured value with its unit."""
    return f"{number(value)} {unit}"


def number(value: float) -> str:
    """Return a number with three digits, or all of them before the decimal point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
