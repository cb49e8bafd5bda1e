"""Where a figure comes from."""

import pytest

from core.dataset.provenance import describe
from core.dataset.schema import TABLES
from core.errors import VetaError
from tests.core.made_figures import stat_row, trade_row


def test_a_trade_row_names_its_source_and_how_it_was_made(made):
    data = made([trade_row("mexico-exports", 2024, "CHN", "2603", 5, flag="computed")])
    found = describe(data, "trade", 0)
    assert (found["publisher"], found["valuation"], found["licence"]) == ("Made up", "fob", "none")
    assert (found["unit"], found["table"], found["value"]) == ("USD", "mexico_exports.csv", 5)
    assert any("share" in step.plain() for step in found["steps"])


def test_a_usgs_row_keeps_its_token(made):
    found = describe(made(stats=[stat_row("copper", "MEX", ">50", flag="bound-low")]), "stats", 0)
    assert (found["value"], found["flag"], found["edition"], found["unit"]) == (">50", "bound-low", "MCS 2026", "t")


@pytest.mark.parametrize("row", [-1, 1])
def test_a_row_that_does_not_exist_is_refused(made, row):
    with pytest.raises(VetaError, match=f"trade:{row}"):
        describe(made([trade_row("mexico-exports", 2024, "CHN", "2603", 5)]), "trade", row)


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_every_table_says_where_it_comes_from(bundled, name):
    found = describe(bundled, name, 0)
    assert (found["id"], found["table"]) == (f"{name}:0", TABLES[name].path)
    assert found["steps"]
    assert found["value"] is not None or name == "tariff_lists"
    if "source_id" in found["row"]:
        assert found["publisher"]
        assert found["licence"]
        assert found["url"].startswith("http")
        assert found["retrieved"]


def first_of(frame, **cells):
    matching = frame
    for column, cell in cells.items():
        matching = matching[matching[column] == cell]
    return int(matching.index[0])


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("mexico_reported", {"flag": "cut"}, "no share"),
        ("mirror", {"valuation": "cif-or-fob"}, "CIF or FOB"),
        ("us_imports_monthly", {"year": 2025, "month": 1}, "July 2025"),
        ("elasticities", {"flag": "not-significant"}, "not significant"),
        ("elasticities", {"flag": "wrong-sign"}, "wrong sign"),
        ("tariff_lines", {"specific_basis": "lead"}, "lead"),
        ("tariff_lines", {"mfn_kind": "ad-valorem"}, "divided by 100"),
        ("tariff_lines", {"ave_basis": "quantity"}, "the duty times the mass"),
        ("tariff_lines", {"ave_basis": "calculated-duty"}, "computed, not published"),
        ("tariff_lines", {"ave_basis": "content-not-published"}, "No ad valorem equivalent"),
        ("us_salient", {"note": "read by its place"}, "read by its place"),
        ("press", {"page": "PesoMXN"}, "no total and no share"),
        ("sites", {"note": "occurrence-not-mine"}, "not a mine"),
    ],
)
def test_steps_say_what_was_done_to_a_row(bundled, table, cells, words):
    row = first_of(bundled.table(table), **cells)
    said = " ".join(step.plain() for step in describe(bundled, table, row)["steps"])
    assert words in said


def test_a_policy_row_leads_to_its_own_text(bundled):
    found = describe(bundled, "measures", 0)
    assert found["url"] == bundled.table("measures")["url"][0]


def test_an_unknown_table_is_refused(bundled):
    with pytest.raises(VetaError, match="tariff_lines"):
        describe(bundled, "tarif_lines", 0)
