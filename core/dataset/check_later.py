"""What must hold in the tables that are read when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from core.dataset.check_rules import Finding, Frames, Rule, known, marked, quoting
from core.dataset.schema import FIGURES_LATER, STAT_FLAGS, STAT_TABLES, TABLES
from core.text.messages import msg

_LINE_OF_SIX = 6
_ROUNDED = 0.001
_TERMS = (
    ("agreements", "agreement", "agreement"),
    ("concordance", "relation", "relation"),
    ("elasticities", "flag", "elasticity-flag"),
    ("elasticities", "kind", "elasticity"),
    ("end_uses", "use", "use"),
    ("end_uses", "use_group", "use-group"),
    ("export_controls", "control", "control"),
    ("export_controls", "form", "form"),
    ("measures", "kind", "measure"),
    ("measures", "status", "status"),
    ("press", "caveat", "press-caveat"),
    ("sites", "confidence", "confidence"),
    ("sites", "kind", "site"),
    ("sites", "note", "site-note"),
    ("tariff_lines", "ave_basis", "ave"),
    ("tariff_lines", "mfn_kind", "mfn"),
    ("tariff_lists", "list", "tariff-list"),
    ("us_salient", "measure", "salient"),
)
_MINERALS = (("agreements", "minerals"), ("end_uses", "mineral"), ("export_controls", "mineral"),
             ("measures", "minerals"), ("sites", "minerals"), ("us_salient", "mineral"))  # fmt: skip
_DATES = {"measures": ("date", "effective", "until"), "agreements": ("date",), "tariff_lists": ("from_date", "to_date")}


def sources_and_partners(frames: Frames) -> Iterator[Finding]:
    """Every source, partner and mineral that is named stands in the catalogue."""
    partners = set(frames["countries"]["partner"])
    sources = set(frames["sources"]["source_id"])
    for name in FIGURES_LATER:
        columns = TABLES[name].column_names
        yield from known(frames, name, "source_id", sources)
        for column in ("partner", "reporter", "importer", "country", "actor"):
            if column in columns:
                yield from known(frames, name, column, partners)


def monthly_imports(frames: Frames) -> Iterator[Finding]:
    """A month is one of twelve, a claim is no more than the value, and a line's six digits have a name."""
    table = frames["us_imports_monthly"]
    name = "us_imports_monthly"
    months = ~table["month"].between(1, 12)
    yield from marked(name, months, lambda _: msg("There is no such month."))
    over = (table["value_usd"] < 0) | (table["usmca_claimed_usd"] > table["value_usd"])
    yield from marked(name, over, lambda _: msg("A value below zero, or more claimed under USMCA than imported."))
    codes = table["product"].astype(str)
    named = set(frames["products"]["product"])
    odd = ~codes.str.fullmatch(r"\d{10}") | (~codes.str[:_LINE_OF_SIX].isin(named) & ~codes.duplicated())
    yield from marked(name, odd, quoting(codes, lambda code: msg("The catalogue has no name for {code}.", code=code)))


def dependence(frames: Frames) -> Iterator[Finding]:
    """A share lies between nothing and all, of a total above nothing, for a product with a name."""
    table = frames["dependence"]
    wrong = ~table["mexico_share"].between(0, 1) | (table["importer_total_usd"] <= 0)
    yield from marked("dependence", wrong, lambda _: msg("A share outside 0 to 1, or a total that is not above zero."))
    yield from known(frames, "dependence", "product", set(frames["products"]["product"]))


def salient(frames: Frames) -> Iterator[Finding]:
    """A printed figure is a number or a token, never both, in a unit with a name."""
    table = frames["us_salient"]
    flag = table["flag"].astype(str)
    wrong = ~flag.isin(STAT_FLAGS) | ((flag == "") != table["quantity"].notna())
    yield from marked("us_salient", wrong, lambda _: msg("A number with a token, or neither."))
    yield from known(frames, "us_salient", "estimated", {"", "e"})
    yield from known(frames, "us_salient", "unit", set(frames["units"]["unit"]))


def press(frames: Frames) -> Iterator[Finding]:
    """A figure of a newspaper is marked as one, above zero, of a product with a name."""
    table = frames["press"]
    yield from marked("press", table["value_usd"] <= 0, lambda _: msg("A value that is not above zero."))
    yield from known(frames, "press", "flag", {"press"})
    yield from known(frames, "press", "product", set(frames["products"]["product"]))


def concordance(frames: Frames) -> Iterator[Finding]:
    """A pair called 1:1 is the only one of both its codes."""
    table = frames["concordance"]
    both = ["from_revision", "to_revision"]
    alone = ~table.duplicated([*both, "from_code"], keep=False) & ~table.duplicated([*both, "to_code"], keep=False)
    wrong = (table["relation"] == "1:1") & ~alone
    yield from marked("concordance", wrong, lambda _: msg("A code called 1:1 here has a second counterpart."))


def terms(frames: Frames) -> Iterator[Finding]:
    """Words of a closed list have a name in three languages; of several joined by "|" each has."""
    named = frames["terms"].groupby("kind")["term"].agg(set).to_dict()
    for name, column, kind in _TERMS:
        yield from _each_known(frames, name, column, named[kind])
    minerals = set(frames["minerals"]["mineral"])
    for name, column in _MINERALS:
        yield from _each_known(frames, name, column, minerals)
    yield from _each_known(frames, "agreements", "partners", set(frames["countries"]["partner"]))


