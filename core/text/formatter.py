"""The one formatter: every number, date, name and sentence a person reads, on screen and in print.

Number habits are those of CLDR for en_US, es_MX and fr_CA. Dollars are always written "US$" so that nobody reads pesos.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time
from babel.numbers import get_decimal_symbol, get_group_symbol

from core.selection import BASKET, OWN_BASKET
from core.text.messages import Message, Named, msg
from core.text.names import Names
from core.text.translations import translations
from core.text.units import UNITS

LOCALES = {"en": "en_US", "es": "es_MX", "fr": "fr_CA"}
MINUS = "\u2212"
NO_FIGURE = "\u2013"
NARROW = "\u202f"
PRINTED_NUMBER = re.compile(r"\d[\d,.]*%?")
MOST_DIGITS = 6
STEPS = tuple(Decimal(1).scaleb(-digits) for digits in range(MOST_DIGITS + 1))

AGGREGATES = {
    "XXX": msg("World"),
    "XXO": msg("Other countries"),
    "rest": msg("Partners not listed"),
}
FLOWS = {
    "us-imports": msg("US imports"),
    "us-exports": msg("US exports"),
    "mexico-exports": msg("Mexico's exports"),
    "production": msg("World production"),
    "reserves": msg("World reserves"),
    "us-import-sources": msg("US import sources"),
    "us-reliance": msg("US net import reliance"),
    "prices": msg("US prices"),
}
VALUATIONS = {
    "customs": msg("customs value"),
    "cif": msg("CIF value"),
    "fob": msg("FOB value"),
    "cif-or-fob": msg("CIF or FOB value"),
}
TOKENS = {
    "W": msg("W: withheld by the publisher to protect company data"),
    "NA": msg("NA: not available"),
    "XX": msg("XX: a world total cannot be calculated"),
    "E": msg("E: net exporter"),
    "e": msg("e: estimated by the publisher"),
    "s": msg("s: less than half a unit"),
    "bound-low": msg("A lower bound, not a point: the publisher prints “more than”"),
    "bound-high": msg("An upper bound, not a point: the publisher prints “less than”"),
    "zero": msg("A dash: zero"),
    "blank": msg("The publisher prints nothing here"),
    "text": msg("The publisher prints words, not a number"),
    "computed": msg("Computed: a published share times a published total"),
}


class Formatter:
    """Words and numbers in one language."""

    def __init__(self, language: str = "en", names: Names | None = None) -> None:
        """`language` is "en", "es" or "fr"; `names` words the ids of a dataset's catalogue."""
        self.language = language if language in LOCALES else "en"
        self.names = names or Names()
        self._locale = LOCALES[self.language]
        self._translations = translations(self.language)
        marks = {",": get_group_symbol(self._locale), ".": get_decimal_symbol(self._locale), "-": MINUS}
        self._marks = str.maketrans(marks)

    # Sentences

    def say(self, message: Message | str, /, **arguments: object) -> str:
        """Return a message, or a literal English sentence with arguments, in the reader's language."""
        text, given = (message.text, message.arguments) if isinstance(message, Message) else (message, arguments)
        pattern = self._translations.get(text, text)
        return pattern.format(**{name: self._argument(name, value) for name, value in given.items()})

    def _argument(self, name: str, value: object) -> str:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Named):
            return self._named(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return str(value) if name.endswith("year") else self.number(value)

    def _named(self, named: Named) -> str:
        if named.kind == "date":
            return self.date(dt.date.fromisoformat(str(named.value)))
        if named.kind == "moment":
            return self.moment(dt.datetime.fromisoformat(str(named.value)))
        if named.kind == "points":
            return self.say(msg("{number} points", number=self.number(float(named.value) * 100, 1)))
        if named.kind in ("change", "hhi", "mass", "money", "number", "share"):
            return str(getattr(self, named.kind)(float(named.value)))
        return str(getattr(self, named.kind)(str(named.value)))

    # Numbers

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a plain number; `digits` (0 to 6) fixes the decimals, None keeps up to three.

        Halves are rounded away from zero, as in a spreadsheet, and the number is taken as it is printed: 2.675 is
        2.68. Babel's own formatting takes ten times as long, which a dragged slider feels.
        """
        if not math.isfinite(value):
            return NO_FIGURE
        return self._digits(Decimal(repr(float(value))), digits)

    def money(self, usd: float, compact: bool = False) -> str:
        """Return US dollars: in full, or `compact` in thousands, millions or (not in Spanish) billions."""
        if not math.isfinite(usd):
            return NO_FIGURE
        if not compact or abs(usd) < 1000:
            return self._dollars(self.number(usd, 0))
        scaled, unit = self._scale(usd)
        return self._dollars(self.number(scaled, 1 if abs(scaled) < 1000 else 0) + unit)

    def money_in_words(self, usd: float) -> str:
        """Return US dollars for a sentence: "US$163.8 million", "US$163.8 millones"."""
        if not math.isfinite(usd) or abs(usd) < 1e6:
            return self.money(usd)
        sign = MINUS if usd < 0 else ""
        if self._counts_billions(usd):
            return sign + self.say(msg("US${number} billion", number=self.number(abs(usd) / 1e9, 1)))
        digits = 1 if abs(usd) < 1e9 else 0
        return sign + self.say(msg("US${number} million", number=self.number(abs(usd) / 1e6, digits)))

    def unit_value(self, usd_per_kg: float) -> str:
        """Return US dollars per kilogram with the digits that matter."""
        if not math.isfinite(usd_per_kg):
            return NO_FIGURE
        digits = 0 if abs(usd_per_kg) >= 1000 else 2 if abs(usd_per_kg) >= 0.1 else 4
        return self._dollars(self.number(usd_per_kg, digits))

    def share(self, fraction: float, digits: int = 1) -> str:
        """Return a share 0-1 as a percentage: "71.0%", French "71,0 %"; what is there but rounds to none is "<0.1%"."""
        if not math.isfinite(fraction):
            return NO_FIGURE
        number = self._percentage(fraction, digits)
        if fraction > 0 and _is_nil(number):
            number = "<" + self.number(10.0**-digits, digits)
        return number + self._percent_sign

    def share_range(self, low: float, high: float, digits: int = 1) -> str:
        """Return two shares 0-1 as one range: "31.4–33.6%"; one share where both are written alike."""
        first, last = self.share(low, digits), self.share(high, digits)
        if first == last or NO_FIGURE in (first, last):
            return first
        return f"{first.removesuffix(self._percent_sign)}\u2013{last}"

    def change(self, fraction: float, digits: int = 1) -> str:
        """Return a relative change with its sign: "+12.3%", "−4.0%"."""
        return self._signed(fraction, digits) + self._percent_sign if math.isfinite(fraction) else NO_FIGURE

    def points(self, fraction: float, digits: int = 1) -> str:
        """Return a difference of two shares in percentage points, with its sign."""
        if not math.isfinite(fraction):
            return NO_FIGURE
        return self.say(msg("{number} points", number=self._signed(fraction, digits)))

    def mass(self, kilograms: float) -> str:
        """Return a mass in tonnes, or in kilograms below one tonne."""
        if not math.isfinite(kilograms):
            return NO_FIGURE
        if round(abs(kilograms)) < 1000:
            few = "<1" if 0 < kilograms < 0.5 else self.number(kilograms, 0)
            return few + "\u00a0kg"
        return self.number(kilograms / 1000, 0) + "\u00a0t"

    def quantity(self, value: float, unit: str) -> str:
        """Return a USGS quantity with its unit id worded."""
        return self.number(value) + "\u00a0" + self.unit(unit) if math.isfinite(value) else NO_FIGURE

    def hhi(self, value: float) -> str:
        """Return a concentration index 0-1 with two decimals."""
        return self.number(value, 2)

    def hhi_10000(self, value: float) -> str:
        """Return the same index (given 0-1) on the 0-10,000 scale."""
        return self.number(value * 10000, 0)

    def date(self, day: dt.date) -> str:
        """Return a date in the reader's long form."""
        return format_date(day, format="long", locale=self._locale)

    def moment(self, moment: dt.datetime) -> str:
        """Return a date and time of day, in the time zone of this computer."""
        here = moment.astimezone()
        time = format_time(here, format="short", locale=self._locale).replace(" ", "\u00a0")
        return f"{self.date(here.date())}, {time}"

    def year(self, year: float | str) -> str:
        """Return a year, never grouped."""
        return str(int(year))

    def period(self, start: int, end: int) -> str:
        """Return one year or a span such as 2021–2024."""
        return str(start) if start == end else f"{start}\u2013{end}"

    # Names

    def country(self, partner: str) -> str:
        """Return a partner's name; `partner` is ISO alpha-3, EUU, XXX, XXO or "rest"."""
        if partner in AGGREGATES:
            return self.say(AGGREGATES[partner])
        return country_names(self._locale).get(partner, partner)

    def country_short(self, partner: str) -> str:
        """Return a partner in a few letters, for a place too narrow for its name: "USA" is "EE. UU." in Spanish."""
        return self.say(msg("USA")) if partner == "USA" else partner

    def countries(self, partners: str) -> str:
        """Return the names of several partners; `partners` are codes with spaces between."""
        return ", ".join(self.country(partner) for partner in partners.split())

    def parts(self, parts: str) -> str:
        """Return partners with a number each; `parts` is "MEX:2.0 CAN:1.0"."""
        pairs = (part.split(":") for part in parts.split())
        return ", ".join(f"{self.country(partner)} {self.number(float(number), 2)}" for partner, number in pairs)

    def limits(self, limits: str) -> str:
        """Return partners with the least and the most of their share; `limits` is "MEX:0.1:0.5"."""
        parts = (limit.split(":") for limit in limits.split())
        return ", ".join(f"{self.country(p)} {self.share_range(float(low), float(high))}" for p, low, high in parts)

    def product(self, code: str) -> str:
        """Return a product's short name, without its code."""
        return self.names.products.get(code, code)

    def product_code(self, code: str) -> str:
        """Return an HS code with the points readers expect: 2529.22, 2846.90.80.90."""
        if len(code) <= 4:
            return code
        return ".".join([code[:4], *(code[i : i + 2] for i in range(4, len(code), 2))])

    def codes(self, codes: str) -> str:
        """Return several HS codes with the points readers expect; `codes` have spaces between."""
        return ", ".join(self.product_code(code) for code in codes.split())

    def group(self, group: str) -> str:
        """Return a group's name."""
        return self.names.groups.get(group, group)

    def mineral(self, mineral: str) -> str:
        """Return a mineral's name."""
        return self.names.minerals.get(mineral, mineral)

    def minerals(self, minerals: str) -> str:
        """Return the names of several minerals; `minerals` are ids with spaces between."""
        return ", ".join(self.mineral(mineral) for mineral in minerals.split())

    def basket(self, basket: str) -> str:
        """Return a basket's name; the user's own are marked as such."""
        if basket.startswith(OWN_BASKET):
            return self.say(msg("{name} (own)", name=basket.removeprefix(OWN_BASKET)))
        return self.names.baskets.get(basket, basket)

    def baskets(self, baskets: str) -> str:
        """Return the names of several baskets; `baskets` are ids with spaces between."""
        return "; ".join(self.basket(basket) for basket in baskets.split())

    def source(self, source_id: str) -> str:
        """Return a source's title."""
        return self.names.sources.get(source_id, source_id)

    def form(self, form: str) -> str:
        """Return what a publisher counts, such as "Mine production"."""
        return self.names.phrases.get(("form", form), form)

    def note(self, note: str) -> str:
        """Return the short notes of a figure; `note` holds several with "; " between."""
        return "; ".join(self.names.phrases.get(("note", part), part) for part in note.split("; "))

    def printed(self, text: str) -> str:
        """Return what a publisher prints: "Large" is worded; "6,000", six to a French reader, is "6 000" there."""
        return self.names.phrases.get(("printed", text)) or PRINTED_NUMBER.sub(self._marked, text)

    def publisher(self, publisher: str) -> str:
        """Return a publisher's name."""
        return self.names.phrases.get(("publisher", publisher), publisher)

    def licence(self, licence: str) -> str:
        """Return a licence in words."""
        return self.names.phrases.get(("licence", licence), licence)

    def edition(self, edition: str) -> str:
        """Return an edition in words."""
        return self.names.phrases.get(("edition", edition), edition)

    def target(self, target: str) -> str:
        """Return the name of a product, group or mineral."""
        if target == "all":
            return self.say(msg("all minerals"))
        if target.isdigit():
            return self.product(target)
        if target.startswith(BASKET):
            return self.basket(target.removeprefix(BASKET))
        return self.names.groups.get(target) or self.mineral(target)

    def flow(self, flow: str) -> str:
        """Return a flow's name."""
        return self.say(FLOWS[flow]) if flow in FLOWS else flow

    def valuation(self, valuation: str) -> str:
        """Return how a value is valued: customs, CIF or FOB."""
        return self.say(VALUATIONS[valuation]) if valuation in VALUATIONS else valuation

    def token(self, flag: str) -> str:
        """Return what a token means; empty for no token."""
        return self.say(TOKENS[flag]) if flag in TOKENS else flag

    def unit(self, unit: str) -> str:
        """Return how a unit id is written."""
        return self.say(UNITS[unit]) if unit in UNITS else unit

    # Parts

    def _marked(self, found: re.Match[str]) -> str:
        digits = found[0].rstrip("%,.")
        return digits.translate(self._marks) + found[0][len(digits) :].replace("%", self._percent_sign)

    def _dollars(self, number: str) -> str:
        sign, digits = (MINUS, number[1:]) if number.startswith(MINUS) else ("", number)
        if self.language == "fr":
            return f"{sign}{digits}\u00a0US$"
        return f"{sign}US${digits}"

    def _digits(self, exact: Decimal, digits: int | None) -> str:
        rounded = exact.quantize(STEPS[3 if digits is None else digits], ROUND_HALF_UP)
        text = f"{rounded:,f}"
        if digits is None:
            text = text.rstrip("0").rstrip(".")
        text = text.translate(self._marks)
        return text[1:] if text.startswith(MINUS) and _is_nil(text) else text

    def _percentage(self, fraction: float, digits: int) -> str:
        # In floats, 0.2885 times a hundred is a little less than 28.85, and would be rounded down.
        return self._digits(Decimal(repr(float(fraction))).scaleb(2), digits)

    def _signed(self, fraction: float, digits: int) -> str:
        number = self._percentage(fraction, digits)
        return "+" + number if fraction > 0 and not _is_nil(number) else number

    @property
    def _percent_sign(self) -> str:
        return "\u00a0%" if self.language == "fr" else "%"

    def _counts_billions(self, usd: float) -> bool:
        """Spanish has no short word for a thousand millions; 999.96 million rounds up to a billion."""
        return self.language != "es" and abs(usd) >= 999.95e6

    def _scale(self, usd: float) -> tuple[float, str]:
        gap = "" if self.language == "en" else NARROW
        if self._counts_billions(usd):
            return usd / 1e9, gap + ("B" if self.language == "en" else "G")
        return (usd / 1e6, gap + "M") if abs(usd) >= 1e5 else (usd / 1e3, gap + "k")


def _is_nil(number: str) -> bool:
    return not any(character in "123456789" for character in number)


@lru_cache(maxsize=len(LOCALES))
def country_names(locale: str) -> dict[str, str]:
    """Return {ISO alpha-3: name} of a locale for every territory CLDR knows, and EUU for the European Union."""
    territories = Locale.parse(locale).territories
    names = {
        alpha3: territories[alpha2[0]]
        for alpha3, alpha2 in get_global("territory_aliases").items()
        if len(alpha3) == 3 and alpha3.isalpha() and alpha2[0] in territories
    }
    return names | {"EUU": territories["EU"], "XKX": territories["XK"]}
