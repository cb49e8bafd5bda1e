"""One number, four formats: PDF, Word, Excel and CSV show the figures of the View, digit for digit.

What is expected comes from the query and, for an edit, from the rule of proportional rebalancing worked out here; what
is compared is read back from the files.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest

from core.brief.document import build_brief
from core.brief.docx import write_docx
from core.brief.export import write_csv
from core.brief.model import Brief
from core.brief.pdf import write_pdf
from core.brief.xlsx import write_xlsx
from core.dataset.load import load_dataset
from core.dataset.query import run
from core.dataset.view import MoneyView, Query, StatView
from core.store import Snapshot
from core.store_edits import EditShare
from core.store_select import Select
from core.text.formatter import NO_FIGURE, Formatter
from core.text.names import Names
from tests.core.brief import boards, docxtext, pdftext, xlsxtext
from tests.core.brief.pdftext import squeeze

SELECTIONS = {
    "first screen": Select(),
    "rare earths": Select(flow="us-imports", target="rare-earths", year=2024),
    "fluorspar": Select(flow="us-imports", target="252922", year=2024),
    "battery": Select(flow="us-imports", target="battery", year=2024),
    "silver out": Select(flow="mexico-exports", target="7106", year=2024),
    "ores out": Select(flow="mexico-exports", target="2603", year=2024),
    "us exports": Select(flow="us-exports", target="284690", year=2023),
    "production": Select(flow="production", target="fluorspar", year=2024),
    "earths mined": Select(flow="production", target="rare-earths", year=2024),
    "reserves": Select(flow="reserves", target="silver", year=2025),
    "sources": Select(flow="us-import-sources", target="strontium", year=2024),
    "reliance": Select(flow="us-reliance", target="gallium", year=2024),
    "prices": Select(flow="prices", target="rare-earths", year=2024),
}
EDITS = {
    "rare earths": EditShare("MEX", 0.25),
    "fluorspar": EditShare("MEX", 0.5),
    "silver out": EditShare("USA", 0.333),
}
CASES = [(name, False) for name in SELECTIONS] + [(name, True) for name in EDITS]
LANGUAGES = ("en", "es", "fr")


@dataclass(frozen=True)
class Files:
    """One brief as its files show it."""

    brief: Brief
    fmt: Formatter
    view: MoneyView | StatView
    pdf: bytes
    docx: Any
    xlsx: dict[str, xlsxtext.Page]
    csv: list[dict[str, str]]

    def sheet(self, english: str) -> xlsxtext.Page:
        return self.xlsx[self.fmt.say(english)]


@cache
def files(name: str, edited: bool, language: str) -> Files:
    dataset = load_dataset()
    snapshot = SELECTIONS[name].apply(Snapshot(dataset, language=language))
    if edited:
        snapshot = EDITS[name].apply(snapshot)
    fmt = Formatter(language, Names.of(dataset, language))
    brief = build_brief(snapshot, fmt, today=boards.DAY)
    chosen = snapshot.selection
    edition = chosen.edition or None
    view = run(dataset, Query(chosen.flow, chosen.year, target=chosen.target, basket=chosen.basket, edition=edition))
    assert isinstance(view, MoneyView | StatView)
    pdf = write_pdf(brief)
    rows = list(csv.DictReader(io.StringIO(write_csv(brief).decode("utf-8"))))
    sheets = xlsxtext.read(write_xlsx(brief), language)
    return Files(brief, fmt, view, pdf, docxtext.read(write_docx(brief)), sheets, rows)


def expected(made: Files, edited: bool) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (value, share) or (before, after, share before, share after) by partner and form, in words."""
    fmt, view = made.fmt, made.view
    if isinstance(view, StatView):
        texts = zip(view.partner, view.form, view.text, view.quantity, strict=True)
        return {(str(p), str(f)): (fmt.printed(str(t)) or fmt.number(float(q)),) for p, f, t, q in texts}
    values = dict(zip(map(str, view.keys), map(float, view.value_usd), strict=True))
    if view.total_usd is None:
        return {(key, ""): (fmt.number(value, 0),) for key, value in values.items()}
    if view.rest_usd > 0:
        values["rest"] = view.rest_usd
    shares = {key: value / view.total_usd for key, value in values.items()}
    if not edited:
        return {(key, ""): (fmt.number(v, 0), fmt.share(shares[key])) for key, v in values.items()}
    edit = EDITS[
        next(name for name, wanted in SELECTIONS.items() if wanted.target == made.brief.board.selection.target)
    ]
    factor = (1 - edit.share) / (1 - shares.get(edit.partner, 0.0))
    found = {}
    for key in {**values, edit.partner: 0.0}:
        before = values.get(key, 0.0)
        share = edit.share if key == edit.partner else before / view.total_usd * factor
        none = (NO_FIGURE, NO_FIGURE) if not before else (fmt.number(before, 0), fmt.share(before / view.total_usd))
        found[(key, "")] = (none[0], fmt.number(share * view.total_usd, 0), none[1], fmt.share(share))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "edited"), CASES)
