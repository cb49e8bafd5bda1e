"""Blocs of partners whose share of a table is told beside the other measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.dataset.cache import DigestCache
from core.measures.allocation import Allocation

if TYPE_CHECKING:
    from core.dataset.load import Dataset

AGREEMENTS = ("framework", "agreement", "memorandum")
USMCA = frozenset({"USA", "MEX", "CAN"})
BLOC_IDS = ("usmca", "agreements", "eu", "americas", "asia", "europe", "africa", "oceania")
_MEMBERS: DigestCache[frozenset[str]] = DigestCache(32)


def members(dataset: Dataset, bloc: str) -> frozenset[str]:
    """Return the partners of a bloc (ISO alpha-3); empty for an unknown one.

    "usmca" are the three parties; "agreements" are the countries with which USGS lists a US framework, agreement or
    memorandum on minerals (Mineral Commodity Summaries 2026, table 5; statements and truces are none); "eu" is the
    European Union as one reporter; the others are parts of the world as the catalogue of countries has them.
    """
    return _MEMBERS.get((dataset.digest, bloc), lambda: _members(dataset, bloc))


def _members(dataset: Dataset, bloc: str) -> frozenset[str]:
    if bloc == "usmca":
        return USMCA
    if bloc == "eu":
        return frozenset({"EUU"})
    if bloc == "agreements":
        agreements = dataset.table("agreements")
        rows = zip(agreements["agreement"], agreements["partners"], strict=True)
        listed = [str(partners) for agreement, partners in rows if agreement in AGREEMENTS]
        return frozenset(partner for partners in listed for partner in partners.split("|") if partner) - {"USA"}
    countries = zip(dataset.countries["region"], dataset.countries["partner"], strict=True)
    inside = frozenset(str(partner) for region, partner in countries if region == bloc)
    return inside | {"EUU"} if bloc == "europe" else inside


def bloc_share(table: Allocation, partners: frozenset[str]) -> float | None:
    """Return the share of a bloc, 0-1, None without a total; partners that the source does not list add nothing."""
    if table.total <= 0:
        return None
    return float(sum(value for p, value in zip(table.partners, table.values, strict=True) if p in partners)) / (
        table.total
    )
