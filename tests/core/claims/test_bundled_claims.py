"""Veta's own claims on the bundled figures, against numbers that the publications print; each test names the source."""

from __future__ import annotations

import time

import pytest

from core.claims import CheckedClaim, claims_for, register
from core.claims.check import bundled_claims
from core.claims.wording import lines_of
from core.dataset.load import Dataset
from core.dataset.provenance import describe
from core.selection import Selection
from core.text.formatter import Formatter
from core.text.names import Names

EXPECTED = {
    "rare-earths-12": "not-visible",
    "mineral-products-52": "not-testable",
    "top-ten-16": "supported",
    "us-share-52": "depends-on-basket",
    "us-share-80": "contradicted",
    "import-dependence": "supported",
    "one-source": "not-testable",
    "resilient-supply-chains": "not-testable",
    "us-japan-batteries": "not-testable",
    "ai-and-defence": "not-testable",
}


@pytest.fixture(scope="module")
def checked(bundled: Dataset) -> dict[str, CheckedClaim]:
    return {one.claim.id: one for one in register(bundled, ())}


@pytest.fixture
def say(bundled: Dataset) -> Formatter:
    return Formatter("en", Names.of(bundled, "en"))


def texts(one: CheckedClaim, fmt: Formatter) -> list[str]:
    return [fmt.say(line.text) for line in one.evidence]


def test_every_statement_has_its_verdict(checked: dict[str, CheckedClaim]) -> None:
    assert {id_: one.verdict for id_, one in checked.items()} == EXPECTED


def test_every_statement_says_who_when_and_where(checked: dict[str, CheckedClaim]) -> None:
    for one in checked.values():
        claim = one.claim
        assert all((claim.statement.en, claim.statement.es, claim.statement.fr, claim.claimant.es, claim.said_in.es))
        assert claim.link.startswith("https://")
        assert claim.date in ("2025-11-20", "2025-06-18")
        assert not claim.own


def test_no_row_of_rare_earths_from_mexico_in_any_year_or_month(
    checked: dict[str, CheckedClaim], say: Formatter
) -> None:
    """US Census Bureau through UN Comtrade 2015-2025 and USITC DataWeb, January 2025 to February 2026."""
    one = checked["rare-earths-12"]
    told = texts(one, say)
    for code in ("2805.30", "2846.10", "2846.90"):
        line = next(line for line, text in zip(one.evidence, told, strict=True) if code in text)
        assert (line.value, line.years, line.rows) == (0.0, (2015, 2025), ())
        assert "comtrade-us-mexico" in line.sources
    assert "Ten-digit lines: no row in any of 14 months, 2025-01 to 2026-02" in told
    assert any("3 codes for the 17 elements" in text for text in told)
    assert any(text.startswith("World production, Rare earths: USGS lists no figure of Mexico") for text in told)
    assert "Sites in Mexico for Rare earths: mines: 0" in told
    assert told[-1] == "What the claimant counts, product by product, is not published."
    # US Census Bureau 2024, imports for consumption of 2805.30 and 2846.
    assert any(line.value == 163_753_490 for line in one.evidence)


