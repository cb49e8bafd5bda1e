"""What must hold within and between the tables of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.dataset.schema import (
    COVERAGES,
    REPORTED_TABLES,
    STAGES,
    STAT_FLAGS,
    STAT_TABLES,
    TABLES,
    TRADE_TABLES,
    VALUATIONS,
    WORLD,
)
from core.text.messages import Message, msg

Frames = Mapping[str, pd.DataFrame]
SHARE_TOLERANCE = 1.5  # percent: USGS rounds each share
TOTAL_TOLERANCE = 0.001  # of the total: shares in computed rows are rounded to 0.01 %
PRODUCTION_TOLERANCE = 1.06  # world totals are rounded, the smallest to one digit
_HS_CODE = r"(?:\d{2}|\d{4}|\d{6}|\d{10})"
_PLAIN_NUMBER = r"e?-?[\d,]+(?:\.\d+)?"
_FLOWS = {
    "us_imports": "us-imports",
    "us_exports": "us-exports",
    "mexico_exports": "mexico-exports",
    "production": "production",
    "reserves": "reserves",
    "import_sources": "us-import-sources",
    "reliance": "us-reliance",
    "prices": "prices",
}
_REPORTED_FLOWS = {
    "mexico_reported": {"mexico-reported-exports", "mexico-reported-imports"},
    "mirror": {"mirror"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the file, its line (None for the whole file) and a sentence."""

    file: str
    row: int | None
    message: Message


Rule = Callable[[Frames], Iterator[Finding]]


def marked(name: str, bad: pd.Series[bool], say: Callable[[int], Message]) -> Iterator[Finding]:
    """Yield a finding for every row of a table that is `bad`; `say` makes the sentence of a position."""
    for position in bad.to_numpy().nonzero()[0]:
        yield Finding(TABLES[name].path, int(position) + 2, say(int(position)))


def quoting(cells: pd.Series[Any], say: Callable[[str], Message]) -> Callable[[int], Message]:
    """Return what says a sentence about the cell of a row."""
    return lambda n: say(str(cells.iloc[n]))


def known(frames: Frames, name: str, column: str, allowed: frozenset[str] | set[str]) -> Iterator[Finding]:
    """Yield a finding for every cell of a column that is not `allowed`."""
    cells = frames[name][column].astype(str)
    yield from marked(
        name,
        ~cells.isin(allowed),
        lambda n: msg("“{cell}” in column {column} is not known.", cell=cells.iloc[n], column=column),
    )


def vocabulary(frames: Frames) -> Iterator[Finding]:
    """Words with a closed list: flows, valuations, flags, stages, units, coverage."""
    units = set(frames["units"]["unit"].astype(str))
    for name, flow in _FLOWS.items():
        yield from known(frames, name, "flow", {flow})
    for name in TRADE_TABLES:
        yield from known(frames, name, "valuation", VALUATIONS)
        yield from known(frames, name, "hs_revision", {"HS2012", "HS2017", "HS2022"})
        yield from known(frames, name, "mass_flag", {"", "e"})
        yield from known(frames, name, "flag", {"", "computed"})
    for name in REPORTED_TABLES:
        yield from known(frames, name, "flow", _REPORTED_FLOWS[name])
        yield from known(frames, name, "valuation", VALUATIONS | {"cif-or-fob"})
        yield from known(frames, name, "hs_revision", {"as-reported"})
        yield from known(frames, name, "flag", {"", "cut"})
    for name in STAT_TABLES:
        yield from known(frames, name, "flag", STAT_FLAGS)
        yield from known(frames, name, "stage", STAGES)
        yield from known(frames, name, "estimated", {"", "e"})
        yield from known(frames, name, "unit", units)
    yield from known(frames, "coverage", "coverage", COVERAGES)


def codes_and_values(frames: Frames) -> Iterator[Finding]:
    """HS codes have 2, 4, 6 or 10 digits, money and mass are not negative, a year is a year."""
    for name in TRADE_TABLES + REPORTED_TABLES:
        table = frames[name]
        codes = table["product"].astype(str)
        yield from marked(
            name,
            ~codes.str.fullmatch(_HS_CODE),
            quoting(codes, lambda code: msg("“{code}” is not an HS code of 2, 4, 6 or 10 digits.", code=code)),
        )
        negative = (table["value_usd"] < 0) | (table["mass_kg"] <= 0)
        yield from marked(name, negative, lambda _: msg("A value below zero, or a mass that is not above it."))
    for name in TRADE_TABLES + REPORTED_TABLES + STAT_TABLES:
        years = frames[name]["year"]
        yield from marked(
            name,
            (years < 1900) | (years > 2100),
            quoting(years, lambda year: msg("{year} is not a year of these figures.", year=year)),
        )


