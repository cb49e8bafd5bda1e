"""The user's own baskets in their file: read strictly, written whole.

The file is described by resources/schemas/veta-baskets-1.schema.json.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import VetaError
from core.files import read_json, write_atomic
from core.paths import user_data_dir
from core.selection import OWN_BASKET
from core.strict_reader import StrictReader
from core.strict_text import strict_text
from core.text.messages import Message, msg

FORMAT = "veta-baskets"
SCHEMA_VERSION = 1
MAX_BASKETS, MAX_CODES, MAX_NAME = 500, 1000, 60
LEVELS = (2, 4, 6)
_TOP_KEYS = {"format", "schema_version", "baskets"}
_KEYS = {"name", "codes", "without"}


@dataclass(frozen=True, slots=True)
class OwnBasket:
    """A basket that the user made: `codes` are HS codes of 2, 4 or 6 digits, `without` those that are left out."""

    name: str
    codes: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What a selection and a query call it; no bundled basket has such an id."""
        return OWN_BASKET + self.name


@dataclass(frozen=True, slots=True)
class OwnBaskets:
    """What the file holds; where it cannot be read, no basket and the `problem`."""

    baskets: tuple[OwnBasket, ...] = ()
    problem: Message | None = field(default=None, hash=False)


def baskets_file() -> Path:
    """Return the path of the file; it need not be there."""
    return user_data_dir() / "baskets.json"


def own_baskets(path: Path | None = None) -> OwnBaskets:
    """Return the user's baskets, or why they cannot be read."""
    try:
        return OwnBaskets(read_own(path))
    except VetaError as error:
        return OwnBaskets(problem=error.message)


def read_own(path: Path | None = None) -> tuple[OwnBasket, ...]:
    """Return the user's baskets as the file orders them; none where there is no file.

    Raises:
        VetaError: unreadable, not strict JSON, of another format or version, or a basket that is none; the sentence
            names the file and the place. The file stays as it is.
    """
    path = path or baskets_file()
    return _Reader(str(path)).baskets(read_json(path)) if path.exists() else ()


def put(basket: OwnBasket, instead_of: str | None = None, path: Path | None = None) -> tuple[OwnBasket, ...]:
    """Write a basket into the file, in the place of the one named `instead_of`; return all that it holds then.

    Raises:
        VetaError: the file cannot be read or written, the basket is no basket, its name is taken by another, or there
            is none named `instead_of`; the file stays as it is.
    """
    path = path or baskets_file()
    baskets = list(read_own(path))
    _Reader(str(path)).basket(_value(basket), len(baskets) + 1)
    place = len(baskets) if instead_of is None else _place(baskets, instead_of)
    taken = next((i for i, known in enumerate(baskets) if same_name(known.name, basket.name) and i != place), None)
    if taken is not None:
        raise VetaError(
            msg("You have a basket “{name}” already; give this one another name.", name=baskets[taken].name)
        )
    if place == len(baskets) >= MAX_BASKETS:
        raise VetaError(msg("There are {n} baskets of your own already; delete one first.", n=len(baskets)))
    baskets[place : place + 1] = [basket]
    _write(path, baskets)
    return tuple(baskets)


def remove(name: str, path: Path | None = None) -> tuple[OwnBasket, ...]:
    """Take a basket out of the file; return what it holds then.

    Raises:
        VetaError: there is none of the name, or the file cannot be read or written; the file stays as it is.
    """
    path = path or baskets_file()
    baskets = list(read_own(path))
    del baskets[_place(baskets, name)]
    _write(path, baskets)
    return tuple(baskets)


def same_name(one: str, other: str) -> bool:
    """Return whether a reader would take two names for the same."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """Return a name without case, and with its letters and spaces written one way."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def tidy_name(name: str) -> str:
    """Return a name as it is kept: letters composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _place(baskets: list[OwnBasket], name: str) -> int:
    wanted = name.removeprefix(OWN_BASKET)
    for place, basket in enumerate(baskets):
        if same_name(basket.name, wanted):
            return place
    known = ", ".join(basket.name for basket in baskets) or "-"
    raise VetaError(msg("You have no basket “{name}”; there are: {known}.", name=wanted[:MAX_NAME], known=known))


def _value(basket: OwnBasket) -> dict[str, Any]:
    value: dict[str, Any] = {"name": basket.name, "codes": list(basket.codes)}
    return value | {"without": list(basket.without)} if basket.without else value


def _write(path: Path, baskets: Iterable[OwnBasket]) -> None:
    value = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "baskets": [_value(basket) for basket in baskets]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = msg(
            "{folder} cannot be written ({reason}); check your rights to it.", folder=str(path.parent), reason=reason
        )
        raise VetaError(text) from error
    write_atomic(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


class _Reader(StrictReader):
    """Turns parsed JSON into baskets, naming the place of whatever is wrong."""

    def baskets(self, value: object) -> tuple[OwnBasket, ...]:
        table = self._table(value, msg("the file"), _TOP_KEYS)
        if table.get("format") != FORMAT:
            self._fail(msg("“format” is not “{name}”; put back the file of your baskets", name=FORMAT))
        version = table.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._fail(msg("“schema_version” is not a whole number from 1"))
        if version > SCHEMA_VERSION:
            self._fail(msg("it was written by a newer Veta; change your baskets there, or update this one"))
        entries = table.get("baskets")
        if not isinstance(entries, list) or len(entries) > MAX_BASKETS:
            self._fail(msg("“baskets” is not a list of at most {n} baskets", n=MAX_BASKETS))
        found = tuple(self.basket(entry, number) for number, entry in enumerate(entries, 1))
        names = [folded(basket.name) for basket in found]
        for number, name in enumerate(names, 1):
            if name in names[: number - 1]:
                self._fail(msg("“baskets” {n}: the name “{name}” is there twice; change one", n=number, name=name))
        return found

    def basket(self, value: object, number: int) -> OwnBasket:
        """Return a basket whose codes have the form of HS codes; whether the figures hold them is not asked here."""
        table = self._table(value, msg("“baskets” {n}", n=number), _KEYS)
        codes = self._codes(table.get("codes"), "codes", number)
        if not codes:
            self._fail(msg("“baskets” {n}: “codes” is empty; give at least one HS code", n=number))
        without = self._codes(table.get("without", []), "without", number)
        return OwnBasket(self._title(table.get("name"), number), codes, without)

    def _title(self, value: object, number: int) -> str:
        name = strict_text(value, f"“baskets” {number} “name”", self._fail, most=MAX_NAME, least=1)
        if name != tidy_name(name):
            self._fail(msg("“baskets” {n}: “name” holds spare spaces; remove them", n=number))
        if folded(name).startswith(OWN_BASKET):
            self._fail(msg("“baskets” {n}: “name” begins with “{start}”; leave that out", n=number, start=OWN_BASKET))
        return name

    def _codes(self, value: object, key: str, number: int) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > MAX_CODES:
            text = msg(
                "“baskets” {n}: “{key}” is not a list of at most {most} HS codes", n=number, key=key, most=MAX_CODES
            )
            self._fail(text)
        for place, code in enumerate(value, 1):
            if not is_code(code):
                shown = str(code)[:20]
                self._fail(
                    msg(
                        "“baskets” {n}: code {place} of “{key}”, “{code}”, is not an HS code; write 2, 4 or 6 digits "
                        "in quotation marks",
                        n=number, place=place, key=key, code=shown,
                    )
                )  # fmt: skip
        return tuple(value)


def is_code(value: object) -> bool:
    """Return whether a value is a text of 2, 4 or 6 digits."""
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) in LEVELS
