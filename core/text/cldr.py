"""What every start needs of CLDR: the marks of a number and the names of countries, kept beside the translations.

Babel has them too, among all else that CLDR knows of a language, which takes six milliseconds to load.
`python -m core.text.cldr` writes them anew; with another Babel than the one they were taken from, Babel is asked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import babel
from babel import Locale
from babel.core import get_global
from babel.numbers import get_decimal_symbol, get_group_symbol

from core.errors import VetaError
from core.files import read_json, write_atomic
from core.paths import resource
from core.values import dataclass

LOCALES = {"en": "en_US", "es": "es_MX", "fr": "fr_CA"}
FILE = "cldr.json"


@dataclass(frozen=True)
class Cldr:
    """Of one locale: what stands between thousands and before decimals, and {ISO alpha-3: name}.

    `countries` holds every territory CLDR knows, and EUU for the European Union.
    """

    group: str
    decimal: str
    countries: Mapping[str, str]


@lru_cache(maxsize=len(LOCALES))
def cldr(locale: str) -> Cldr:
    """Return what is kept of a locale, or what Babel says where nothing of this Babel is kept."""
    kept = _kept().get(locale)
    return Cldr(**kept) if kept is not None else from_babel(locale)


def from_babel(locale: str) -> Cldr:
    """Return the same from Babel."""
    territories = Locale.parse(locale).territories
    names = {
        alpha3: str(territories[alpha2[0]])
        for alpha3, alpha2 in get_global("territory_aliases").items()
        if len(alpha3) == 3 and alpha3.isalpha() and alpha2[0] in territories
    }
    countries = names | {"EUU": str(territories["EU"]), "XKX": str(territories["XK"])}
    return Cldr(str(get_group_symbol(locale)), str(get_decimal_symbol(locale)), countries)


@lru_cache(maxsize=1)
def _kept() -> Mapping[str, Any]:
    try:
        content: Any = read_json(resource("i18n", FILE))
    except VetaError:  # Babel knows as much
        return {}
    return content["locales"] if content["babel"] == babel.__version__ else {}


def written() -> bytes:
    """Return the content of the file, from Babel."""
    locales = {locale: vars(from_babel(locale)) for locale in LOCALES.values()}
    text = json.dumps({"babel": babel.__version__, "locales": locales}, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


if __name__ == "__main__":
    write_atomic(resource("i18n", FILE), written())
    sys.exit(0)
