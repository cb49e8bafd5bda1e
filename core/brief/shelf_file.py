"""The file of a person's briefs: UTF-8 JSON, read strictly, written whole.

Described by resources/schemas/veta-briefs-1.schema.json.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from core.brief.model import Paper
from core.brief.plan import SECTIONS, Depth, InterestEntry, Plan, PointEntry, Side, Stance, Written
from core.dataset.own_baskets import folded, tidy_name
from core.files import read_json, write_of_own
from core.selection import FLOWS
from core.strict_reader import StrictReader
from core.text.cldr import LOCALES
from core.text.messages import Message, msg

FORMAT = "veta-briefs"
SCHEMA_VERSION = 1
MAX_TEMPLATES, MAX_WRITTEN, MAX_POINTS, MAX_INTERESTS, MAX_PRODUCTS = 100, 1000, 100, 300, 50
MAX_LANGUAGES = 2
MAX_NAME, MAX_ID, MAX_MARKING, MAX_TEXT = 60, 160, 300, 4000
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_TOP = {"format", "schema_version", "last", "templates", "written"}
_PLAN = {"depth", "sections", "paper", "marking", "products", "languages"}
_WRITTEN = {"flow", "target", "basket", "language", "issue", "ask", "points", "interests"}
_POINT = {"side", "point", "text", "basis", "hidden"}
_INTEREST = {"product", "stance", "note"}
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Template:
    """A plan that a person keeps under a name of its own."""

    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """A person's own words, and what they are about; `basket` is "" where the target is not all minerals."""

    flow: str
    target: str
    basket: str
    language: str
    words: Written

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Flow, target, basket and language: no two entries have the same."""
        return (self.flow, self.target, self.basket, self.language)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the file holds."""

    last: Plan | None = None
    templates: tuple[Template, ...] = ()
    written: tuple[WrittenEntry, ...] = ()


def load(path: Path) -> Shelf:
    """Return what a file holds, nothing where there is none.

    Raises:
        VetaError: unreadable, not strict JSON, of another format or version, or a value out of bounds; the sentence
            names the file, the place and the remedy. The file stays as it is.
    """
    return Reader(str(path)).shelf(read_json(path)) if path.exists() else Shelf()


