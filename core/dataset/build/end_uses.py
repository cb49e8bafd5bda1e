"""What critical minerals are used for, from the US Geological Survey, in terms of the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

from core.dataset.build.critical import mineral_of
from core.dataset.build.raw_files import STEMS
from core.dataset.build.tables import Row, read_rows, reference

SOURCE, _STEM = "usgs-mcs-2026", "mcs2026-t6"
_PHRASES = {  # printed phrase: our terms
    "metallurgy": "metallurgy",
    "metallurgy and many sectors of the economy": "metallurgy many-sectors",
    "flame retardants": "flame-retardants",
    "lead-acid batteries": "batteries",
    "pesticides": "pesticides",
    "semiconductors": "semiconductors",
    "oil and gas drilling": "drilling",
    "medical imaging": "medical-imaging",
    "aerospace": "aerospace",
    "defense": "defence",
    "medical": "medicine",
    "atomic research": "research",
    "nuclear energy": "nuclear-energy",
    "hardening of steel and glass": "hardening",
    "catalytic converters": "catalysts",
    "catalytic converters and electrical components": "catalysts electronics",
    "ceramics": "ceramics",
    "glass": "glass",
    "ceramics and glass production": "ceramics glass",
    "polishing compounds": "polishing",
    "atomic clocks for global positioning systems": "atomic-clocks",
    "research and development": "research",
    "stainless steel": "steel",
    "batteries": "batteries",
    "wiring": "wiring",
    "cables": "wiring",
    "data storage devices": "data-storage",
    "lasers": "lasers",
    "permanent magnets": "permanent-magnets",
    "fiber optics": "optical-fibre",
    "glass colorant": "glass",
    "optical amplifiers": "optical-fibre",
    "nuclear control rods": "nuclear-energy",
    "phosphors": "phosphors",
    "cement": "cement",
    "industrial chemicals": "chemicals",
    "integrated circuits": "semiconductors",
    "optical devices": "optics",
    "night vision": "night-vision",
    "fuel cells": "fuel-cells",
    "lubricants": "lubricants",
    "super alloys for aerospace": "superalloys",
    "flat-panel displays": "displays",
    "touchscreens": "displays",
    "anode coatings for electrochemical processes": "electrodes",
    "chemical catalysts": "catalysts",
    "catalysts": "catalysts",
    "catalysts including catalytic converters": "catalysts",
    "ammunition": "ammunition",
    "cancer therapies": "medicine",
    "cancer treatments": "medicine",
    "electronics": "electronics",
    "metal alloys for aerospace": "superalloys",
    "automotive": "light-alloys",
    "electronics industries": "electronics",
    "steel production": "steel",
    "steels": "steel",
    "superalloys": "superalloys",
    "fertilizers": "fertilizers",
    "aerospace alloys": "superalloys",
    "chemical refining": "chemicals",
    "petroleum processing": "petroleum",
    "colorants": "colorants",
    "high-performance jet engines": "jet-engines",
    "gas turbines": "gas-turbines",
    "electrical components": "electronics",
    "electronic components": "electronics",
    "data network syncing": "data-networks",
    "computer chips": "semiconductors",
    "nuclear reactor components": "nuclear-energy",
    "silicon wafers fundamental to semiconductors": "semiconductors",
    "electrical circuits": "electronics",
    "anti-bacterial medical instruments": "medicine",
    "solar cells": "solar-cells",
    "capacitors": "electronics",
    "thermoelectric devices": "thermoelectrics",
    "solid state devices": "semiconductors",
    "x-ray devices": "medical-imaging",
    "pigments": "pigments",
    "nuclear fuel": "nuclear-energy",
    "medical applications": "medicine",
    "scintillators": "medical-imaging",
    "protective coatings for iron and steel": "galvanizing",
    "ceramics heat shields in aerospace engine components": "jet-engines",
    "nuclear reactors": "nuclear-energy",
}
_GROUPS = {
    "defence": "ammunition aerospace defence jet-engines lasers night-vision superalloys atomic-clocks",
    "batteries": "batteries",
    "semiconductors": "semiconductors electronics displays",
    "ai-data-centres": "data-storage data-networks optical-fibre",
    "energy": "drilling nuclear-energy fuel-cells solar-cells thermoelectrics gas-turbines petroleum wiring "
    "permanent-magnets",
    "steel-alloys": "metallurgy steel hardening galvanizing light-alloys",
    "medical": "medicine medical-imaging",
    "agriculture": "pesticides fertilizers",
    "construction": "cement glass ceramics",
    "other": "many-sectors flame-retardants research catalysts polishing phosphors chemicals optics lubricants "
    "electrodes colorants pigments",
}
_GROUP_OF = {use: group for group, uses in _GROUPS.items() for use in uses.split()}


def build(raw: Path, slugs: frozenset[str]) -> list[Row]:
    """Return one row per material and use; the group of a use is our reading. Raises KeyError for a new wording."""
    rows: dict[tuple[str, str], Row] = {}
    for line, row in read_rows(raw / STEMS[_STEM]):
        material = row["Critical_Mineral"]
        for phrase in _phrases(row["Primary_Applications"]):
            for use in _PHRASES[phrase].split():
                rows[material, use] = {
                    "mineral": mineral_of(material, slugs),
                    "material": material,
                    "use": use,
                    "use_group": _GROUP_OF[use],
                    "source_id": SOURCE,
                    "raw_ref": reference(_STEM, [line]),
                }
    return list(rows.values())


def _phrases(printed: str) -> list[str]:
    """Split at commas and at the last "and", but keep phrases that hold an "and" of their own."""
    found: list[str] = []
    for part in re.split(r", (?:and )?", printed.rstrip(".").casefold()):
        found += [part] if part in _PHRASES else _halves(part)
    return found


def _halves(part: str) -> list[str]:
    for cut in re.finditer(" and ", part):
        before, after = part[: cut.start()], part[cut.end() :]
        if before in _PHRASES and after in _PHRASES:
            return [before, after]
    raise KeyError(part)
