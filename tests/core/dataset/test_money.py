"""Trade questions on made-up rows: one source, one valuation, no product twice, the total never a partner."""

import numpy as np
import pytest

from core.dataset.query import run
from core.dataset.view import Query
from core.errors import VetaError
from tests.core.made_figures import trade_row

MX, US = "mexico-exports", "us-imports"


def values(view):
    return dict(zip(view.keys, view.value_usd, strict=True))


def test_the_world_row_is_the_total_and_the_rest_is_what_is_left(made):
    data = made(
        [
            trade_row(MX, 2024, "CHN", "2603", 60),
            trade_row(MX, 2024, "USA", "2603", 10),
            trade_row(MX, 2024, "XXX", "2603", 100),
        ],
        [(MX, 2024, "a", "2603", "top")],
    )
    view = run(data, Query(MX, 2024, target="2603"))
    assert values(view) == {"CHN": 60, "USA": 10}
    assert (view.total_usd, view.rest_usd) == (100, 30)
    assert view.share.tolist() == [0.6, 0.1]
    assert view.coverage.listed_share == 0.7


def test_levels_are_never_added_up(made):
    rows = [trade_row(MX, 2024, "CHN", code, 100) for code in ("26", "2603", "260300")]
    data = made(rows, [(MX, 2024, "a", code, "all") for code in ("26", "2603", "260300")])
    view = run(data, Query(MX, 2024, target="26"))
    assert (view.total_usd, view.products) == (100, ("26",))
    assert run(data, Query(MX, 2024, products=("2603", "260300"))).total_usd == 100


def test_sources_are_never_mixed_and_the_better_list_wins(made):
    rows = [
        trade_row(US, 2024, "CHN", "2603", 50, "whole", "customs"),
        trade_row(US, 2024, "MEX", "2603", 50, "whole", "customs"),
        trade_row(US, 2024, "MEX", "2603", 55, "pair", "cif"),
    ]
    data = made(rows, [(US, 2024, "whole", "2603", "all"), (US, 2024, "pair", "2603", "bilateral")])
    view = run(data, Query(US, 2024, target="2603"))
    assert (view.sources, view.valuation) == (("whole",), "customs")
    assert values(view) == {"CHN": 50, "MEX": 50}


def test_customs_value_needs_every_row(made):
    rows = [
        trade_row(US, 2024, "MEX", "2603", 11, "a", "cif"),
        trade_row(US, 2024, "MEX", "2603", 10, "a", "customs"),
        trade_row(US, 2024, "MEX", "2607", 22, "a", "cif"),
    ]
    data = made(rows, [(US, 2024, "a", code, "bilateral") for code in ("2603", "2607")])
    assert run(data, Query(US, 2024, target="2603")).valuation == "customs"
    both = run(data, Query(US, 2024, target="26"))
    assert (both.valuation, values(both)) == ("cif", {"MEX": 33})
    assert run(data, Query(US, 2024, target="2603", valuation="cif")).value_usd.tolist() == [11]


def test_one_partner_alone_has_no_share(made):
    data = made([trade_row(US, 2020, "MEX", "2603", 7)], [(US, 2020, "a", "2603", "bilateral")])
    view = run(data, Query(US, 2020, target="2603"))
    assert np.isnan(view.share).all()
    assert view.total_usd is None
    assert np.isnan(view.rest_usd)
    assert view.coverage.note is not None


def test_a_product_with_a_total_only_goes_to_the_rest(made):
    data = made(
        [trade_row(MX, 2024, "CHN", "2603", 100), trade_row(MX, 2024, "XXX", "2607", 40)],
        [(MX, 2024, "a", "2603", "all"), (MX, 2024, "a", "2607", "total-only")],
    )
    view = run(data, Query(MX, 2024, target="26"))
    assert (view.total_usd, view.rest_usd, view.coverage.kind) == (140, 40, "partial")


