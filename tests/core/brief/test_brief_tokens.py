"""Each token on its whole way: import, filter, sort, CSV, Excel, Word, PDF. It comes out as it went in.

Bundled rows are those of US Geological Survey, Mineral Commodity Summaries 2026 (data release); the imported file is
made here in the layout of that release, with figures of our own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from core.brief.document import build_brief
from core.brief.docx import write_docx
from core.brief.export import write_csv
from core.brief.pdf import write_pdf
from core.brief.xlsx import write_xlsx
from core.dataset.importers.run import Wish, import_file
from core.dataset.load import Dataset, load_dataset
from core.dataset.query import run
from core.dataset.view import Query, StatView
from core.present.columns import FigureTable
from core.present.order import matching
from core.store import Snapshot
from core.store_select import Select
from core.text.formatter import NO_FIGURE, Formatter
from core.text.names import Names
from tests.core.brief import boards, docxtext, pdftext, xlsxtext
from tests.core.brief.pdftext import squeeze

HEAD = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,Other notes"
MINED = {
    "Mexico": "1,600",  # estimated
    "South Africa": "60",
    "Mongolia": ">50",
    "Spain": "50",
    "Vietnam": "<50",
    "Morocco": "1",
    "Kenya": "s",
    "Iran": "—",
    "China": "W",
    "Thailand": "NA",
    "World total (rounded)": "1,900",
}
# Falling and rising, by the number a token stands beside; W and NA stand beside none, and the world is no country.
FALLING = ["MEX", "ZAF", "MNG", "ESP", "VNM", "MAR", "KEN", "IRN", "CHN", "THA", "XXX"]
RISING = ["IRN", "KEN", "MAR", "VNM", "ESP", "MNG", "ZAF", "MEX", "CHN", "THA", "XXX"]


@dataclass(frozen=True)
class Way:
    """Where a token stands: which table, whose row, and what means what."""

    token: str
    flag: str
    flow: str
    mineral: str
    year: int
    partner: str
    explained: str
    imported: bool = False
    form: str = ""

    def __str__(self) -> str:
        return f"{self.token} in {self.mineral}" + (" imported" if self.imported else "")


BOUND_LOW, BOUND_HIGH = "A lower bound, not a point", "An upper bound, not a point"
CONCENTRATES = "Net import reliance, mineral concentrates"
WAYS = (
    Way("W", "W", "production", "bromine", 2025, "USA", "W: withheld"),
    Way("NA", "NA", "production", "mercury", 2024, "PER", "NA: not available"),
    Way("E", "E", "us-reliance", "rare-earths", 2024, "USA", "E: net exporter", form=CONCENTRATES),
    Way(">50", "bound-low", "us-reliance", "lithium", 2024, "USA", BOUND_LOW),
    Way(">99", "bound-low", "us-import-sources", "strontium", 2024, "MEX", BOUND_LOW, form="Celestite"),
    Way("<1", "bound-high", "us-import-sources", "strontium", 2024, "XXO", BOUND_HIGH, form="Celestite"),
    Way("s", "s", "production", "helium", 2025, "ZAF", "s: less than half a unit"),
    Way("—", "zero", "reserves", "manganese", 2025, "USA", "A dash: zero"),
    Way("XX", "XX", "production", "kyanite", 2025, "XXX", "XX: a world total cannot be calculated"),
    Way("W", "W", "production", "fluorspar", 2026, "CHN", "W: withheld", imported=True),
    Way("NA", "NA", "production", "fluorspar", 2026, "THA", "NA: not available", imported=True),
    Way(">50", "bound-low", "production", "fluorspar", 2026, "MNG", BOUND_LOW, imported=True),
    Way("<50", "bound-high", "production", "fluorspar", 2026, "VNM", BOUND_HIGH, imported=True),
    Way("s", "s", "production", "fluorspar", 2026, "KEN", "s: less than half a unit", imported=True),
    Way("—", "zero", "production", "fluorspar", 2026, "IRN", "A dash: zero", imported=True),
    Way("E", "E", "us-reliance", "fluorspar", 2026, "USA", "E: net exporter", imported=True),
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """The bundled figures with an edition of 2027 over them, read from a file as a user would import it."""
    folder = tmp_path_factory.mktemp("usgs")
    lines = [HEAD]
    for country, value in MINED.items():
        note = "Estimated." if country == "Mexico" else ""
        what = "Production,Mine production,thousand metric tons"
        lines.append(f'FLUORSPAR,World Mine Production,Fluorspar,{country},{what},2026,"{value}",{note},')
    reliance = "Net import reliance,Net import reliance as a percentage of apparent consumption,percent"
    lines.append(f"FLUORSPAR,Salient Statistics,Fluorspar,United States,{reliance},2026,E,,")
    path = folder / "MCS2027_Commodities_Data.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode("cp1252"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.dataset.importers.overlay.user_data_dir", lambda: folder)
        import_file(load_dataset(), path, Wish(name="tokens"))
        yield load_dataset()


@dataclass(frozen=True)
class Shown:
    """A token's table on screen and in files."""

    table: FigureTable
    row: int
    fmt: Formatter
    csv: list[dict[str, str]]
    sheet: xlsxtext.Page
    word: list[list[str]]
    pdf: bytes


