"""Translations: message ids to the reader's language, from the .po files in resources/i18n."""

from __future__ import annotations

from functools import lru_cache

from babel.messages.pofile import read_po

from core.paths import resource

LANGUAGES = ("en", "es", "fr")


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> dict[str, str]:
    """Return {English text: translated text} of a language; empty for English or a file that is not there."""
    path = resource("i18n", f"{language}.po")
    if language == "en" or not path.is_file():
        return {}
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}
