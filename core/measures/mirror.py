"""One flow or tonnage as two parties state it, side by side: never averaged, never made into a share.

Money: what Mexico's side says it sent to a partner against what that partner says came from Mexico, for one HS code
and year. Tonnage: what two editions of the USGS print for the same country, form and year. A reason is a possible
one, by how the two were counted; which of them made a gap the figures do not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd

from core.dataset.load import Dataset
from core.dataset.money import check_partner
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.schema import OTHER_COUNTRIES, WORLD
from core.dataset.view import MoneyView, Query
from core.text.messages import Message, Named, msg

MEXICO, UNITED_STATES, CEPII = "MEX", "USA", "CEPII"
CUT = "cut"
# Publishers round to the dollar.
ROUNDING_USD = 1.0
_BACI = "cepii-baci"
EXPORTS, PRODUCTION = "mexico-reported-exports", "production"
Reason = Literal["cif-fob", "valuation-unknown", "re-exports", "timing", "confidentiality", "reconciled", "revision"]
REASONS: dict[Reason, Message] = {
    "cif-fob": msg("CIF counts freight and insurance, FOB does not"),
    "valuation-unknown": msg("CIF or FOB: the source does not say which"),
    "re-exports": msg("Exporters name the last known destination, importers the origin"),
    "timing": msg("Goods sent late in a year arrive in the next"),
    "confidentiality": msg("Mexico withholds a part of these figures"),
    "reconciled": msg("CEPII reconciles what both sides say"),
    "revision": msg("The publisher revised its figure"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one party says: `amount` in `unit` ("USD" or a USGS unit), None where it prints a token.

    `by` is the reporting country (ISO alpha-3), CEPII, or the edition; `valuation` is "" for tonnage; `rows` are ids
    that provenance knows.
    """

    by: str
    source: str
    amount: float | None
    text: str
    unit: str
    valuation: str
    flag: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements on the same thing; `subject` is an HS code or a mineral, `partner` where it went or came from."""

    kind: Literal["money", "tonnage"]
    subject: str
    form: str
    partner: str
    year: int
    first: Statement
    second: Statement
    reasons: tuple[Reason, ...]

    @property
    def gap(self) -> float | None:
        """The second amount less the first, None where one of them is no number."""
        if self.first.amount is None or self.second.amount is None:
            return None
        return self.second.amount - self.first.amount

    @property
    def ratio(self) -> float | None:
        """The second amount by the first, None where there is none."""
        if not self.first.amount or self.second.amount is None:
            return None
        return self.second.amount / self.first.amount


def pairs(dataset: Dataset, product: str, year: int, partner: str | None = None) -> tuple[Pair, ...]:
    """Return all pairs for an HS code, mineral or group in a year: money by code and partner, then tonnage of Mexico.

    `partner` keeps the money flows with one country.

    Raises:
        VetaError: unknown product or partner.
    """
    target = resolve(dataset, product)
    check_partner(dataset, partner)
    found: list[Pair] = []
    for code in target.prefixes:
        found += _money(dataset, code, year, partner)
    return (*found, *_tonnage(dataset, target.minerals, year))


@dataclass(frozen=True, slots=True)
class Told:
    """What a newspaper or page says of one flow: rounded US dollars, for comparison only, never in a pair or a share.

    `caveat` is a term of the kind "press-caveat"; `row` an id that provenance knows.
    """

    product: str
    partner: str
    year: int
    value_usd: float
    authority: str
    page: str
    url: str
    caveat: str
    row: str


def told(dataset: Dataset, product: str, year: int, partner: str | None = None) -> tuple[Told, ...]:
    """Return what is said in print of Mexico's exports of exactly these HS codes in a year, by code and partner.

    Raises:
        VetaError: unknown product or partner.
    """
    codes = resolve(dataset, product).prefixes
    check_partner(dataset, partner)
    frame = dataset.table("press")
    rows = frame[(frame["year"] == year) & frame["product"].isin(codes) & (frame["reporter"] == MEXICO)]
    rows = rows if partner is None else rows[rows["partner"] == partner]
    return tuple(
        Told(
            str(row["product"]), str(row["partner"]), year, float(row["value_usd"]), str(row["authority"]),
            str(row["page"]), str(row["url"]), str(row["caveat"]), f"press:{number}",
        )
        for number, row in rows.sort_values(["product", "partner"]).iterrows()
    )  # fmt: skip


def told_sentence(item: Told, code: str, amount: str) -> Message:
    """Return what stands in print as one sentence with its link; `code` and `amount` are worded by a formatter."""
    return msg(
        "In print only, rounded, in no total or share: {code} from {exporter} to {partner}, {year}: {amount} "
        "({authority}, by {page}, {url})",
        code=code, exporter=Named("country", MEXICO), partner=Named("country", item.partner), year=item.year,
        amount=amount, authority=item.authority, page=item.page, url=item.url,
    )  # fmt: skip


def _money(dataset: Dataset, code: str, year: int, partner: str | None) -> Iterator[Pair]:
    sent = [*_published(dataset, "mexico-exports", code, year), *_reported(dataset, code, year)]
    came = [*_imported(dataset, code, year), *_published(dataset, "us-imports", code, year)]
    for where in sorted({p for p, _ in sent} & {p for p, _ in came}):
        if partner not in (None, where):
            continue
        for first in (s for p, s in sent if p == where):
            for second in (s for p, s in came if p == where):
                yield Pair("money", code, "", where, year, first, second, _reasons(first, second))


def _published(dataset: Dataset, flow: str, code: str, year: int) -> Iterator[tuple[str, Statement]]:
    """Yield what the sources of a trade flow state for exactly this code, each in every valuation that it has."""
    trade = dataset.trade
    here = trade[(trade["flow"] == flow) & (trade["year"] == year)]
    for source, valuation in sorted(
        set(zip(here["source_id"].astype(str), here["valuation"].astype(str), strict=True))
    ):
        view = run(dataset, Query(flow, year, products=(code,), source=source, valuation=valuation))
        if not isinstance(view, MoneyView) or view.unanswered:
            continue
        for i, key in enumerate(view.keys):
            if flow == "us-imports" and key != MEXICO:
                continue
            partner = str(key) if flow == "mexico-exports" else UNITED_STATES
            by = UNITED_STATES if flow == "us-imports" else CEPII if source.startswith(_BACI) else MEXICO
            rows = tuple(f"trade:{row}" for row in view.row_ids[i])
            value = float(view.value_usd[i])
            yield partner, Statement(by, source, value, "", "USD", valuation, str(view.flag[i]), rows)


def _reported(dataset: Dataset, code: str, year: int) -> Iterator[tuple[str, Statement]]:
    """Yield what Mexico itself reports to have sent; its own figures carry the flag that they are cut."""
    frame = dataset.table("mexico_reported")
    rows = frame[(frame["flow"] == EXPORTS) & (frame["year"] == year) & (frame["product"] == code)]
    for number, row in rows.iterrows():
        if row["partner"] not in (WORLD, OTHER_COUNTRIES):
            yield str(row["partner"]), _stated(row, MEXICO, f"mexico_reported:{number}")


def _imported(dataset: Dataset, code: str, year: int) -> Iterator[tuple[str, Statement]]:
    """Yield what importing countries report to have come from Mexico; the US's own are in its import table."""
    frame = dataset.table("mirror")
    rows = frame[(frame["year"] == year) & (frame["product"] == code) & (frame["reporter"] != UNITED_STATES)]
    for number, row in rows.iterrows():
        yield str(row["reporter"]), _stated(row, str(row["reporter"]), f"mirror:{number}")


