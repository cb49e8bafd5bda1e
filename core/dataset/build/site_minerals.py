"""What commodity words and symbols of site lists mean among our minerals."""

from __future__ import annotations

import re

_RARE_EARTHS = (
    "lanthanides rare-earth lanthanum cerium praseodymium neodymium samarium europium gadolinium terbium dysprosium "
    "holmium erbium thulium ytterbium lutetium"
).split()
_SYMBOLS = {
    "ag": "silver", "as": "arsenic", "au": "gold", "ba": "barite", "bi": "bismuth", "co": "cobalt", "cr": "chromium",
    "cu": "copper", "fe": "iron-ore", "hg": "mercury", "k": "potash", "li": "lithium", "mn": "manganese",
    "mo": "molybdenum", "ni": "nickel", "p": "phosphate", "pb": "lead", "sn": "tin", "sr": "strontium",
    "u": "uranium", "v": "vanadium", "w": "tungsten", "wo3": "tungsten", "zn": "zinc", "zr": "zirconium",
    "hal": "salt", "mg": "magnesium-compounds",
}  # fmt: skip
_WORDS = {
    **_SYMBOLS,
    **dict.fromkeys(_RARE_EARTHS, "rare-earths"),
    **dict.fromkeys(
        ("pge", "pt", "pd", "ru", "platinum", "palladium", "rhodium", "platinum group metals"), "platinum-group"
    ),
    **dict.fromkeys(("coal", "thermal coal", "metallurgical coal"), "coal"),
    **dict.fromkeys(("phosphate", "apatite", "cryptocrystalline apatite", "francolite", "fluorapatite",
                     "carbonate fluorapatite", "variscite"), "phosphate"),
    **dict.fromkeys(("fluorite", "fluorspar"), "fluorspar"),
    **dict.fromkeys(("barium", "barite"), "barite"),
    **dict.fromkeys(("ilmenite", "rutile"), "titanium"),
    **dict.fromkeys(("iron ore", "hematite"), "iron-ore"),
    **dict.fromkeys(("sulphuric acid", "sulfuric acid", "pyrite"), "sulfur"),
    **dict.fromkeys(("zircon",), "zirconium"),
    **dict.fromkeys(("cadmium", "cadmiuum"), "cadmium"),
    **dict.fromkeys(("diamond", "diamonds"), "diamond-industrial"),
    **dict.fromkeys(("zeolite",), "zeolites"),
    **dict.fromkeys(("clay",), "clays"),
    **dict.fromkeys(("limestone",), "stone"),
    "aluminium": "aluminum", "steel": "iron-steel", "borates": "boron", "ammonium sulfate": "fertilizer-chemicals",
    "fertilizedr": "fertilizer-chemicals", "sodium carbonate": "soda-ash", "sodium sulfate": "sodium-sulfate",
    "magnesia": "magnesium-compounds",
    **{name: name for name in (
        "alumina", "antimony", "arsenic", "cobalt", "chromium", "copper", "diatomite", "feldspar", "gallium",
        "germanium", "gold", "graphite", "gypsum", "indium", "lead", "lithium", "manganese", "mercury", "molybdenum",
        "nickel", "niobium", "potash", "quartz", "rhenium", "salt", "scandium", "selenium", "silver", "strontium",
        "tellurium", "tin", "tungsten", "uranium", "vanadium", "wollastonite", "yttrium", "zinc", "bismuth",
    )},
}  # fmt: skip
# Symbols of brine components, and minerals that are not worked for themselves.
_NOT_NAMED = frozenset(
    ("", "bri", "ca", "na", "naco", "calcite", "syngenetic sulfides", "minor organic matter", "opaline silica",
     "sphene", "minor magnetite", "chalcedony", "carbonate")
)  # fmt: skip


def minerals_of(words: str) -> str:
    """Return our mineral slugs joined by "|", in the order written; raises KeyError for an unknown word."""
    found: dict[str, None] = {}
    for word in re.split(r"[;,]|(?<=[A-Z])  +", words):
        key = " ".join(word.split()).casefold()
        if key not in _NOT_NAMED:
            found[_WORDS[key]] = None
    return "|".join(found)
