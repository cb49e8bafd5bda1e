"""The four words and what suppliers would have to add, on rare earths (US Census Bureau 2024: China 71.0%)."""

from dataclasses import replace

import pytest

from core.brief.sections.scorecard import reach_table, scorecard_table
from core.scenario.edits import Scenario, SetShare
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import board


def _edited(dataset, product="rare-earths", share=0.25):
    edit = SetShare("us-imports", 2024, product, "MEX", share)
    shown = Snapshot(dataset, Selection("us-imports", 2024, product))
    return shown.with_document(scenario=Scenario("More", (edit,))).board


def _fmt(dataset, language="en"):
    return Formatter(language, Names.of(dataset, language))


def test_before_and_after_with_what_that_means(bundled):
    table = scorecard_table(_edited(bundled), _fmt(bundled))
    rows = {row[1].split(";")[0]: row for row in table.rows}
    # China has 71.0%; a quarter for Mexico leaves it three quarters of that, 53.3%.
    assert rows["Left when the largest partner falls away (N−1)"][2:] == ("29.0%", "46.7%", "better")
    assert rows["Concentration (HHI)"][2:] == ("0.53", "0.36", "better")
    assert rows["Share of the total whose partner the source names"][-1] == "unchanged"
    assert {row[0] for row in table.rows} == {"Secure", "Diverse", "Transparent", "Sustainable"}
    assert table.mixed


def test_a_word_that_nothing_measures_is_a_gap(bundled):
    for made in (_edited(bundled), Snapshot(bundled, Selection("us-imports", 2024, "rare-earths")).board):
        table = scorecard_table(made, _fmt(bundled))
        row, numbers = table.rows[-1], table.numbers[-1]
        assert row[:2] == ("Sustainable", "Not measurable with these figures")
        assert set(row[2:]) == {"–"}
        assert not any(numbers)
        assert table.notes[0].startswith("Sustainable: The figures name no mine")


def test_without_an_edit_there_is_one_column(bundled):
    shown = Snapshot(bundled, Selection("us-imports", 2024, "rare-earths")).board
    table = scorecard_table(shown, _fmt(bundled))
    assert [column.title for column in table.columns] == ["Word", "Measured by", "published"]
    assert reach_table(shown, _fmt(bundled)) is None


def test_sources_are_named_once(bundled):
    note = scorecard_table(_edited(bundled), _fmt(bundled)).notes[-1]
    assert note.count("US imports for consumption by HTS line and country") == 1


def test_a_partner_without_production(bundled):
    """USGS prints no rare-earth production of Mexico."""
    table = reach_table(_edited(bundled), _fmt(bundled))
    row = next(row for row in table.rows if row[0] == "Mexico")
    # A quarter of US$163,753,490.
    assert row[1] == "40,938,373"
    assert row[3:] == ("USGS prints no production of it there as a number", "cannot be weighed against production")


def test_a_partner_with_production_is_weighed(bundled):
    table = reach_table(_edited(bundled, "252922", 0.9), _fmt(bundled))
    row, numbers = next((r, n) for r, n in zip(table.rows, table.numbers, strict=True) if r[0] == "Mexico")
    assert numbers[1] == pytest.approx(0.9 * 156_785_565 - 116_206_361)
    assert "Mine production, 2024:" in row[3]
    assert row[3].endswith("t")
    assert row[4] in ("within its best past year", "beyond its best past year")
    assert any(note.startswith("Production: MCS ") for note in table.notes)


def test_nothing_where_nothing_follows(bundled):
    plain = board()
    assert scorecard_table(plain, _fmt(bundled)) is None
    assert reach_table(replace(plain, edited=True), _fmt(bundled)) is None


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_row_has_its_cells(bundled, language):
    made, fmt = _edited(bundled), _fmt(bundled, language)
    for table in (scorecard_table(made, fmt), reach_table(made, fmt)):
        for row, numbers in zip(table.rows, table.numbers, strict=True):
            assert len(row) == len(numbers) == len(table.columns) <= 5