def _stated(row: pd.Series, by: str, row_id: str) -> Statement:
    value, source = float(row["value_usd"]), str(row["source_id"])
    return Statement(by, source, value, "", "USD", str(row["valuation"]), str(row["flag"]), (row_id,))


def _reasons(first: Statement, second: Statement) -> tuple[Reason, ...]:
    """Return what may lie between an exporter's and an importer's statement; nothing where they agree."""
    reconciled: tuple[Reason, ...] = ("reconciled",) if first.by == CEPII else ()
    if first.amount is not None and second.amount is not None and abs(second.amount - first.amount) < ROUNDING_USD:
        return reconciled
    reasons: list[Reason] = [*reconciled]
    if second.valuation == "cif":
        reasons.append("cif-fob")
    elif second.valuation != "customs":
        reasons.append("valuation-unknown")
    if CUT in (first.flag, second.flag):
        reasons.append("confidentiality")
    return (*reasons, "re-exports", "timing")


def _tonnage(dataset: Dataset, minerals: tuple[str, ...], year: int) -> Iterator[Pair]:
    """Yield what one edition prints and what the next one does, for each form of Mexico's production."""
    stats = dataset.stats
    rows = stats[(stats["flow"] == PRODUCTION) & (stats["partner"] == MEXICO) & (stats["year"] == year)]
    rows = rows[rows["mineral"].isin(minerals)]
    for (mineral, form, unit), group in rows.groupby(["mineral", "form", "unit"], observed=True):
        in_order = group.sort_values("edition", key=lambda column: column.astype(str))
        said = [_printed(row, int(str(number)), str(unit)) for number, row in in_order.iterrows()]
        for first, second in pairwise(said):
            revised: tuple[Reason, ...] = ("revision",) if first.amount != second.amount else ()
            yield Pair("tonnage", str(mineral), str(form), MEXICO, year, first, second, revised)


def _printed(row: pd.Series, number: int, unit: str) -> Statement:
    amount = float(row["quantity"])
    known = None if pd.isna(amount) else amount
    flag = str(row["flag"]) or str(row["estimated"])
    edition, source = str(row["edition"]), str(row["source_id"])
    return Statement(edition, source, known, str(row["text"]), unit, "", flag, (f"stats:{number}",))
