"""The tables of the dataset: their files, columns, types and keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number"]

PACKAGE_NAME = "veta-figures"
PACKAGE_VERSION = "2026.11"
PACKAGE_FILE = "datapackage.json"
FRAMES_FILE = "frames.bin"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required` cells are never empty; `repeats` marks few distinct words, held as categories."""

    name: str
    type: ColumnType = "string"
    required: bool = True
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its path in the dataset folder, its columns in order and the columns that make a row unique."""

    name: str
    path: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the header row."""
        return tuple(column.name for column in self.columns)


def _words(*names: str, required: bool = True) -> tuple[Column, ...]:
    return tuple(Column(name, required=required) for name in names)


_NAMES = _words("name_en", "name_es", "name_fr")
_NOTES = _words("note_en", "note_es", "note_fr", required=False)

TRADE_COLUMNS = (
    Column("flow", repeats=True),
    Column("year", "integer"),
    Column("reporter", repeats=True),
    Column("partner", repeats=True),
    Column("product", repeats=True),
    Column("hs_revision", repeats=True),
    Column("valuation", repeats=True),
    Column("value_usd", "number"),
    Column("mass_kg", "number", required=False),
    Column("mass_flag", required=False, repeats=True),
    Column("flag", required=False, repeats=True),
    Column("source_id", repeats=True),
    Column("raw_ref"),
)
TRADE_KEY = ("flow", "year", "partner", "product", "valuation", "source_id")

STAT_COLUMNS = (
    Column("flow", repeats=True),
    Column("edition", repeats=True),
    Column("mineral", repeats=True),
    Column("form", repeats=True),
    Column("stage", repeats=True),
    Column("partner", repeats=True),
    Column("year", "integer"),
    Column("year_end", "integer"),
    Column("text", required=False),
    Column("quantity", "number", required=False),
    Column("unit", repeats=True),
    Column("flag", required=False, repeats=True),
    Column("estimated", required=False, repeats=True),
    Column("note", required=False, repeats=True),
    Column("source_id", repeats=True),
    Column("raw_ref"),
)
STAT_KEY = ("flow", "edition", "mineral", "form", "partner", "year", "year_end", "unit")

TRADE_TABLES = ("us_imports", "us_exports", "mexico_exports")
STAT_TABLES = ("production", "reserves", "import_sources", "reliance", "prices")

# Trade columns, but read for themselves: what Mexico says of its own trade, and what its buyers say they import.
REPORTED_TABLES = ("mexico_reported", "mirror")
REPORTED_KEY = ("flow", "year", "reporter", "partner", "product", "valuation", "source_id")

_COVERAGE = (
    Column("flow"),
    Column("year", "integer"),
    Column("source_id"),
    Column("product"),
    Column("coverage"),
    Column("n_partners", "integer"),
)
_CRITICAL = (*_words("list_id", "name"), Column("mineral", required=False), *_words("label", "source_id"))

_SOURCE = (Column("source_id", repeats=True), Column("raw_ref"))
_MONTHLY = (
    Column("year", "integer"),
    Column("month", "integer"),
    Column("partner", repeats=True),
    Column("product", repeats=True),
    Column("value_usd", "number"),
    Column("usmca_claimed_usd", "number", required=False),
    *_SOURCE,
)
_DEPENDENCE = (
    *_words("importer", "product"),
    Column("year", "integer"),
    Column("mexico_share", "number"),
    Column("importer_total_usd", "number"),
    *_SOURCE,
)
_PRESS = (
    Column("year", "integer"),
    *_words("reporter", "partner", "product"),
    Column("value_usd", "number"),
    *_words("flag", "caveat", "authority", "page", "url"),
    *_SOURCE,
)
_CONCORDANCE = (*_words("from_revision", "from_code", "to_revision", "to_code", "relation"), *_SOURCE)

_TARIFF_LINES = (
    *_words("product", "mfn_text"),
    Column("mfn_rate", "number", required=False),
    Column("mfn_kind", repeats=True),
    Column("specific_usd_per_kg", "number", required=False),
    *_words("specific_basis", "usmca", "column2_text", required=False),
    # Computed for Veta, never published: the ad valorem equivalent of a duty by weight, and what it was computed from.
    Column("ave_computed", "number", required=False),
    *_words("ave_basis", "ave_partners", required=False),
    Column("ave_value_usd", "number", required=False),
    Column("ave_usd_per_kg", "number", required=False),
    *_words("ave_year", "ave_ref", required=False),
    *_SOURCE,
)
_TARIFF_LISTS = (
    *_words("list", "product"),
    *_words("heading", "scope", required=False),
    Column("rate", "number", required=False),
    *_words("from_date", "to_date", required=False),
    *_SOURCE,
)
_TITLES = _words("title_en", "title_es", "title_fr")
_MEASURES = (
    *_words("measure", "date"),
    *_words("effective", "until", required=False),
    *_words("actor", "kind", "status"),
    Column("minerals", required=False),
    *_TITLES,
    Column("url"),
    *_SOURCE,
)
_CONTROLS = (
    *_words("country", "control", "mineral"),
    Column("form", required=False),
    Column("since", "integer"),
    Column("url"),
    *_SOURCE,
)
_AGREEMENTS = (
    *_words("date", "partners", "agreement"),
    Column("minerals", required=False),
    *_TITLES,
    Column("url"),
    *_SOURCE,
)
_ELASTICITIES = (
    *_words("product", "kind"),
    Column("sigma", "number", required=False),
    Column("flag", required=False),
    Column("hs_revision"),
    *_SOURCE,
)
_SITES = (
    *_words("name", "kind"),
    Column("minerals", required=False),
    Column("country"),
    Column("lon", "number"),
    Column("lat", "number"),
    *_words("confidence", "note", required=False),
    *_SOURCE,
)

