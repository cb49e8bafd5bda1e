"""Where a figure comes from."""

import pytest

from core.dataset.provenance import describe
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
