"""What found no place is read from the pages themselves; what has nothing to say is known from the parts."""

from __future__ import annotations

from typing import get_args

import pytest

from core.brief.document import build_brief
from core.brief.pdf import write_pdf
from core.brief.plan import SECTIONS, Depth, Plan
from core.brief.room import left_out, silent_sections
from core.dataset.load import load_dataset
from core.store import Snapshot
from core.text.formatter import Formatter
from core.text.names import Names
from tests.core.brief.boards import DAY
from tests.core.brief.pdftext import squeeze, text


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("depth", get_args(Depth))
def test_what_the_foot_names_is_what_no_page_holds(language: str, depth: Depth) -> None:
    dataset = load_dataset()
    plan = Plan(depth=depth, sections=tuple(SECTIONS))
    brief = build_brief(Snapshot(dataset), Formatter(language, Names.of(dataset, language)), plan, today=DAY)
    said = text(write_pdf(brief))
    found = left_out(brief, [said])
    assert bool(found) is (depth != "annex")
    titles = [part.content.title for row in brief.rows for part in row.parts]
    for title in titles:
        # Once where it stands, or once in the list of what is left out.
        assert squeeze(title) in squeeze(said)
    if found:
        assert found == tuple(title for title in titles if title in found)
        assert squeeze("; ".join(found) + ".") in squeeze(said)


def test_sections_of_which_the_figures_have_nothing_are_silent() -> None:
    dataset = load_dataset()
    plan = Plan()
    brief = build_brief(Snapshot(dataset), Formatter("en", Names.of(dataset, "en")), plan, today=DAY)
    assert silent_sections(brief, plan) == ("scenario",)
