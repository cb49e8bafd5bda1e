"""The strict reader of scenario files: parsed JSON in, a scenario out, naming the place of whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.measures.terms import Limit, Terms
from core.scenario.edits import (
    AddPartner,
    CutSupply,
    Edit,
    MoveShare,
    ScalePartner,
    Scenario,
    SetShare,
    SetTotal,
    is_partner,
)
from core.selection import MONEY_FLOWS
from core.strict_reader import StrictReader
from core.strict_text import strict_text
from core.text.messages import msg

FORMAT = "veta-scenario"
SCHEMA_VERSION = 2
MAX_EDITS = 10_000
MAX_TEXT = 2_000
MOST_WEIGHT = 1e6
MOST_TOTAL = 1e15
TOP_KEYS = {"format", "schema_version", "name", "note", "dataset", "edits"}
COMMON_KEYS = {"kind", "flow", "year", "product", "locked", "floors", "ceilings", "off", "note"}
OWN_KEYS = {
    "set-share": {"partner", "share"},
    "add-partner": {"partner", "share"},
    "move-share": {"from", "to", "points"},
    "scale-partner": {"partner", "factor"},
    "set-total": {"value_usd", "mass_kg", "growth"},
    "cut-supply": {"partner", "cut", "weights", "capacity"},
}


def _from_1(table: dict[str, Any]) -> dict[str, Any]:
    """Bring version 1 up to 2, which has the same words for what version 1 knew."""
    return table | {"schema_version": 2}


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1}
"""How a file of each older version becomes one of the next; every released version opens for ever."""


class Reader(StrictReader):
    """Reads one file; `name` is what its errors call it."""

    def scenario(self, value: object) -> Scenario:
        """Return the scenario.

        Raises:
            VetaError: not a scenario, from a newer Veta, or a value out of range.
        """
        table = self._current(self._table(value, "the file", TOP_KEYS))
        edits = table.get("edits")
        if not isinstance(edits, list) or len(edits) > MAX_EDITS:
            self._fail(msg("“edits” is not a list of at most {n} edits", n=MAX_EDITS))
        identity = self._table(table.get("dataset", {}), "“dataset”", {"id", "digest"})
        return Scenario(
            name=self._text(table.get("name", ""), "“name”"),
            edits=tuple(self._edit(edit, f"“edits” {number}") for number, edit in enumerate(edits, 1)),
            dataset_id=self._text(identity.get("id", ""), "“dataset” “id”"),
            dataset_digest=self._text(identity.get("digest", ""), "“dataset” “digest”"),
            note=self._text(table.get("note", ""), "“note”"),
        )

    def _current(self, table: dict[str, Any]) -> dict[str, Any]:
        """Check format and version, and bring an older version up to date."""
        if table.get("format") != FORMAT:
            self._fail(msg("“format” is not “veta-scenario”; choose a scenario file of Veta"))
        version = table.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._fail(msg("“schema_version” is not a whole number from 1"))
        if version > SCHEMA_VERSION:
            self._fail(msg("it was written by a newer Veta; open it there, or update this one"))
        while version < SCHEMA_VERSION:
            table = MIGRATIONS[version](table)
            version += 1
        return table

    def _edit(self, value: object, place: str) -> Edit:
        kind = value.get("kind") if isinstance(value, dict) else None
        if isinstance(value, dict) and (not isinstance(kind, str) or kind not in OWN_KEYS):
            self._fail(msg("{place}: “kind” is none of {kinds}", place=place, kinds=", ".join(OWN_KEYS)))
        table = self._table(value, place, COMMON_KEYS | OWN_KEYS[str(kind)] if kind else set())
        if table.get("flow") not in MONEY_FLOWS:
            flows = ", ".join(MONEY_FLOWS)
            self._fail(msg("{place}: “flow” is none of {flows}", place=place, flows=flows))
        where = (str(table["flow"]), self._year(table.get("year"), place),
                 self._text(table.get("product"), f"{place} “product”"))  # fmt: skip
        common = {"terms": self._terms(table, place), "off": self._mark(table.get("off", False), place),
                  "note": self._text(table.get("note", ""), f"{place} “note”")}  # fmt: skip
        return self._of_kind(str(kind), where, table, place, common)

    def _of_kind(
        self, kind: str, where: tuple[str, int, str], table: dict[str, Any], place: str, common: dict[str, Any]
    ) -> Edit:
        match kind:
            case "move-share":
                giver, taker = (self._partner(table.get(key), place) for key in ("from", "to"))
                return MoveShare(*where, giver, taker, self._share(table.get("points"), place, "points"), **common)
            case "set-total":
                return self._total(where, table, place, common)
        partner = self._partner(table.get("partner"), place)
        match kind:
            case "scale-partner":
                factor = self._number(table.get("factor"), place, "factor", 0, 1000)
                return ScalePartner(*where, partner, factor, **common)
            case "cut-supply":
                return self._cut(where, partner, table, place, common)
        make = SetShare if kind == "set-share" else AddPartner
        return make(*where, partner, self._share(table.get("share"), place, "share"), **common)

    def _total(
        self, where: tuple[str, int, str], table: dict[str, Any], place: str, common: dict[str, Any]
    ) -> SetTotal:
        given = [key for key in ("value_usd", "mass_kg", "growth") if key in table]
        if len(given) != 1:
            self._fail(msg("{place}: give one of “value_usd”, “mass_kg” and “growth”", place=place))
        low = -1.0 if given[0] == "growth" else 0.0
        amount = self._number(table[given[0]], place, given[0], low, MOST_TOTAL)
        return SetTotal(*where, given[0], amount, **common)

    def _cut(
        self, where: tuple[str, int, str], partner: str, table: dict[str, Any], place: str, common: dict[str, Any]
    ) -> CutSupply:
        cut = self._share(table.get("cut"), place, "cut")
        given = [key for key in ("weights", "capacity") if key in table]
        if len(given) > 1:
            self._fail(msg("{place}: give “weights” or “capacity”, not both", place=place))
        if not given:
            return CutSupply(*where, partner, cut, **common)
        parts = self._numbers(table[given[0]], place, given[0], MOST_WEIGHT)
        return CutSupply(*where, partner, cut, given[0], tuple(sorted(parts.items())), **common)

    def _terms(self, table: dict[str, Any], place: str) -> Terms:
        locked = table.get("locked", [])
        if not isinstance(locked, list):
            self._fail(msg("{place}: “locked” is not a list of partners", place=place))
        floors = self._numbers(table.get("floors", {}), place, "floors", 1)
        ceilings = self._numbers(table.get("ceilings", {}), place, "ceilings", 1)
        terms = Terms(frozenset(self._partner(partner, place) for partner in locked))
        for partner in sorted(floors.keys() | ceilings.keys()):
            limit = Limit(partner, floors.get(partner, 0.0), ceilings.get(partner, 1.0))
            if limit.low > limit.high:
                self._fail(msg("{place}: the floor of {partner} is above its ceiling", place=place, partner=partner))
            terms = terms.with_limit(limit)
        return terms

    def _numbers(self, value: object, place: str, key: str, most: float) -> dict[str, float]:
        if not isinstance(value, dict):
            self._fail(msg("{place}: “{key}” is not an object of partners and numbers", place=place, key=key))
        return {self._partner(p, place): self._number(n, place, key, 0, most) for p, n in value.items()}

    def _year(self, value: object, place: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1900 <= value <= 2100:
            self._fail(msg("{place}: “year” is not a year", place=place))
        return value

    def _share(self, value: object, place: str, key: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self._fail(msg("{place}: “{key}” is not a number from 0 to 1", place=place, key=key))
        return float(value)

    def _number(self, value: object, place: str, key: str, low: float, high: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(msg("{place}: “{key}” is not a number", place=place, key=key))
        if not low <= value <= high:
            self._fail(
                msg("{place}: “{key}” is not a number from {low} to {high}", place=place, key=key, low=low, high=high)
            )
        return float(value)

    def _mark(self, value: object, place: str) -> bool:
        if not isinstance(value, bool):
            self._fail(msg("{place}: “off” is neither true nor false", place=place))
        return value

    def _partner(self, value: object, place: str) -> str:
        if not (isinstance(value, str) and is_partner(value)):
            self._fail(msg("{place}: a partner is three capital letters (ISO alpha-3), such as MEX", place=place))
        return value

    def _text(self, value: object, place: str) -> str:
        return strict_text(value, place, self._fail, most=MAX_TEXT, lines=True)