def _each_known(frames: Frames, name: str, column: str, allowed: set[str]) -> Iterator[Finding]:
    cells = frames[name][column].astype(str)
    bad = pd.Series([not {*str(cell).split("|")} <= allowed | {""} for cell in cells], dtype=bool)
    yield from marked(
        name,
        bad,
        quoting(cells, lambda cell: msg("“{cell}” in column {column} is not known.", cell=cell, column=column)),
    )


def phrases(frames: Frames) -> Iterator[Finding]:
    """Every form, note, printed word, publisher, licence and edition in words has a name in three languages."""
    table = frames["phrases"]
    named = {str(kind): set(rows) for kind, rows in table.groupby("kind")["phrase"]}
    for name in (*STAT_TABLES, "us_salient"):
        yield from _worded(frames, name, "form", named["form"])
        yield from _worded(frames, name, "note", named["note"], parts="; ")
        yield from _worded(frames, name, "text", named["printed"], only="[A-Za-z]{3}")
    for column in ("publisher", "licence"):
        yield from _worded(frames, "sources", column, named[column])
    yield from _worded(frames, "sources", "edition", named["edition"], only="[a-z]{3}")


def _worded(
    frames: Frames, name: str, column: str, named: set[str], *, parts: str = "", only: str = ""
) -> Iterator[Finding]:
    """Yield a finding where a text first stands without a name.

    Of a text that `parts` joins each part has one; a text in which the pattern `only` is not found needs none.
    """
    cells = frames[name][column].astype(str)
    texts = (cell for cell in cells.unique() if re.search(only, cell))
    unnamed = {cell for cell in texts if not {*(cell.split(parts) if parts else [cell])} <= named | {""}}
    yield from marked(
        name,
        cells.isin(unnamed) & ~cells.duplicated(),
        quoting(cells, lambda text: msg("The catalogue of phrases has no name for “{text}”.", text=text)),
    )


def tariffs(frames: Frames) -> Iterator[Finding]:
    """A line has eight digits; a rate, a duty by weight or neither follows from its kind; lists hold HS codes."""
    lines = frames["tariff_lines"]
    odd = ~lines["product"].str.fullmatch(r"\d{8}")
    yield from marked("tariff_lines", odd, lambda _: msg("This is not a tariff line of eight digits."))
    kind = lines["mfn_kind"].astype(str)
    wrong = (kind.isin(["free", "ad-valorem"]) != lines["mfn_rate"].notna()) | ~lines["mfn_rate"].fillna(0).between(
        0, 5
    )
    wrong |= ((kind == "free") & (lines["mfn_rate"] != 0)) | (
        (kind == "specific") != (lines["specific_usd_per_kg"] > 0)
    )
    yield from marked("tariff_lines", wrong, lambda _: msg("The rate does not fit its kind."))
    yield from known(frames, "tariff_lines", "usmca", {"", "free"})
    yield from _equivalents(lines)
    lists = frames["tariff_lists"]
    odd = ~lists["product"].str.fullmatch(r"\d{4}|\d{6}|\d{8}|\d{10}") | ~lists["rate"].fillna(0).between(0, 5)
    yield from marked("tariff_lists", odd, lambda _: msg("An odd tariff line, or a rate outside 0 to 5."))


def _equivalents(lines: pd.DataFrame) -> Iterator[Finding]:
    """An equivalent stands with its basis, on the weight of the whole goods and never on what is inside them."""
    computed, basis = lines["ave_computed"], lines["ave_basis"].astype(str)
    wrong = computed.notna() != basis.isin(["quantity", "calculated-duty"])
    wrong |= computed.notna() & ((lines["specific_basis"] != "gross") | ~computed.between(0, 1))
    wrong |= computed.notna() != ((lines["ave_value_usd"] > 0) & (lines["ave_usd_per_kg"] > 0))
    product = computed * lines["ave_usd_per_kg"]  # the duty by weight again, but for the rounding of both
    wrong |= computed.notna() & ((product / lines["specific_usd_per_kg"] - 1).abs() > _ROUNDED)
    wrong |= computed.notna() != lines["ave_year"].str.fullmatch(r"\d{4}")
    yield from marked("tariff_lines", wrong, lambda _: msg("An equivalent of a duty without what it is computed from."))


def dates_and_links(frames: Frames) -> Iterator[Finding]:
    """A date is a day, a month or empty; a link is one."""
    for name, columns in _DATES.items():
        for column in columns:
            odd = ~frames[name][column].str.fullmatch(r"|\d{4}-\d{2}(-\d{2})?")
            yield from marked(name, odd, lambda _: msg("This is not a date such as 2025-10-30."))
    for name in ("measures", "agreements", "export_controls", "press"):
        odd = ~frames[name]["url"].str.fullmatch(r"https?://\S+")
        yield from marked(name, odd, lambda _: msg("This is not a link."))


def elasticities(frames: Frames) -> Iterator[Finding]:
    """An elasticity is above zero."""
    wrong = frames["elasticities"]["sigma"] <= 0
    yield from marked("elasticities", wrong, lambda _: msg("An elasticity that is not above zero."))


def positions(frames: Frames) -> Iterator[Finding]:
    """A site stands on the globe."""
    wrong = ~frames["sites"]["lon"].between(-180, 180) | ~frames["sites"]["lat"].between(-90, 90)
    yield from marked("sites", wrong, lambda _: msg("A position that is not on the globe."))


LATER_RULES: tuple[Rule, ...] = (
    sources_and_partners,
    monthly_imports,
    dependence,
    salient,
    press,
    concordance,
    terms,
    phrases,
    tariffs,
    dates_and_links,
    elasticities,
    positions,
)
