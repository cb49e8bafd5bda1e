"""What a table's rows take on the page: one line where it is said so, measured by the program that sets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst

from core.brief.extent import BESIDE, CELL, SURELY, column_widths, one_line
from core.brief.font import fonts_folder, metrics
from core.brief.model import Column, Table
from core.dataset.load import Dataset
from tests.performance.subject import formatter, looked_at, made

MEASURE = """#let cells = json(bytes(sys.inputs.cells))
#set text(font: "Source Sans 3", size: 8.5pt, fallback: false, number-width: "tabular", hyphenate: false)
#context [#metadata(cells.map(cell => measure(text(cell)).width / 1mm)) <widths>]
"""
COLUMNS = (Column("Partner", "left", 1), Column("Value", "right"))


def table(*rows: tuple[str, str]) -> Table:
    return Table("Silver", COLUMNS, rows, 0, ())


def test_a_row_is_one_line_where_its_cells_surely_fit() -> None:
    words, figure = "South Korea", "1,000.50"
    room = [metrics().width(cell, CELL) * SURELY + BESIDE + 0.01 for cell in (words, figure)]
    rows = table((words, figure), (words + " and", figure), ("South\nKorea", figure), ("", ""))
    assert one_line(rows, room, "en") == [True, False, False, True]


def test_decimals_that_are_left_room_for_count() -> None:
    room = [40.0, metrics().width("1,000", CELL) * SURELY + BESIDE + 0.01]
    assert one_line(table(("Peru", "1,000")), room, "en") == [True]
    assert one_line(table(("Peru", "1,000"), ("Chile", "1.25")), room, "en") == [False, True]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_no_cell_is_set_wider_than_one_line_allows_for(language: str, bundled: Dataset, tmp_path: Path) -> None:
    brief = made(looked_at(bundled, 1, language), formatter(bundled, language))
    tables = [part.content for part in brief.parts if isinstance(part.content, Table)]
    cells = sorted({cell for one in tables for row in one.rows for cell in row if cell})
    (tmp_path / "measure.typ").write_text(MEASURE, encoding="utf-8")
    found = typst.Compiler(
        str(tmp_path / "measure.typ"),
        font_paths=[str(fonts_folder())],
        ignore_system_fonts=True,
        sys_inputs={"cells": json.dumps(cells)},
    ).query("<widths>", field="value", one=True)
    widths = json.loads(found)
    assert len(cells) > 100
    for cell, width in zip(cells, widths, strict=True):
        assert width <= metrics().width(cell, CELL) * SURELY, cell
    assert any(not all(one_line(one, column_widths(one, 60.0, language), language)) for one in tables)
