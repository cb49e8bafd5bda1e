"""The policy calendar: coming dates first, and nothing that the tables do not say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from core.brief.citations import Citations
from core.brief.sections.calendar import bearing, calendar_table, events
from core.dataset.schema import TABLES
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import board

TODAY = date(2026, 11, 25)


def _table(dataset, target, today=TODAY, most=50, language="en"):
    fmt = Formatter(language, Names.of(dataset, language))
    return calendar_table(dataset, Selection("us-imports", 2024, target), fmt, Citations(board()), today, most)


def _dates(dataset, target, today):
    return [event.when for event in bearing(dataset, Selection("us-imports", 2024, target), today)]


def test_the_next_coming_date_stands_first(bundled):
    """MOFCOM No. 46 of 2024: its second clause is suspended until 27 November 2026."""
    table = _table(bundled, "all")
    assert table.rows[0][:2] == ("Nov 27, 2026", "China")
    assert table.rows[0][2].startswith("Suspension ends: Gallium, germanium and antimony")
    assert table.rows[0][3] == "Coming"


def test_coming_dates_rise_and_past_ones_fall(bundled):
    days = _dates(bundled, "all", date(2025, 11, 1))
    coming = [day for day in days if day > "2025-11-01"]
    assert days == sorted(coming) + sorted((day for day in days if day not in coming), reverse=True)
    assert days[0] == "2025-11-07"


def test_six_suspensions_end_on_one_line(bundled):
    """MOFCOM/GAC No. 70 of 2025 suspends six notices until 10 November 2026."""
    table = _table(bundled, "rare-earths", date(2026, 6, 1))
    ends = [row for row in table.rows if row[0] == "Nov 10, 2026"]
    assert [row[2] for row in ends] == ["Suspension ends: Six notices of October 2025 suspended"]
    passed = [row for row in _table(bundled, "rare-earths").rows if row[0] == "Nov 10, 2026"]
    # What happened on the day is not known from these pages.
    assert [row[3] for row in passed] == ["Date is past; check"]


def test_proclamation_11001_bears_on_every_mineral(bundled):
    """Section 232 on processed critical minerals, 14 January 2026: no duty, 180 days to negotiate."""
    for target in ("252922", "silver", "rare-earths", "all"):
        rows = [row for row in _table(bundled, target).rows if row[0] == "Jan 14, 2026"]
        assert [row[1:3] for row in rows] == [
            ("United States", "Section 232 on processed critical minerals: talks of 180 days, no tariff")
        ]


def test_events_of_2026_bear_on_every_mineral(bundled):
    """USTR, 4 February 2026: action plan with Mexico; tariff schedule of 24 February 2026: Section 122, 10%."""
    rows = {row[0]: row for row in _table(bundled, "252922").rows}
    assert "US-Mexico Action Plan on Critical Minerals" in rows["Feb 4, 2026"][2]
    assert "Section 122 surcharge of 10%" in rows["Feb 24, 2026"][2]
    assert rows["Feb 24, 2026"][3] == "Announced"


def test_only_what_bears_on_the_minerals(bundled):
    said = " ".join(row[2] for row in _table(bundled, "silver").rows)
    assert "Export licence: Silver" in said
    assert "Gallium" not in said
    assert "rare earths" not in said


def test_controls_that_the_measures_tell_are_not_told_twice(bundled):
    controls = [e for e in events(bundled) if not e.titles and e.who == ("CHN",)]
    named = {mineral for event in controls for mineral in event.minerals}
    assert "silver" in named
    assert not named & {"gallium", "germanium", "graphite", "rare-earths", "tungsten"}


def test_when_the_list_was_checked_and_how_far_it_goes(bundled):
    notes = _table(bundled, "rare-earths", most=3).notes
    assert notes[0].startswith("List last checked on November 23, 2026.")
    assert "(2023 to February 2026)" in notes[1]
    assert notes[-1].startswith("Events not shown: ")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_cell_is_worded_and_cited(bundled, language):
    table = _table(bundled, "all", language=language)
    assert len(table.columns) == 5
    for row in table.rows:
        assert all(row)
        assert row[-1].startswith("[")
        assert max(map(len, row)) <= 115


def test_no_table_without_an_event(bundled, made):
    nothing = {name: pd.DataFrame(columns=TABLES[name].column_names) for name in TABLES}
    empty = replace(made(), _read=nothing)
    fmt = Formatter("en")
    assert calendar_table(empty, Selection(target="all"), fmt, Citations(board()), TODAY, 9) is None
    assert _table(bundled, "no-such-thing") is None
