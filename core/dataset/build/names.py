"""How publishers write countries, minerals and units, and what we call them."""

from __future__ import annotations

import re
from pathlib import Path

from core.dataset.build.tables import read_rows

_USGS_COUNTRIES = """
AFG Afghanistan|DZA Algeria|AGO Angola|ARG Argentina|ARM Armenia|AUS Australia|AUT Austria|AZE Azerbaijan
BHR Bahrain|BLR Belarus|BEL Belgium|BTN Bhutan|BOL Bolivia|BWA Botswana|BRA Brazil|BGR Bulgaria
BFA Burkina Faso|MMR Burma|BDI Burundi|CMR Cameroon|CAN Canada|CAF Central African Republic|CHL Chile
CHN China|COL Colombia|COD Congo (Kinshasa)|CUB Cuba|CYP Cyprus|CZE Czechia|CIV Côte d’Ivoire|DNK Denmark
ECU Ecuador|EGY Egypt|EST Estonia|ETH Ethiopia|FIN Finland|FRA France|GAB Gabon|GEO Georgia|DEU Germany
GHA Ghana|GRC Greece|GRL Greenland|GLP Guadeloupe|GTM Guatemala|GIN Guinea|GUY Guyana|HND Honduras|HUN Hungary
ISL Iceland|IND India|IDN Indonesia|IRN Iran|IRQ Iraq|IRL Ireland|ISR Israel|ITA Italy|JAM Jamaica|JPN Japan
JOR Jordan|KAZ Kazakhstan|KEN Kenya|PRK Korea, North|KOR Korea, Republic of|KWT Kuwait|KGZ Kyrgyzstan
LAO Laos|LVA Latvia|LSO Lesotho|LTU Lithuania|MDG Madagascar|MYS Malaysia|MLI Mali|MRT Mauritania
MEX Mexico|MNG Mongolia|MAR Morocco|MOZ Mozambique|NAM Namibia|NLD Netherlands|NCL New Caledonia
NZL New Zealand|NIC Nicaragua|NGA Nigeria|NOR Norway|OMN Oman|PAK Pakistan|PNG Papua New Guinea|PER Peru
PHL Philippines|POL Poland|PRT Portugal|QAT Qatar|ROU Romania|RUS Russia|RWA Rwanda|SAU Saudi Arabia
SEN Senegal|SRB Serbia|SLE Sierra Leone|SVK Slovakia|SVN Slovenia|ZAF South Africa|ESP Spain|LKA Sri Lanka
SDN Sudan|SWE Sweden|CHE Switzerland|SYR Syria|TWN Taiwan|TJK Tajikistan|TZA Tanzania|THA Thailand
BHS The Bahamas|TGO Togo|TTO Trinidad and Tobago|TUN Tunisia|TUR Turkey|TKM Turkmenistan|UGA Uganda
UKR Ukraine|ARE United Arab Emirates|GBR United Kingdom|USA United States|UZB Uzbekistan|VEN Venezuela
VNM Vietnam|ZMB Zambia|ZWE Zimbabwe|XXO Other countries|XXO Other Countries|XXO Other|XXX World total
XXX World
"""
_USGS_BY_NAME = {entry[4:]: entry[:3] for line in _USGS_COUNTRIES.split("\n") for entry in line.split("|") if entry}

_CENSUS = """
0003 EUU 1220 CAN 3370 CHL 2010 MEX 7290 EGY 5350 PAK 5700 CHN 5081 ISR 4120 GBR 6021 AUS 3510 BRA
5800 KOR 7910 ZAF 5330 IND 4890 TUR 5520 VNM 5200 ARE 3010 COL 2470 DOM 4419 CHE 3330 PER 5490 THA
5880 JPN 3570 ARG 2150 HND 5600 IDN 4039 NOR 2050 GTM 3310 ECU 2740 TTO 6141 NZL 5830 TWN 5650 PHL
4621 RUS 2230 CRI 5590 SGP 5550 KHM 5050 IRQ 3070 VEN 5170 SAU 7620 AGO 7530 NGA 7210 DZA 5130 KWT
5420 LKA 5820 HKG 5570 MYS 2110 SLV 2190 NIC 5380 BGD
""".split()
# The country codes of US trade statistics; Slovakia (4359) is inside 0003 and left out.
CENSUS_COUNTRIES: dict[str, str] = dict(zip(_CENSUS[::2], _CENSUS[1::2], strict=True))

