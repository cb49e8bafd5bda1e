"""Sources as a reader sees them: every one, numbered, with its rows over all tables."""

from __future__ import annotations

from core.dataset.load import load_dataset
from core.dataset.sources import rows_by_source, source_entries


def test_every_source_once_and_none_without_rows() -> None:
    dataset = load_dataset()
    entries = source_entries(dataset, "es")
    assert [entry.number for entry in entries] == list(range(1, len(dataset.sources) + 1))
    assert {entry.source_id for entry in entries} == set(dataset.sources["source_id"])
    assert all(entry.rows > 0 and entry.title and entry.licence and entry.url for entry in entries)
    assert not any(entry.imported for entry in entries)


def test_rows_are_counted_over_all_tables_read_at_once_or_later() -> None:
    counts = rows_by_source(load_dataset())
    # Published counts: 60 minerals on the US list of 2025, 50 on that of 2022, 34 on Canada's, 16 measures in force.
    assert (counts["us-critical-list-2025"], counts["us-critical-list-2022"]) == (60, 50)
    assert counts["canada-critical-2024"] == 34
    # Monthly imports are read only when asked for.
    assert counts["usitc-dataweb-monthly"] == len(load_dataset().table("us_imports_monthly"))