def follow(way: Way, dataset: Dataset, language: str) -> Shown:
    snapshot = Select(flow=way.flow, target=way.mineral, year=way.year).apply(Snapshot(dataset, language=language))
    fmt = Formatter(language, Names.of(dataset, language))
    brief = build_brief(snapshot, fmt, today=boards.DAY)
    table = FigureTable(brief.board, fmt)
    keys = [str(key) for key in table.table.keys]
    row = next(i for i, key in enumerate(keys) if key == way.partner and way.form in ("", str(table.table.form[i])))
    rows = list(csv.DictReader(io.StringIO(write_csv(brief).decode("utf-8"))))
    sheet = xlsxtext.read(write_xlsx(brief))[fmt.say("All rows")]
    tables = docxtext.data_tables(docxtext.read(write_docx(brief)))
    word = next(cells for cells in tables if table.header("value") in cells[0])
    return Shown(table, row, fmt, rows, sheet, word, write_pdf(brief))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_token_comes_out_as_it_went_in(way: Way, language: str, bundled: Dataset, imported: Dataset) -> None:
    dataset = imported if way.imported else bundled
    view = run(dataset, Query(way.flow, way.year, target=way.mineral))
    assert isinstance(view, StatView)
    asked = [i for i, key in enumerate(view.partner) if key == way.partner and way.form in ("", str(view.form[i]))]
    # Read from the file: the text as it was printed, and no number.
    assert (view.text[asked[0]], view.flag[asked[0]]) == (way.token, way.flag)
    assert np.isnan(view.quantity[asked[0]])

    shown = follow(way, dataset, language)
    table, row, fmt = shown.table, shown.row, shown.fmt
    name = fmt.country(way.partner)
    # Filtered and sorted it is the same.
    kept = matching(table.names, [str(key) for key in table.table.keys], name)
    assert kept[row]
    assert table.text("value", row) == table.raw("value", row) == way.token
    for descending in (True, False):
        order = list(table.order("value", descending))
        assert sorted(order) == list(range(len(table.names)))
        assert (name, way.token) in [(table.names[place], table.text("value", place)) for place in order]

    # In CSV it is text, with no number beside it.
    line = shown.csv[row]
    assert (line["partner"], line["text"], line["flag"]) == (way.partner, way.token, way.flag)
    assert line["value_before"] == line["share_before"] == ""

    # In Excel it is text at the right, explained below the table.
    value = shown.sheet.row(2).index(table.header("value"))
    cell = shown.sheet.cells[(3 + row, value)]
    assert (cell.value, cell.align) == (way.token, "right")
    if language == "en":
        assert any(cells and cells[0].startswith(way.explained) for cells in shown.sheet.rows())
    if table.header("share") in shown.sheet.row(2):
        share = shown.sheet.cells[(3 + row, shown.sheet.row(2).index(table.header("share")))]
        assert (share.value, share.align) == (NO_FIGURE, "right")

    # In Word and in the PDF it stands in its row.
    column = shown.word[0].index(table.header("value"))
    named = shown.word[0][0] == table.header("partner")  # else the title names the one country
    in_word = [cells for cells in shown.word[1:] if cells[0] == name or not named if cells[column] == way.token]
    assert in_word
    tail = squeeze("".join(in_word[0][column:]))
    begins = squeeze(name) if named else ""
    assert any(printed.startswith(begins) and printed.endswith(tail) for printed in lines(shown.pdf))


