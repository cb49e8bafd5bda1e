"""Marks that sentences measure figures against."""

from __future__ import annotations

HIGH_CONCENTRATION = 0.18
"""HHI above which the merger guidelines of the US Justice Department and Federal Trade Commission (2023) speak of high
concentration."""
SAME = (0.67, 1.5)
"""How far a line through the years may be from the table in the table's year: another valuation moves a value by less,
so a line further off counts other products."""
