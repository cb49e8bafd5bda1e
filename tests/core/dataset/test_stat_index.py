"""The USGS figures by flow and mineral: a question touches only its own rows, and finds what the frame holds."""

from __future__ import annotations

import pytest

from core.dataset.load import load_dataset
from core.dataset.stat_index import age, stat_index


@pytest.mark.parametrize("flow", ["production", "us-import-sources", "prices"])
def test_the_rows_of_minerals_are_those_of_the_frame(flow: str) -> None:
    dataset = load_dataset()
    index, frame = stat_index(dataset), dataset.stats
    expected = frame[(frame["flow"] == flow) & frame["mineral"].isin(["silver", "fluorspar"])]
    rows = index.rows(flow, ("silver", "fluorspar", "no-such-mineral"))
    assert rows.tolist() == expected.index.tolist()
    edition = str(expected["edition"].iloc[-1])
    assert index.of_edition(rows, edition).tolist() == expected.index[expected["edition"] == edition].tolist()
    year = int(expected["year"].iloc[0])
    held = expected[(expected["year"] <= year) & (expected["year_end"] >= year)]
    assert index.in_year(rows, year).tolist() == held.index.tolist()


def test_a_period_counts_in_full_and_its_ends_are_named() -> None:
    dataset = load_dataset()
    found = stat_index(dataset).flow("us-import-sources")
    frame = dataset.stats[dataset.stats["flow"] == "us-import-sources"]
    assert found.named == {*frame["year"], *frame["year_end"]}
    assert found.named <= found.years
    assert found.years == set(range(min(found.named), max(found.named) + 1))
    assert list(found.editions) == sorted(set(frame["edition"]), key=age)
    assert stat_index(dataset).flow("no-such-flow").editions == ()
