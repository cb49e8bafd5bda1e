"""Duties: rates as the US tariff schedule prints them (HTS 2025, revision 25), and the lists a line stands on."""

import pytest

from core.brief.citations import Citations
from core.brief.sections.duties import duties, duties_table
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import board


def _table(dataset, target, most=20, language="en"):
    fmt = Formatter(language, Names.of(dataset, language))
    return duties_table(dataset, Selection("us-imports", 2024, target), fmt, Citations(board()), most)


def _row(table, code):
    return next((row, n) for row, n in zip(table.rows, table.numbers, strict=True) if row[0].startswith(code))


@pytest.mark.parametrize(
    ("target", "code", "printed", "number"),
    [
        ("rare-earths", "2805.30.00", "5%", 0.05),
        ("rare-earths", "2846.10.00", "5.5%", 0.055),
        ("rare-earths", "2846.90.80", "3.7%", 0.037),
        ("rare-earths", "2846.90.40", "Free", None),
        ("252922", "2529.22.00", "Free", None),
        ("2607", "2607.00.00", "1.1¢/kg on lead content", None),
    ],
)
def test_rates_as_printed(bundled, target, code, printed, number):
    row, numbers = _row(_table(bundled, target), code)
    assert (row[1], row[2], numbers[1]) == (printed, "Free", number)


def test_a_duty_by_weight_is_never_a_percentage(bundled):
    table = _table(bundled, "all", most=2000)
    assert len(table.rows) == len(duties(bundled, Selection("us-imports", 2024, "all"))) > 300
    by_weight = [(row, n) for row, n in zip(table.rows, table.numbers, strict=True) if "¢" in row[1] or "$" in row[1]]
    assert by_weight
    assert not any(number for _, numbers in by_weight for number in numbers)


def test_lists_of_a_line(bundled):
    """Rare earths stand on no China list of Section 301; ores and cathodes on none of Section 232 copper."""
    lists = {row[0][:10]: row[3] for row in _table(bundled, "rare-earths").rows}
    assert set(lists.values()) == {"Spared the Section 122 surcharge of 2026"}
    copper = _table(bundled, "74", most=200)
    cathode, _ = _row(copper, "7403.11.00")
    assert "232" not in cathode[3]
    wire, _ = _row(copper, "7408.11.30")
    assert wire[3].startswith("Section 232 copper, annex 1a, from Apr 6, 2026")
    assert not any("list 4B" in row[3] for row in _table(bundled, "all", most=2000).rows)


def test_what_mexico_sells_most_stands_first(bundled):
    """US Census Bureau 2024: of fluorine goods, hydrogen fluoride first, then acid-grade fluorspar."""
    table = _table(bundled, "fluorspar", most=2)
    assert [row[0][:10] for row in table.rows] == ["2811.11.00", "2529.22.00"]
    assert any(note.startswith("Tariff lines not shown: ") for note in table.notes)


def test_measures_that_charge_or_may_charge_are_noted(bundled):
    notes = " ".join(_table(bundled, "252922").notes)
    assert "Jan 14, 2026, United States: Section 232 on processed critical minerals" in notes
    assert "Feb 24, 2026, United States: Emergency-powers duties (IEEPA) invalidated; Section 122 surcharge" in notes
    assert "Mexico raises tariffs" not in notes
    assert "Mexico raises tariffs" in " ".join(_table(bundled, "all").notes)


def test_a_ten_digit_product_has_its_line(bundled):
    assert [row[0][:10] for row in _table(bundled, "2846908090").rows] == ["2846.90.80"]


def test_nothing_without_a_line(bundled):
    assert _table(bundled, "no-such-thing") is None


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_cells_are_short_and_cited(bundled, language):
    table = _table(bundled, "all", most=500, language=language)
    for row in table.rows:
        assert len(row) == len(table.columns) == 5
        assert row[-1].startswith("[")
        assert max(map(len, row)) <= 240
