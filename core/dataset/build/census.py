"""US imports 2024 by ten-digit line and country, from the US Census Bureau."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from core.dataset.build.names import CENSUS_COUNTRIES
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, read_rows, reference

SOURCE = "census-imports-2024"
_STEM = "census2024"
SLOVAKIA = "4359"  # published beside the European Union that already holds it
_TEN_DIGITS = ("280530", "2846")


def build(raw: Path) -> list[Row]:
    """Return trade rows: every HS6 as the sum of its ten-digit lines, and the rare-earth lines themselves."""
    values: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in read_rows(raw / STEMS[_STEM]):
        value = Decimal(row["con_val_usd"])
        if row["cty_code"] == SLOVAKIA or not value:
            continue
        codes = [row["hs6"]] + ([row["hts10"]] if row["hts10"].startswith(_TEN_DIGITS) else [])
        for code in codes:
            key = (CENSUS_COUNTRIES[row["cty_code"]], code)
            values[key] += value
            lines[key].append(number)
    return [_row(key, value, lines[key]) for key, value in values.items()]


def _row(key: tuple[str, str], value: Decimal, lines: list[int]) -> Row:
    partner, product = key
    return {
        "flow": "us-imports",
        "year": "2024",
        "reporter": "USA",
        "partner": partner,
        "product": product,
        "hs_revision": "HS2022",
        "valuation": "customs",
        "value_usd": dollars(value),
        "mass_kg": "",
        "mass_flag": "",
        "flag": "",
        "source_id": SOURCE,
        "raw_ref": reference(_STEM, lines),
    }
