"""What each part of a brief holds: one method a part, named by the part's id, all from one board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from core.brief.citations import Citations
from core.brief.comparison import comparison_table
from core.brief.extent import table_width
from core.brief.findings import findings, headline, limits
from core.brief.model import Content, Opening, Points, Prose, ScenarioNote, Table
from core.brief.pictures import PICTURES, drawable, picture
from core.brief.plan import Plan, SectionId, Side, Written
from core.brief.sections.calendar import calendar_table
from core.brief.sections.claims import claims_table
from core.brief.sections.duties import duties_table
from core.brief.sections.interests import interests, interests_table
from core.brief.sections.scorecard import reach_table, scorecard_table
from core.brief.sections.spread import scenario_range
from core.brief.tables import ROWS, all_rows_table, key_numbers, main_table, measures_table, products_table
from core.brief.talk.issue import ISSUE_LENGTH, opening
from core.brief.talk.merge import talk
from core.brief.talk.model import Talk
from core.brief.talk.points import computed_points
from core.brief.wording import NAME_LENGTH, NOTE_LENGTH, clean
from core.present.board import Board, SourceLine
from core.scenario.edits import partners_of
from core.scenario.sentences import edit_sentence
from core.text.formatter import Formatter
from core.text.messages import msg
from core.text.names import Names

if TYPE_CHECKING:
    from core.brief.facts import Facts

MAX_EDITS = 5
MOST_ASSUMPTIONS = 2
FEW_ROWS = 6
MOST = {"claims": 6, "calendar": 8, "interests": 8, "duties": 8}
"""Rows of the tables that could run on; the first few on one page."""
MARK_OF_STALE = "†"
PARTS: dict[SectionId, tuple[str, ...]] = {
    "issue": ("issue", "ask"),
    "points": ("say", "expect"),
    "findings": ("findings", "limits"),
    "map": ("map",),
    "charts": ("shares", "splits", "trend"),
    "scenario": ("scenario", "compare"),
    "scorecard": ("scorecard", "reach"),
    "table": ("table",),
    "products": ("products",),
    "concentration": ("measures",),
    "interests": ("interests",),
    "duties": ("duties",),
    "claims": ("claims",),
    "calendar": ("calendar",),
    "annex": ("all-rows",),
}
"""The parts of each section, in their order."""
EDITED_CHARTS = ("trend", "shares", "splits")


class Parts:
    """Makes the parts of a brief of one board, in one language; every source they name is cited."""

    def __init__(
        self,
        board: Board,
        facts: Facts,
        fmt: Formatter,
        plan: Plan,
        written: Written,
        cite: Citations,
        today: date,
        *,
        rows: int = ROWS,
    ) -> None:
        self.board = replace(
            board, sources=tuple(SourceLine(cite.number(s.source_id), s.source_id) for s in board.sources)
        )
        self.facts, self.fmt, self.plan, self.written = facts, fmt, plan, written
        self.cite, self.today, self.rows = cite, today, rows
        self._drawable = drawable(board)
        self._contents: dict[str, Content | None] = {}
        self._makers: dict[str, Callable[[], Content | None]] = {
            "issue": self._issue,
            "ask": self._ask,
            "say": lambda: self._points("say"),
            "expect": lambda: self._points("expect"),
            "findings": self._findings,
            "limits": self._limits,
            "scenario": self._scenario,
            "compare": self._compare,
            "table": self._table,
            "measures": self._measures,
            "products": self._products,
            "scorecard": lambda: scorecard_table(self.board, fmt),
            "reach": lambda: reach_table(self.board, fmt),
            "interests": self._interests,
            "duties": self._duties,
            "claims": self._claims,
            "calendar": self._calendar,
            "all-rows": self._all_rows,
            "opening": self._opening,
        }

    def of_section(self, section: SectionId) -> list[str]:
        """Return the parts of a section for which the figures have something to say."""
        names = EDITED_CHARTS if section == "charts" and self.board.edited else PARTS.get(section, ())
        return [name for name in names if self.has(name)]

    def has(self, name: str) -> bool:
        """Return whether a part has any content."""
        return name in self._drawable if name in PICTURES else self._made(name) is not None

    def needed(self, name: str, width: float) -> float:
        """Return the width in millimetres that a part takes at least on a page whose text is `width` wide."""
        if name in PICTURES:
            return width if name == "map" and self.board.edited else 0.0
        return table_width(self._made(name), self.fmt.language)

    def content(self, name: str, width: float) -> Content:
        """Return a part's content for a place `width` millimetres wide."""
        if name in PICTURES:
            return picture(name, self.board, self.fmt, width)
        made = self._made(name)
        if made is None:
            raise ValueError(f"nothing to say: {name}")
        return made

    def _made(self, name: str) -> Content | None:
        if name not in self._contents:
            self._contents[name] = self._makers[name]()
        return self._contents[name]

    @cached_property
    def _talk(self) -> Talk:
        dataset, fmt = self.facts.dataset, self.fmt
        if dataset is None:
            return Talk()
        english = Formatter("en", Names.of(dataset, "en"))
        return talk(computed_points(dataset, self.board, fmt, english), self.written.points)

    def _issue(self) -> Prose | None:
        dataset = self.facts.dataset
        said = "" if dataset is None else opening(dataset, self.board, self.written, self.fmt).issue
        return Prose(self.fmt.say(msg("Issue")), (said,)) if said else None

    def _ask(self) -> Prose | None:
        said = clean(self.written.ask, ISSUE_LENGTH)
        return Prose(self.fmt.say(msg("Ask")), (said,)) if said else None

    def _points(self, side: Side) -> Points | None:
        """Return one side's talking points; a sentence under which a figure has moved says so at its foot."""
        lines = self._talk.printed(side)
        if not lines:
            return None
        items, notes = [], []
        for line in lines:
            mark = MARK_OF_STALE if line.stale else ""
            items.append(" ".join(part for part in (line.text + mark, self.cite.marks(line.sources)) if part))
            if line.stale:
                now = line.computed_now or self.fmt.say(msg("nothing of this kind"))
                notes.append(self.fmt.say("{mark} Written over other figures; they now say: {now}", mark=mark, now=now))
        left = self._talk.left_out(side)
        if left:
            notes.append(self.fmt.say("Own points without room: {n}", n=left))
        title = msg("Say") if side == "say" else msg("Expect")
        return Points(self.fmt.say(title), tuple(items), numbered=True, notes=tuple(notes))

    def _most(self, section: str) -> int:
        return MOST[section] // 2 if self.plan.depth == "one" else MOST[section]

    def _interests(self) -> Table | None:
        dataset = self.facts.dataset
        if dataset is None:
            return None
        found = interests(dataset, self.board.selection)
        return interests_table(found, self.written.interests, self.fmt, self.cite, self._most("interests"))

    def _duties(self) -> Table | None:
        dataset = self.facts.dataset
        if dataset is None:
            return None
        return duties_table(dataset, self.board.selection, self.fmt, self.cite, self._most("duties"))

    def _claims(self) -> Table | None:
        dataset = self.facts.dataset
        if dataset is None:
            return None
        return claims_table(dataset, self.board.selection, self.fmt, self.cite, self._most("claims"))

    def _calendar(self) -> Table | None:
        dataset = self.facts.dataset
        if dataset is None:
            return None
        most = self._most("calendar")
        return calendar_table(dataset, self.board.selection, self.fmt, self.cite, self.today, most)

    def _findings(self) -> Points:
        title = self.fmt.say(msg("What the figures say"))
        return Points(title, findings(self.board, self.fmt), numbered=True)

    def _limits(self) -> Points | None:
        said = limits(self.board, self.fmt, self.facts.notes.get(self.fmt.language, ""))
        return Points(self.fmt.say(msg("What they cannot say")), said) if said else None

    def _scenario(self) -> ScenarioNote | None:
        facts, fmt = self.facts, self.fmt
        if not self.board.edited:
            return None
        said = [fmt.say(edit_sentence(edit)) for edit in facts.edits[:MAX_EDITS]]
        if len(facts.edits) > MAX_EDITS:
            said.append(fmt.say(msg("Further edits of this table: {n}", n=len(facts.edits) - MAX_EDITS)))
        moved = {partner for edit in facts.edits for partner in partners_of(edit)}
        spread = scenario_range(self.board, frozenset(moved) | self.board.locked)
        return ScenarioNote(
            title=fmt.say(msg("Scenario")),
            name=clean(facts.scenario.name, NAME_LENGTH),
            edits=tuple(said),
            assumption=" ".join(fmt.say(line) for line in facts.assumptions[:MOST_ASSUMPTIONS]),
            note=clean(facts.scenario.note, NOTE_LENGTH),
            spread="" if spread is None else fmt.say(msg("Range: {said}", said=spread.said)),
        )

    def _compare(self) -> Table | None:
        return None if self.facts.comparison is None else comparison_table(self.facts.comparison, self.fmt)

    def _table(self) -> Table:
        made = main_table(self.board, self.fmt, FEW_ROWS if self.plan.depth == "one" else self.rows)
        # A table without rows would be a head over nothing; the sentence that says why stands in its place.
        return made if made.rows else replace(made, notes=(headline(self.board, self.fmt), *made.notes))

    def _measures(self) -> Table | None:
        made = measures_table(self.board, self.fmt)
        return made if made.rows else None

    def _products(self) -> Table | None:
        return products_table(self.facts.products, self.board, self.fmt)

    def _all_rows(self) -> Table | None:
        made = all_rows_table(self.board, self.fmt)
        return made if len(made.rows) > len(main_table(self.board, self.fmt).rows) else None

    def _opening(self) -> Opening:
        """Return the head of this board's own sheet in the annex of another's brief."""
        lead = headline(self.board, self.fmt)
        return Opening(lead.rstrip("."), self.fmt.say(self.board.title), key_numbers(self.board, self.fmt))
