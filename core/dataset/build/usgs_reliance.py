"""US net import reliance in the USGS editions 2022 to 2025, each figure found again in the published file."""

from __future__ import annotations

import re
from pathlib import Path

from core.dataset.build.names import Minerals
from core.dataset.build.raw_files import stem_of
from core.dataset.build.tables import Row, read_rows, reference
from core.dataset.build.usgs import figure, of_part, stat_row
from core.dataset.build.usgs_world import flat, published

_LONG = "usgs/derived/us_nir_price_salient_long_mcs2022_2025.csv"
_FORMS = {  # the middle of the published column name, in the words of the 2026 edition
    "Al2O3": "fused aluminum oxide",
    "SiC": "silicon carbide",
    "Met_Abras": "metallic abrasives",
    "All": "all forms of arsenic",
    "Feldspar": "feldspar",
    "Nepheline_syenite": "nepheline syenite",
    "Flake": "scrap and flake mica",
    "Sheet": "sheet mica",
    "Palladium": "palladium",
    "Platinum": "platinum",
    "Compounds-Metals": "compounds and metals",
    "Concentrate": "mineral concentrates",
    "FeSi": "ferrosilicon, all grades",
    "FeSi2": "ferrosilicon, all grades",
    "FeSi-Si": "total",
    "FeSi2_Si": "total",
    "Si": "silicon metal",
    "Dioxide": "TiO2 pigment",
    "Sponge": "sponge metal",
    "Ores": "ores and concentrates",
    "Zr_ore": "zirconium ores and concentrates",
    "Hf": "hafnium",
}
_BY_COMMODITY = {
    ("Lead", "Metal"): "refined metal",
    ("Tin", "Refined"): "refined tin",
    ("Zinc", "Refined"): "refined zinc",
}
_WITHOUT_FORM = {"", "NIR", "Consump", "Metal"}
_FIELD = re.compile(r"NIR_?(.*?)_?(pct|ct|t)")


def build(raw: Path, minerals: Minerals) -> list[Row]:
    """Return reliance rows of MCS 2022 to 2025. Raises LookupError for a figure not in the published file."""
    return [
        _row(raw, row, minerals)
        for _, row in read_rows(raw / _LONG)
        if row["field"].startswith("NIR") and row["header_misaligned"] != "Y"
    ]


def _row(raw: Path, row: Row, minerals: Minerals) -> Row:
    field = _FIELD.fullmatch(row["field"])
    if field is None:
        raise LookupError(f"{row['source_file']}: column {row['field']}")
    kind = _BY_COMMODITY.get((row["commodity"], field[1])) or _FORMS.get(field[1], "")
    if not kind and field[1] not in _WITHOUT_FORM:
        raise LookupError(f"{row['source_file']}: column {row['field']}")
    form = f"Net import reliance, {kind}" if kind else of_part("Net import reliance", row["commodity"])
    file = raw / "usgs" / row["source_file"]
    return stat_row(
        "us-reliance",
        row["edition"],
        mineral="hafnium" if kind == "hafnium" else minerals.slug(row["commodity"]),
        form=form,
        partner="USA",
        year=row["year"],
        **figure(row["value_raw"]),
        unit="percent",
        note="" if field[2] == "pct" else "unit corrected to percent",
        raw_ref=reference(stem_of(file), [_line(file, row)]),
    )


def _line(file: Path, row: Row) -> int:
    lines = published(file)
    place = lines[0][1].index(flat(row["field"]))
    for number, cells in lines[1:]:
        if row["year"] in cells[:4] and cells[place : place + 1] == [flat(row["value_raw"])]:
            return number
    raise LookupError(f"{file}: {row['field']} {row['year']} {row['value_raw']} is not there")