_SALIENT = (
    Column("edition", repeats=True),
    Column("mineral", repeats=True),
    Column("measure", repeats=True),
    Column("form", repeats=True),
    Column("year", "integer"),
    Column("text", required=False),
    Column("quantity", "number", required=False),
    Column("unit", repeats=True),
    Column("flag", required=False, repeats=True),
    Column("estimated", required=False, repeats=True),
    Column("note", required=False, repeats=True),
    *_SOURCE,
)

# Tables that no screen needs at the start; `Dataset.table` reads them when they are asked for.
_LATER: dict[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    "us_imports_monthly": (_MONTHLY, ("year", "month", "partner", "product")),
    "us_salient": (_SALIENT, ("edition", "mineral", "measure", "form", "year", "unit")),
    "dependence": (_DEPENDENCE, ("importer", "product", "year")),
    "press": (_PRESS, ("year", "reporter", "partner", "product", "url")),
    "tariff_lines": (_TARIFF_LINES, ("product",)),
    "tariff_lists": (_TARIFF_LISTS, ("list", "product", "heading", "scope", "from_date")),
    "measures": (_MEASURES, ("date", "measure")),
    "export_controls": (_CONTROLS, ("country", "control", "mineral", "form", "since")),
    "agreements": (_AGREEMENTS, ("date", "partners")),
    "end_uses": ((*_words("mineral", "material", "use", "use_group"), *_SOURCE), ("material", "use")),
    "elasticities": (_ELASTICITIES, ("kind", "product")),
    "sites": (_SITES, ("source_id", "name", "raw_ref")),
    "concordance": (_CONCORDANCE, ("from_revision", "to_revision", "from_code", "to_code")),
}

_CATALOGUE: dict[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    "minerals": (
        (Column("mineral"), *_NAMES, *_words("usgs_2026", "usgs_code", required=False)),
        ("mineral",),
    ),
    "groups": ((Column("group"), *_NAMES, Column("order", "integer"), *_NOTES), ("group",)),
    "group_members": (_words("group", "member_kind", "member"), ("group", "member_kind", "member")),
    "products": (
        (Column("product"), Column("level", "integer"), *_words("mineral", "stage"), *_NAMES),
        ("product",),
    ),
    "baskets": (
        (Column("basket"), Column("order", "integer"), *_NAMES, Column("prefixes"), *_NOTES),
        ("basket",),
    ),
    "countries": (
        (
            Column("partner"),
            *_words("iso_numeric", "region", required=False),
            Column("kind"),
            Column("lon", "number", required=False),
            Column("lat", "number", required=False),
            Column("small", "integer"),
            Column("comtrade_code", required=False),
        ),
        ("partner",),
    ),
    "sources": (
        (
            *_words("source_id", "publisher", "title_en", "title_es", "title_fr", "edition"),
            Column("valuation", required=False),
            *_words("licence", "url", "retrieved"),
            *_NOTES,
        ),
        ("source_id",),
    ),
    "terms": ((*_words("kind", "term"), *_NAMES), ("kind", "term")),
    # Publishers' words as they stand in other columns, worded for a reader; kinds: edition, form, licence, note,
    # printed (words in place of a number), publisher.
    "phrases": ((*_words("kind", "phrase"), *_NAMES), ("kind", "phrase")),
    "units": ((Column("unit"), *_NAMES, Column("kind"), Column("kg", "number", required=False)), ("unit",)),
}

TABLES: dict[str, Table] = {
    **{name: Table(name, f"{name}.csv", TRADE_COLUMNS, TRADE_KEY) for name in TRADE_TABLES},
    **{name: Table(name, f"{name}.csv", STAT_COLUMNS, STAT_KEY) for name in STAT_TABLES},
    **{name: Table(name, f"{name}.csv", TRADE_COLUMNS, REPORTED_KEY) for name in REPORTED_TABLES},
    **{name: Table(name, f"{name}.csv", columns, key) for name, (columns, key) in _LATER.items()},
    "coverage": Table("coverage", "coverage.csv", _COVERAGE, ("flow", "year", "source_id", "product")),
    "critical_lists": Table("critical_lists", "critical_lists.csv", _CRITICAL, ("list_id", "label")),
    **{name: Table(name, f"catalogue/{name}.csv", columns, key) for name, (columns, key) in _CATALOGUE.items()},
}

FIGURES_LATER = (*REPORTED_TABLES, *_LATER)
LATER_TABLES = (*FIGURES_LATER, "terms")

VALUATIONS = frozenset({"customs", "cif", "fob"})
STAT_FLAGS = frozenset({"", "W", "NA", "E", "XX", "s", "bound-low", "bound-high", "zero", "blank", "text"})
COVERAGES = frozenset({"all", "listed", "top", "total-only", "partial", "bilateral"})
STAGES = frozenset(
    {"mine", "refinery", "smelter", "compound", "metal", "scrap", "capacity", "reserves", "all", "other"}
)
WORLD = "XXX"
OTHER_COUNTRIES = "XXO"

# How the source id of every package that a user imports begins; no bundled source has such an id.
USER_SOURCE = "user-"