def test_a_product_without_a_total_leaves_the_sum_without_one(made):
    data = made(
        [trade_row(MX, 2020, "CHN", "2603", 100), trade_row(MX, 2020, "CHN", "2607", 40)],
        [(MX, 2020, "a", "2603", "all"), (MX, 2020, "a", "2607", "partial")],
    )
    view = run(data, Query(MX, 2020, target="26"))
    assert view.total_usd is None
    by_product = run(data, Query(MX, 2020, by="product", target="26"))
    assert dict(zip(by_product.keys, by_product.flag, strict=True)) == {"2603": "", "2607": "bound-low"}


def test_mass_is_missing_where_one_row_lacks_it(made):
    rows = [trade_row(MX, 2024, "CHN", "2603", 1, mass=5), trade_row(MX, 2024, "CHN", "2607", 1),
            trade_row(MX, 2024, "USA", "2603", 1, mass=5)]  # fmt: skip
    data = made(rows, [(MX, 2024, "a", code, "all") for code in ("2603", "2607")])
    view = run(data, Query(MX, 2024, target="26"))
    masses = dict(zip(view.keys, view.mass_kg, strict=True))
    assert masses["USA"] == 5
    assert np.isnan(masses["CHN"])


def test_a_computed_part_makes_a_computed_sum_and_the_mixture_is_said(made):
    rows = [trade_row(MX, 2024, "CHN", "2603", 1, flag="computed"), trade_row(MX, 2024, "CHN", "2607", 1),
            trade_row(MX, 2024, "USA", "2607", 1)]  # fmt: skip
    view = run(made(rows, [(MX, 2024, "a", c, "all") for c in ("2603", "2607")]), Query(MX, 2024, target="26"))
    assert dict(zip(view.keys, view.flag, strict=True)) == {"CHN": "computed", "USA": ""}
    assert "computed" in view.coverage.note.plain()


def test_a_series_keeps_one_valuation_and_comparable_years(made):
    rows = [trade_row(US, year, "MEX", "2603", 10 + year - 2020, "a", "cif") for year in (2020, 2021, 2022)]
    rows.append(trade_row(US, 2022, "MEX", "2603", 11, "a", "customs"))
    data = made(rows, [(US, year, "a", "2603", "bilateral") for year in (2020, 2021, 2022)])
    view = run(data, Query(US, 2022, by="year", target="2603", partner="MEX"))
    assert (view.valuation, list(view.keys), view.value_usd.tolist()) == ("cif", ["2020", "2021", "2022"], [10, 11, 12])
    assert not len(run(data, Query(US, 2022, by="year", target="2603")).keys)


def test_years_with_fewer_products_are_left_out_of_a_series(made):
    rows = [
        trade_row(MX, 2024, "XXX", "2603", 10),
        trade_row(MX, 2024, "XXX", "2607", 5),
        trade_row(MX, 2023, "XXX", "2603", 9),
    ]
    cover = [
        (MX, 2024, "a", "2603", "total-only"),
        (MX, 2024, "a", "2607", "total-only"),
        (MX, 2023, "a", "2603", "total-only"),
    ]
    view = run(made(rows, cover), Query(MX, 2024, by="year", target="26"))
    assert values(view) == {"2024": 15}


def test_nothing_found_says_which_years_there_are(made):
    data = made(
        [trade_row(MX, 2023, "CHN", "2603", 1), trade_row(MX, 2024, "CHN", "2607", 1)],
        [(MX, 2023, "a", "2603", "all"), (MX, 2024, "a", "2607", "all")],
    )
    view = run(data, Query(MX, 2024, target="2603"))
    assert not len(view.keys)
    assert "2023" in view.missing.plain()
    assert run(data, Query(MX, 2024, target="rare-earths")).missing is not None


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"flow": "imports"}, "imports"),
        ({"year": 1999}, "1999"),
        ({"partner": "MXC"}, "MXC"),
        ({"valuation": "exw"}, "exw"),
    ],
)
def test_what_does_not_exist_is_refused(made, wrong, word):
    data = made([trade_row(MX, 2024, "CHN", "2603", 1)], [(MX, 2024, "a", "2603", "all")])
    with pytest.raises(VetaError, match=word):
        run(data, Query(**{"flow": MX, "year": 2024, "target": "2603"} | wrong))