def save(path: Path, shelf: Shelf) -> None:
    """Write a file whole; its folder is made where it is missing.

    Raises:
        VetaError: a value is out of bounds, or the file cannot be written; what was there is kept.
    """
    value = _shelf_value(shelf)
    Reader(str(path)).shelf(value)
    write_of_own(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def tidy(text: str) -> str:
    """Return typed text as it is kept: letters composed, without characters that nobody sees; lines stay lines."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in _UNSEEN).strip()


def _shelf_value(shelf: Shelf) -> dict[str, Any]:
    value: dict[str, Any] = {"format": FORMAT, "schema_version": SCHEMA_VERSION}
    if shelf.last is not None:
        value["last"] = _plan_value(shelf.last)
    value["templates"] = [{"name": one.name, "plan": _plan_value(one.plan)} for one in shelf.templates]
    value["written"] = [_written_value(entry) for entry in shelf.written]
    return value


def _plan_value(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values; open scenarios are of one sitting and not kept."""
    value: dict[str, Any] = {"depth": plan.depth, "paper": plan.paper, "marking": plan.marking}
    value |= {"products": list(plan.products), "languages": list(plan.languages)}
    return value if plan.sections is None else value | {"sections": list(plan.sections)}


def _written_value(entry: WrittenEntry) -> dict[str, Any]:
    words = entry.words
    points = [
        {"side": p.side, "point": p.point, "text": p.text, "basis": p.basis, "hidden": p.hidden} for p in words.points
    ]
    interests = [{"product": one.product, "stance": one.stance, "note": one.note} for one in words.interests]
    return {
        "flow": entry.flow, "target": entry.target, "basket": entry.basket, "language": entry.language,
        "issue": words.issue, "ask": words.ask, "points": points, "interests": interests,
    }  # fmt: skip


class Reader(StrictReader):
    """Turns parsed JSON into a shelf, naming the place of whatever is wrong."""

    def shelf(self, value: object) -> Shelf:
        """Return what a whole file holds; VetaError as `load` says."""
        table = self._table(value, msg("the file"), _TOP)
        if table.get("format") != FORMAT:
            self._fail(msg("“format” is not “{name}”; put back the file of your briefs", name=FORMAT))
        version = table.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._fail(msg("“schema_version” is not a whole number from 1"))
        if version > SCHEMA_VERSION:
            self._fail(msg("it was written by a newer Veta; change your briefs there, or update this one"))
        last = self._plan(table["last"], msg("“{key}”", key="last")) if "last" in table else None
        templates = self._list(
            table.get("templates", []), msg("“{key}”", key="templates"), MAX_TEMPLATES, self._template
        )
        names = [folded(one.name) for one in templates]
        for number, name in enumerate(names, 1):
            if name in names[: number - 1]:
                self._fail(msg("“templates” {n}: the name “{name}” is there twice; change one", n=number, name=name))
        written = self._list(table.get("written", []), msg("“{key}”", key="written"), MAX_WRITTEN, self._written)
        keys = [entry.key for entry in written]
        if len(set(keys)) < len(keys):
            number = next(n for n, key in enumerate(keys, 1) if key in keys[: n - 1])
            self._fail(msg("“written” {n} is about the same as one before it; remove one", n=number))
        return Shelf(last, templates, written)

    def _template(self, value: object, place: Message) -> Template:
        table = self._table(value, place, {"name", "plan"})
        name = self._text(table.get("name"), _at(place, "name"), MAX_NAME)
        if not name or name != tidy_name(name):
            self._fail(msg("{place} is empty or has spare spaces; correct it", place=_at(place, "name")))
        return Template(name, self._plan(table.get("plan"), _at(place, "plan")))

    def _plan(self, value: object, place: Message) -> Plan:
        table = self._table(value, place, _PLAN)
        sections = None
        if "sections" in table:
            at = _at(place, "sections")
            sections = self._list(table["sections"], at, len(SECTIONS), self._section)
            if len(set(sections)) < len(sections):
                self._fail(msg("{place} names a section twice; keep one", place=at))
        products = self._list(table.get("products", []), _at(place, "products"), MAX_PRODUCTS, self._id)
        languages = self._list(table.get("languages", []), _at(place, "languages"), MAX_LANGUAGES, self._language)
        if len(set(languages)) < len(languages):
            self._fail(msg("{place} names a language twice; keep one", place=_at(place, "languages")))
        return Plan(
            depth=self._choice(table.get("depth", "two"), _at(place, "depth"), get_args(Depth)),
            sections=sections,
            paper=self._choice(table.get("paper", "letter"), _at(place, "paper"), get_args(Paper)),
            marking=self._text(table.get("marking", ""), _at(place, "marking"), MAX_MARKING),
            products=products,
            languages=languages,
        )

    def _section(self, value: object, place: Message) -> Any:
        return self._choice(value, place, tuple(SECTIONS))

    def _language(self, value: object, place: Message) -> Any:
        return self._choice(value, place, tuple(LOCALES))

    def _written(self, value: object, place: Message) -> WrittenEntry:
        table = self._table(value, place, _WRITTEN)
        flow = self._choice(table.get("flow"), _at(place, "flow"), FLOWS)
        target = self._id(table.get("target"), _at(place, "target"))
        basket = self._text(table.get("basket", ""), _at(place, "basket"), MAX_ID)
        language = self._language(table.get("language"), _at(place, "language"))
        points = self._list(table.get("points", []), _at(place, "points"), MAX_POINTS, self._point)
        at = _at(place, "interests")
        interests = self._list(table.get("interests", []), at, MAX_INTERESTS, self._interest)
        words = Written(
            issue=self._prose(table.get("issue", ""), _at(place, "issue")),
            ask=self._prose(table.get("ask", ""), _at(place, "ask")),
            points=points,
            interests=interests,
        )
        return WrittenEntry(flow, target, basket, language, words)

    def _point(self, value: object, place: Message) -> PointEntry:
        table = self._table(value, place, _POINT)
        hidden = table.get("hidden", False)
        if not isinstance(hidden, bool):
            self._fail(msg("{place} is neither true nor false; correct it", place=_at(place, "hidden")))
        return PointEntry(
            side=self._choice(table.get("side"), _at(place, "side"), get_args(Side)),
            point=self._text(table.get("point", ""), _at(place, "point"), MAX_ID),
            text=self._prose(table.get("text", ""), _at(place, "text")),
            basis=self._prose(table.get("basis", ""), _at(place, "basis")),
            hidden=hidden,
        )

    def _interest(self, value: object, place: Message) -> InterestEntry:
        table = self._table(value, place, _INTEREST)
        stance = table.get("stance")
        if stance is not None:
            stance = self._choice(stance, _at(place, "stance"), get_args(Stance))
        product = self._id(table.get("product"), _at(place, "product"))
        return InterestEntry(product, stance, self._prose(table.get("note", ""), _at(place, "note")))

    def _list(
        self, value: object, place: Message, most: int, one: Callable[[object, Message], _Item]
    ) -> tuple[_Item, ...]:
        if not isinstance(value, list) or len(value) > most:
            self._fail(msg("{place} is not a list of at most {most} entries; correct it", place=place, most=most))
        return tuple(one(entry, msg("{place} {n}", place=place, n=number)) for number, entry in enumerate(value, 1))

    def _choice(self, value: object, place: Message, choices: Sequence[str]) -> Any:
        if value not in choices or not isinstance(value, str):
            self._fail(msg("{place} is none of: {choices}", place=place, choices=", ".join(choices)))
        return value

    def _id(self, value: object, place: Message) -> str:
        text = self._text(value, place, MAX_ID)
        if not text:
            self._fail(msg("{place} is empty; name one", place=place))
        return text

    def _prose(self, value: object, place: Message) -> str:
        return self._text(value, place, MAX_TEXT, lines=True)

    def _text(self, value: object, place: Message, most: int, *, lines: bool = False) -> str:
        if not isinstance(value, str) or len(value) > most:
            self._fail(msg("{place} is not a text of at most {most} characters; correct it", place=place, most=most))
        if any(unicodedata.category(c) in _UNSEEN for c in value if not (lines and c == "\n")):
            self._fail(msg("{place} holds control characters; remove them", place=place))
        return value


def _at(place: Message, key: str) -> Message:
    return msg("{place}, “{key}”", place=place, key=key)
