"""Keep the translation files complete: collect every message of the code, update and check the .po files.

Run `python -m core.text.catalogue update` after adding sentences, then fill in what is empty.
"""

from __future__ import annotations

import string
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from core.paths import resource

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = ("es", "fr")
KEYWORDS = {"msg": None, "say": None}


def collect() -> list[str]:
    """Return every English sentence that `msg` or `say` is given in core and gui, sorted."""
    found: set[str] = set()
    for folder in ("core", "gui"):
        for _file, _line, text, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.update([text] if isinstance(text, str) else [text[0]])
    return sorted(found)


def problems(language: str) -> list[str]:
    """Return what is wrong with a language's file: missing, surplus, or with other arguments; one line each."""
    known = _read(language)
    wanted = set(collect())
    lines = [f"{language}.po lacks a translation of: {text}" for text in sorted(wanted) if not known.get(text)]
    lines += [f"{language}.po translates what nothing says: {text}" for text in sorted(set(known) - wanted)]
    for text in sorted(wanted & set(known)):
        if known[text] and _fields(known[text]) != _fields(text):
            lines.append(f"{language}.po has other arguments than: {text}")
    return lines


def update(language: str) -> None:
    """Write the language's file anew: kept translations, new sentences empty, surplus ones dropped."""
    known = _read(language)
    catalogue = Catalog(locale=language, project="Veta", version="", fuzzy=False)
    catalogue.header_comment = "# Veta: words a person reads."
    for text in collect():
        catalogue.add(text, known.get(text, ""))
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, no_location=True)
    _path(language).write_bytes(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + out.getvalue())


def _path(language: str) -> Path:
    return resource("i18n", f"{language}.po")


def _read(language: str) -> dict[str, str]:
    path = _path(language)
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream, locale=language) if m.id}


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def main(arguments: list[str]) -> int:
    """Update or check the files; return 1 when a check finds something."""
    if arguments == ["update"]:
        for language in COMPLETE:
            update(language)
        return 0
    found = [line for language in COMPLETE for line in problems(language)]
    sys.stdout.write("".join(line + "\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
