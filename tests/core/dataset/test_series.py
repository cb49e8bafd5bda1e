"""HS revisions: a series follows a renumbered code, and stops where codes were split or merged.

The relations are those of the UN Statistics Division's tables; the figures are UN Comtrade's, reporter USA.
"""

import pytest

from core.dataset.query import run
from core.dataset.series import join
from core.dataset.view import Query

ALL = ("HS2012", "HS2017", "HS2022")
US = "us-imports"


def years(view):
    return [int(year) for year in view.keys]


def test_one_revision_needs_no_concordance(made):
    joined = join(made(), ("2603",), "HS2017", ("HS2017",))
    assert joined.prefixes == {"HS2017": ("2603",)}
    assert joined.seams == ()


def test_a_code_that_stays_the_same_is_carried_through(bundled):
    joined = join(bundled, ("252922",), "HS2022", ALL)
    assert joined.prefixes == dict.fromkeys(ALL, ("252922",))
    assert joined.seams == ()


def test_a_renumbered_code_is_followed_both_ways(bundled):
    """HS 2022 renumbered 7419.91 as 7419.20."""
    back = join(bundled, ("741920",), "HS2022", ALL)
    assert "741991" in back.prefixes["HS2017"]
    assert "741991" in back.prefixes["HS2012"]
    assert "741920" in join(bundled, ("741991",), "HS2017", ALL).prefixes["HS2022"]


@pytest.mark.parametrize(("code", "reference"), [("284441", "HS2022"), ("284440", "HS2017"), ("284440", "HS2012")])
def test_a_split_stops_the_series(bundled, code, reference):
    """HS 2022 split 2844.40 into 2844.41 to 2844.44."""
    joined = join(bundled, (code,), reference, ALL)
    kept = {"HS2022"} if reference == "HS2022" else {"HS2012", "HS2017"}
    assert set(joined.prefixes) == kept
    (seam,) = joined.seams
    assert "2844.40" in seam.plain()
    assert "2844.44" in seam.plain()


def test_a_merge_stops_the_series(bundled):
    """HS 2017 merged 2848.00 and what was left of 2853.00 into 2853.90."""
    joined = join(bundled, ("2848",), "HS2012", ALL)
    assert set(joined.prefixes) == {"HS2012"}
    assert "2853.90" in joined.seams[0].plain()


def test_a_heading_that_holds_all_parts_goes_on(bundled):
    """2844.40 and its four parts are all in 2844."""
    joined = join(bundled, ("2844",), "HS2022", ALL)
    assert set(joined.prefixes) == set(ALL)
    assert joined.seams == ()


def test_a_heading_that_lost_a_code_to_another_stops(bundled):
    """HS 2022 moved cadmium, 8107, into 8112."""
    assert set(join(bundled, ("8112",), "HS2022", ALL).prefixes) == {"HS2022"}
    assert set(join(bundled, ("8107", "8112"), "HS2022", ALL).prefixes) == set(ALL)


def test_rows_without_a_revision_keep_their_codes(bundled):
    assert join(bundled, ("8112",), "as-reported", ("as-reported", "HS2022")).prefixes["HS2022"] == ("8112",)


def test_a_series_of_a_split_code_says_why_it_is_short(bundled):
    view = run(bundled, Query(US, 2018, by="year", target="284440", partner="CHN"))
    assert years(view) == list(range(2015, 2022))
    assert "2844.41" in view.coverage.note.plain()
    later = run(bundled, Query(US, 2024, by="year", target="284441", partner="CHN"))
    assert min(years(later)) >= 2022


def test_a_series_of_a_renumbered_code_has_all_years(bundled):
    view = run(bundled, Query(US, 2024, by="year", target="741920", partner="CHN"))
    assert years(view) == list(range(2015, 2026))
    assert view.seams == ()
