"""The languages of Veta, and what CLDR says of each: the marks of a number and the names of countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_decimal_symbol, get_group_symbol

LOCALES = {"en": "en_US", "es": "es_MX", "fr": "fr_CA"}


@dataclass(frozen=True, slots=True)
class Cldr:
    """Of one locale: what stands between thousands and before decimals, and {ISO alpha-3: name}.

    `countries` holds every territory CLDR knows, and EUU for the European Union.
    """

    group: str
    decimal: str
    countries: Mapping[str, str]


@lru_cache(maxsize=len(LOCALES))
def cldr(locale: str) -> Cldr:
    """Return what Babel knows of a locale."""
    territories = Locale.parse(locale).territories
    names = {
        alpha3: str(territories[alpha2[0]])
        for alpha3, alpha2 in get_global("territory_aliases").items()
        if len(alpha3) == 3 and alpha3.isalpha() and alpha2[0] in territories
    }
    countries = names | {"EUU": str(territories["EU"]), "XKX": str(territories["XK"])}
    return Cldr(str(get_group_symbol(locale)), str(get_decimal_symbol(locale)), countries)
