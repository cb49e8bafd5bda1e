"""The brief's sentences and numbers, and what is done to words from outside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.brief.alignment import missing_decimals
from core.brief.document import build_brief
from core.brief.findings import findings, headline, limits
from core.brief.font import metrics
from core.brief.model import Picture
from core.brief.phrasing import subject
from core.brief.tables import ROWS, all_rows_table, key_numbers, main_table, measures_table
from core.brief.wording import clean, printable
from core.dataset.load import Dataset
from core.selection import Selection
from core.store import Snapshot
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names
from tests.core.brief import boards

FMT = Formatter("en", boards.NAMES)


def test_headline_is_a_finding() -> None:
    assert headline(boards.board(), FMT) == "China supplied 50.0% of US imports of rare earths in 2024."
    exports = boards.board(selection=Selection("mexico-exports", 2024, "rare-earths"))
    assert headline(exports, FMT) == "China took 50.0% of Mexico's exports of rare earths in 2024."
    told = boards.board(story=msg("Metal goes north"))
    assert headline(told, FMT) == "Metal goes north"


def test_headline_of_an_edit_says_what_it_does_to_concentration() -> None:
    # Shares .5 .1 .08 .07 .06 .05 .04 .03 .025 .0225 .0125: squares sum to 0.2811875;
    # after: 0.5625 of that and 0.25 squared.
    said = headline(boards.board(edited=True), FMT)
    assert said == "With Mexico at 25.0%, concentration (HHI) falls from 0.28 to 0.22"


def test_findings_leave_out_the_headline_and_tell_none_from_zero() -> None:
    said = findings(boards.board(), FMT)
    assert headline(boards.board(), FMT) not in said
    assert "Mexico: none recorded in 2024; that is not the same as a measured zero." in said
    assert any("US$100.0 million in 2020 to US$200.0 million in 2024 (+100.0%)" in s for s in said)
    assert any("hold 68.0%; HHI 0.28 (2,812) is above 0.18" in s for s in said)
    assert 3 <= len(said) <= 4


def test_findings_do_not_claim_absence_where_only_the_largest_are_listed() -> None:
    made = boards.board()
    top = replace(made, coverage=replace(made.coverage, kind="top"))
    assert not any("none recorded" in said for said in findings(top, FMT))


def test_place_of_mexico_when_it_is_recorded() -> None:
    values = list(boards.VALUES)
    values[boards.KEYS.index("MEX")] = 15e6
    said = findings(boards.board(table=boards.table(values)), FMT)
    assert "Mexico is number 4 with 7.0%, US$15.0 million." in said


def test_partly_named_partners_make_every_share_a_bound() -> None:
    made = boards.board()
    low = replace(made.before, hhi=0.1)
    part = replace(made, before=low, coverage=replace(made.coverage, kind="partial"))
    assert headline(part, FMT) == "China supplied at least 50.0% of US imports of rare earths in 2024."
    said = " ".join(findings(part, FMT))
    assert "hold at least 68.0%; HHI is at least 0.10" in said
    assert "at most 50.0% is left" in said
    high = replace(part, before=made.before)
    assert "hold at least 68.0%; HHI at least 0.28 (2,812) is above 0.18" in " ".join(findings(high, FMT))
    assert any("lower bounds" in note for note in measures_table(part, FMT).notes)


def test_usgs_sentences_keep_the_token() -> None:
    said = findings(boards.usgs(), FMT)
    assert "Mexico: >50\u00a0t." in said
    # China's figure is withheld: Australia's is the largest printed, not the largest.
    assert headline(boards.usgs(), FMT) == (
        "Largest figure printed for rare earths, 2024: Australia, 900\u00a0t; others are withheld or not available."
    )


def test_usgs_leader_when_every_figure_is_printed() -> None:
    made = boards.usgs()
    plain = replace(made, table=replace(made.table, flag=boards.texts([""] * 7)))
    assert headline(plain, FMT) == "Australia was the largest producer of rare earths in 2024: 900\u00a0t."


def test_usgs_figures_of_two_forms_are_not_ranked_together() -> None:
    made = boards.usgs()
    forms = boards.texts(["Mine production", "Refinery production", *["Mine production"] * 5])
    mixed = replace(made, table=replace(made.table, flag=boards.texts([""] * 7), form=forms))
    assert headline(mixed, FMT) == "The United States was the largest producer of rare earths in 2024: 50\u00a0t."


def test_reliance_on_two_forms_is_told_of_each_and_of_neither_as_the_whole() -> None:
    # As in MCS 2026: rare-earth concentrates are exported, compounds and metals imported.
    made = replace(boards.usgs(), selection=Selection("us-reliance", 2024, "rare-earths"))
    two = replace(
        made.table,
        **{name: getattr(made.table, name)[:2] for name in ("before", "after", "before_share", "after_share")},
        keys=boards.texts(["USA", "USA"]),
        flag=boards.texts(["E", ""]),
        text=boards.texts(["E", "53"]),
        form=boards.texts(["Concentrates", "Compounds"]),
        unit_name="percent",
    )
    made = replace(made, table=two)
    assert headline(made, FMT) == "World production of rare earths, 2024"
    assert findings(made, FMT) == ("Concentrates: net exporter.", "Compounds: 53%.")


def test_a_price_over_the_years_says_of_what(bundled: Dataset) -> None:
    # USGS MCS 2026, rare earths: mischmetal, 65% cerium and 35% lanthanum, US$/kg: 5.66 in 2021, 5.62 in 2025.
    snapshot = Select(flow="prices", target="rare-earths", year=2024).apply(Snapshot(bundled))
    made = build_brief(snapshot, Formatter("en", Names.of(bundled, "en")), today=boards.DAY)
    assert boards.items(made, "findings")[0].startswith("Mischmetal, 65% cerium and 35% lanthanum")
    assert "5.66 in 2021, 5.62 in 2025" in boards.items(made, "findings")[0]
    trend = made.find("trend")
    assert isinstance(trend, Picture)
    assert trend.title.startswith("Over the years, US$/kg · Mischmetal")


def test_low_concentration_is_claimed_only_when_the_unlisted_cannot_break_it() -> None:
    made = boards.board()
    low = replace(made.before, hhi=0.1)
    assert any("below 0.18" in said for said in findings(replace(made, before=low), FMT))
    values = [*boards.VALUES[:-1], 100e6]
    hidden = boards.board(table=boards.table(values), before=low)
    assert any("HHI is at least 0.10" in said for said in findings(hidden, FMT))


def test_empty_selection_says_why() -> None:
    assert headline(boards.empty(), FMT) == "Nothing recorded"
    assert findings(boards.empty(), FMT) == ("No row in any year.",)


def test_limits_of_an_empty_selection_tell_no_limits_of_figures_that_are_not_there() -> None:
    said = limits(boards.empty(), FMT, note="HS has three codes for all seventeen elements.")
    assert "No row means none recorded, which is not a measured zero." in said
    assert not any("three codes" in sentence or "snapshot" in sentence for sentence in said)


def test_limits_start_with_coverage() -> None:
    assert limits(boards.board(), FMT)[0] == "The source lists 50 partners."


def test_names_inside_a_sentence() -> None:
    assert subject(boards.board(), FMT) == "rare earths"
    coded = boards.board(selection=Selection("us-imports", 2024, "280530"))
    assert (subject(coded, FMT), subject(coded, Formatter("es", boards.NAMES))) == ("HS 2805.30", "SA 2805.30")
    names = replace(boards.NAMES, groups={"rare-earths": "US critical minerals"})
    assert subject(boards.board(), Formatter("en", names)) == "US critical minerals"


def test_key_numbers_before_and_after() -> None:
    total, top, _, mexico, change = key_numbers(boards.board(edited=True), FMT)
    assert (total.value, total.before, total.arrow) == ("US$200.0M", "unchanged", "none")
    assert (top.value, top.before, top.arrow) == ("37.5%", "before 50.0%", "down")
    assert (mexico.value, mexico.before, mexico.arrow) == ("25.0%", "before none recorded", "up")
    assert (change.value, change.before, change.arrow) == ("100.0%", "", "none")


def test_ten_rows_keep_mexico_and_sum_the_rest() -> None:
    made = main_table(boards.board(edited=True), FMT)
    assert len(made.rows) == ROWS + 1
    assert made.footers == 1
    heads = [column.title for column in made.columns]
    mexico = next(row for row in made.rows if row[0] == "Mexico")
    assert mexico[heads.index("Before (US$)")] == "–"
    assert mexico[heads.index("After (US$)")] == "50,000,000"
    # Vietnam 4.5, Brazil 2.5 and the unlisted rest 2 million are not printed.
    assert made.rows[-1][heads.index("Before (US$)")] == "9,000,000"


def test_cells_hold_numbers_alone_and_room_is_told_apart() -> None:
    made = boards.board()
    values = made.table.unit_value.copy()
    values[1] = 2000.0
    rows = main_table(replace(made, table=replace(made.table, unit_value=values)), FMT)
    place = [column.title for column in rows.columns].index("US$/kg")
    assert (rows.rows[0][place], rows.rows[1][place]) == ("20.00", "2,000")
    room = missing_decimals(rows, "en")
    assert (room[0][place], room[1][place]) == ("", ".00")
    # A dash is no number and stands at the edge; HHI and counts share a column but not a quantity.
    mexico = next(i for i, row in enumerate(rows.rows) if row[0] == "Mexico")
    assert (rows.rows[mexico][place], room[mexico][place]) == ("–", "")
    assert not any(map(any, missing_decimals(measures_table(made, FMT), "en")))


def test_the_number_behind_a_cell_is_the_figure_itself_and_a_token_has_none() -> None:
    made = main_table(boards.board(edited=True), FMT)
    heads = [column.title for column in made.columns]
    mexico = next(i for i, row in enumerate(made.rows) if row[0] == "Mexico")
    assert made.numbers[0][heads.index("Before (US$)")] == 100e6
    assert made.numbers[mexico][heads.index("Before (US$)")] is None
    assert made.numbers[mexico][heads.index("Share after")] == pytest.approx(0.25)
    assert made.numbers[-1][heads.index("Before (US$)")] == pytest.approx(9e6)
    printed = all_rows_table(boards.usgs(), FMT)
    place = [column.title for column in printed.columns].index("Quantity (t)")
    shown = {row[0]: (row[place], numbers[place]) for row, numbers in zip(printed.rows, printed.numbers, strict=True)}
    assert shown["CHN"] == ("W", None)
    assert shown["MEX"] == (">50", None)
    assert shown["USA"] == ("50", 50.0)


def test_tokens_are_explained() -> None:
    notes = main_table(boards.usgs(), FMT).notes
    assert any(note.startswith("W: withheld") for note in notes)
    assert len(notes) == 4


def test_measures_on_both_scales_before_and_after() -> None:
    made = measures_table(boards.board(edited=True), FMT)
    assert made.rows[0][1:] == ("0.28", "0.22")
    assert made.rows[1][1:] == ("2,812", "2,207")
    assert made.rows[-1][1:] == ("50.0%", "62.5%")
    assert measures_table(boards.usgs(), FMT).rows == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  two\twords\n", "two words"),
        ("\u202eevil\u202c", "evil"),
        ("bell\x07\x00", "bell"),
        ("abcdefghijklm", "abcdefghi…"),
        ("#import <b>", "#import <…"),
        ("", ""),
    ],
)
def test_outside_words(given: str, kept: str) -> None:
    assert clean(given, 10) == kept


def test_what_the_typeface_lacks_is_shown_as_a_square() -> None:
    covers = metrics().covers
    assert printable("año ▲ −1\u202f000", covers) == "año ▲ −1\u202f000"
    assert printable("中🚫", covers) == "□□"


def test_width_of_words() -> None:
    font = metrics()
    assert font.width("00", 10) == pytest.approx(2 * font.width("0", 10))
    assert font.width("WW", 10) > font.width("ii", 10)
    short = font.fit("a rather long name", 10, 40)
    assert short.endswith("…")
    assert font.width(short, 10) <= 40
    assert font.fit("ok", 10, 40) == "ok"
