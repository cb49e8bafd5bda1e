"""What a name or code stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dataset.cell_codes import any_below
from core.dataset.resolve import resolve
from core.errors import VetaError


def test_rare_earths_are_two_headings_of_the_harmonized_system(bundled):
    """HS 2022: 2805.30 (metals, scandium and yttrium) and heading 28.46 (compounds)."""
    target = resolve(bundled, "rare-earths")
    assert target.prefixes == ("280530", "2846")
    assert "rare-earths" in target.minerals


def test_a_mineral_leaves_out_a_heading_it_shares(made):
    """2529 holds feldspar too, so fluorspar is its own subheading only."""
    assert resolve(made(), "fluorspar").prefixes == ("252922",)


def test_a_code_knows_its_mineral(made):
    assert resolve(made(), "260300").minerals == ("copper",)


def test_all_is_a_basket(made):
    target = resolve(made(), "all", "mining-metallurgy")
    assert (target.kind, target.prefixes) == ("basket", ("26", "7106"))


def test_several_products_swallow_what_lies_below(made):
    assert resolve(made(), "all", products=("2603", "26", "silver")).prefixes == ("26", "7106")


@pytest.mark.parametrize("name", ["fluorspr", "999999", "26a", "2", "26030", "", "../x", "rare earths"])
def test_the_unknown_is_refused_by_name(made, name):
    with pytest.raises(VetaError) as refused:
        resolve(made(), name)
    assert name in str(refused.value)


def test_a_near_match_is_named(made):
    with pytest.raises(VetaError, match="near it: fluorspar"):
        resolve(made(), "fluorspr")


def test_an_unknown_basket_names_the_known_ones(made):
    with pytest.raises(VetaError, match="mining-metallurgy"):
        resolve(made(), "all", "steel")


@given(st.sets(st.text("0129", max_size=5)), st.text("0129", max_size=5))
def test_a_code_below_a_prefix_is_found_without_looking_at_every_code(codes, prefix):
    assert any_below(sorted(codes), prefix) == any(code.startswith(prefix) for code in codes)
