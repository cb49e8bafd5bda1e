"""What a person asks of a brief: its sections in their order, how deep it goes, what it adds, and their own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from core.brief.model import Paper
from core.text.messages import Message, msg

SectionId = Literal[
    "issue", "points", "findings", "map", "charts", "scenario", "concentration", "scorecard", "table", "products",
    "interests", "duties", "claims", "calendar", "annex",
]  # fmt: skip
Depth = Literal["one", "two", "annex"]
Side = Literal["say", "expect"]
Stance = Literal["offensive", "defensive", "both", "none"]

SECTIONS: dict[SectionId, Message] = {
    "issue": msg("Issue and ask"),
    "points": msg("Talking points"),
    "findings": msg("What the figures say and cannot say"),
    "map": msg("Map"),
    "charts": msg("Charts"),
    "scenario": msg("Scenario"),
    "concentration": msg("Concentration"),
    "scorecard": msg("Resilience scorecard"),
    "table": msg("Main table"),
    "products": msg("By product"),
    "interests": msg("Offensive and defensive interests"),
    "duties": msg("Duties and measures"),
    "claims": msg("Claims check"),
    "calendar": msg("Policy calendar"),
    "annex": msg("Annex: every row"),
}
"""All sections in their first order. Headline, five numbers and sources are always there, in their place."""

DEPTHS: dict[Depth, Message] = {
    "one": msg("One page"),
    "two": msg("Two pages"),
    "annex": msg("Two pages and annex"),
}
FIRST: dict[Depth, tuple[SectionId, ...]] = {
    "one": ("issue", "points", "map", "charts", "scenario", "table"),
    "two": ("issue", "points", "findings", "map", "charts", "scenario", "concentration", "table", "products"),
    "annex": tuple(SECTIONS),
}
"""The sections of each depth until a person chooses others."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a brief is made up. `sections` None means those that fit the depth.

    `products` are further targets, of the same flow and year as the selection, that get a sheet of their own in the
    annex; `scenarios` are ids of further open scenarios that stand beside the current one. `languages` are those of the
    brief and of its twin, none where nobody chose: a brief is built in one of them at a time.
    """

    depth: Depth = "two"
    sections: tuple[SectionId, ...] | None = None
    paper: Paper = "letter"
    marking: str = ""
    products: tuple[str, ...] = ()
    scenarios: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[SectionId, ...]:
        """The sections asked for, in their order."""
        return FIRST[self.depth] if self.sections is None else self.sections


@dataclass(frozen=True, slots=True)
class PointEntry:
    """One line of the talking points as a person left it.

    `point` is the id of the computed sentence, "" for a free one. `text` replaces the computed sentence, "" leaves it.
    `basis` is the computed sentence, worded in English, that stood there when it was edited: where it no
    longer is the same, a number under the edited sentence has moved.
    """

    side: Side
    point: str = ""
    text: str = ""
    basis: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class InterestEntry:
    """A person's own word on one product: where they stand (None leaves the computed stance) and why."""

    product: str
    stance: Stance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A person's own words for the brief of one subject in one language."""

    issue: str = ""
    ask: str = ""
    points: tuple[PointEntry, ...] = ()
    interests: tuple[InterestEntry, ...] = field(default=())
