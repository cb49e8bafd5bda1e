"""One subject's brief while it is worked on: its plan and words, what the shelf keeps of them, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.brief.document import build_brief
from core.brief.model import Brief
from core.brief.pdf import write_pdf
from core.brief.plan import Plan, Written
from core.brief.shelf import put_last, put_template, put_written, read_shelf, remove_template, written_for
from core.brief.talk.issue import computed_issue
from core.brief.talk.points import computed_points
from core.brief.twin import write_briefs
from core.dataset.resolve import resolve
from core.errors import VetaError
from core.text.formatter import Formatter
from gui.session import formatter_for

if TYPE_CHECKING:
    from core.brief.shelf_file import Template
    from core.brief.talk.model import ComputedPoint
    from core.store import Snapshot
    from core.text.messages import Message


class BriefDesk:
    """Keeps what a person chooses and writes, and makes the pages when they are asked for.

    What cannot be kept is held for the sitting and tried again; `problem` then says why.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.problem: Message | None = None
        self.templates: tuple[Template, ...] = ()
        self.plan = Plan(languages=(snapshot.language,))
        self._words: dict[str, Written] = {}
        self._unkept: set[str] = set()
        self._plan_unkept = False
        self._formatters: dict[str, Formatter] = {}
        self._points: dict[str, tuple[ComputedPoint, ...]] = {}
        self._briefs: dict[str, tuple[object, Brief]] = {}
        self._pdfs: dict[str, tuple[Brief, bytes]] = {}
        self._read()

    def formatter(self, language: str) -> Formatter:
        """Return the formatter of a language of the brief."""
        if language not in self._formatters:
            self._formatters[language] = formatter_for(self.snapshot.dataset, language)
        return self._formatters[language]

    # What the person chooses and writes

    def set_plan(self, plan: Plan) -> None:
        """Take another plan."""
        if plan != self.plan:
            self.plan, self._plan_unkept = plan, True

    def fitting(self, plan: Plan) -> Plan:
        """Return a plan as it is here: with products that these figures know, the scenarios chosen now, a language."""
        known = tuple(target for target in plan.products if self._knows(target))
        languages = plan.languages or (self.snapshot.language,)
        return replace(plan, products=known, scenarios=self.plan.scenarios, languages=languages)

    def words(self, language: str) -> Written:
        """Return the person's own words in a language."""
        if language not in self._words:
            try:
                self._words[language] = written_for(self.snapshot.selection, language)
            except VetaError as error:
                self.problem, self._words[language] = error.message, Written()
        return self._words[language]

    def set_words(self, language: str, words: Written) -> None:
        """Take other words in a language."""
        if words != self.words(language):
            self._words[language] = words
            self._unkept.add(language)

    def keep(self) -> None:
        """Put on the shelf what has changed."""
        if not self._unkept and not self._plan_unkept:
            return
        try:
            for language in sorted(self._unkept):
                put_written(self.snapshot.selection, language, self._words[language])
            if self._plan_unkept:
                put_last(self._followed(self.plan))
        except VetaError as error:
            self.problem = error.message
            return
        self._unkept.clear()
        self._plan_unkept, self.problem = False, None

    def keep_template(self, name: str) -> None:
        """Keep the plan under a name; VetaError where it cannot be."""
        self.templates = put_template(name, self.plan).templates

    def drop_template(self, name: str) -> None:
        """Take a template away; VetaError where it cannot be."""
        self.templates = remove_template(name).templates

    # What is made of it

    def points(self, language: str) -> tuple[ComputedPoint, ...]:
        """Return the talking points that the figures give, worded in a language."""
        if language not in self._points:
            dataset, board = self.snapshot.dataset, self.snapshot.board
            fmt, english = self.formatter(language), self.formatter("en")
            self._points[language] = computed_points(dataset, board, fmt, english)
        return self._points[language]

    def issue(self, language: str) -> str:
        """Return what the figures put at issue, in a language."""
        return computed_issue(self.snapshot.dataset, self.snapshot.board, self.formatter(language))

    def brief(self, language: str) -> Brief:
        """Return the brief in a language; VetaError where it cannot be made."""
        key = (replace(self.plan, languages=()), self.words(language))
        known = self._briefs.get(language)
        if known is None or known[0] != key:
            made = build_brief(self.snapshot, self.formatter(language), self.plan, self.words(language))
            self._briefs[language] = known = (key, made)
        return known[1]

    def pdf(self, language: str) -> bytes:
        """Return the brief's pages in a language; VetaError where they cannot be set."""
        brief = self.brief(language)
        known = self._pdfs.get(language)
        if known is None or known[0] is not brief:
            self._pdfs[language] = known = (brief, write_pdf(brief))
        return known[1]

    def take_pages(self, language: str, brief: Brief, data: bytes) -> bool:
        """Take pages that were set beside the window; return whether they still are those of the brief."""
        known = self._briefs.get(language)
        current = known is not None and known[1] is brief
        if current:
            self._pdfs[language] = (brief, data)
        return current

    def write(self, path: Path, languages: Sequence[str]) -> tuple[Path, ...]:
        """Write the brief in the format of the name's ending, a further language beside it; all files or none.

        The PDF is the very one on screen. VetaError where it cannot be written.
        """
        pages = path.suffix.lower() == ".pdf"
        made = {language: self.pdf(language) for language in languages} if pages else {}
        return write_briefs(path, [self.brief(language) for language in languages], made)

    def _read(self) -> None:
        try:
            shelf = read_shelf()
        except VetaError as error:
            self.problem = error.message
            return
        self.templates = shelf.templates
        self.plan = self.fitting(shelf.last or Plan())

    def _followed(self, plan: Plan) -> Plan:
        """Return a plan that follows the window's language where it is in that one alone."""
        return replace(plan, languages=()) if plan.languages == (self.snapshot.language,) else plan

    def _knows(self, target: str) -> bool:
        try:
            resolve(self.snapshot.dataset, target, self.snapshot.selection.basket)
        except VetaError:
            return False
        return True
