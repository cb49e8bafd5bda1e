"""The table's columns: what is shown, worded, totalled and copied, without a screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.dataset.load import load_dataset
from core.dataset.view import Coverage
from core.present.blocs import bloc_colour, bloc_name, split_name
from core.present.columns import FigureTable
from core.present.palette import load_palette
from core.present.partners import home_partners, leading_partners
from core.scenario.edits import Scenario, SetShare
from core.selection import Selection
from core.store import Document, Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.gui import boards

EN = Formatter("en")
AFTER = {"CHN": 0.3, "JPN": 0.2, "MYS": 0.12, "EUU": 0.1, "EST": 0.05, "MEX": 0.2, "USA": 0.03}


def test_totals_add_money_and_give_a_mass_only_when_every_row_has_one() -> None:
    totals = FigureTable(boards.board(), EN).totals()
    assert (totals["value"], totals["share"]) == ("200,000,000", "100.0%")
    assert "mass" not in totals
    whole = FigureTable(boards.board({"CHN": 0.5, "JPN": 0.5}), EN).totals()
    assert (whole["mass"], whole["unit_value"]) == ("10,000", "20.00")


def test_a_total_of_listed_partners_is_not_called_the_total() -> None:
    made = boards.board()
    assert FigureTable(made, EN).totals()["partner"] == "Listed partners"
    everyone = replace(made, coverage=Coverage("all", 1.0))
    assert FigureTable(everyone, EN).totals()["partner"] == "Total"


def test_usgs_figures_are_never_added_up() -> None:
    assert FigureTable(boards.board(table=boards.usgs_table()), EN).totals() == {}


def test_a_partner_only_the_scenario_has_was_not_recorded_rather_than_zero() -> None:
    made = boards.board(after=AFTER)
    ids = list(made.table.row_ids)
    ids[5] = np.array([], dtype=np.int64)
    table = FigureTable(replace(made, table=replace(made.table, row_ids=tuple(ids))), EN)
    assert [table.text(column, 5) for column in ("value", "after", "change", "source")] == [
        "\u2013",
        "40,000,000",
        "new",
        "",
    ]
    assert "None recorded" in table.explain("value", 5)


def test_raw_cells_keep_numbers_and_tokens() -> None:
    table = FigureTable(boards.board(table=boards.usgs_table()), EN)
    assert [table.raw("value", row) for row in (0, 1, 2)] == ["W", 900.0, ">50"]
    assert table.explain("flag", 2).startswith("A lower bound")


def test_a_change_from_nothing_has_no_percentage() -> None:
    table = FigureTable(boards.board(after=AFTER), EN)
    assert table.change(0) == pytest.approx(-0.4)
    assert np.isnan(table.change(5))


def test_a_country_is_no_partner_of_its_own_trade() -> None:
    assert home_partners("us-imports") == ["MEX"]
    assert home_partners("mexico-exports") == ["USA"]
    assert home_partners("production") == ["MEX", "USA"]
    first, others = leading_partners(boards.board({"CHN": 0.6, "rest": 0.4}, partner="PER"))
    assert (first, others) == (["CHN", "MEX", "PER"], [])


def test_blocs_bear_a_members_colour_and_their_own_names() -> None:
    light = load_palette("light")
    assert bloc_colour("europe", light) == light.country("EUU")
    assert bloc_colour("USA", light) == light.country("USA")
    assert bloc_name("asia", EN) == "Asia without China"
    assert bloc_name("USA", EN) == "United States"
    assert split_name("7106", EN) == "Silver"


def test_a_token_stands_bare_and_is_told_once_below() -> None:
    table = FigureTable(boards.board(table=boards.usgs_table()), EN)
    flags = [str(flag) for flag in table.table.flag]
    assert flags.count("W") == 1
    assert table.text("flag", flags.index("W")) == "W"
    assert table.text("flag", flags.index("bound-low")) == ""
    assert table.explain("flag", flags.index("W")).startswith("W: withheld")
    assert table.legend() == tuple(EN.token(flag) for flag in dict.fromkeys(flags) if flag)
    assert table.legend([flags.index("W")]) == (EN.token("W"),)


def test_forms_and_printed_words_are_in_the_readers_language() -> None:
    made = boards.usgs_table()
    first = ["Large", *list(made.text[1:])]
    made = replace(made, text=np.array(first, dtype=object), form=np.full(len(first), "Mine production", dtype=object))
    words = {("form", "Mine production"): "Producción minera", ("printed", "Large"): "Grandes"}
    table = FigureTable(boards.board(table=made), Formatter("es", Names(phrases=words)))
    assert (table.text("form", 0), table.explain("form", 0)) == ("Producción minera", "Producción minera")
    assert (table.text("value", 0), table.raw("value", 0)) == ("Grandes", "Large")
    assert table.header("partner") == "País"


def test_tonnes_follow_the_scenario_at_unchanged_unit_values():
    edit = SetShare("mexico-exports", 2024, "252922", "USA", 0.5)
    selection = Selection(flow="mexico-exports", year=2024, target="252922")
    dataset = load_dataset()
    before = FigureTable(Snapshot(dataset, selection).board, Formatter("en"))
    after = FigureTable(
        Snapshot(dataset, selection, (Document(scenario=Scenario(edits=(edit,))),)).board, Formatter("en")
    )
    usa = [str(key) for key in before.table.keys].index("USA")
    factor = after.table.after[usa] / before.table.before[usa]
    assert after.raw("mass", usa) == pytest.approx(before.raw("mass", usa) * factor)