def lines(pdf: bytes) -> list[str]:
    heights: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for piece in pdftext.runs(pdf):
        heights.setdefault((piece.page, round(piece.y * 5)), []).append((piece.x, piece.text))
    return [squeeze("".join(text for _, text in sorted(pieces))) for pieces in heights.values()]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("mineral", "year", "partner", "text", "number"),
    # US Geological Survey, MCS 2026: vermiculite of South Africa, 2025, 160 thousand tonnes, estimated.
    [("vermiculite", 2025, "ZAF", "160", 160.0), ("fluorspar", 2026, "MEX", "1,600", 1600.0)],
)
def test_an_estimate_stays_a_number_with_its_mark(
    mineral: str, year: int, partner: str, text: str, number: float, language: str, imported: Dataset
) -> None:
    way = Way(text, "e", "production", mineral, year, partner, "e: estimated")
    shown = follow(way, imported, language)
    assert (shown.csv[shown.row]["text"], shown.csv[shown.row]["flag"]) == (text, "e")
    assert float(shown.csv[shown.row]["value_before"]) == number
    heads = shown.sheet.row(2)
    cell = shown.sheet.cells[(3 + shown.row, heads.index(shown.table.header("value")))]
    assert (cell.value, cell.shown) == (number, text)
    assert shown.sheet.cells[(3 + shown.row, heads.index(shown.table.header("flag")))].value == "e"
    column = shown.word[0].index(shown.table.header("flag"))
    assert [cells[column] for cells in shown.word if cells[0] == shown.fmt.country(partner)] == ["e"]
    wanted = squeeze(f"{shown.fmt.country(partner)}{text}")
    assert any(printed.startswith(wanted) and "e" in printed[len(wanted) :] for printed in lines(shown.pdf))


def test_a_bound_is_sorted_beside_its_number_and_w_last(imported: Dataset) -> None:
    way = Way("W", "W", "production", "fluorspar", 2026, "CHN", "")
    table = follow(way, imported, "en").table
    keys = [str(key) for key in table.table.keys]
    assert [keys[row] for row in table.order("value", descending=True)] == FALLING
    assert [keys[row] for row in table.order("value", descending=False)] == RISING


def test_nothing_is_counted_with_a_token(imported: Dataset) -> None:
    way = Way("W", "W", "production", "fluorspar", 2026, "CHN", "")
    shown = follow(way, imported, "en")
    board = shown.table.board
    shares = dict(zip(map(str, board.table.keys), map(float, board.table.before_share), strict=True))
    # Of the printed 1,900: a bound of 50 is not 50 of it, a dash not 0 of it.
    assert shares["MEX"] == pytest.approx(1600 / 1900)
    assert shares["ESP"] == pytest.approx(50 / 1900)
    assert all(np.isnan(shares[key]) for key in ("MNG", "VNM", "KEN", "IRN", "CHN", "THA"))
    assert shown.table.totals() == {}
    assert board.before.n == 4
    assert board.before.hhi == pytest.approx((1600**2 + 60**2 + 50**2 + 1) / 1900**2)