def test_products_without_a_named_partner_leave_a_range_open(made):
    rows = [
        trade_row(MX, 2024, "USA", "2603", 40),
        trade_row(MX, 2024, "CHN", "2603", 30),
        trade_row(MX, 2024, "XXX", "2603", 80),
        trade_row(MX, 2024, "XXX", "2607", 20),
    ]
    data = made(rows, [(MX, 2024, "a", "2603", "partial"), (MX, 2024, "a", "2607", "total-only")])
    view = run(data, Query(MX, 2024, target="26"))
    assert (view.total_usd, view.open_usd) == (100, 20)
    assert view.share.tolist() == [0.4, 0.3]
    assert view.share_high.tolist() == [0.6, 0.5]


def test_the_rest_of_a_product_may_be_any_partner_that_it_does_not_name(made):
    rows = [
        trade_row(MX, 2024, "CHN", "2603", 50),
        trade_row(MX, 2024, "XXX", "2603", 70),
        trade_row(MX, 2024, "USA", "2607", 25),
        trade_row(MX, 2024, "XXX", "2607", 30),
    ]
    data = made(rows, [(MX, 2024, "a", code, "partial") for code in ("2603", "2607")])
    view = run(data, Query(MX, 2024, target="26"))
    high = dict(zip(view.keys, view.share_high, strict=True))
    assert view.open_usd == 0
    assert high == {"CHN": pytest.approx(0.55), "USA": pytest.approx(0.45)}


def test_nobody_left_out_of_a_list_of_the_largest_has_more_than_the_last(made):
    rows = [
        trade_row(MX, 2024, "CHN", "2603", 50),
        trade_row(MX, 2024, "JPN", "2603", 10),
        trade_row(MX, 2024, "XXX", "2603", 90),
        trade_row(MX, 2024, "USA", "2607", 10),
    ]
    data = made(rows, [(MX, 2024, "a", "2603", "top"), (MX, 2024, "a", "2607", "all")])
    view = run(data, Query(MX, 2024, target="26"))
    high = dict(zip(view.keys, view.share_high, strict=True))
    assert high == {"CHN": 0.5, "JPN": 0.1, "USA": 0.2}


def test_a_complete_list_leaves_nothing_open(made):
    rows = [trade_row(MX, 2024, "CHN", "2603", 50), trade_row(MX, 2024, "USA", "2607", 50)]
    data = made(rows, [(MX, 2024, "a", code, "all") for code in ("2603", "2607")])
    view = run(data, Query(MX, 2024, target="26"))
    assert view.open_usd == 0
    assert view.share_high.tolist() == view.share.tolist() == [0.5, 0.5]


def test_a_series_has_each_years_total_and_range(made):
    rows = [
        trade_row(MX, 2023, "USA", "2603", 10),
        trade_row(MX, 2023, "XXX", "2603", 20),
        trade_row(MX, 2023, "XXX", "2607", 20),
        trade_row(MX, 2024, "USA", "2603", 30),
        trade_row(MX, 2024, "XXX", "2603", 50),
        trade_row(MX, 2024, "XXX", "2607", 10),
    ]
    kinds = [("2603", "top"), ("2607", "total-only")]
    data = made(rows, [(MX, year, "a", code, kind) for year in (2023, 2024) for code, kind in kinds])
    view = run(data, Query(MX, 2024, by="year", target="26", partner="USA"))
    assert view.year_total_usd.tolist() == [40, 60]
    assert view.share.tolist() == [0.25, 0.5]
    assert view.share_high.tolist() == [0.75, pytest.approx(40 / 60)]