def tokens(frames: Frames) -> Iterator[Finding]:
    """A printed number has its quantity and no flag; a token has a flag and no quantity."""
    for name in STAT_TABLES:
        table = frames[name]
        text = table["text"].astype(str)
        plain = text.str.fullmatch(_PLAIN_NUMBER)
        numbers = pd.to_numeric(text.where(plain, "").str.lstrip("e").str.replace(",", ""), errors="coerce")
        wrong = (plain & (numbers != table["quantity"])) | (plain != (table["flag"].astype(str) == ""))
        wrong |= ~plain & table["quantity"].notna()
        yield from marked(
            name,
            wrong,
            quoting(text, lambda text: msg("Quantity and flag do not fit what was printed, “{text}”.", text=text)),
        )
        periods = table["year_end"] < table["year"]
        yield from marked(name, periods, lambda _: msg("The period ends before it begins."))


def references(frames: Frames) -> Iterator[Finding]:
    """Every partner, mineral, source, product and group that is named stands in the catalogue."""
    partners = set(frames["countries"]["partner"])
    minerals = set(frames["minerals"]["mineral"])
    sources = set(frames["sources"]["source_id"])
    for name in TRADE_TABLES + STAT_TABLES:
        yield from known(frames, name, "partner", partners)
        yield from known(frames, name, "source_id", sources)
    for name in TRADE_TABLES:
        yield from known(frames, name, "reporter", partners)
    for name in STAT_TABLES:
        yield from known(frames, name, "mineral", minerals)
    yield from known(frames, "products", "mineral", minerals)
    yield from known(frames, "critical_lists", "mineral", minerals | {""})
    yield from known(frames, "critical_lists", "source_id", sources)
    yield from known(frames, "coverage", "source_id", sources)
    yield from _product_names(frames)


def _product_names(frames: Frames) -> Iterator[Finding]:
    named = set(frames["products"]["product"])
    for name in TRADE_TABLES + REPORTED_TABLES:
        codes = frames[name]["product"].astype(str)
        unnamed = ~codes.isin(named) & ~codes.duplicated()
        yield from marked(
            name,
            unnamed,
            quoting(codes, lambda code: msg("The catalogue has no name for {code}.", code=code)),
        )
    products = frames["products"]
    wrong = products["product"].str.len() != products["level"]
    yield from marked("products", wrong, lambda _: msg("The level is not the number of digits of the code."))


def groups(frames: Frames) -> Iterator[Finding]:
    """Group members exist, and every basket prefix meets at least one product."""
    members = frames["group_members"]
    minerals, products = set(frames["minerals"]["mineral"]), tuple(frames["products"]["product"])
    yield from known(frames, "group_members", "group", set(frames["groups"]["group"]))
    found = [
        member in minerals if kind == "mineral" else kind == "product" and any(p.startswith(member) for p in products)
        for kind, member in zip(members["member_kind"], members["member"], strict=True)
    ]
    yield from marked(
        "group_members",
        ~pd.Series(found, dtype=bool),
        lambda n: msg("Member {member} is neither a mineral nor a product.", member=members["member"].iloc[n]),
    )
    for position, prefixes in enumerate(frames["baskets"]["prefixes"]):
        lost = [p for p in prefixes.split("|") if not p.isdigit() or not any(c.startswith(p) for c in products)]
        if lost:
            yield Finding(
                TABLES["baskets"].path,
                position + 2,
                msg("No product begins with {codes}.", codes=", ".join(lost)),
            )


