"""What stands behind a title, and the first screen's story only where the total holds what it tells of."""

import pytest

from core.dataset.load import with_baskets
from core.dataset.own_baskets import OwnBasket, OwnBaskets
from core.selection import Selection
from core.store import Snapshot
from core.text.formatter import Formatter

FMT = Formatter("en")


def board(dataset, **fields):
    return Snapshot(dataset, Selection(**fields)).board


def test_a_total_names_its_codes_short_and_in_full(bundled):
    shown = board(bundled, basket="critical-2025")
    assert FMT.say(shown.about).startswith("Basket: HS 2511.10, 2504, 2510")
    assert FMT.say(shown.about).endswith(" more")
    assert FMT.say(shown.details[0]).endswith("8110, 8111, 8112")


@pytest.mark.parametrize(
    ("flow", "target", "said"),
    [
        ("us-imports", "gold", "Not named on the critical lists held here"),
        ("us-imports", "7106", "Critical lists with silver. US Geological Survey: US 2025"),
        ("production", "silver", "Critical lists. US Geological Survey: US 2025"),
        ("us-imports", "battery", None),
        ("production", "all", None),
    ],
)
def test_a_mineral_says_on_whose_lists_it_stands(bundled, flow, target, said):
    shown = board(bundled, flow=flow, target=target)
    assert (FMT.say(shown.about) if shown.about else None) == said
    assert len(shown.details) == (1 if said and said.endswith("2025") else 0)


def test_the_story_is_told_only_where_the_total_holds_its_metals_and_ores(bundled):
    own = (OwnBasket("Zinc", ("79", "2608")), OwnBasket("Wide", ("26", "71", "74", "78", "79")))
    dataset = with_baskets(bundled, OwnBaskets(own))
    assert board(dataset).story is not None
    assert board(dataset, basket="own:Wide").story is not None
    zinc = board(dataset, basket="own:Zinc")
    assert (zinc.story, zinc.chart.splits) == (None, ())


def test_an_own_basket_is_shown_by_its_codes_and_changed_ones_are_shown_at_once(bundled):
    def total(*codes):
        dataset = with_baskets(bundled, OwnBaskets((OwnBasket("Mine", codes),)))
        shown = board(dataset, flow="us-imports", basket="own:Mine")
        assert FMT.say(shown.about) == f"Own basket: HS {', '.join(codes)}"
        assert shown.editable
        return shown.key_figures[0].before

    assert total("25") + total("26") == total("25", "26")
