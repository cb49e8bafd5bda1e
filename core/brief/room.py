"""What of a brief found no place on its pages, and which of its sections have nothing to say."""

from __future__ import annotations

from collections.abc import Iterable

from core.brief.model import Brief
from core.brief.parts import PARTS
from core.brief.plan import Plan, SectionId


def left_out(brief: Brief, pages: Iterable[str]) -> tuple[str, ...]:
    """Return the titles that the foot of the pages names as left out for want of room; `pages` are their texts.

    Only the set page knows what fits, so that the answer is read where the reader finds it.
    """
    label = _squeezed(brief.labels.left_out)
    for page in map(_squeezed, pages):
        if label in page:
            said = page[page.index(label) + len(label) :]
            titles = dict.fromkeys(part.content.title for row in brief.rows for part in row.parts)
            found = [(said.find(_squeezed(title)), title) for title in titles]
            return tuple(title for place, title in sorted(found) if place >= 0)
    return ()


def silent_sections(brief: Brief, plan: Plan) -> tuple[SectionId, ...]:
    """Return the chosen sections for which the figures have nothing to show."""
    parts = {part.id for row in (*brief.rows, *brief.annex) for part in row.parts}
    asked = [section for section in plan.chosen if section != "annex" or plan.depth == "annex"]
    return tuple(section for section in asked if parts.isdisjoint(PARTS[section]))


def _squeezed(text: str) -> str:
    """Return text without spaces, ends of lines and the hyphens that divide words there."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u2010\u00ad\u0002\ufffe")
