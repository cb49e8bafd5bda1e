"""Dates in a few letters, as CLDR writes them for the United States, Mexico and French Canada."""

import pytest

from core.text.short_dates import short_date


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2026-11-27", "en", "Nov 27, 2026"),
        ("2026-11-27", "es", "27 nov 2026"),
        ("2026-11-27", "fr", "27 nov. 2026"),
        ("2025-02", "en", "Feb 2025"),
        ("2025-02", "es", "feb 2025"),
        ("2025-02", "fr", "févr. 2025"),
        ("2024", "en", "2024"),
        ("2025-13", "en", "2025-13"),
        ("2025-02-30", "en", "2025-02-30"),
        ("soon", "es", "soon"),
        ("", "fr", ""),
    ],
)
def test_as_far_as_the_source_tells(text, language, shown):
    assert short_date(text, language) == shown
