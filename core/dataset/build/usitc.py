"""US imports from Mexico and Canada by month and ten-digit line, with what was claimed under USMCA."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core.dataset.build.names import CENSUS_COUNTRIES
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, dollars, read_rows, reference

SOURCE = "usitc-dataweb-monthly"
FIRST_MONTH_OF_CLAIMS = "2025-07"  # before, claims on lines free of duty were not recorded
_STEM = "usitc-monthly"


def build(raw: Path) -> list[Row]:
    """Return monthly rows, customs value in US dollars; the claimed part is empty before July 2025."""
    return [
        {
            "year": row["month"][:4],
            "month": str(int(row["month"][5:])),
            "partner": CENSUS_COUNTRIES[row["cty_code"]],
            "product": row["hts10"],
            "value_usd": dollars(Decimal(row["con_customs_value_usd"])),
            "usmca_claimed_usd": (
                dollars(Decimal(row["usmca_claimed_value_usd"])) if row["month"] >= FIRST_MONTH_OF_CLAIMS else ""
            ),
            "source_id": SOURCE,
            "raw_ref": reference(_STEM, [line]),
        }
        for line, row in read_rows(raw / STEMS[_STEM])
    ]
