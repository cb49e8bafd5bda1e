"""Official lists of critical minerals, each entry tied to our mineral where there is one."""

from __future__ import annotations

from pathlib import Path

from core.dataset.build.tables import Row, read_rows

_FILE = "usgs/derived/critical_minerals_lists.csv"
_LISTS = {  # superseded or incomplete lists of the raw file stay out
    "US2018": ("us-2018", "United States, 2018", "us-critical-list-2018"),
    "US2022": ("us-2022", "United States, 2022", "us-critical-list-2022"),
    "US2025": ("us-2025", "United States, 2025", "us-critical-list-2025"),
    "EU2024_CRM": ("eu-crm-2023", "European Union, critical raw materials, 2023", "eu-crma-2024"),
    "EU2024_SRM": ("eu-srm-2023", "European Union, strategic raw materials, 2023", "eu-crma-2024"),
    "CA2024": ("canada-2024", "Canada, 2024", "canada-critical-2024"),
}
_RARE_EARTHS = (
    "cerium dysprosium erbium europium gadolinium holmium lanthanum lutetium neodymium praseodymium samarium "
    "terbium thulium ytterbium"
).split()
_PLATINUM_GROUP = "iridium palladium platinum rhodium ruthenium".split()
_MINERALS = {
    **dict.fromkeys(_RARE_EARTHS, "rare-earths"),
    **dict.fromkeys(_PLATINUM_GROUP, "platinum-group"),
    "aluminum (bauxite)": "aluminum",
    "bauxite/alumina/aluminium": "aluminum",
    "baryte": "barite",
    "boron - metallurgy grade": "boron",
    "coking coal": "coal",
    "metallurgical coal": "coal",
    "graphite (natural)": "graphite",
    "graphite - battery grade": "graphite",
    "heavy rare earth elements": "rare-earths",
    "light rare earth elements": "rare-earths",
    "rare earth elements": "rare-earths",
    "rare earth elements group": "rare-earths",
    "rare earth elements for permanent magnets (nd, pr, tb, dy, gd, sm, and ce)": "rare-earths",
    "high-purity iron ore": "iron-ore",
    "lithium - battery grade": "lithium",
    "magnesium": "magnesium-metal",
    "magnesium metal": "magnesium-metal",
    "manganese - battery grade": "manganese",
    "nickel - battery grade": "nickel",
    "phosphate rock": "phosphate",
    "phosphorus": "phosphate",
    "platinum group metals": "platinum-group",
    "silicon metal": "silicon",
    "titanium metal": "titanium",
}


def build(raw: Path, slugs: frozenset[str]) -> list[Row]:
    """Return one row per list entry; `slugs` are the minerals of the catalogue. Raises KeyError for a new name."""
    rows: list[Row] = []
    for _, row in read_rows(raw / _FILE):
        if row["list"] not in _LISTS:
            continue
        list_id, name, source = _LISTS[row["list"]]
        label = row["mineral"][:1].upper() + row["mineral"][1:]
        mineral = mineral_of(row["mineral"], slugs)
        rows.append({"list_id": list_id, "name": name, "mineral": mineral, "label": label, "source_id": source})
    return rows


def mineral_of(printed: str, slugs: frozenset[str]) -> str:
    """Return our mineral for an entry of a list of critical minerals. Raises KeyError for a new name."""
    key = printed.strip().casefold()
    return key if key in slugs else _MINERALS[key]
