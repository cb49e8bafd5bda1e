"""Every table of a brief, cell by cell: the same words in PDF, Word and Excel, in three languages.

The cells of the PDF are read from its tagged structure, so a cell of two lines is one cell. Numbers of the main tables
are held against the query's in test_brief_equal; here stand all tables of the longest brief, the policy tables too.
"""

from __future__ import annotations

import pytest

from core.brief.document import build_brief
from core.brief.docx import write_docx
from core.brief.font import metrics
from core.brief.model import Brief, Table
from core.brief.pdf import write_pdf
from core.brief.plan import FIRST, Plan
from core.brief.wording import printable
from core.brief.xlsx import write_xlsx
from core.dataset.load import load_dataset
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief import boards, docxtext, pdfpages, xlsxtext
from tests.core.brief.pdftext import squeeze
from tests.core.brief.test_brief_equal import CASES, EDITS, LANGUAGES, SELECTIONS

SECTIONS = tuple(section for section in FIRST["annex"] if section not in ("map", "charts"))
OTHER_SHEETS = ("Brief", "All rows", "Charts", "Sources")
POLICY = {"scorecard", "interests", "claims", "calendar", "duties"}


def longest(name: str, edited: bool, language: str) -> Brief:
    """Return the brief with every section that is words or a table."""
    dataset = load_dataset()
    snapshot = SELECTIONS[name].apply(Snapshot(dataset, language=language))
    if edited:
        snapshot = EDITS[name].apply(snapshot)
    plan = Plan("annex", sections=SECTIONS)
    return build_brief(snapshot, Formatter(language, Names.of(dataset, language)), plan, today=boards.DAY)


def tables_of(brief: Brief) -> dict[str, Table]:
    parts = [(part.id, part.content) for part in brief.parts]
    return {id_: content for id_, content in parts if isinstance(content, Table) and content.rows}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "edited"), CASES)
def test_every_table_is_the_same_in_pdf_word_and_excel(name: str, edited: bool, language: str) -> None:
    brief = longest(name, edited, language)
    tables = tables_of(brief)
    pages = pdfpages.read(write_pdf(brief))
    in_pdf = [node for node in pages.root.nodes() if node.tag == "/Table"]
    in_word = docxtext.data_tables(docxtext.read(write_docx(brief)))
    sheets = xlsxtext.read(write_xlsx(brief), language)
    fmt = Formatter(language)
    others = [fmt.say(sheet) for sheet in OTHER_SHEETS]
    in_excel = [page.rows() for title, page in sheets.items() if title not in others]
    if "all-rows" in tables:
        in_excel.append(sheets[fmt.say("All rows")].rows())
    assert len(tables) == len(in_pdf) == len(in_word) == len(in_excel)
    for (id_, table), node, word, excel in zip(tables.items(), in_pdf, in_word, in_excel, strict=True):
        rows = [[column.title for column in table.columns], *map(list, table.rows)]
        assert word == rows, id_
        assert excel[0][0] == table.title
        assert excel[2 : 2 + len(rows)] == [_trimmed(row) for row in rows], id_
        printed = [
            [_printed(pages.text(cell)) for cell in row.kids if isinstance(cell, pdfpages.Node)]
            for row in node.nodes()
            if row.tag == "/TR"
        ]
        assert printed == [[_printed(printable(cell, metrics().covers)) for cell in row] for row in rows], id_


def _printed(cell: str) -> str:
    """Return a cell as it is printed; Spanish says a compound's hyphen again where the next line begins with it."""
    return squeeze(cell).replace("--", "-")


def _trimmed(row: list[str]) -> list[str]:
    """Return a row as a sheet has it, which ends at its last cell with anything in it."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def test_every_policy_table_is_among_them() -> None:
    found = {id_ for name in ("first screen", "rare earths") for id_ in tables_of(longest(name, False, "en"))}
    assert found >= POLICY
