"""Golden words: numbers, dates and names as readers in Washington, Mexico City and Montreal write them.

The expected texts are the habits of CLDR for en_US, es_MX and fr_CA, written down by hand, with Veta's own decisions:
"US$" always, a real minus sign, and spaces that never break.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from decimal import ROUND_HALF_UP, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from core.paths import resource
from core.text.formatter import FLOWS, NO_FIGURE, TOKENS, VALUATIONS, Formatter
from core.text.messages import Named, msg
from core.text.names import Names
from core.text.translations import LANGUAGES
from core.text.units import UNITS

NB, NN, MINUS = "\u00a0", "\u202f", "\u2212"
EN, ES, FR = (Formatter(language) for language in ("en", "es", "fr"))

GOLDEN = {
    "number": (lambda f: f.number(1234567.891), "1,234,567.891", "1,234,567.891", f"1{NB}234{NB}567,891"),
    "range": (lambda f: f.share_range(0.3145, 0.3364), "31.5–33.6%", "31.5–33.6%", f"31,5–33,6{NB}%"),
    "range from nearly none": (lambda f: f.share_range(0.0002, 0.02), "<0.1–2.0%", "<0.1–2.0%", f"<0,1–2,0{NB}%"),
    "range of one": (lambda f: f.share_range(0.3144, 0.3143), "31.4%", "31.4%", f"31,4{NB}%"),
    "short number": (lambda f: f.number(1234.5), "1,234.5", "1,234.5", f"1{NB}234,5"),
    "whole number": (lambda f: f.number(1234567.0, 0), "1,234,567", "1,234,567", f"1{NB}234{NB}567"),
    "negative": (lambda f: f.number(-1234.5), f"{MINUS}1,234.5", f"{MINUS}1,234.5", f"{MINUS}1{NB}234,5"),
    "minus nothing": (lambda f: f.number(-0.0001, 2), "0.00", "0.00", "0,00"),
    "money": (lambda f: f.money(163753490), "US$163,753,490", "US$163,753,490", f"163{NB}753{NB}490{NB}US$"),
    "less money": (lambda f: f.money(-5.0), f"{MINUS}US$5", f"{MINUS}US$5", f"{MINUS}5{NB}US$"),
    "millions": (lambda f: f.money(163753490, True), "US$163.8M", f"US$163.8{NN}M", f"163,8{NN}M{NB}US$"),
    "billions": (lambda f: f.money(12.963e9, True), "US$13.0B", f"US$12,963{NN}M", f"13,0{NN}G{NB}US$"),
    "nearly a billion": (lambda f: f.money(999.96e6, True), "US$1.0B", f"US$1,000.0{NN}M", f"1,0{NN}G{NB}US$"),
    "thousands": (lambda f: f.money(45_600, True), "US$45.6k", f"US$45.6{NN}k", f"45,6{NN}k{NB}US$"),
    "hundreds": (lambda f: f.money(456, True), "US$456", "US$456", f"456{NB}US$"),
    "no money": (lambda f: f.money(0, True), "US$0", "US$0", f"0{NB}US$"),
    "dear per kilogram": (lambda f: f.unit_value(1234.5), "US$1,235", "US$1,235", f"1{NB}235{NB}US$"),
    "per kilogram": (lambda f: f.unit_value(12.345), "US$12.35", "US$12.35", f"12,35{NB}US$"),
    "cheap per kilogram": (lambda f: f.unit_value(0.0456), "US$0.0456", "US$0.0456", f"0,0456{NB}US$"),
    "share": (lambda f: f.share(0.71), "71.0%", "71.0%", f"71,0{NB}%"),
    "share in whole": (lambda f: f.share(0.684, 0), "68%", "68%", f"68{NB}%"),
    "share on a half": (lambda f: f.share(0.2885), "28.9%", "28.9%", f"28,9{NB}%"),
    "no share": (lambda f: f.share(0.0), "0.0%", "0.0%", f"0,0{NB}%"),
    "hardly a share": (lambda f: f.share(0.0004), "<0.1%", "<0.1%", f"<0,1{NB}%"),
    "more": (lambda f: f.change(0.123), "+12.3%", "+12.3%", f"+12,3{NB}%"),
    "less": (lambda f: f.change(-0.04), f"{MINUS}4.0%", f"{MINUS}4.0%", f"{MINUS}4,0{NB}%"),
    "as before": (lambda f: f.change(0.00001), "0.0%", "0.0%", f"0,0{NB}%"),
    "tonnes": (lambda f: f.mass(5_780_000), f"5,780{NB}t", f"5,780{NB}t", f"5{NB}780{NB}t"),
    "kilograms": (lambda f: f.mass(999), f"999{NB}kg", f"999{NB}kg", f"999{NB}kg"),
    "a gram": (lambda f: f.mass(0.001), f"<1{NB}kg", f"<1{NB}kg", f"<1{NB}kg"),
    "concentration": (lambda f: f.hhi(0.5312), "0.53", "0.53", "0,53"),
    "concentration of 10,000": (lambda f: f.hhi_10000(0.5312), "5,312", "5,312", f"5{NB}312"),
    "date": (lambda f: f.date(dt.date(2026, 2, 5)), "February 5, 2026", "5 de febrero de 2026", "5 février 2026"),
    "moment": (
        lambda f: f.moment(dt.datetime(2026, 2, 5, 15, 5).astimezone()),
        f"February 5, 2026, 3:05{NN}PM",
        f"5 de febrero de 2026, 3:05{NN}p.m.",
        f"5 février 2026, 15{NB}h{NB}05",
    ),
    "year": (lambda f: f.year(2024), "2024", "2024", "2024"),
    "period": (lambda f: f.period(2021, 2024), "2021\u20132024", "2021\u20132024", "2021\u20132024"),
    "United States": (lambda f: f.country("USA"), "United States", "Estados Unidos", "États-Unis"),
    "Mexico": (lambda f: f.country("MEX"), "Mexico", "México", "Mexique"),
    "South Korea": (lambda f: f.country("KOR"), "South Korea", "Corea del Sur", "Corée du Sud"),
    "European Union": (lambda f: f.country("EUU"), "European Union", "Unión Europea", "Union européenne"),
    "Ivory Coast": (lambda f: f.country("CIV"), "Côte d\u2019Ivoire", "Côte d\u2019Ivoire", "Côte d\u2019Ivoire"),
}


@pytest.mark.parametrize(("write", "english", "spanish", "french"), GOLDEN.values(), ids=GOLDEN.keys())
def test_golden_words(write: object, english: str, spanish: str, french: str) -> None:
    assert [write(f) for f in (EN, ES, FR)] == [english, spanish, french]


@pytest.mark.parametrize("fmt", [EN, ES, FR], ids=LANGUAGES)
@pytest.mark.parametrize(
    "method", ["number", "money", "money_in_words", "unit_value", "share", "change", "points", "mass", "hhi"]
)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_never_written_as_one(fmt: Formatter, method: str, value: float) -> None:
    assert getattr(fmt, method)(value) == NO_FIGURE


@given(st.floats(-1e15, 1e15), st.sampled_from([EN, ES, FR]), st.sampled_from([None, 0, 1, 2, 3]))
def test_numbers_are_cldrs_but_for_the_minus_and_halves(value: float, fmt: Formatter, digits: int | None) -> None:
    locale = {"en": "en_US", "es": "es_MX", "fr": "fr_CA"}[fmt.language]
    shape = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    with localcontext(rounding=ROUND_HALF_UP):
        cldr = format_decimal(value, format=shape, locale=locale)
    said = fmt.number(value, digits)
    assert said.removeprefix(MINUS) == cldr.removeprefix("-")
    assert said.startswith(MINUS) == (cldr.startswith("-") and any(c in "123456789" for c in cldr))


@pytest.mark.parametrize(("value", "digits", "said"), [(2.5, 0, "3"), (-2.5, 0, f"{MINUS}3"), (2.675, 2, "2.68")])
def test_halves_are_rounded_as_in_a_spreadsheet(value: float, digits: int, said: str) -> None:
    assert EN.number(value, digits) == said


def test_quantities_carry_their_unit() -> None:
    assert EN.quantity(5780.0, "t") == f"5,780{NB}t"
    assert EN.quantity(math.nan, "t") == NO_FIGURE
    assert EN.unit("usd_per_dmtu") == "US$/dry metric ton unit"


def test_every_unit_of_the_figures_has_words() -> None:
    with resource("data", "catalogue", "units.csv").open(encoding="utf-8", newline="") as stream:
        units = {row["unit"] for row in csv.DictReader(stream)}
    assert len(units) > 20
    assert units <= UNITS.keys()


def test_every_country_of_the_figures_has_a_name_in_every_language() -> None:
    with resource("data", "catalogue", "countries.csv").open(encoding="utf-8", newline="") as stream:
        partners = [next(iter(row.values())) for row in csv.DictReader(stream)]
    assert len(partners) > 200
    for fmt in (EN, ES, FR):
        assert [p for p in partners if fmt.country(p) == p] == []


def test_amounts_in_sentences() -> None:
    assert EN.money_in_words(163753490) == "US$163.8 million"
    assert EN.money_in_words(12.963e9) == "US$13.0 billion"
    assert EN.money_in_words(999.96e6) == "US$1.0 billion"
    assert EN.money_in_words(-2.5e6) == f"{MINUS}US$2.5 million"
    assert EN.money_in_words(45_600) == "US$45,600"


@given(st.floats(-1e12, 1e12), st.sampled_from([EN, ES, FR]))
def test_no_number_has_a_hyphen_or_a_space_that_breaks(value: float, fmt: Formatter) -> None:
    written = [fmt.number(value), fmt.money(value), fmt.money(value, True), fmt.change(value / 1e6), fmt.mass(value)]
    for text in written:
        assert "-" not in text
        assert " " not in text
        assert text.startswith(MINUS) <= (value < 0)


@given(st.integers(-(10**15), 10**15))
def test_money_in_full_says_every_dollar(usd: int) -> None:
    digits = EN.money(usd).replace(MINUS, "-").replace("US$", "").replace(",", "")
    assert int(digits) == usd


@given(st.floats(1, 1e12))
def test_compact_money_is_the_amount_to_its_last_digit(usd: float) -> None:
    text = EN.money(usd, True).removeprefix("US$")
    scale = {"k": 1e3, "M": 1e6, "B": 1e9}.get(text[-1], 1.0)
    number = float(text.rstrip("kMB").replace(",", ""))
    step = 1.0 if scale == 1.0 else 0.1
    assert abs(number * scale - usd) <= step * scale * 0.5 * (1 + 1e-6)


@given(st.floats(0, 1, exclude_min=True, allow_subnormal=False))
def test_a_share_that_is_there_is_never_written_as_none(share: float) -> None:
    assert EN.share(share) != EN.share(0.0)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("26", "26"),
        ("2603", "2603"),
        ("252922", "2529.22"),
        ("28469080", "2846.90.80"),
        ("2846908090", "2846.90.80.90"),
    ],
)
def test_codes_have_their_points(code: str, written: str) -> None:
    assert EN.product_code(code) == written


def test_what_a_catalogue_does_not_name_is_shown_by_its_id() -> None:
    bare = Formatter("en")
    named = Formatter("en", Names({"2603": "Copper ores"}, {"base": "Base metals"}, {"silver": "Silver"}))
    assert (bare.product("2603"), named.product("2603")) == ("2603", "Copper ores")
    assert (bare.target("base"), named.target("base")) == ("base", "Base metals")
    assert (bare.target("silver"), named.target("silver")) == ("silver", "Silver")
    assert named.target("2603") == "Copper ores"
    assert bare.target("all") == "all minerals"
    assert bare.source("census") == "census"
    assert bare.country("QQQ") == "QQQ"


def test_aggregates_are_never_countries() -> None:
    assert [EN.country(p) for p in ("XXX", "XXO", "rest")] == ["World", "Other countries", "Partners not listed"]


def test_flows_valuations_and_tokens_are_worded() -> None:
    assert EN.flow("mexico-exports") == "Mexico's exports"
    assert EN.valuation("cif") == "CIF value"
    assert EN.token("W").startswith("W: withheld")
    assert EN.token("") == ""
    assert "more than" in EN.token("bound-low")
    assert all(FLOWS[f] and EN.flow(f) != f for f in FLOWS)
    assert all(EN.valuation(v) != v for v in VALUATIONS)
    assert all(EN.token(t) != t for t in TOKENS)


def test_a_sentence_words_its_arguments_by_kind() -> None:
    sentence = msg(
        "{who} {value} {share} {when} {year} {count} {what}",
        who=Named("country", "CHN"),
        value=Named("money", 1234.0),
        share=Named("share", 0.5),
        when=Named("date", "2026-02-05"),
        year=2024,
        count=1234,
        what=msg("all minerals"),
    )
    assert EN.say(sentence) == "China US$1,234 50.0% February 5, 2026 2024 1,234 all minerals"
    assert FR.say(sentence).startswith(f"Chine 1{NB}234{NB}US$ 50,0{NB}% 5 février 2026 2024 1{NB}234 ")


def test_a_moment_in_a_sentence_is_worded_in_the_time_of_this_computer() -> None:
    moment = dt.datetime(2026, 2, 5, 15, 5, tzinfo=dt.UTC)
    assert EN.say(msg("since {when}", when=Named("moment", moment.isoformat()))) == f"since {EN.moment(moment)}"


def test_braces_in_a_users_words_are_only_words() -> None:
    assert EN.say("Scenario: {name}", name="{name} {0} %s") == "Scenario: {name} {0} %s"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert Formatter("de").language == "en"


@pytest.mark.parametrize(
    ("text", "french"),
    [
        # As USGS prints them in the Mineral Commodity Summaries: figures, bounds, ranges, tokens and words.
        ("6,000", f"6{NB}000"),
        ("20.6", "20,6"),
        (">1,234.5", f">1{NB}234,5"),
        ("e5,000", f"e5{NB}000"),
        ("10,000 - 15,000", f"10{NB}000 - 15{NB}000"),
        ("93%", f"93{NB}%"),
        ("W", "W"),
        ("Less than 1/2 unit.", "Less than 1/2 unit."),
        ("", ""),
    ],
)
def test_what_is_printed_keeps_its_digits_and_takes_the_readers_marks(text: str, french: str) -> None:
    assert (EN.printed(text), ES.printed(text), FR.printed(text)) == (text, text, french)
