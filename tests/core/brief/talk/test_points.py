"""The computed talking points: published numbers in them, grammar in three languages, and honesty about gaps."""

from __future__ import annotations

import re

import pytest

from core.brief.talk.model import ComputedPoint
from core.brief.talk.points import computed_points
from core.dataset.load import Dataset
from core.scenario.edits import SetShare, SetTotal
from core.selection import Selection
from core.store import Snapshot, Store
from core.store_edits import AddEdit, EditShare
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.made_figures import make_dataset, stat_row

SELECTIONS = (
    *(Selection("us-imports", 2024, t) for t in ("252922", "rare-earths", "7106", "all", "critical-2025", "copper")),
    *(Selection("us-imports", 2024, t) for t in ("graphite", "magnets", "gallium", "strontium")),
    *(Selection("us-imports", 2023, t) for t in ("rare-earths", "all", "252922", "uranium")),
    *(Selection("us-exports", 2024, t) for t in ("rare-earths", "all")),
    *(Selection("mexico-exports", 2024, t) for t in ("all", "7106", "2603", "rare-earths", "base", "252922")),
    Selection("mexico-exports", 2024, "all", basket="ores"),
    Selection("mexico-exports", 2019, "copper"),
    *(Selection("production", 2024, t) for t in ("silver", "fluorspar", "rare-earths", "battery", "boron")),
    *(Selection("reserves", 2025, t) for t in ("silver", "rare-earths", "all")),
    *(Selection("us-import-sources", 2023, t) for t in ("strontium", "antimony", "rare-earths", "rubidium")),
    *(Selection("us-reliance", 2024, t) for t in ("fluorspar", "rare-earths", "molybdenum", "antimony")),
    *(Selection("prices", 2024, t) for t in ("silver", "rare-earths")),
)
WITHOUT_FIGURES = {("us-imports", "gallium")}
AWKWARD = re.compile(
    r"[{}]|  |\bNone\b|\b[nN]a[nN]\b|\(\)|\.\.| [,.]"
    r"|\b([Tt]he|of|[aA]|[lL]a|[eE]l|[lL]es?|[dD]e|des|du|in|en) \1\b"
    r"|\b(de|à) (les?|au)\b|\b(de|a) el\b"
)


def points_of(dataset: Dataset, selection: Selection, language: str = "en") -> tuple[ComputedPoint, ...]:
    return of_snapshot(Snapshot(dataset, selection), language)


def of_snapshot(snapshot: Snapshot, language: str = "en") -> tuple[ComputedPoint, ...]:
    dataset = snapshot.dataset
    fmt, english = (Formatter(name, Names.of(dataset, name)) for name in (language, "en"))
    return computed_points(dataset, snapshot.board, fmt, english)


def said(points: tuple[ComputedPoint, ...]) -> dict[str, str]:
    return {point.id: point.text for point in points}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda s: f"{s.flow}-{s.year}-{s.target}-{s.basket}")
def test_every_sentence_is_whole_and_told_once(bundled: Dataset, selection: Selection, language: str) -> None:
    points = points_of(bundled, selection, language)
    for point in points:
        assert not AWKWARD.search(point.text), point.text
        assert point.text[:1] == point.text[:1].upper()
        assert point.text.endswith(".")
        assert len(point.text) < 400
    for texts in ([point.text for point in points], [point.basis for point in points], [p.id for p in points]):
        assert len(set(texts)) == len(texts)
    if (selection.flow, selection.target) not in WITHOUT_FIGURES:
        assert {point.side for point in points} == {"say", "expect"}
    if language == "fr":
        assert not any(re.search(r"[^\u00a0][:»](?=\s|$)|\s[;?!]", point.text) for point in points)


def test_the_sweep_sees_what_is_awkward() -> None:
    for bad in ("of {name} left", "two  spaces", "None of", "the the", "de les mines", "de el oro", "empty ()", "a ."):
        assert AWKWARD.search(bad), bad


def test_bases_are_english_whatever_the_language(bundled: Dataset) -> None:
    selection = Selection("us-imports", 2024, "252922")
    english, french = points_of(bundled, selection), points_of(bundled, selection, "fr")
    assert [point.basis for point in french] == [point.text for point in english]
    assert [point.id for point in french] == [point.id for point in english]