UNITS = {
    "metric tons": "t",
    "tons": "t",
    "thousand metric tons": "kt",
    "thousand metric dry tons": "kt_dry",
    "million metric tons": "Mt",
    "kilograms": "kg",
    "thousand carats": "kct",
    "thousands of carats": "kct",
    "million carats": "Mct",
    "million cubic meters": "Mm3",
    "million liters": "Ml",
    "percent": "percent",
    "dollars per metric ton": "usd_per_t",
    "dollars per ton": "usd_per_t",
    "dollars per short ton": "usd_per_st",
    "dollars per kilogram": "usd_per_kg",
    "dollars per gram": "usd_per_g",
    "dollars per 10-grams": "usd_per_10g",
    "dollars per 25 grams": "usd_per_25g",
    "dollars per 50 grams": "usd_per_50g",
    "dollars per 100 mililiters": "usd_per_100ml",
    "dollars per 100 milliliters": "usd_per_100ml",
    "dollars per pound": "usd_per_lb",
    "cents per pound": "cents_per_lb",
    "dollars per troy ounce": "usd_per_ozt",
    "dollars per carat": "usd_per_ct",
    "dollars per dry metric ton unit": "usd_per_dmtu",
    "index": "index",
    "": "none",
}

_NAMES_OF_OTHER_EDITIONS = {
    "abrasives": "abrasives",
    "gemanium": "germanium",
    "graphite": "graphite",
    "niobium": "niobium",
    "nitrogen(fixed) - ammonia": "nitrogen",
    "nitrogen (fixed)--ammonia": "nitrogen",
    "platinum-group metals": "platinum-group",
    "pumice & pumicite": "pumice",
    "talc, crude": "talc",
    "titanium & titanium dioxide": "titanium",
    "titanium and titanium dioxide": "titanium",
    "zirconium and hafnium": "zirconium",
}


class Minerals:
    """Finds our mineral slug for a publisher's commodity name or file code."""

    def __init__(self, catalogue: Path) -> None:
        """Read minerals.csv of the catalogue folder."""
        self._slugs: dict[str, str] = dict(_NAMES_OF_OTHER_EDITIONS)
        for _, row in read_rows(catalogue / "minerals.csv"):
            for name in f"{row['usgs_2026']}|{row['usgs_code']}|{row['mineral']}".split("|"):
                self._slugs.setdefault(name.strip().casefold(), row["mineral"])

    def slug(self, commodity: str, detail: str = "") -> str:
        """Return the slug; raises KeyError for a name we do not know. Alumina is told from bauxite by `detail`."""
        slug = self._slugs[commodity.strip().casefold()]
        return "alumina" if slug == "bauxite" and "alumina" in detail.casefold() else slug


def usgs_country(printed: str) -> tuple[str, str, bool]:
    """Return (ISO alpha-3, qualifier, estimated) of a country as USGS prints it.

    "Peru (andalusite)" gives ("PER", "andalusite", False); a footnote glued to the name is dropped, a glued "e"
    means estimated. Raises KeyError for an unknown name.
    """
    name = " ".join(printed.replace("\xa0", " ").split())
    if name in _USGS_BY_NAME:
        return _USGS_BY_NAME[name], "", False
    if name[-1].isdigit():
        return usgs_country(name.rstrip("0123456789 "))
    if name.endswith("e") and name[:-1] in _USGS_BY_NAME:
        return _USGS_BY_NAME[name[:-1]], "", True
    for pattern in (r"^(.+?) \((.+)\)(.*)$", r"^(.+?), ()(.+)$"):
        found = re.match(pattern, name)
        if found and found[1] in _USGS_BY_NAME:
            rest = ", ".join(part.strip(" ,.") for part in found.groups()[1:] if part.strip(" ,."))
            return _USGS_BY_NAME[found[1]], re.sub(r",? ?\brounded\b,? ?", "", rest).strip(), False
    raise KeyError(printed)
