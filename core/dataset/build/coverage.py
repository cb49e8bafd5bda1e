"""How many partners each source lists, by flow, year and product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from core.dataset.build import baci, census, comtrade
from core.dataset.build.tables import Row
from core.dataset.schema import WORLD

_BILATERAL = {comtrade.MEXICO, comtrade.CHINA, comtrade.VIETNAM}
_COMPLETE_BACI_YEARS = {"2022", "2024"}  # the other years hold Mexico's largest customers only


def build(trade: Iterable[Row]) -> list[Row]:
    """Return coverage rows; product "*" speaks for every product of that flow, year and source."""
    partners: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    from_buyers: set[tuple[str, str, str, str]] = set()
    for row in trade:
        by_product = row["source_id"] in {baci.TRANSCRIBED, comtrade.WORLD}
        product = row["product"] if by_product else "*"
        key = (row["flow"], row["year"], row["source_id"], product)
        partners[key].add(row["partner"])
        if row.get("side") == "importer":
            from_buyers.add(key)
    return [
        {
            "flow": key[0],
            "year": key[1],
            "source_id": key[2],
            "product": key[3],
            "coverage": "partial" if key in from_buyers else _kind(key[2], key[1], names),
            "n_partners": str(len(names - {WORLD})),
        }
        for key, names in partners.items()
    ]


def _kind(source: str, year: str, partners: set[str]) -> str:
    if source == census.SOURCE:
        return "listed"
    if source in _BILATERAL:
        return "bilateral"
    if source == baci.MACHINE_READ:
        return "all" if year in _COMPLETE_BACI_YEARS else "partial"
    if WORLD not in partners:
        raise ValueError(f"{source} {year}: no world total beside {sorted(partners)}")
    if partners == {WORLD}:
        return "total-only"
    return "partial" if source == comtrade.WORLD else "top"
