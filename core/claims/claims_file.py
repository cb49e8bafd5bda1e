"""Claims files: UTF-8 JSON, read strictly and written atomically; Veta's own and the reader's have the same format.

The format is described by resources/schemas/veta-claims-1.schema.json.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

from core.claims.model import (
    Claim,
    ImportDependenceTest,
    NoTest,
    ProductCountTest,
    RecordedTest,
    ShareTest,
    Shown,
    Test,
    TopCountTest,
    Words,
)
from core.claims.shown import USES
from core.files import read_json, write_of_own
from core.selection import FLOWS, MONEY_FLOWS
from core.strict_reader import StrictReader
from core.strict_text import is_unseen, strict_text
from core.text.messages import msg

FORMAT = "veta-claims"
SCHEMA_VERSION = 1
MAX_CLAIMS, MAX_TEXT, MAX_LIST = 1_000, 600, 50
MAX_USD = 1e15
TOP_KEYS = {"format", "schema_version", "claims"}
CLAIM_KEYS = {
    "id", "statement", "claimant", "date", "said_in", "link", "flows", "targets", "unpublished", "test",
}  # fmt: skip
TESTS: dict[str, type[Test]] = {
    kind.kind: kind for kind in (ShareTest, ProductCountTest, TopCountTest, RecordedTest, ImportDependenceTest, NoTest)
}
COMPARES = ("equals", "at-least", "at-most")
SHOWS = ("single-source", "end-uses", "agreements", "share")
LANGUAGES = {"en", "es", "fr"}
# What a key of a test may hold: one of a few words, a whole number from one to another, or a number from 0 up.
CHOICES = {"flow": MONEY_FLOWS, "compare": COMPARES}
WHOLE = {"year": (1900, 2100), "count": (0, 100_000)}
NUMBERS = {"share": 1.0, "tolerance": 1.0, "stated_total_usd": MAX_USD}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}|", re.ASCII)
_LINK = re.compile(r"https?://[^\s<>\"]{3,500}|")
_OPTIONAL = {"flows", "targets", "unpublished", "said_in", "link"}


def read(path: Path) -> tuple[Claim, ...]:
    """Return the claims in a file, in its order.

    Raises:
        VetaError: unreadable, not strict JSON, not a claims file, from a newer Veta, or a value out of range; the
            sentence names the file and the place.
    """
    return Reader(str(path)).claims(read_json(path))


def save(path: Path, claims: Iterable[Claim]) -> None:
    """Write a claims file atomically; its folder is made where it is missing.

    Raises:
        VetaError: the folder cannot be written; the old file is unchanged.
    """
    write_of_own(path, dump(claims))


def dump(claims: Iterable[Claim]) -> bytes:
    """Return claims as the bytes of their file."""
    value = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "claims": [_claim_value(claim) for claim in claims]}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _claim_value(claim: Claim) -> dict[str, Any]:
    value: dict[str, Any] = {"id": claim.id}
    for name in ("statement", "claimant", "said_in"):
        value[name] = _words_value(getattr(claim, name))
    value |= {"date": claim.date, "link": claim.link, "flows": list(claim.flows), "targets": list(claim.targets)}
    value |= {"unpublished": claim.unpublished, "test": test_value(claim.test)}
    return {name: part for name, part in value.items() if part or name not in _OPTIONAL}


def _words_value(words: Words) -> str | dict[str, str]:
    if not words.es and not words.fr:
        return words.en
    return {language: text for language in ("en", "es", "fr") if (text := getattr(words, language))}


def test_value(test: Test) -> dict[str, Any]:
    """Return a test as plain values: its kind, and what differs from the defaults."""
    value: dict[str, Any] = {"kind": test.kind}
    for part in fields(test):
        held = getattr(test, part.name)
        if held == part.default:
            continue
        if part.name == "shows":
            held = [_shown_value(shown) for shown in held]
        elif part.name == "also":
            held = [{"product": product, "partner": partner} for product, partner in held]
        value[part.name] = held
    return value


def _shown_value(shown: Shown) -> dict[str, Any]:
    value = {part.name: getattr(shown, part.name) for part in fields(shown)}
    value = {name: held for name, held in value.items() if held not in ("", None, ())}
    return value | {"uses": list(shown.uses)} if shown.uses else value


class Reader(StrictReader):
    """Turns parsed JSON into claims, naming the place of whatever is wrong."""

    def claims(self, value: object) -> tuple[Claim, ...]:
        """Return the claims of a whole file; VetaError as `read` says."""
        table = self._table(value, "the file", TOP_KEYS)
        if table.get("format") != FORMAT:
            self._fail(msg("“format” is not “veta-claims”; choose a claims file of Veta"))
        version = table.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._fail(msg("“schema_version” is not a whole number from 1"))
        if version > SCHEMA_VERSION:
            self._fail(msg("it was written by a newer Veta; open it there, or update this one"))
        parts = self.check_number(table.get("claims"))
        found = tuple(self.claim(part, f"“claims” {number}") for number, part in enumerate(parts, 1))
        ids = [claim.id for claim in found]
        twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
        if twice is not None:
            self._fail(msg("the id “{id}” stands twice; keep one", id=twice))
        return found

    def check_number(self, parts: object) -> Sequence[object]:
        """Return what should be the list of claims; VetaError when it is none, or too long."""
        if not isinstance(parts, list | tuple) or len(parts) > MAX_CLAIMS:
            self._fail(msg("“claims” is not a list of at most {n} claims", n=MAX_CLAIMS))
        return parts

    def claim(self, value: object, place: str) -> Claim:
        """Return one claim; `place` names it in a sentence on what is wrong."""
        table = self._table(value, place, CLAIM_KEYS)
        if not isinstance(table.get("id"), str) or not _ID.fullmatch(table["id"]):
            self._fail(msg("{place}: “id” is not made of small letters, digits and dashes", place=place))
        link = table.get("link", "")
        if not isinstance(link, str) or not _LINK.fullmatch(link) or any(map(is_unseen, link)):
            self._fail(msg("{place}: “link” is not an address that begins with https://", place=place))
        return Claim(
            id=table["id"],
            statement=self._words(table.get("statement"), f"{place} “statement”", needed=True),
            claimant=self._words(table.get("claimant"), f"{place} “claimant”", needed=True),
            said_in=self._words(table.get("said_in", ""), f"{place} “said_in”"),
            date=self._date(table.get("date"), place),
            link=link,
            flows=tuple(self._choice(flow, FLOWS, f"{place} “flows”") for flow in self._list(table, "flows", place)),
            targets=tuple(self._target(item, f"{place} “targets”") for item in self._list(table, "targets", place)),
            unpublished=self._truth(table.get("unpublished", False), f"{place} “unpublished”"),
            test=self.test(table.get("test"), f"{place} “test”"),
        )

    def test(self, value: object, place: str) -> Test:
        """Return one test."""
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in TESTS:
            self._fail(msg("{place}: “kind” is none of {known}", place=place, known=", ".join(TESTS)))
        parts = {part.name: part for part in fields(TESTS[kind])}
        table = self._table(value, place, {"kind", *parts})
        given: dict[str, Any] = {}
        for name, part in parts.items():
            if name in table:
                left_out = table[name] is None and part.default is None
                given[name] = None if left_out else self._part(name, table[name], f"{place} “{name}”")
            elif part.default is MISSING:
                self._fail(msg("{place}: “{key}” is missing; add it", place=place, key=name))
        return TESTS[kind](**given)

    def _part(self, name: str, value: object, place: str) -> object:
        """Return the value of one key of a test."""
        if name in CHOICES:
            return self._choice(value, CHOICES[name], place)
        if name in WHOLE:
            return self._whole(value, *WHOLE[name], place)
        if name in NUMBERS:
            return self._number(value, NUMBERS[name], place)
        match name:
            case "partner" | "supplier":
                return self._partner(value, place)
            case "expected":
                return self._truth(value, place)
            case "also":
                return tuple(self._also(item, place) for item in self._items(value, place))
            case "shows":
                return tuple(self._shown(item, place) for item in self._items(value, place))
            case _:
                return self._target(value, place)

    def _also(self, value: object, place: str) -> tuple[str, str]:
        table = self._table(value, place, {"product", "partner"})
        return self._target(table.get("product"), place), self._partner(table.get("partner"), place)

    def _shown(self, value: object, place: str) -> Shown:
        table = self._table(value, place, {part.name for part in fields(Shown)})
        partners = self._text(table.get("partner", ""), place).split()
        year, flow = table.get("year"), table.get("flow", "")
        return Shown(
            what=self._choice(table.get("what"), SHOWS, place),
            partner=" ".join(self._partner(partner, place) for partner in partners),
            flow=self._choice(flow, MONEY_FLOWS, place) if flow else "",
            product=self._target(table.get("product", ""), place),
            year=None if year is None else self._whole(year, 1900, 2100, place),
            uses=tuple(self._choice(use, tuple(USES), place) for use in self._items(table.get("uses", []), place)),
        )

    def _words(self, value: object, place: str, *, needed: bool = False) -> Words:
        table = value if isinstance(value, dict) else {"en": value}
        table = self._table(table, place, LANGUAGES)
        words = Words(**{language: self._text(text, place) for language, text in table.items()})
        if needed and not words.en.strip():
            self._fail(msg("{place} is empty; fill it in", place=place))
        return words

    def _date(self, value: object, place: str) -> str:
        if isinstance(value, str) and _DAY.fullmatch(value):
            with contextlib.suppress(ValueError):
                return dt.date.fromisoformat(value).isoformat()
        return self._fail(msg("{place}: “date” is not a day such as 2025-11-20", place=place))

    def _truth(self, value: object, place: str) -> bool:
        if not isinstance(value, bool):
            self._fail(msg("{place} is not true or false", place=place))
        return value

    def _list(self, table: dict[str, Any], key: str, place: str) -> list[object]:
        return self._items(table.get(key, []), f"{place} “{key}”")

    def _items(self, value: object, place: str) -> list[object]:
        if not isinstance(value, list) or len(value) > MAX_LIST:
            self._fail(msg("{place} is not a list of at most {n} entries", place=place, n=MAX_LIST))
        return value

    def _target(self, value: object, place: str) -> str:
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            self._fail(msg("{place} is not a code or a name such as fluorspar", place=place))
        return value

    def _choice(self, value: object, known: tuple[str, ...], place: str) -> Any:
        if value not in known:
            self._fail(msg("{place} is none of {known}", place=place, known=", ".join(known)))
        return value

    def _partner(self, value: object, place: str) -> str:
        if not (isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()):
            self._fail(msg("{place}: a partner is three capital letters (ISO alpha-3), such as MEX", place=place))
        return value

    def _whole(self, value: object, least: int, most: int, place: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._fail(
                msg(
                    "{place} is not a whole number from {least} to {most}",
                    place=place,
                    least=str(least),
                    most=str(most),
                )
            )
        return value

    def _number(self, value: object, most: float, place: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            self._fail(msg("{place} is not a number from 0 to {most}", place=place, most=most))
        return float(value)

    def _text(self, value: object, place: str) -> str:
        return strict_text(value, place, self._fail, most=MAX_TEXT).strip()


def as_own(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims marked as the reader's own."""
    return tuple(replace(claim, own=True) for claim in claims)
