"""Under which terms the parts of Veta stand: the words that come with them, gathered in one text.

A bundle carries the text as a file, written when it was made. In a checkout or a wheel it is gathered from what is
installed, so that it names the versions in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from core.paths import resource

NOTICES = "THIRD-PARTY-LICENCES.txt"
FONT = "Source Sans 3"
_RULE = "=" * 79
_TEXTS = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)\b[^/]*$|\.dist-info/licen[cs]es/", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Notice:
    """One part: its name, version, its licence in a few words, and the texts that come with it."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...] = ()


def licence_text() -> str:
    """Return the licences of everything that Veta is made of, as one text."""
    written = resource().parent / NOTICES
    if written.is_file():
        return written.read_text(encoding="utf-8")
    font = Notice(FONT, "", "OFL-1.1", (resource("fonts", "OFL.txt").read_text(encoding="utf-8").strip(),))
    return as_text([font, *(notice_of(part) for part in required_by("veta"))])


def required_by(name: str) -> list[Distribution]:
    """Return what a distribution needs to run, itself left out, as installed here, in the order of the names.

    A distribution that is not installed needs nothing that could be told.
    """
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        for wanted in _requirements(waiting.pop()):
            if wanted in found:
                continue
            try:
                found[wanted] = distribution(wanted)
            except PackageNotFoundError:  # meant for another system
                continue
            waiting.append(wanted)
    return [found[key] for key in sorted(found)]


def notice_of(part: Distribution) -> Notice:
    """Return what a distribution says about its terms."""
    metadata = part.metadata
    licence = next((str(metadata[key]) for key in ("License-Expression", "License") if metadata[key]), "")
    named = licence.splitlines()[0] if licence else "see the text below"
    files = [file for file in part.files or [] if _TEXTS.search(file.as_posix()) and file.suffix not in (".py", ".pyc")]
    texts = (Path(file.locate()).read_text(encoding="utf-8", errors="replace") for file in sorted(files))
    return Notice(str(metadata["Name"]), part.version, named, tuple(dict.fromkeys(text.strip() for text in texts)))


def as_text(notices: Iterable[Notice]) -> str:
    """Return notices one below the other, each with a heading, the texts as they are."""
    return "\n".join(_blocks(notices))


def _blocks(notices: Iterable[Notice]) -> Iterator[str]:
    for notice in notices:
        yield f"{_RULE}\n{notice.name} {notice.version}\n{notice.licence}\n{_RULE}\n"
        yield from (f"{text}\n" for text in notice.texts)


def _requirements(name: str) -> list[str]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    needed = (line for line in lines if "extra ==" not in line)
    matches = (_NAME.match(line) for line in needed)
    return [match[0].casefold().replace("_", "-") for match in matches if match]
