"""Changed figures change the verdict: each test of a claim on a few made-up rows that can be worked out in the head."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from core.claims.check import checked, run_test
from core.claims.model import (
    Claim,
    ImportDependenceTest,
    NoTest,
    ProductCountTest,
    RecordedTest,
    ShareTest,
    Shown,
    TopCountTest,
    Words,
)
from core.claims.reliance import at_least, more_than_half
from core.claims.shares import agreement
from core.claims.wording import figure
from core.dataset.index import trade_index
from core.text.formatter import Formatter
from tests.core.made_figures import stat_row, trade_row

SOURCE = "a"
ALL = [("mexico-exports", 2024, SOURCE, "*", "all")]
ENGLISH = Formatter("en")


def exports(us, china, product="26"):
    return [
        trade_row("mexico-exports", 2024, "USA", product, us),
        trade_row("mexico-exports", 2024, "CHN", product, china),
    ]


def share_test(share=0.5, compare="equals", **more):
    return ShareTest("mexico-exports", 2024, "USA", share, compare, basket="mining-metallurgy", **more)


@pytest.mark.parametrize(
    ("us", "compare", "verdict"),
    [
        (50, "equals", "supported"),
        (50.4, "equals", "supported"),
        (40, "equals", "contradicted"),
        (60, "at-least", "supported"),
        (49.9, "at-least", "contradicted"),
        (40, "at-most", "supported"),
        (60, "at-most", "contradicted"),
    ],
)
def test_a_share_is_compared_as_claimed(figures, us, compare, verdict):
    data = figures(trade=exports(us, 100 - us), coverage=ALL)
    assert run_test(data, share_test(compare=compare)).verdict == verdict


def test_a_share_that_the_source_leaves_open_is_only_consistent(figures):
    """40 of 80 in one heading, 20 in another that names nobody: 40 % to 60 % of 100."""
    rows = [*exports(40, 40), trade_row("mexico-exports", 2024, "XXX", "7106", 20)]
    coverage = [("mexico-exports", 2024, SOURCE, "26", "all"), ("mexico-exports", 2024, SOURCE, "7106", "total-only")]
    data = figures(trade=rows, coverage=coverage)
    outcome = run_test(data, share_test())
    assert outcome.verdict == "consistent-under-a-definition"
    assert (outcome.evidence[0].value, outcome.evidence[0].high) == (0.4, 0.6)
    # A partner that no row names may have any part of the rest: nothing is seen of it.
    assert run_test(data, replace(share_test(), partner="JPN", share=0.1)).verdict == "not-visible"


def test_the_three_answers_of_a_range():
    test = share_test(0.5)
    assert agreement(test, 0.496, 0.504) == "yes"
    assert agreement(test, 0.40, 0.60) == "open"
    assert agreement(test, 0.40, 0.49) == "no"
    assert agreement(test, 0.495, 0.505) == "yes"
    assert agreement(replace(test, compare="at-least"), 0.45, 0.55) == "open"


def test_a_partner_without_a_row_where_all_are_listed_has_nothing(figures):
    data = figures(trade=[trade_row("mexico-exports", 2024, "CHN", "26", 100)], coverage=ALL)
    assert run_test(data, share_test()).verdict == "contradicted"
    assert run_test(data, share_test(0.0)).verdict == "supported"


def with_baskets(data, *pairs):
    words = {"name_en": "n", "name_es": "n", "name_fr": "n"}
    frame = pd.DataFrame([{"basket": b, "order": n, "prefixes": p, **words} for n, (b, p) in enumerate(pairs)])
    changed = replace(data, baskets=frame, digest=f"{data.digest}-baskets")
    changed._read.update(data._read)
    return changed


@pytest.mark.parametrize(
    ("precious_us", "ores_us", "verdict"),
    [
        (5, 10, "depends-on-basket"),  # narrow 50 %, both 14 %
        (1, 10, "contradicted"),
        (5, 50, "supported"),
        (9, 46, "consistent-under-a-definition"),  # narrow 90 %, both 50 %
    ],
)
def test_over_all_baskets_a_broad_one_decides(figures, precious_us, ores_us, verdict):
    rows = [*exports(ores_us, 100 - ores_us), *exports(precious_us, 10 - precious_us, "7106")]
    data = with_baskets(figures(trade=rows, coverage=ALL), ("both", "26|7106"), ("precious", "7106"))
    outcome = run_test(data, ShareTest("mexico-exports", 2024, "USA", 0.5))
    assert outcome.verdict == verdict
    assert {line.basket for line in outcome.evidence if line.basket} == {"both", "precious"}


def us_rows(*products, partner="MEX", year=2024):
    return [trade_row("us-imports", year, partner, product, 10.0, valuation="customs") for product in products]


def whole(monkeypatch, data):
    """Take a made-up source for one that publishes every code."""
    monkeypatch.setattr(type(trade_index(data)), "lists_every_code", lambda self, cell: cell[2] == SOURCE)
    return data


def test_silence_of_a_source_with_every_code_is_not_visible(figures, monkeypatch):
    data = whole(monkeypatch, figures(trade=us_rows("260300")))
    test = RecordedTest("us-imports", "MEX", "2846", count=12)
    outcome = run_test(data, test)
    assert outcome.verdict == "not-visible"
    assert run_test(data, replace(test, expected=False)).verdict == "supported"


def test_silence_of_a_source_with_a_few_codes_tells_nothing(figures):
    data = figures(trade=us_rows("260300"))
    assert run_test(data, RecordedTest("us-imports", "MEX", "2846")).verdict == "not-testable"


def test_one_row_changes_the_verdict(figures, monkeypatch):
    data = whole(monkeypatch, figures(trade=us_rows("260300", "284690")))
    test = RecordedTest("us-imports", "MEX", "2846")
    assert run_test(data, test).verdict == "supported"
    assert run_test(data, replace(test, expected=False)).verdict == "contradicted"
    assert run_test(data, replace(test, year=2024)).verdict == "supported"
    # One heading of codes cannot tell twelve goods apart; one good it can.
    assert run_test(data, replace(test, count=12)).verdict == "not-testable"
    assert run_test(data, replace(test, count=1)).verdict == "consistent-under-a-definition"


def test_one_month_changes_the_verdict(figures, monkeypatch):
    silent = whole(monkeypatch, figures(trade=us_rows("260300"), monthly=((2026, 1, "MEX", "2603000010", 5.0),)))
    test = RecordedTest("us-imports", "MEX", "2846")
    assert run_test(silent, test).verdict == "not-visible"
    found = figures(trade=us_rows("260300"), monthly=((2026, 1, "MEX", "2846908070", 5.0),))
    outcome = run_test(whole(monkeypatch, found), test)
    assert outcome.verdict == "supported"
    assert any(line.row_names == ("us_imports_monthly:0",) for line in outcome.evidence)


def test_a_row_of_a_heading_counts_for_the_heading(figures):
    data = figures(trade=[trade_row("mexico-exports", 2024, "USA", "7106", 5.0)])
    assert run_test(data, RecordedTest("mexico-exports", "USA", "silver")).verdict == "supported"


def test_a_row_of_no_value_is_no_trade(figures, monkeypatch):
    rows = [*us_rows("260300"), trade_row("us-imports", 2024, "MEX", "284690", 0.0, valuation="customs")]
    data = whole(monkeypatch, figures(trade=rows))
    assert run_test(data, RecordedTest("us-imports", "MEX", "2846")).verdict == "not-visible"


@pytest.mark.parametrize(
    ("count", "verdict"),
    [(3, "consistent-under-a-definition"), (4, "consistent-under-a-definition"), (5, "not-testable")],
)
def test_products_are_counted_by_level(figures, count, verdict):
    data = figures(trade=us_rows("260300", "260700", "710691", "710692"))
    outcome = run_test(data, ProductCountTest("us-imports", 2024, "MEX", count))
    assert [line.value for line in outcome.evidence] == [3, 4]
    assert outcome.verdict == verdict


def production(mexico):
    rows = [stat_row("copper", "MEX", mexico)]
    return [*rows, *(stat_row("copper", code, "50") for code in ("CHN", "JPN", "USA", "DEU"))]


@pytest.mark.parametrize(
    ("count", "compare", "verdict"),
    [(1, "at-least", "supported"), (2, "at-least", "contradicted"), (1, "equals", "supported"),
     (0, "at-most", "contradicted")],
)  # fmt: skip
def test_the_top_ten_is_counted(figures, count, compare, verdict):
    data = figures(stats=production("60"))
    assert run_test(data, TopCountTest("MEX", count, compare)).verdict == verdict


def test_a_year_may_differ_from_another(figures):
    rows = [
        *production("60"),
        *(row | {"year": 2023, "year_end": 2023} for row in production("60")),
        stat_row("lead", "MEX", "5"),
    ]
    data = figures(stats=rows)
    assert run_test(data, TopCountTest("MEX", 2)).verdict == "consistent-under-a-definition"
    assert run_test(data, TopCountTest("MEX", 2, year=2024)).verdict == "supported"
    assert run_test(data, TopCountTest("MEX", 2, year=1999)).verdict == "not-visible"


def reliance(copper, silver_from):
    return [
        stat_row("copper", "USA", copper, flow="us-reliance", form="Net import reliance", unit="percent",
                 flag="bound-low" if copper.startswith(">") else ""),
        stat_row("copper", silver_from, "80", flow="us-import-sources", form="All", years=(2021, 2024),
                 unit="percent"),
        stat_row("copper", "DEU", "20", flow="us-import-sources", form="All", years=(2021, 2024), unit="percent"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "leader", "verdict"),
    [("60", "CHN", "supported"), (">50", "CHN", "supported"), ("50", "CHN", "contradicted"),
     ("60", "MEX", "contradicted")],
)  # fmt: skip
def test_dependence_needs_both_halves(figures, text, leader, verdict):
    data = figures(stats=reliance(text, leader))
    assert run_test(data, ImportDependenceTest("CHN")).verdict == verdict


def test_a_bound_is_never_a_number():
    nan = float("nan")
    assert at_least(nan, ">75", "bound-low") == 75
    assert at_least(nan, "<25", "bound-high") is None
    assert at_least(nan, "W", "W") is None
    assert more_than_half(nan, ">50", "bound-low")
    assert not more_than_half(nan, ">25", "bound-low")
    assert not more_than_half(50.0, "50", "")
    assert not more_than_half(nan, "E", "E")


def test_a_judgement_is_shown_and_not_tested(figures):
    data = figures(stats=reliance("60", "CHN"))
    outcome = run_test(data, NoTest((Shown("single-source", "CHN"),)))
    assert outcome.verdict == "not-testable"
    assert [line.value for line in outcome.evidence] == [1, 1]
    assert run_test(data, NoTest()).evidence == ()


def test_a_test_that_does_not_fit_the_figures_is_no_verdict(figures):
    data = figures(trade=exports(1, 1), coverage=ALL)
    claim = Claim("own-1", Words("x"), Words("y"), "2026-01-01", replace(share_test(), basket="nowhere"))
    one = checked(data, claim)
    assert one.verdict == "not-testable"
    assert "nowhere" in ENGLISH.say(one.outcome.summary)


def test_figures_are_worded_in_their_unit(figures):
    data = figures(trade=exports(50, 50), coverage=ALL)
    (line,) = run_test(data, share_test()).evidence
    assert figure(line, ENGLISH) == "50.0%"
    assert figure(replace(line, high=0.6), ENGLISH) == "50.0–60.0%"
    assert figure(replace(line, unit="count", value=7.0), ENGLISH) == "7"
    assert figure(replace(line, value=None), ENGLISH) == ""
