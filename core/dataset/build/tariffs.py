"""US duty rates by eight-digit line, from the tariff schedule as published."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from core.dataset.build.duty_equivalents import Equivalents
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, plain, read_rows, reference

SOURCE = "usitc-hts-2025-25"
_STEM = "hts2025"
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_PER_MASS = re.compile(r"(\$)?(\d+(?:\.\d+)?)(¢)?/(kg|t)(?: on (\w+) content)?")
_FREE_PROGRAMMES = re.compile(r"Free ?\(([^)]*)\)")
_USMCA = "S"


def build(raw: Path) -> list[Row]:
    """Return one row per line that has a rate. Raises ValueError for a rate that is printed in no known way."""
    rows: list[Row] = []
    equivalents = Equivalents(raw)
    for line, row in read_rows(raw / STEMS[_STEM]):
        if not row["General Rate of Duty"]:  # a heading, or a statistical line under its rate line
            continue
        digits = row["HTS Number"].replace(".", "")
        if len(digits) == 10 and not digits.endswith("00"):
            raise ValueError(f"{STEMS[_STEM]}:{line}: a rate on a statistical line")
        text = row["General Rate of Duty"]
        duty = {"product": digits[:8], "mfn_text": text, **_rate(text)}
        rows.append(
            {
                **duty,
                **equivalents.of(duty, row["Unit of Quantity"]),
                "usmca": _usmca(text, row["Special Rate of Duty"]),
                "column2_text": row["Column 2 Rate of Duty"],
                "source_id": SOURCE,
                "raw_ref": reference(_STEM, [line]),
            }
        )
    return rows


def _rate(text: str) -> Row:
    """Return kind, ad valorem rate and duty per kilogram; a duty on the metal inside names that metal."""
    empty = {"mfn_rate": "", "specific_usd_per_kg": "", "specific_basis": ""}
    percent, mass = _PERCENT.fullmatch(text), _PER_MASS.fullmatch(text)
    if text == "Free":
        return {**empty, "mfn_kind": "free", "mfn_rate": "0"}
    if percent:
        return {**empty, "mfn_kind": "ad-valorem", "mfn_rate": plain(Decimal(percent[1]) / 100)}
    if mass:
        dollars = Decimal(mass[2]) / (100 if mass[3] else 1) / (1000 if mass[4] == "t" else 1)
        basis = mass[5] or "gross"
        return {**empty, "mfn_kind": "specific", "specific_usd_per_kg": plain(dollars), "specific_basis": basis}
    if " + " in text:
        return {**empty, "mfn_kind": "compound"}
    if "on the value of" in text:  # percent of the value of one metal only, never of the whole shipment
        return {**empty, "mfn_kind": "other"}
    raise ValueError(f"duty printed as {text!r}")


def _usmca(general: str, special: str) -> str:
    if general == "Free":
        return "free"
    free = _FREE_PROGRAMMES.search(special)
    return "free" if free and _USMCA in [code.strip() for code in free[1].split(",")] else ""
