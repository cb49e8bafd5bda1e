"""The claims of a brief: the verdict with its sign, one line of evidence, and the marks of its sources."""

from dataclasses import replace

import pytest

from core.brief.citations import Citations
from core.brief.sections import claims
from core.brief.sections.claims import claims_table
from core.claims.check import bundled_claims, checked
from core.claims.model import NoTest, Words
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import board


def _table(dataset, target="all", flow="mexico-exports", most=20, language="en", cite=None):
    fmt = Formatter(language, Names.of(dataset, language))
    return claims_table(dataset, Selection(flow, 2024, target), fmt, cite or Citations(board()), most)


def _row(table, words):
    return next(row for row in table.rows if words in row[0])


def test_the_share_of_the_united_states(bundled):
    """CEPII BACI V202601, 2024: chapter 71 sends 51.9% to the United States, the broad baskets 29.2 to 43.5%."""
    cite = Citations(board())
    row = _row(_table(bundled, cite=cite), "takes 52%")
    assert row[0].endswith("— Mexican Mining Chamber (Camimex), Nov 20, 2025")
    assert row[1] == "± Depends on the basket; not confirmed by any broad one"
    assert "51.9%" in row[2]
    assert "43.5%" in row[2]
    assert row[2].endswith(f"[{cite.number('cepii-baci-202601-atlas')}]")


def test_twelve_rare_earths(bundled):
    cite = Citations(board())
    table = _table(bundled, "rare-earths", "us-imports", cite=cite)
    row = _row(table, "12 rare-earth elements")
    assert row[1] == "○ Not visible in the data"
    assert "no row in any year or month" in row[2]
    for source in ("census-imports-2024", "comtrade-us-mexico", "usitc-dataweb-monthly"):
        assert f"[{cite.number(source)}]" in row[2]


def test_a_judgement_has_figures_beside_it_and_no_verdict(bundled):
    """USGS Mineral Commodity Summaries 2026, import sources: one country over half in 96 of 169 series."""
    row = _row(_table(bundled), "lean on one source")
    assert row[1] == "? Not testable"
    assert "96 of 169" in row[2]
    assert "…" not in row[2]


def test_everything_bears_on_all_and_what_is_left_out_is_counted(bundled):
    whole = _table(bundled)
    assert len(whole.rows) == len(bundled_claims())
    table = _table(bundled, most=2)
    assert len(table.rows) == 2
    assert table.notes[-1] == f"Claims not shown: {len(whole.rows) - 2}"


def test_no_claim_bears_on_fluorspar(bundled):
    assert _table(bundled, "252922") is None


def test_hostile_statements_are_shown_as_text(bundled, monkeypatch):
    text = "\u202eodaluclac\x00 " + "z" * 10_000
    own = replace(bundled_claims()[0], id="own-1", statement=Words(text), claimant=Words(text), test=NoTest())
    found = (checked(bundled, own),)
    monkeypatch.setattr(claims, "_bearing", lambda dataset, selection: found)
    row = _table(bundled).rows[0]
    assert len(row[0]) < 260
    assert "\u202e" not in row[0]
    assert "\x00" not in row[0]
    assert "…" in row[0]
    assert row[2] == "A judgement or a plan: no figure tests it."


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_cells_are_short(bundled, language):
    table = _table(bundled, language=language)
    for row, numbers in zip(table.rows, table.numbers, strict=True):
        assert len(row) == len(numbers) == len(table.columns)
        assert max(map(len, row)) <= 300
