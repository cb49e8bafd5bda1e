"""Dates in a few letters, for a table cell: a day, a month or a year, as far as the source tells."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from core.text.cldr import LOCALES


@lru_cache(maxsize=512)
def short_date(text: str, language: str) -> str:
    """Return an ISO day, month or year in the short words of "en", "es" or "fr": "Nov 27, 2026", "Feb 2025", "2024".

    What is none of these comes back as it is.
    """
    locale = LOCALES[language]
    try:
        if len(text) == len("2026-11-27"):
            return format_date(dt.date.fromisoformat(text), format="medium", locale=locale)
        if len(text) == len("2026-11"):
            return format_skeleton("yMMM", dt.date.fromisoformat(text + "-01"), locale=locale)
    except ValueError:
        return text
    return text
