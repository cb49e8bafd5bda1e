"""The issue from the figures where a person wrote none; the ask is never the tool's."""

from __future__ import annotations

import pytest

from core.brief.plan import Written
from core.brief.talk.issue import Opening, computed_issue, opening
from core.dataset.load import Dataset
from core.selection import Selection
from core.store import Snapshot, Store
from core.store_edits import EditShare
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.talk.test_points import AWKWARD, SELECTIONS

# US Census Bureau, customs value 2024, HS 252922: 156,785,565 in all, South Africa 14.7 %; CEPII BACI 2024, 2603: China
# 88.1 %; USGS MCS 2026: silver, Mexico 5,780 t in 2024.
SAID = {
    ("us-imports", "252922"): "At issue are US imports of fluorspar, over 97% (acid grade): US$156.8 million in 2024 "
    "(customs value). The first partner is Mexico, with 74.1%; South Africa has 14.7%.",
    ("mexico-exports", "2603"): "At issue are Mexico's exports of copper ore and concentrate: US$3.7 billion in 2024 "
    "(FOB value). The first partner is China, with 88.1%.",
    ("production", "silver"): "At issue is world production: silver (mine production), 2024. Mexico, as printed: "
    "5,780\u00a0t.",
}  # fmt: skip


@pytest.fixture(scope="session")
def english(bundled: Dataset) -> Formatter:
    return Formatter("en", Names.of(bundled, "en"))


@pytest.mark.parametrize(("flow", "target"), SAID)
def test_what_is_at_issue(bundled: Dataset, english: Formatter, flow: str, target: str) -> None:
    board = Snapshot(bundled, Selection(flow, 2024, target)).board
    assert computed_issue(bundled, board, english) == SAID[flow, target]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_each_issue_is_whole(bundled: Dataset, language: str) -> None:
    fmt = Formatter(language, Names.of(bundled, language))
    for selection in SELECTIONS:
        issue = computed_issue(bundled, Snapshot(bundled, selection).board, fmt)
        assert issue.endswith("."), issue
        assert not AWKWARD.search(issue), issue


def test_a_scenario_is_part_of_the_issue(bundled: Dataset, english: Formatter) -> None:
    store = Store(Snapshot(bundled, Selection("us-imports", 2024, "252922")))
    store.execute(EditShare("MEX", 0.5))
    issue = computed_issue(bundled, store.snapshot.board, english)
    assert "In the scenario, concentration (HHI) goes from 0.58 to " in issue


def test_own_words_come_first_and_the_ask_is_theirs_alone(bundled: Dataset, english: Formatter) -> None:
    board = Snapshot(bundled, Selection("us-imports", 2024, "252922")).board
    assert opening(bundled, board, Written(), english) == Opening(SAID["us-imports", "252922"])
    words = Written(issue=" Ours\u202e.\n", ask="We ask.")
    assert opening(bundled, board, words, english) == Opening("Ours.", "We ask.", own=True)