def test_every_row_is_the_view_s_in_word_excel_and_csv(name: str, edited: bool, language: str) -> None:
    made = files(name, edited, language)
    wanted = expected(made, edited)
    page = made.sheet("All rows")
    heads = page.row(2)
    assert len(page.rows()) > len(made.csv) + 2
    seen = set()
    for number, line in enumerate(made.csv):
        key = (line["partner"], line["form"])
        if key not in wanted:
            assert line["partner"] == "rest", key
            continue
        seen.add(key)
        shown = page.row(3 + number)
        assert shown[0] == line["partner"]
        assert shown[1] == made.fmt.country(line["partner"])
        first = 3 if made.fmt.say("Form") in heads else 2
        assert tuple(shown[first : first + len(wanted[key])]) == wanted[key], key
        assert from_csv(line, made, edited)[: len(wanted[key])] == wanted[key], key
    if isinstance(made.view, MoneyView):
        assert seen | {("rest", "")} >= set(wanted)


def from_csv(line: dict[str, str], made: Files, edited: bool) -> tuple[str, ...]:
    """Word the raw numbers of a CSV line as the page does."""
    fmt, money = made.fmt, isinstance(made.view, MoneyView)

    def value(name: str) -> str:
        if not line[name]:
            return NO_FIGURE
        return fmt.number(float(line[name]), 0 if money else None)

    def share(name: str) -> str:
        return fmt.share(float(line[name])) if line[name] else NO_FIGURE

    if not edited:
        return fmt.printed(line["text"]) or value("value_before"), share("share_before")
    none = not float(line["value_before"] or 0) > 0
    before = (NO_FIGURE, NO_FIGURE) if none else (value("value_before"), share("share_before"))
    return before[0], value("value_after"), before[1], share("share_after")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "edited"), CASES)
def test_key_numbers_are_the_same_everywhere(name: str, edited: bool, language: str) -> None:
    made = files(name, edited, language)
    numbers = made.docx.tables[0]
    assert numbers.style.name == "Veta Numbers"
    front = made.sheet("Brief")
    head, _ = front.find(made.fmt.say("Key figure"))
    for place, figure in enumerate(made.brief.figures):
        word = [row.cells[place].text for row in numbers.rows]
        excel = front.row(head + 1 + place)
        assert word[0] == excel[0] == figure.label
        assert word[1].rstrip(" ▲▼") == excel[1] == figure.value
        assert squeeze(figure.value) in pdftext.text(made.pdf)
        if edited:
            assert excel[2] == figure.published
    if isinstance(made.view, MoneyView) and made.brief.board.key_figures[0].id == "total":
        assert made.view.total_usd is not None
        assert front.row(head + 1)[1] == made.fmt.money(made.view.total_usd, compact=True)
        cell = front.cells[(head + 1, 1)]
        assert cell.value == pytest.approx(made.view.total_usd)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["first screen", "rare earths", "silver out"])
def test_products_are_the_query_s(name: str, language: str) -> None:
    made = files(name, False, language)
    chosen = made.brief.board.selection
    query = Query(chosen.flow, chosen.year, "product", target=chosen.target, basket=chosen.basket)
    view = run(load_dataset(), query)
    assert isinstance(view, MoneyView)
    if len(view.keys) < 2:
        assert made.fmt.say("By product") not in made.xlsx
        return
    for row, (key, value) in enumerate(list(zip(view.keys, view.value_usd, strict=True))[:8], 3):
        shown = made.sheet("By product").row(row)
        assert shown[0] == made.fmt.product_code(str(key))
        assert shown[2].removeprefix("≥\u202f") == made.fmt.number(float(value), 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "edited"), CASES)
def test_charts_are_drawn_from_the_figures_of_the_table(name: str, edited: bool, language: str) -> None:
    made = files(name, edited, language)
    if not made.brief.plots:
        assert made.fmt.say("Chart data") not in made.xlsx
        return
    data = made.sheet("Chart data")
    at = 0
    for plot in made.brief.plots:
        assert data.row(at) == [plot.title]
        for i, category in enumerate(plot.categories):
            assert data.shown(at + 2 + i, 0) == category
            for place, series in enumerate(plot.series, 1):
                value = series.values[i]
                cell = data.cells.get((at + 2 + i, place))
                assert (cell is None) == (value is None)
                assert cell is None or cell.value == pytest.approx(value, rel=1e-14)
        at += len(plot.categories) + 4
    shares = [plot for plot in made.brief.plots if plot.kind == "bars"]
    if shares and isinstance(made.view, MoneyView):
        wanted = expected(made, edited)
        by_name = {made.fmt.country(key): words for (key, _), words in wanted.items()}
        for i, category in enumerate(shares[0].categories):
            words = by_name[category]
            printed = [word for word in (words[2:] if edited else words[1:]) if word != NO_FIGURE]
            assert [word for word in data.row(2 + i)[1:] if word] == printed


@pytest.mark.parametrize("write", [write_pdf, write_docx, write_xlsx, write_csv])
@pytest.mark.parametrize("name", ["rare earths", "production"])
def test_same_brief_same_bytes(name: str, write: Any) -> None:
    made = files(name, False, "en")
    again = SELECTIONS[name].apply(Snapshot(load_dataset()))
    brief = build_brief(again, made.fmt, today=boards.DAY)
    assert write(brief) == write(made.brief)


def test_no_view_of_these_is_empty() -> None:
    for name, edited in CASES:
        view = files(name, edited, "en").view
        assert len(view.keys if isinstance(view, MoneyView) else view.partner) > 0
        assert np.isfinite(view.value_usd if isinstance(view, MoneyView) else view.quantity).any()