def test_the_count_of_52_products_is_given_by_no_definition(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """US Census Bureau 2024: in chapter 26 the United States imported 16 subheadings of 12 headings from Mexico."""
    one = checked["mineral-products-52"]
    told = texts(one, say)
    assert "Ores, slag and ash, 2024: 12 codes of 4 digits" in told
    assert "Ores, slag and ash, 2024: 16 codes of 6 digits" in told
    # Chapters 25 and 26: 36 headings, 48 + 16 subheadings.
    assert "Raw minerals, 2024: 36 codes of 4 digits" in told
    assert "Raw minerals, 2024: 64 codes of 6 digits" in told
    assert 52 not in {line.value for line in one.evidence}


def test_the_top_ten_by_year_and_edition(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """USGS MCS 2023 to 2026, counted by hand from the world tables; 2022 has its own test beside the ranks."""
    lines = {line.years: line for line in checked["top-ten-16"].evidence if line.years}
    found = {years[0]: (line.edition, line.value) for years, line in lines.items() if years[0] != 2022}
    assert found == {
        2021: ("MCS 2023", 18),
        2023: ("MCS 2025", 17),
        2024: ("MCS 2026", 17),
        2025: ("MCS 2026", 17),
    }
    members = say.say(lines[2024, 2024].text)
    assert all(name in members for name in ("Silver", "Fluorspar", "Strontium", "Zinc"))
    assert "Copper" not in members  # eleventh in 2024


def test_the_share_of_the_united_states_by_basket(checked: dict[str, CheckedClaim]) -> None:
    """CEPII BACI V202601, 2024; no partner is published for chapters 75, 80 and 81, hence the ranges."""
    lines = [line for line in checked["us-share-52"].evidence if line.basket and line.years == (2024, 2024)]
    found = {line.basket: (round(line.value * 100, 1), round((line.high or 0) * 100, 1)) for line in lines if line.high}
    assert found["ores"] == (1.6, 1.6)
    assert found["precious"] == (51.9, 51.9)
    assert found["mining-metallurgy"] == (31.4, 33.6)
    assert found["with-steel-aluminium"] == (41.8, 43.5)
    assert found["ores-and-precious"] == (29.2, 29.2)


def test_the_trend_runs_the_other_way(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """CEPII BACI V202601, headings and chapters 26 and 71, 2018 and 2024."""
    told = texts(checked["us-share-52"], say)
    for words in (
        "Ores and precious metals: United States 44.1% in 2018, 29.2% in 2024",
        "Precious metals and stones: United States 76.3% in 2018, 51.9% in 2024",
        "Gold, unwrought to semi-finished: United States 71.2% in 2018, 35.3% in 2024",
        "Precious-metal ores: China 50.1% in 2018, 89.3% in 2024",
    ):
        assert words in told


def test_the_chambers_total_fits_another_basket_than_the_imports(
    checked: dict[str, CheckedClaim], say: Formatter
) -> None:
    """US$12,963 million (UN Comtrade, reporter USA, customs value) of US$25,583 million (Camimex): 50.7 %."""
    (text,) = [text for text in texts(checked["us-share-52"], say) if "US$25,583,000,000" in text]
    assert "With steel and aluminum" in text
    assert "US$12,962,562,950" in text
    assert "50.7%" in text
    assert "Mining and metallurgy" in text
    assert "mixes two baskets" in text


def test_the_united_states_is_not_the_first_buyer_of_ores(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """CEPII BACI V202601, chapter 26, 2024: China first."""
    told = texts(checked["us-share-52"], say)
    (china,) = [text for text in told if text.startswith("China is the largest partner")]
    assert "Ores, slag and ash" in china


def test_what_the_united_states_imports_for_more_than_half(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """USGS MCS 2026, net import reliance 2025: 48 chapters counted by hand, ">50" in and "<50" out."""
    one = checked["import-dependence"]
    assert one.evidence[0].value == 48
    told = texts(one, say)
    whole = next(text for text in told if "all of it imported" in text)
    assert "Fluorspar" in whole
    assert "Silver" not in whole
    # Import sources 2021-24: China sends 92 % of fused aluminum oxide and most yttrium, none of it a token.
    led = next(text for text in told if "China sends more than half" in text)
    assert "Yttrium" in led
    assert "Fluorspar" not in led


def test_single_sources_and_the_concentration_of_rare_earths(checked: dict[str, CheckedClaim], say: Formatter) -> None:
    """USGS MCS 2026: Mexico sends 64 % of fluorspar and more than 99 % of celestite; Census 2024: China 71.0 %."""
    told = texts(checked["one-source"], say)
    mexico = next(text for text in told if "Mexico sends more than half" in text)
    assert "Fluorspar" in mexico
    assert "Strontium" in mexico
    assert any("largest partner China, 71.0%" in text for text in told)


def test_every_row_named_is_a_row_of_its_source(bundled: Dataset, checked: dict[str, CheckedClaim]) -> None:
    seen = 0
    for one in checked.values():
        for line in one.evidence:
            for row in line.rows[:2]:
                assert describe(bundled, line.frame, row)["source_id"] in line.sources
                seen += 1
    assert seen > 100


def test_a_second_look_computes_nothing(bundled: Dataset) -> None:
    first = register(bundled, ())
    since = time.perf_counter()
    again = register(bundled, ())
    assert [a is b for a, b in zip(first, again, strict=True)] == [True] * len(first)
    assert time.perf_counter() - since < 1


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_claim_can_be_told(bundled: Dataset, checked: dict[str, CheckedClaim], language: str) -> None:
    fmt = Formatter(language, Names.of(bundled, language))
    for one in checked.values():
        lines = lines_of(one, fmt)
        assert lines[0].endswith(one.claim.statement.said(language))
        assert not any("{" in line for line in lines)


def test_claims_follow_the_selection(bundled: Dataset) -> None:
    def ids(selection: Selection) -> list[str]:
        return [one.claim.id for one in claims_for(bundled, selection, ())]

    assert "us-share-52" in ids(Selection())
    assert ids(Selection("production", target="rare-earths")) == ["rare-earths-12"]
    assert "rare-earths-12" in ids(Selection("us-imports", target="2846"))
    assert "us-japan-batteries" in ids(Selection("us-imports", target="lithium"))
    assert "rare-earths-12" not in ids(Selection("us-imports", target="252922"))
    assert ids(Selection("prices")) == []


def test_ids_are_unique() -> None:
    ids = [claim.id for claim in bundled_claims()]
    assert len(ids) == len(set(ids)) == len(EXPECTED)
