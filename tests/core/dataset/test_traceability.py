"""Every figure can be found again: random cells of the bundled tables against the raw line that their raw_ref names.

The rules below say in one place what a cell of ours must be, given the raw line; they do not call the builder's rows.
Columns that hold our own labels (form, stage, note, titles) are not figures and are left to the other tests.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from decimal import Decimal

from core.dataset.build.names import UNITS, usgs_country
from core.dataset.schema import STAT_TABLES, TABLES
from core.paths import resource
from tests.core.dataset.raw_lines import Cells, behind, flat, names, number, raw_folder

CELLS, SEED = 1000, 20261124
Rule = Callable[[Cells, list[Cells]], bool]  # (our row, raw lines) -> is the cell what the raw lines say
_REVISIONS = {"H4": "HS2012", "H5": "HS2017", "H6": "HS2022"}
_CODES = {"0": "XXX", "156": "CHN", "1220": "CAN", "2010": "MEX", "0003": "EUU"}
_CENSUS_NAMES = {
    "KOREA, SOUTH": "KOR", "CHINA": "CHN", "TURKEY": "TUR", "VIETNAM": "VNM", "HONG KONG": "HKG",
    "TRINIDAD AND TOBAGO": "TTO",
}  # fmt: skip
_WORDS = {
    "China, Germany, and Russia": "XXO",
    "World": "XXX",
    "S19": "TWN",
    "Congo (Zaire)": "COD",
    "Surinam": "SUR",
    "United States": "USA",
}


def _is(column: str, *raw_columns: str) -> Rule:
    """Our cell is one of the raw cells, as text."""
    return lambda ours, raw: any(ours[column] == row.get(name) for row in raw for name in raw_columns)


def _equals(column: str, raw_column: str, factor: str = "1", digits: str = "0.01") -> Rule:
    """Our number is the raw number times a factor, to `digits`; empty where the raw one is."""

    def rule(ours: Cells, raw: list[Cells]) -> bool:
        published = number(raw[0][raw_column])
        if published is None:
            return ours[column] == ""
        return abs(Decimal(ours[column]) - published * Decimal(factor)) < Decimal(digits)

    return rule


def _first(column: str, raw_column: str, pattern: str) -> Rule:
    """Our cell is what the pattern finds first in the raw cell, or empty."""

    def rule(ours: Cells, raw: list[Cells]) -> bool:
        found = re.search(pattern, raw[0][raw_column])
        return ours[column] == (found[1] if found else "")

    return rule


def _trade_value(ours: Cells, raw: list[Cells]) -> bool:
    if ours["raw_ref"].startswith("census2024"):
        return Decimal(ours["value_usd"]) == sum(Decimal(row["con_val_usd"]) for row in raw)
    customs = ours["valuation"] == "customs"
    columns = ("fobvalue",) if customs else ("primary_value", "primaryValue", "value_usd")
    return any(name in raw[0] and abs(Decimal(ours["value_usd"]) - Decimal(raw[0][name])) < 1 for name in columns)


def _trade_mass(ours: Cells, raw: list[Cells]) -> bool:
    row = raw[0]
    text = next((row[name] for name in ("net_wgt", "netWgt", "quantity") if name in row), "")
    published = number(text) or Decimal(0)
    tonnes = row.get("quantity_unit") == "t"
    return Decimal(ours["mass_kg"] or 0) == published * (1000 if tonnes else 1)


def _trade_product(ours: Cells, raw: list[Cells]) -> bool:
    columns = ("hts10", "cmd_code", "cmdCode", "hs_code", "hs4")
    code = ours["product"]
    return all(any(row.get(name, "").startswith(code) for name in columns) for row in raw) and (
        ours["raw_ref"].startswith("census2024") or any(raw[0].get(name) == code for name in columns)
    )


def _country(column: str, *raw_columns: str) -> Rule:
    """Our country is the raw one, written as a code or as a name."""

    def rule(ours: Cells, raw: list[Cells]) -> bool:
        written = next(raw[0][name] for name in raw_columns if name in raw[0])
        known = {written, _CODES.get(written), _WORDS.get(written), names(raw_folder()).get(written.casefold())}
        if ours[column] in known:
            return True
        name = raw[0].get("cty_name", written)
        if ours[column] == (_CENSUS_NAMES.get(name) or names(raw_folder()).get(name.casefold())):
            return True
        try:
            return ours[column] == usgs_country(written)[0]
        except KeyError:
            return False

    return rule


def _stat_text(ours: Cells, raw: list[Cells]) -> bool:
    return flat(ours["text"]) in {flat(cell) for cell in raw[0].values()}


def _stat_year(ours: Cells, raw: list[Cells]) -> bool:
    """The year stands in the line, or in the heading of a column that holds the figure."""
    row = raw[0]
    columns = [name for name, cell in row.items() if flat(cell) == flat(ours["text"])]
    written = {row.get("Year", ""), row.get("Year", "")[:4]}
    return ours["year"] in written or any(ours["year"] in name for name in columns)


def _stat_quantity(ours: Cells, raw: list[Cells]) -> bool:
    printed = number(ours["text"].removeprefix("e"))
    return _stat_text(ours, raw) and (
        ours["quantity"] == "" if printed is None else Decimal(ours["quantity"]) == printed
    )


def _stat_unit(ours: Cells, raw: list[Cells]) -> bool:
    """The unit is printed in the line or named by the heading of the figure; a corrected one says so."""
    if "unit" in ours["note"]:
        return True
    row = raw[0]
    printed = row.get("Unit", row.get("UNIT_MEAS"))
    if printed is not None:
        return UNITS[printed.strip()] == ours["unit"]
    spelt = {"t": "t|mt", "Mt": "mt|mmt", "Mct": "mct", "Mm3": "mcm", "percent": "[a-z]*pct"}
    wanted = spelt.get(ours["unit"], ours["unit"])
    columns = " ".join(name for name, cell in row.items() if flat(cell) == flat(ours["text"])).casefold()
    return re.search(rf"(?:^|_)(?:{wanted})(?:_|\b|$)", columns) is not None


def _equivalent_value(ours: Cells, raw: list[Cells]) -> bool:
    """The value behind an equivalent is the sum of the Census lines that its own reference names."""
    if not ours["ave_value_usd"]:
        return ours["ave_ref"] == "" and not re.search("quantity|duty", ours["ave_basis"])
    census = next(part for part in ours["ave_ref"].split() if part.startswith("census2024"))
    lines = behind(raw_folder(), census)
    line = raw[0]["HTS Number"].replace(".", "")[:8]
    return all(row["hts10"].startswith(line) for row in lines) and Decimal(ours["ave_value_usd"]) == sum(
        Decimal(row["con_val_usd"]) for row in lines
    )


_TRADE: dict[str, Rule] = {
    "value_usd": _trade_value,
    "mass_kg": _trade_mass,
    "product": _trade_product,
    "year": lambda ours, raw: (
        ours["year"] in [raw[0].get(name) for name in ("ref_year", "refYear", "year")]
        or (ours["raw_ref"].startswith("census2024") and ours["year"] == "2024")
    ),
    "partner": _country("partner", "partner_iso", "partnerCode", "destination_iso3", "cty_code", "partner"),
    "hs_revision": lambda ours, raw: (
        _REVISIONS.get(raw[0].get("classification_code", raw[0].get("classificationCode", "")), ours["hs_revision"])
        == ours["hs_revision"]
    ),
}


# The two events of 2026 that stand in other files than the timeline: our name, and where the line has day and page.
_EVENTS = {"us_mx_plan": ("us-mx-action-plan", "period", "url"), "2026_rev_4": ("us-s122-2026", "effective_date", "")}
_LISTS_PAGE = "https://github.com/Budget-Lab-Yale/tariff-rate-tracker"


def _timeline(column: str, rule: Rule) -> Rule:
    """A cell of the timeline is as the rule says; one of an event beside it is what its own line says."""

    def either(ours: Cells, raw: list[Cells]) -> bool:
        line = raw[0]
        if "measure_id" in line:
            return rule(ours, raw)
        measure, day, page = _EVENTS[line.get("id") or line["revision"]]
        said = {"measure": measure, "date": line[day], "actor": "USA", "url": line.get(page, _LISTS_PAGE)}
        return ours[column] == said.get(column, "")

    return either


def _measure(ours: Cells, raw: list[Cells]) -> bool:
    """The line names the measure, or the heading of a column that holds the figure does."""
    row = raw[0]
    if ours["note"] == "read by its place":
        return _stat_text(ours, raw)
    headings = [name for name, cell in row.items() if flat(cell) == flat(ours["text"])]
    named = [f"{row['Statistics']} {row['Statistics_detail']}"] if "Statistics" in row else headings
    return any(word in name.casefold() for word in _SALIENT_WORDS[ours["measure"]] for name in named)


def _salient_unit(ours: Cells, raw: list[Cells]) -> bool:
    """The unit is printed in the line, or ends a heading of the figure, sometimes without a stroke before it."""
    spelt = {"Mt": "mmt", "Mct": "mct", "Mm3": "mcm", "kt_dry": "kt"}.get(ours["unit"], ours["unit"])
    ends = [name for name, cell in raw[0].items() if flat(cell) == flat(ours["text"])]
    named = any(name.partition("#")[0].endswith(spelt) for name in ends)
    return ours["note"] == "read by its place" or named or ("Unit" in raw[0] and _stat_unit(ours, raw))


def _salient_estimated(ours: Cells, raw: list[Cells]) -> bool:
    """MCS 2026 says of each figure whether it is an estimate; the older editions print their last year as one."""
    if "Notes" in raw[0]:
        return (ours["estimated"] == "e") == ("Estimated." in raw[0]["Notes"])
    last = int(ours["year"]) == int(ours["edition"][-4:]) - 1 and bool(ours["quantity"].strip("0."))
    return (ours["estimated"] == "e") == (last or ours["text"].startswith("e"))


_SALIENT_WORDS = {
    "production": ("prod", "mine", "refinery", "extracted", "withdrawn", "recovered", "recycled"),
    "sold": ("sold", "sales", "prod", "recycled", "quantity"),
    "imports": ("import",),
    "general-imports": ("general",),
    "exports": ("export",),
    "apparent-consumption": ("consum", "apparent"),
    "estimated-consumption": ("consum",),
    "reported-consumption": ("consum",),
}
_STAT: dict[str, Rule] = {
    "text": _stat_text,
    "quantity": _stat_quantity,
    "year": _stat_year,
    "unit": _stat_unit,
}
_USGS_PARTNER: dict[str, Rule] = {"partner": _country("partner", "Country", "COUNTRY")}

RULES: dict[str, dict[str, Rule]] = {
    **dict.fromkeys(("us_imports", "us_exports", "mexico_exports", "mexico_reported"), _TRADE),
    **dict.fromkeys(STAT_TABLES, _STAT),
    **{name: {**_STAT, **_USGS_PARTNER} for name in ("production", "reserves", "import_sources")},
    "us_salient": {
        **_STAT,
        "measure": _measure,
        "unit": _salient_unit,
        "estimated": _salient_estimated,
    },
    "press": {
        "value_usd": _equals("value_usd", "value_usd"),
        "partner": _is("partner", "destination_iso3"),
        "product": _is("product", "hs_code"),
        "year": _is("year", "year"),
        "url": _is("url", "url_or_repo"),
        "page": lambda ours, raw: ours["page"].replace("é", "e") in raw[0]["publisher"].replace("é", "e"),
    },
    "mirror": {
        **{name: rule for name, rule in _TRADE.items() if name != "partner"},
        "reporter": _is("reporter", "reporter"),
        "partner": lambda ours, raw: ours["partner"] == "MEX" and "imports from Mexico" in raw[0]["publisher"],
    },
    "dependence": {
        "importer": _is("importer", "importer_iso3"),
        "product": _is("product", "hs_code"),
        "year": _is("year", "year"),
        "mexico_share": _equals("mexico_share", "mexico_share_of_imports_pct", "0.01", "0.0000001"),
        "importer_total_usd": _equals("importer_total_usd", "importer_total_value_usd"),
    },
    "us_imports_monthly": {
        "year": _first("year", "month", r"^(\d{4})"),
        "month": _first("month", "month", r"-0?(\d+)$"),
        "partner": _country("partner", "cty_code"),
        "product": _is("product", "hts10"),
        "value_usd": _equals("value_usd", "con_customs_value_usd"),
        "usmca_claimed_usd": lambda ours, raw: (
            ours["usmca_claimed_usd"] == ""
            if raw[0]["month"] < "2025-07"
            else Decimal(ours["usmca_claimed_usd"]) == Decimal(raw[0]["usmca_claimed_value_usd"])
        ),
    },
    "concordance": {
        "from_code": _is("from_code", "HS4_6d", "HS5_6d"),
        "to_code": _is("to_code", "HS5_6d", "HS6_6d"),
    },
    "tariff_lines": {
        "product": lambda ours, raw: raw[0]["HTS Number"].replace(".", "")[:8] == ours["product"],
        "mfn_text": _is("mfn_text", "General Rate of Duty"),
        "mfn_rate": lambda ours, raw: (
            raw[0]["General Rate of Duty"] == {"0": "Free"}.get(ours["mfn_rate"])
            or (ours["mfn_rate"] == "" and not re.fullmatch(r"Free|[\d.]+%", raw[0]["General Rate of Duty"]))
            or Decimal(ours["mfn_rate"] or 0) * 100 == number(raw[0]["General Rate of Duty"].rstrip("%"))
        ),
        "usmca": lambda ours, raw: (
            (ours["usmca"] == "free")
            == (
                raw[0]["General Rate of Duty"] == "Free"
                or re.search(r"Free ?\([^)]*\bS\b(?!G)", raw[0]["Special Rate of Duty"]) is not None
            )
        ),
        "column2_text": _is("column2_text", "Column 2 Rate of Duty"),
        "ave_value_usd": _equivalent_value,
    },
    "tariff_lists": {
        "product": _is("product", "hts8", "hts10", "hts_prefix"),
        "heading": lambda ours, raw: ours["heading"] == raw[0].get("ch99_code", ""),
        "rate": lambda ours, raw: (
            Decimal(ours["rate"] or 0) * 100
            == (number((re.search(r"biden_(\d\d)\b|biden_(\d\d)_", raw[0].get("list", "")) or [""])[0][6:8]) or 0)
        ),
        "from_date": lambda ours, raw: (
            ours["from_date"] == raw[0].get("effective_date", "")
            or ours["from_date"] == f"20{raw[0].get('list', '')[-2:]}-01"
        ),
    },
    "measures": {
        "measure": _timeline("measure", lambda ours, raw: ours["measure"] == raw[0]["measure_id"].casefold()),
        "date": _timeline("date", _first("date", "announced", r"^(\d{4}-\d\d(?:-\d\d)?)")),
        "effective": _timeline("effective", _first("effective", "effective", r"^(\d{4}-\d\d(?:-\d\d)?)")),
        "until": _timeline("until", _first("until", "status", r" to (\d{4}-\d\d-\d\d)")),
        "actor": _timeline("actor", _country("actor", "country")),
        "url": _timeline("url", _is("url", "source_url")),
    },
    "export_controls": {
        "country": _country("country", "Country"),
        "since": lambda ours, raw: f"({ours['since']})" in raw[0]["Commodity_Year"],
        "control": lambda ours, raw: (
            ours["control"].split("-")[0].replace("licence", "licens") in raw[0]["Control_Type"].casefold()
        ),
        "url": _is("url", "Data_source"),
    },
    "agreements": {
        "date": _is("date", "Signing_date#3"),  # the second column of that name
        "url": _is("url", "Source"),
        "partners": lambda ours, raw: (
            ours["partners"] == {"Japan and Republic of Korea": "JPN|KOR"}.get(raw[0]["Country"])
            or _country("partners", "Country")(ours, raw)
        ),
    },
    "end_uses": {"material": _is("material", "Critical_Mineral")},
    "elasticities": {
        "product": _is("product", "HS6", "hts10"),
        "sigma": lambda ours, raw: (
            (abs(number(raw[0]["sigma"]) or 0)) == Decimal(ours["sigma"] or 0)
            and ("HS6" in raw[0]) == (ours["kind"] == "protee")
        ),
        "flag": lambda ours, raw: (
            {"wrong-sign": "01", "not-significant": "10", "": "00"}[ours["flag"]]
            == raw[0].get("zero", "0") + raw[0].get("positive", "0")
        ),
    },
    "sites": {
        "name": lambda ours, raw: (
            ours["name"] in raw[0].values()
            or ours["name"].encode() in [cell.encode("cp1252", "ignore") for cell in raw[0].values()]
        ),
        "country": _country("country", "Country", "iso3", "country"),
        "lon": lambda ours, raw: _near(ours["lon"], raw[0].get("Longitude", raw[0].get("longitude", ""))),
        "lat": lambda ours, raw: _near(ours["lat"], raw[0].get("Latitude", raw[0].get("latitude", ""))),
    },
}  # fmt: skip


def _near(ours: str, published: str) -> bool:
    value = number(published)
    return value is not None and abs(Decimal(ours) - value) <= Decimal("0.000005")


def _bundled(name: str) -> list[Cells]:
    with resource("data", TABLES[name].path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_with_a_raw_ref_is_traced() -> None:
    with_reference = {name for name, table in TABLES.items() if "raw_ref" in table.column_names}
    assert with_reference == set(RULES)


def test_a_thousand_random_cells_are_what_their_raw_lines_say() -> None:
    raw = raw_folder()
    chance = random.Random(SEED)
    tables = sorted(RULES)
    rows = {name: _bundled(name) for name in tables}
    unexplained: list[str] = []
    for turn in range(CELLS):
        name = tables[turn % len(tables)]
        at = chance.randrange(len(rows[name]))
        ours, column = rows[name][at], chance.choice(sorted(RULES[name]))
        if not RULES[name][column](ours, behind(raw, ours["raw_ref"])):
            unexplained.append(f"{name}:{at + 2} {column}={ours[column]!r} {ours['raw_ref']}")
    assert unexplained == []
