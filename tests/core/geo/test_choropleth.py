"""What the map says, on hand-made layers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from core.geo import choropleth
from core.geo.choropleth import NO_DATA, ZERO
from core.text.formatter import Formatter
from tests.core.geo.layers import VALUES, layer

EN = Formatter("en")


def test_classes_tell_zero_from_no_data() -> None:
    known = choropleth.classes(layer(), "before")
    assert known["USA"] == 4
    assert known["SGP"] == 1
    assert known["CHL"] == ZERO
    assert known["PER"] == NO_DATA
    assert "AUS" not in known
    assert "XXO" not in known


def test_an_edge_belongs_to_the_class_below() -> None:
    assert choropleth.classes(layer(), "before")["CHN"] == 2


def test_members_take_the_union_s_value_unless_they_have_their_own() -> None:
    only_union = layer()
    assert choropleth.value_of(only_union, "DEU", "before") == 5e8
    assert choropleth.shown_partner(only_union, "DEU") == "EUU"
    with_own = layer({**VALUES, "DEU": 7e6})
    assert choropleth.value_of(with_own, "DEU", "before") == 7e6
    assert choropleth.shown_partner(with_own, "DEU") == "DEU"
    assert choropleth.shown_partner(only_union, "GBR") == "GBR"
    assert math.isnan(choropleth.value_of(only_union, "GBR", "before"))


def test_difference_classes_are_symmetric_around_no_change() -> None:
    made = layer(after={"USA": 6e9, "CHN": 9e7, "EUU": 4e8, "SGP": 3e6})
    known = choropleth.classes(made, "difference")
    assert choropleth.difference_limits(made) == (2e8, 1e9)
    assert {iso3: known[iso3] for iso3 in ("USA", "EUU", "SGP", "CHN", "CHL", "PER")} == {
        "USA": 4,
        "EUU": 1,
        "SGP": 3,
        "CHN": 1,
        "CHL": 2,
        "PER": NO_DATA,
    }


def test_no_change_anywhere_is_one_class() -> None:
    known = choropleth.classes(layer(), "difference")
    assert {index for index in known.values() if index != NO_DATA} == {2}


def test_a_newcomer_is_not_listed_before_and_gains_its_whole_value() -> None:
    made = layer({**VALUES, "MEX": float("nan")}, {"MEX": 3e8}, reporter="USA")
    assert choropleth.classes(made, "before")["MEX"] == NO_DATA
    assert choropleth.classes(made, "after")["MEX"] == 3
    assert choropleth.classes(made, "difference")["MEX"] == 4
    assert choropleth.country_text(made, EN, "MEX") == "not listed"
    assert choropleth.country_text(made, EN, "PER") == "no data"
    assert choropleth.country_text(made, EN, "BRA") == "not listed"


def test_legend_shows_the_real_bounds_and_what_is_in_use() -> None:
    words = choropleth.legend(layer(), EN, "before")
    assert words.edges == ("0", "US$1M", "US$10M", "US$100M", "US$1B", "US$10B")
    assert [kind for kind, _ in words.extras] == ["no_data", "zero", "reporter"]
    plain = choropleth.legend(layer({"USA": 1e6}, reporter=""), EN, "before")
    assert [kind for kind, _ in plain.extras] == ["no_data"]


def test_legend_of_the_difference_has_signs() -> None:
    words = choropleth.legend(layer(after={"USA": 6e9}), EN, "difference")
    assert words.edges == ("−US$1B", "−US$200M", "", "", "+US$200M", "+US$1B")
    assert words.middle == "no change"


@pytest.mark.parametrize(
    ("share", "text"),
    [(3e-10, "<0.000001%"), (1e-300, "<0.000001%"), (2e-8, "0.000002%"), (0.0002, "0.02%"), (0.005, "0.5%"),
     (0.05, "5%"), (0.712, "71.2%")],
)  # fmt: skip
def test_small_shares_are_never_printed_as_zero(share: float, text: str) -> None:
    made = replace(layer(), unit="share")
    assert choropleth.value_text(made, EN, share) == text


def test_quantities_carry_their_unit() -> None:
    made = replace(layer(), unit="quantity", unit_name="kt")
    assert choropleth.legend(made, EN, "before").title == EN.unit("kt")
    assert choropleth.value_text(made, EN, 5780.0, full=True) == EN.quantity(5780.0, "kt")


def test_ranked_falls_by_value_and_leaves_out_what_has_no_place() -> None:
    assert choropleth.ranked(layer()) == ["USA", "EUU", "CHN", "SGP", "CHL"]


def test_summary_names_the_top_mexico_and_the_count() -> None:
    words = choropleth.summary(layer(), EN)
    assert "United States: US$5B; European Union: US$500M; China: US$100M" in words
    assert "Mexico: reporting country" in words
    assert f"No data for {choropleth.without_figure(layer())} countries." in words
    assert "After the edits" not in words
    assert "After the edits: United States: US$6B" in choropleth.summary(layer(after={"USA": 6e9}), EN, edited=True)


def test_what_has_no_countries_says_so() -> None:
    made = replace(layer({"USA": 1.0}), covered=False, partners=np.array([], dtype=object))
    assert EN.say(choropleth.NOT_COVERED) in choropleth.summary(made, EN)
