"""Texts that a person or a file gives: none too long, and nothing in them that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import NoReturn

from core.text.messages import Message, Named, msg

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
LINE_ENDS = frozenset({"Zl", "Zp"})


def is_unseen(character: str, *, lines: bool = False) -> bool:
    """Return whether nobody sees a character; with `lines`, ends of lines and tabs may stand in the text."""
    if lines:
        return character not in "\n\t" and unicodedata.category(character) in UNSEEN
    return unicodedata.category(character) in UNSEEN | LINE_ENDS


def strict_text(
    value: object, place: str, fail: Callable[[Message], NoReturn], *, most: int, least: int = 0, lines: bool = False
) -> str:
    """Return a value that is a text of `least` to `most` characters, all of which can be seen.

    `place` names it in a sentence; `fail` raises what its reader raises, and is called where the text is none.
    """
    if not isinstance(value, str) or not least <= len(value) <= most:
        if least:
            fail(msg("{place} is not a text of {least} to {most} characters", place=place, least=least, most=most))
        fail(msg("{place} is not a text of at most {n} characters", place=place, n=most))
    if any(is_unseen(character, lines=lines) for character in value):
        fail(msg("{place} holds control characters; remove them", place=place))
    return value


def one_line(message: Message) -> Message:
    """Return a message in which no argument, such as a cell of a damaged file, breaks the line or hides anything."""
    arguments = {name: _in_sight(value) for name, value in message.arguments.items()}
    return message if arguments == message.arguments else replace(message, arguments=MappingProxyType(arguments))


def _in_sight(value: object) -> object:
    if isinstance(value, Message):
        return one_line(value)
    if isinstance(value, Named) and isinstance(value.value, str):
        return replace(value, value=_seen(value.value))
    return _seen(value) if isinstance(value, str) else value


def _seen(text: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if is_unseen(character) else character for character in text)