def test_acid_grade_fluorspar_as_the_census_bureau_counts_it(bundled: Dataset) -> None:
    # US Census Bureau, customs value 2024, HS 252922: Mexico 116,206,361 of 156,785,565, that is 74.12 %; 25.88 % are
    # left without it. USGS MCS 2026: net import reliance 100 %, Mexico 1,510 thousand t mined.
    points = points_of(bundled, Selection("us-imports", 2024, "252922"))
    text = said(points)
    assert "Mexico is the first supplier of US imports of fluorspar" in text["mexico-share"]
    assert "74.1% in 2024, US$116.2 million." in text["mexico-share"]
    assert text["without-first"].startswith("Without Mexico, 25.9% of US imports")
    assert text["reliance-fluorspar"] == "US net import reliance for fluorspar, 2024: 100% of apparent consumption."
    assert "1,510\u00a0thousand t" in text["mexico-produces"]
    sides = {point.id: point.side for point in points}
    assert (sides["mexico-share"], sides["concentration"], sides["elsewhere"]) == ("say", "expect", "expect")


def test_the_same_number_in_the_form_of_each_language(bundled: Dataset) -> None:
    selection = Selection("us-imports", 2024, "252922")
    assert "74.1% en 2024, US$116.2 millones." in said(points_of(bundled, selection, "es"))["mexico-share"]
    french = said(points_of(bundled, selection, "fr"))["mexico-share"]
    assert "74,1\u00a0% en 2024, 116,2\u202fM\u00a0US$." in french.replace("\u00a0M", "\u202fM")


def test_rare_earths_none_recorded_is_to_be_expected(bundled: Dataset) -> None:
    # UN Comtrade, US imports CIF of 2805.30 and 2846: China 52,325,660 of 107,226,713 in 2020 (48.8 %) and 119,772,703
    # of 175,165,060 in 2024 (68.4 %); from Mexico none.
    points = points_of(bundled, Selection("us-imports", 2024, "rare-earths"))
    text, sides = said(points), {point.id: point.side for point in points}
    assert text["mexico-share"] == "No US import of rare earths from Mexico is recorded in 2024."
    assert sides["mexico-share"] == "expect"
    assert "went from 48.8% in 2020 to 68.4% in 2024" in text["china-share"]
    assert sides["china-share"] == "say"
    assert "12 rare-earth elements" in text["claim-rare-earths-12"]


def test_exports_tell_dependence_and_the_fall_of_a_share(bundled: Dataset) -> None:
    # CEPII BACI 202601: silver (7106) to the United States 88.4 % in 2018, 83.9 % in 2024; chapter 71 76.3 and 51.9 %.
    silver = said(points_of(bundled, Selection("mexico-exports", 2024, "7106")))
    assert "83.9% in 2024" in silver["us-share"]
    assert silver["without-us"].startswith("Without the United States, 16.1% of Mexico's exports")
    chapter = points_of(bundled, Selection("mexico-exports", 2024, "71"))
    fallen = next(point for point in chapter if point.id == "us-share-years")
    assert fallen.side == "expect"
    assert "from 76.3% in 2018 to 51.9% in 2024" in fallen.text


def test_metal_goes_north_and_concentrate_does_not(bundled: Dataset) -> None:
    points = points_of(bundled, Selection("mexico-exports", 2024, "all"))
    text, sides = said(points), {point.id: point.side for point in points}
    assert "went to the United States in 2024; the highest share is 83.9%" in text["metals"]
    assert "went to Asia in 2024 and <0.1% to the United States" in text["ores"]
    assert (sides["metals"], sides["ores"]) == ("say", "expect")
    assert text["us-share"].startswith("The United States took at least ")
    assert "More than 80% of Mexico's exports" in text["claim-us-share-80"]
    assert text["claim-us-share-80"].endswith("Verdict of the figures: Contradicted.")


def test_a_bound_stays_as_printed_and_is_never_ranked(bundled: Dataset) -> None:
    # USGS MCS 2026, strontium, import sources 2021-24: celestite, Mexico >99 %.
    text = said(points_of(bundled, Selection("us-import-sources", 2023, "strontium")))
    assert text["mexico-celestite"] == "USGS puts Mexico at >99% of US imports of strontium (celestite), 2021–2024."


def test_mexicos_place_among_producers_and_its_reserves(bundled: Dataset) -> None:
    # USGS MCS 2026: silver mined in 2024, Mexico 5,780 of 25,300 t (22.8 %), Peru 3,510 t; in 2025 Mexico 6,300 t.
    points = points_of(bundled, Selection("production", 2024, "silver"))
    text = said(points)
    assert text["mexico"].startswith("Mexico is number 1 of ")
    assert text["mexico"].endswith("silver (mine production), 2024: 5,780\u00a0t, 22.8% of the world total.")
    assert text["mexico-years"] == "Mexico, silver (mine production): 5,780\u00a0t in 2024, 6,300\u00a0t in 2025."
    assert text["first-other"].startswith("Peru has 13.9% of the world total")


