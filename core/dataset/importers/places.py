"""Whose code or name means which partner: UN Comtrade and CEPII codes, US schedule codes, ISO codes, English names."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from core.dataset.build.names import CENSUS_COUNTRIES
from core.text.cldr import cldr

if TYPE_CHECKING:
    from core.dataset.load import Dataset

WORLD = "XXX"
_AGGREGATES = frozenset({"EUU", "XXX", "XXO"})
# Names of US trade statistics that are not those of the ISO list.
_ALIASES = {
    "burma": "MMR", "burma myanmar": "MMR", "cape verde": "CPV", "congo brazzaville": "COG", "congo kinshasa": "COD",
    "democratic republic of the congo": "COD", "republic of the congo": "COG", "cote d ivoire": "CIV",
    "ivory coast": "CIV", "czech republic": "CZE", "falkland islands islas malvinas": "FLK", "gaza strip": "PSE",
    "gaza strip administered by israel": "PSE", "west bank": "PSE", "hong kong": "HKG", "korea": "KOR",
    "korea south": "KOR", "south korea": "KOR", "korea north": "PRK", "macao": "MAC", "macau": "MAC",
    "macedonia": "MKD", "macedonia skopje": "MKD", "micronesia": "FSM", "federated states of micronesia": "FSM",
    "pitcairn islands": "PCN", "russia": "RUS", "st helena": "SHN", "swaziland": "SWZ", "syria": "SYR",
    "tanzania": "TZA", "the bahamas": "BHS", "gambia the": "GMB", "trinidad and tobago": "TTO", "turkey": "TUR",
    "united kingdom": "GBR", "vatican city": "VAT", "holy see": "VAT", "vietnam": "VNM", "viet nam": "VNM",
    "yemen": "YEM", "british virgin islands": "VGB", "sao tome and principe": "STP", "east timor": "TLS",
    "svalbard jan mayen island": "SJM", "wallis and futuna": "WLF", "st pierre and miquelon": "SPM",
    "heard and mcdonald islands": "HMD", "christmas island": "CXR", "cocos keeling islands": "CCK",
    "world": WORLD, "total for all countries": WORLD, "all countries": WORLD, "total": WORLD,
    "european union": "EUU",
}  # fmt: skip


class Places:
    """Finds partners by what publishers call them. Every answer is a partner of the catalogue, or None."""

    def __init__(self, dataset: Dataset) -> None:
        """Read the country list of a dataset."""
        countries = dataset.countries
        self.known = frozenset(str(code) for code in countries["partner"])
        numeric = zip(countries["partner"], countries["comtrade_code"], strict=True)
        self.by_number = {int(code): str(partner) for partner, code in numeric if str(code).isdigit()}

    def comtrade(self, code: str) -> str | None:
        """Return the partner of a UN Comtrade or CEPII number; 0 is the world."""
        return self.by_number.get(int(code)) if code.isascii() and code.isdigit() and len(code) < 6 else None

    def iso3(self, code: str) -> str | None:
        """Return the partner of an ISO alpha-3 code; S19 stands for Taiwan, WLD and W00 for the world."""
        code = {"S19": "TWN", "WLD": WORLD, "W00": WORLD, "ROM": "ROU"}.get(code.upper(), code.upper())
        return code if code in self.known and (code == WORLD or code not in _AGGREGATES) else None

    def us_schedule(self, code: str) -> str | None:
        """Return the partner of a four-digit country code of US trade statistics, "-" the world."""
        if code == "-":
            return WORLD
        partner = CENSUS_COUNTRIES.get(code)
        return partner if partner in self.known else None

    def name(self, name: str) -> str | None:
        """Return the partner of an English name, whatever its case, accents and signs."""
        return self._by_name.get(_folded(name))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = {_folded(name): code for code, name in cldr("en_US").countries.items() if code in self.known}
        return names | {name: code for name, code in _ALIASES.items() if code in self.known}


def _folded(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ")
    words = re.sub(r"[^a-z ]+", " ", "".join(c for c in flat if not unicodedata.combining(c)))
    return " ".join(words.split()).replace("saint ", "st ")
