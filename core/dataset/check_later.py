"""What must hold in the tables that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from core.dataset.check_rules import Finding, Frames, Rule, known, marked, quoting
from core.dataset.schema import LATER_TABLES, RELATIONS, TABLES
from core.text.messages import msg

_LINE_OF_SIX = 6


def sources_and_partners(frames: Frames) -> Iterator[Finding]:
    """Every source, partner and mineral that is named stands in the catalogue."""
    partners = set(frames["countries"]["partner"])
    sources = set(frames["sources"]["source_id"])
    for name in LATER_TABLES:
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


def concordance(frames: Frames) -> Iterator[Finding]:
    """A pair called 1:1 is the only one of both its codes."""
    table = frames["concordance"]
    yield from known(frames, "concordance", "relation", RELATIONS)
    both = ["from_revision", "to_revision"]
    alone = ~table.duplicated([*both, "from_code"], keep=False) & ~table.duplicated([*both, "to_code"], keep=False)
    wrong = (table["relation"] == "1:1") & ~alone
    yield from marked("concordance", wrong, lambda _: msg("A code called 1:1 here has a second counterpart."))


LATER_RULES: tuple[Rule, ...] = (sources_and_partners, monthly_imports, dependence, concordance)
