"""The range of concentration in words, worked out by hand on a table of round numbers."""

from dataclasses import replace

import pytest

from core.brief.sections.spread import scenario_range
from core.scenario.edits import ScalePartner, Scenario, SetShare
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter
from tests.core.brief.boards import board, usgs

MEXICO = frozenset({"MEX"})


def test_who_gives_way_worked_out_by_hand():
    # Of 200 the unlisted hold 2, then 1.5; Mexico comes to 50; the other eleven go from 198 to 148.5, 49.5 less.
    made = board(edited=True)
    found = scenario_range(made, MEXICO)
    # Largest first: only China gives, from 100 to 50.5; together 6,297.75 of 40,000.
    low = [50.5, 20, 16, 14, 12, 10, 8, 6, 5, 4.5, 2.5, 50]
    # Smallest first: seven give all of their 48, and the European Union 1.5 of 14; 13,312.25 of 40,000.
    high = [100, 20, 16, 12.5, 50]
    assert found.spread.low == pytest.approx(sum(v * v for v in low) / 200**2)
    assert found.spread.high == pytest.approx(sum(v * v for v in high) / 200**2)
    assert found.spread.middle == pytest.approx(made.after.hhi)
    said = Formatter("en").say(found.said)
    assert said == "HHI 0.16 to 0.33, by which of the other partners give way; 0.22 if all do in proportion."


def test_those_moved_on_purpose_keep_theirs():
    made = board(edited=True)
    found = scenario_range(made, MEXICO | {"CHN"})
    # China stays at the 75 it came to; ten others go from 98 to 73.5.
    assert found.spread.others == 10
    assert found.spread.high == pytest.approx(
        sum(v * v for v in (75, 50, 20, 16, 14, 12, 10, 1.5)) / 200**2
    )  # fmt: skip


def test_others_may_take_over_instead(bundled):
    edit = SetShare("us-imports", 2024, "rare-earths", "CHN", 0.3)
    shown = Snapshot(bundled, Selection("us-imports", 2024, "rare-earths"))
    made = shown.with_document(scenario=Scenario("Less", (edit,))).board
    found = scenario_range(made, frozenset({"CHN"}))
    assert found.spread.gain
    assert found.spread.low < found.spread.middle < found.spread.high
    assert found.spread.middle == pytest.approx(made.after.hhi)
    assert "take over" in Formatter("en").say(found.said)


def test_nothing_to_tell(bundled):
    assert scenario_range(board(), MEXICO) is None
    assert scenario_range(replace(usgs(), edited=True), MEXICO) is None
    made = board(edited=True)
    assert scenario_range(made, frozenset(str(key) for key in made.table.keys)) is None
    # Where the others keep what they have, nobody gives way.
    shown = Snapshot(bundled, Selection("us-imports", 2024, "rare-earths"))
    edit = ScalePartner("us-imports", 2024, "rare-earths", "CHN", 0.5)
    halved = shown.with_document(scenario=Scenario("Half", (edit,))).board
    assert scenario_range(halved, frozenset({"CHN"})) is None
