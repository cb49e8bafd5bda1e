"""Messages: an English sentence with named arguments, translated only when it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

ArgumentKind = Literal["country", "target", "flow", "mineral", "money", "number", "share", "date", "mass"]


@dataclass(frozen=True, slots=True)
class Named:
    """A typed argument that the formatter words in the reader's language.

    kind "country" takes an ISO alpha-3 code, "target" a product or group id, "flow" a flow id,
    "mineral" a slug, "money" US dollars, "share" a fraction 0-1, "mass" kilograms.
    """

    kind: ArgumentKind
    value: str | float


Argument = "str | int | float | Named | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """An English source sentence (the message id) and its arguments."""

    text: str
    arguments: MappingProxyType[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def plain(self) -> str:
        """Return the English sentence with plain arguments, for logs and exception texts."""
        return self.text.format(**{k: _plain(v) for k, v in self.arguments.items()})


def msg(text: str, /, **arguments: object) -> Message:
    """Make a message; `text` must be a literal so that it can be extracted for translation."""
    return Message(text, MappingProxyType(dict(arguments)))


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return value.plain()
    return value.value if isinstance(value, Named) else value
