"""The first screen's sentence: said when the figures bear it out, and only then."""

import pytest

from core.present.board import SplitRow
from core.present.story import METALS, ORES, RARE_EARTHS, bloc, splits, story
from core.text.formatter import Formatter
from tests.core.made_figures import make_dataset, trade_row

BEARS_OUT = "Mexico's metal goes to the United States"


def bars(metal_to_usa, ore_to_asia):
    def row(code, stage, **shares):
        named = {"USA": 0.0, "CHN": 0.0, "asia": 0.0, "europe": 0.0, "other": 0.0, "rest": 0.0} | shares
        return SplitRow(code, stage, 100.0, tuple(named.items()))

    metals = [row(code, "refined", USA=metal_to_usa, europe=1 - metal_to_usa) for code in METALS]
    ores = [row(code, "ore", CHN=ore_to_asia, USA=1 - ore_to_asia) for code in ORES]
    return [*metals, *ores, SplitRow(RARE_EARTHS, "compound", float("nan"), ())]


def test_the_sentence_is_said_when_it_is_so():
    said = Formatter("en").say(story(bars(0.6, 0.8), 2024))
    assert said.startswith(BEARS_OUT)
    assert "60.0%" in said
    assert "80.0%" in said
    assert "none is recorded" in said


@pytest.mark.parametrize(("metal", "ore"), [(0.4, 0.8), (0.6, 0.3)])
def test_a_neutral_sentence_stands_when_it_is_not(metal, ore):
    assert not Formatter("en").say(story(bars(metal, ore), 2024)).startswith(BEARS_OUT)


def test_recorded_rare_earths_take_the_claim_away():
    assert "none is recorded" not in Formatter("en").say(story(bars(0.6, 0.8)[:-1], 2024))


def test_without_all_the_bars_there_is_no_sentence():
    assert story(bars(0.6, 0.8)[1:], 2024) is None


def test_rare_earths_are_a_bar_without_blocs_only_while_no_row_exists():
    rows = [trade_row("mexico-exports", 2024, "USA", "7106", 10)]
    cover = [("mexico-exports", 2024, "a", "7106", "all")]
    assert [row.product for row in splits(make_dataset(rows, cover), 2024)] == ["7106", "rare-earths"]
    rows.append(trade_row("mexico-exports", 2019, "USA", "2846", 10))
    cover.append(("mexico-exports", 2019, "a", "2846", "all"))
    assert [row.product for row in splits(make_dataset(rows, cover), 2024)] == ["7106"]


@pytest.mark.parametrize(
    ("partner", "region", "name"),
    [("USA", "americas", "USA"), ("CHN", "asia", "CHN"), ("KOR", "asia", "asia"), ("EUU", "", "europe"),
     ("DEU", "europe", "europe"), ("BRA", "americas", "other"), ("S19", "", "other")],
)  # fmt: skip
def test_each_partner_has_one_bloc(partner, region, name):
    assert bloc(partner, region) == name


def test_the_bundled_figures_bear_it_out(bundled):
    """CEPII BACI V202601, 2024: silver 83.88 % to the United States, copper ores 88.09 % to China."""
    rows = splits(bundled, 2024)
    blocs = {row.product: dict(row.blocs) for row in rows}
    assert blocs["7106"]["USA"] == pytest.approx(0.8388, abs=5e-4)
    assert blocs["2603"]["CHN"] == pytest.approx(0.8809, abs=5e-4)
    assert blocs["rare-earths"] == {}
    assert all(sum(shares.values()) == pytest.approx(1) for shares in blocs.values() if shares)
    assert Formatter("en").say(story(rows, 2024)).startswith(BEARS_OUT)
