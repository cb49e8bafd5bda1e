"""Baskets: which codes they count, what is refused, and totals that follow the definition."""

import pytest

from core.dataset.baskets import (
    Basket,
    basket_of_id,
    check_basket,
    codes_from,
    codes_line,
    counted_once,
    find_basket,
    known_baskets,
    prefixes_of,
    put_basket,
)  # fmt: skip
from core.dataset.load import with_baskets
from core.dataset.own_baskets import OwnBasket, OwnBaskets, read_own
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import Query
from core.errors import VetaError
from core.text.formatter import Formatter
from core.text.messages import msg


def own(bundled, *baskets):
    return with_baskets(bundled, OwnBaskets(tuple(baskets)))


def total(dataset, basket):
    return run(dataset, Query("us-imports", 2024, basket=basket)).total_usd


def test_own_baskets_stand_after_those_of_the_catalogue(bundled):
    dataset = own(bundled, OwnBasket("Zinc", ("79",)), OwnBasket("Iron", ("72",)))
    ids = [basket.id for basket in known_baskets(dataset)]
    assert ids[0] == "mining-metallurgy"
    assert ids[-2:] == ["own:Iron", "own:Zinc"]
    assert find_basket(dataset, " zinc ") == "own:Zinc"
    assert find_basket(dataset, "ores") == "ores"
    with pytest.raises(VetaError, match="no basket “Lead”"):
        find_basket(dataset, "Lead")


def test_an_own_basket_of_the_same_chapters_has_the_total_of_the_bundled_one(bundled):
    dataset = own(bundled, OwnBasket("Mine", ("26", "25")))
    assert total(dataset, "own:Mine") == total(bundled, "raw-minerals")
    assert resolve(dataset, "all", "own:Mine").prefixes == ("25", "26")


def test_codes_within_others_count_once(bundled):
    dataset = own(bundled, OwnBasket("Mine", ("2603", "26", "260300", "26")))
    assert total(dataset, "own:Mine") == total(bundled, "ores")
    assert counted_once(basket_of_id(dataset, "own:Mine")) == ("2603", "260300")


def test_what_is_left_out_is_the_difference(bundled):
    parts = (OwnBasket("All", ("26",)), OwnBasket("Copper", ("2603",)), OwnBasket("Rest", ("26",), ("2603",)))
    dataset = own(bundled, *parts)
    rest = prefixes_of(dataset, basket_of_id(dataset, "own:Rest"))
    assert not any("2603".startswith(code) or code.startswith("2603") for code in rest)
    assert total(dataset, "own:Rest") + total(dataset, "own:Copper") == pytest.approx(total(dataset, "own:All"))


def test_jewellery_can_be_left_out_though_us_tables_do_not_hold_it(bundled):
    dataset = own(bundled, OwnBasket("Metal", ("71",), ("7113", "7114")))
    assert total(dataset, "own:Metal") == total(bundled, "precious")


@pytest.mark.parametrize(
    ("codes", "without", "said"),
    [
        (("25", "99"), (), r"Code 2 of the basket, “99”: the figures hold no such chapter; they hold 25, 26"),
        (("2699",), (), r"Code 1 of the basket, “2699”: the figures hold no such code"),
        (("26", "x"), (), r"Code 2 of the basket, “x”: that is not an HS code"),
        (("26",), ("2603", "25"), r"Code 2 to leave out, “25”, lies below no code"),
        (("26",), ("2699",), r"Code 1 to leave out, “2699”: the figures hold no such code"),
        (("2603",), ("26",), r"lies below no code"),
        (("26",), ("26",), r"Nothing is left"),
    ],
)
def test_what_is_refused_names_its_place(bundled, codes, without, said):
    with pytest.raises(VetaError, match=said):
        check_basket(bundled, Basket("own:X", codes, without))


def test_typed_codes_take_points_commas_and_ranges(bundled):
    assert codes_from(bundled, "25, 2529.22;7108 26 25") == ("25", "252922", "7108", "26")
    assert codes_from(bundled, "7113-7116") == ("7113", "7114", "7115", "7116")
    assert codes_from(bundled, "78\u201380") == ("78", "79", "80")
    assert codes_from(bundled, "80-78, oops") == ("80-78", "oops")


def test_a_name_of_the_catalogue_is_refused_in_any_language(bundled, monkeypatch, tmp_path):
    monkeypatch.setattr("core.dataset.own_baskets.user_data_dir", lambda: tmp_path)
    for name in ("ores", "Raw Minerals", "Minerales en bruto"):
        with pytest.raises(VetaError, match="comes with Veta"):
            put_basket(bundled, OwnBasket(name, ("26",)))
    for basket, said in ((OwnBasket("", ("26",)), "no name"), (OwnBasket("X", ()), "no codes")):
        with pytest.raises(VetaError, match=said):
            put_basket(bundled, basket)
    assert put_basket(bundled, OwnBasket("Gold", ("7108",))) == read_own() == (OwnBasket("Gold", ("7108",)),)


def test_answers_follow_the_definition(bundled):
    """The same name with other codes is another question, though the figures are the same."""
    first, second = (own(bundled, OwnBasket("Mine", (code,))) for code in ("25", "26"))
    assert first.digest == second.digest == bundled.digest
    assert len({first.key, second.key, bundled.key}) == 3
    assert total(first, "own:Mine") != total(second, "own:Mine") == total(bundled, "ores")


def test_the_same_baskets_are_the_same_dataset(bundled):
    assert with_baskets(bundled, OwnBaskets()) is bundled
    assert own(bundled, OwnBasket("Mine", ("25",))) is own(bundled, OwnBasket("Mine", ("25",)))


def test_a_damaged_file_says_why_its_baskets_are_left_out(bundled):
    dataset = with_baskets(bundled, OwnBaskets(problem=msg("the file is torn.")))
    assert run(dataset, Query("us-imports", 2024)).total_usd == run(bundled, Query("us-imports", 2024)).total_usd
    with pytest.raises(VetaError, match="left out: the file is torn"):
        resolve(dataset, "all", "own:Mine")


def test_words_name_the_codes_and_whose_they_are(bundled):
    fmt = Formatter("en")
    line = fmt.say(codes_line(Basket("own:Mine", ("25", "252922"), ("2501",))))
    assert line == "Own basket: HS 25, 2529.22, without 2501"
    assert fmt.say(codes_line(basket_of_id(bundled, "ores"))) == "Basket: HS 26"
    assert "and 68 more" in fmt.say(codes_line(basket_of_id(bundled, "critical-2025")))
    assert fmt.basket("own:Mine") == "Mine (own)"