def test_a_line_of_other_products_is_never_told(bundled: Dataset) -> None:
    # Of base metals the table counts US$3.3 billion to the United States in 2024, the line through the years 0.2.
    text = said(points_of(bundled, Selection("mexico-exports", 2024, "base")))
    assert "us-years" not in text
    assert "us-share-years" not in text


def test_a_group_of_a_usgs_flow_names_the_mineral_it_shows(bundled: Dataset) -> None:
    text = said(points_of(bundled, Selection("production", 2024, "battery")))
    assert all("battery" not in sentence for sentence in text.values())
    assert "graphite (mine production)" in text["mexico"]


def test_partial_coverage_is_said(bundled: Dataset) -> None:
    text = said(points_of(bundled, Selection("us-imports", 2023, "rare-earths")))
    assert "at least 65.4%" in text["without-first"]
    assert "at most 34.6%" in text["without-first"]
    assert "mexico-share" not in text  # Mexico may be among those without a name


def test_withheld_and_tied_figures_are_told_as_such() -> None:
    stats = [stat_row("silver", "XXX", "100"), stat_row("silver", "CHN", "40"), stat_row("silver", "DEU", "40")]
    withheld = make_dataset(stats=[*stats, stat_row("silver", "MEX", "W", flag="W")])
    points = points_of(withheld, Selection("production", 2024, "silver"))
    assert {p.id: p.side for p in points}["mexico"] == "expect"
    assert "is no number: W" in said(points)["mexico"]
    assert not any("first" in point.text for point in points)


def test_an_edit_is_told_first_and_moves_with_its_number(bundled: Dataset) -> None:
    store = Store(Snapshot(bundled, Selection("us-imports", 2024, "rare-earths")))
    store.execute(EditShare("MEX", 0.10))
    points = of_snapshot(store.snapshot)
    assert points[0].id == "scenario-focus"
    assert points[0].text == "In the scenario, the share of Mexico is 10.0%; the published figures record none."
    assert "scenario-still-concentrated" in said(points)
    assert said(points)["scenario-still-first"].startswith("In the scenario too, China comes first, with ")
    store.execute(EditShare("MEX", 0.15))
    assert "15.0%" in of_snapshot(store.snapshot)[0].text
    published = {k: v for k, v in said(points).items() if not k.startswith("scenario")}
    assert published.items() <= said(of_snapshot(store.snapshot)).items()  # published figures stay as they are


def test_a_falling_share_is_to_be_expected(bundled: Dataset) -> None:
    store = Store(Snapshot(bundled, Selection("us-imports", 2024, "252922")))
    store.execute(EditShare("MEX", 0.50))
    sides = {point.id: point.side for point in of_snapshot(store.snapshot)}
    assert sides["scenario-focus"] == "expect"
    assert sides["scenario-concentration"] == "say"


def test_more_than_mexico_ever_made_is_to_be_expected(bundled: Dataset) -> None:
    # USGS MCS 2026: Mexico mined 1,510 thousand t of fluorspar in 2024; ten times the imports weigh more than that.
    store = Store(Snapshot(bundled, Selection("mexico-exports", 2024, "252922")))
    store.execute(AddEdit(SetTotal("mexico-exports", 2024, "252922", of="growth", amount=9.0)))
    points = of_snapshot(store.snapshot)
    need = next(point for point in points if point.id == "scenario-need-MEX")
    assert need.side == "expect"
    assert "more than all it produced in 2024: 1,510,000\u00a0t (mine production, MCS 2026)" in need.text
    assert {point.id: point.side for point in points}["scenario-total"] == "say"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_sentences_of_a_scenario_are_whole(bundled: Dataset, language: str) -> None:
    for table in (
        ("us-imports", 2024, "252922"),
        ("us-imports", 2024, "rare-earths"),
        ("mexico-exports", 2024, "7106"),
    ):
        store = Store(Snapshot(bundled, Selection(*table)))
        partner = "USA" if table[0] == "mexico-exports" else "MEX"
        for share in (0.9, 0.3):
            store.execute(AddEdit(SetShare(*table, partner=partner, share=share)))
            points = of_snapshot(store.snapshot, language)
            assert any(point.id.startswith("scenario") for point in points)
            assert not [point.text for point in points if AWKWARD.search(point.text)]
