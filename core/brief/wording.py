"""Text that came from a person, made safe to print: shown as text, never obeyed, never longer than its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MARKING_LENGTH = 90
NAME_LENGTH = 80
NOTE_LENGTH = 240
# Directional overrides and isolates can make a printed line read differently from what it holds.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MISSING = "□"
_LONGEST_WORD = 28
_TOO_LONG, _FEW = re.compile(rf"\S{{{_LONGEST_WORD},}}"), re.compile(r"\S{1,5}")
_MAY_BREAK = "\u200b"  # has no width and is not shown


def clean(text: str, length: int) -> str:
    """Return `text` on one line without control or direction characters, at most `length` characters long.

    A cut is shown by an ellipsis. Meant for everything a person or a file named: the marking, a scenario's name.
    """
    # Looked at before the loop over characters, so that a very long text costs nothing.
    head = text[: 20 * length]
    kept = "".join(" " if c.isspace() else c for c in head if c.isspace() or not _is_unsafe(c))
    line = " ".join(kept.split())
    cut = len(line) > length or len(text) > len(head)
    return line[: length - 1].rstrip() + "…" if cut else line


def showable(text: str) -> str:
    """Return `text` on one line without the characters that XML cannot hold or that turn the reading direction.

    For office files, whose reader has typefaces of its own; text of any length stays whole.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in "\t\n\r" else c for c in text if c in "\t\n\r" or not _is_unsafe(c))


def printable(text: str, covers: Callable[[str], bool]) -> str:
    """Replace each character that the typeface lacks by a hollow square: an archival PDF must be able to show it."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if covers(c) or c == "\n" else _MISSING for c in composed)


def breakable(text: str) -> str:
    """Let a line end inside a word that is longer than any real one, so that it does not run off its place."""
    if len(text) < _LONGEST_WORD or not _TOO_LONG.search(text):
        return text
    return _TOO_LONG.sub(lambda word: _MAY_BREAK.join(_FEW.findall(word[0])), text)


def _is_unsafe(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