def ten_digit_sums(frames: Frames) -> Iterator[Finding]:
    """Ten-digit lines add up to their six-digit code, partner by partner."""
    table = frames["us_imports"]
    table = table.assign(product=table["product"].astype(str), partner=table["partner"].astype(str))
    by = ["year", "partner", "valuation", "source_id", "product"]
    fine = table[table["product"].str.len() == 10]
    sums = fine.assign(product=fine["product"].str[:6]).groupby(by, observed=True)["value_usd"].sum().rename("sum")
    six = table[table["product"].str.len() == 6].assign(line=lambda t: t.index + 2)
    joined = sums.reset_index().merge(six, on=by, how="left")
    wrong = joined[~((joined["sum"] - joined["value_usd"]).abs() <= 0.5)]
    for line, code, partner in zip(wrong["line"].fillna(0), wrong["product"], wrong["partner"], strict=True):
        yield Finding(
            TABLES["us_imports"].path,
            int(line) or None,
            msg("The ten-digit lines of {code} from {partner} do not add up to it.", code=code, partner=partner),
        )


def import_shares(frames: Frames) -> Iterator[Finding]:
    """Published import-source shares of one form add up to 100 percent, a bound counting as its number."""
    table = frames["import_sources"]
    by = ["edition", "mineral", "form", "year"]
    shares = pd.to_numeric(table["text"].astype(str).str.lstrip("<>"), errors="coerce")
    sums = table[by].assign(total=shares).groupby(by, observed=True)["total"].sum().reset_index()
    wrong = sums[(sums["total"] - 100).abs() > SHARE_TOLERANCE]
    for mineral, form, total in zip(wrong["mineral"], wrong["form"], wrong["total"], strict=True):
        yield Finding(
            TABLES["import_sources"].path,
            None,
            msg(
                "The import sources of {mineral}, {form}, add up to {total} percent.",
                mineral=mineral,
                form=form,
                total=f"{total:g}",
            ),
        )


def world_totals(frames: Frames) -> Iterator[Finding]:
    """No partners add up to more than the world total published beside them."""
    by = ["year", "product", "valuation", "source_id"]
    for name in TRADE_TABLES:
        wrong = _over_world(frames[name], by, "value_usd", 1 + TOTAL_TOLERANCE)
        for line, code, year in zip(wrong["line"], wrong["product"], wrong["year"], strict=True):
            yield Finding(
                TABLES[name].path,
                int(line),
                msg("The partners of {code} in {year} add up to more than its total.", code=code, year=str(year)),
            )


def production_totals(frames: Frames) -> Iterator[Finding]:
    """No countries produce clearly more than the world total printed beside them (totals are rounded)."""
    by = ["edition", "mineral", "form", "year", "unit"]
    wrong = _over_world(frames["production"], by, "quantity", PRODUCTION_TOLERANCE)
    for line, mineral, year in zip(wrong["line"], wrong["mineral"], wrong["year"], strict=True):
        yield Finding(
            TABLES["production"].path,
            int(line),
            msg("The countries of {mineral} in {year} exceed its world total.", mineral=mineral, year=str(year)),
        )


def _over_world(table: pd.DataFrame, by: list[str], value: str, tolerance: float) -> pd.DataFrame:
    """Return the world rows that the other rows with the same `by` exceed, with their `line` in the file."""
    is_world = table["partner"].astype(str) == WORLD
    sums = table[~is_world].groupby(by, observed=True)[value].sum().rename("sum").reset_index()
    joined = table[is_world].assign(line=lambda t: t.index + 2).merge(sums, on=by)
    return joined[joined["sum"] > joined[value] * tolerance]


def coverage(frames: Frames) -> Iterator[Finding]:
    """Every flow, year and source, and every product where coverage goes by product, says what it covers."""
    table = frames["coverage"]
    said = set(zip(table["flow"], table["year"], table["source_id"], table["product"], strict=True))
    for name in TRADE_TABLES:
        trade = frames[name]
        cells = list(zip(trade["flow"], trade["year"], trade["source_id"], trade["product"], strict=True))
        for cell in sorted({c for c in cells if c not in said and (*c[:3], "*") not in said}):
            yield Finding(
                TABLES["coverage"].path,
                None,
                msg("No coverage for {flow} {year} {source}.", flow=cell[0], year=str(cell[1]), source=cell[2]),
            )


RULES: tuple[Rule, ...] = (
    vocabulary,
    codes_and_values,
    tokens,
    references,
    groups,
    ten_digit_sums,
    import_shares,
    world_totals,
    production_totals,
    coverage,
)
