"""USGS questions: tokens as printed, the right edition, aggregates after countries."""

import pytest

from core.dataset.query import run
from core.dataset.view import Query
from core.errors import VetaError
from tests.core.made_figures import stat_row


@pytest.fixture
def mines(made):
    return made(
        stats=[
            stat_row("copper", "XXX", "100"),
            stat_row("copper", "CHN", "W", flag="W"),
            stat_row("copper", "MEX", "30"),
            stat_row("copper", "USA", "40"),
            stat_row("copper", "MEX", "20", edition="MCS 2025"),
            stat_row("copper", "MEX", "10", edition="MCS 2025", years=(2023, 2023)),
        ]
    )


def test_countries_fall_by_quantity_tokens_follow_and_the_world_closes(mines):
    view = run(mines, Query("production", 2024, target="copper"))
    assert list(view.partner) == ["USA", "MEX", "CHN", "XXX"]
    assert list(view.text) == ["40", "30", "W", "100"]


def test_the_latest_edition_that_has_the_year_answers(mines):
    assert run(mines, Query("production", 2024, target="copper")).edition == "MCS 2026"
    assert run(mines, Query("production", 2023, target="copper")).edition == "MCS 2025"


def test_an_edition_can_be_asked_for(mines):
    assert list(run(mines, Query("production", 2024, target="copper", edition="MCS 2025")).text) == ["20"]
    with pytest.raises(VetaError, match="MCS 2025, MCS 2026"):
        run(mines, Query("production", 2024, target="copper", edition="MCS 1999"))


def test_nothing_printed_is_an_empty_view_with_a_reason(mines):
    view = run(mines, Query("production", 2024, target="lead"))
    assert not len(view.partner)
    assert view.missing is not None


def test_a_year_nobody_prints_is_refused(mines):
    with pytest.raises(VetaError, match="1900"):
        run(mines, Query("production", 1900, target="copper"))
