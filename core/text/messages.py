"""Messages: an English sentence with named arguments, translated only when it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

ArgumentKind = Literal[
    "basket", "baskets", "change", "codes", "countries", "country", "date", "edition", "flow", "form", "group", "hhi",
    "limits", "mass", "mineral", "minerals", "moment", "money", "number", "parts", "points", "product", "publisher",
    "share", "source", "target", "unit", "valuation", "year",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A typed argument that the formatter words in the reader's language.

    "country" takes an ISO alpha-3 code, "countries" several with spaces between (as "baskets", "minerals" and "codes",
    which are HS codes, do), "target" a product, mineral or group id, "money" US dollars, "share" a fraction 0-1,
    "points" a fraction of a total in percentage points, "change" a relative change, "mass" kilograms, "hhi" 0-1, "date"
    an ISO date, "moment" an ISO date and time with a time zone, "parts" partners with a number each ("MEX:2.0
    CAN:1.0"), "limits" partners with two shares each ("MEX:0.1:0.5"); the others their ids.
    """

    kind: ArgumentKind
    value: str | float


@dataclass(frozen=True, slots=True)
class Message:
    """An English source sentence (the message id) and its arguments: text, numbers, `Named` or messages."""

    text: str
    arguments: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def plain(self) -> str:
        """Return the English sentence with plain arguments, for logs and exception texts."""
        return self.text.format(**{name: _plain(value) for name, value in self.arguments.items()})


def msg(text: str, /, **arguments: object) -> Message:
    """Make a message; `text` must be a literal so that it can be extracted for translation."""
    return Message(text, MappingProxyType(dict(arguments)))


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return value.plain()
    return value.value if isinstance(value, Named) else value
