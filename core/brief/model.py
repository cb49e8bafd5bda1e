"""The brief as a document: worded, ordered content in one language, ready for any writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.present.board import Board

Paper = Literal["letter", "a4"]
Arrow = Literal["up", "down", "none"]
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the five numbers; `before` is "" without an edit, `arrow` tells the direction of the change."""

    label: str
    value: str
    before: str
    arrow: Arrow
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector drawing with its title line, what it shows in words and numbers, and its caption."""

    title: str
    svg: str
    alt: str
    caption: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Column:
    """A table column's head and alignment; `weight` is its share of the free width, 0 for its natural width."""

    title: str
    align: Align
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of worded cells; every row has one cell per column. The last `footers` rows are totals."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    footers: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioNote:
    """What was changed: the scenario's name, its edits in words, and what rebalancing assumes."""

    title: str
    name: str
    edits: tuple[str, ...]
    assumption: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of the page in the brief's language."""

    running: str
    findings: str
    limits: str
    measures: str
    sources: str
    identity: str


@dataclass(frozen=True)
class Brief:
    """A whole brief. Texts are final; `board` holds the raw numbers behind them for the data writers."""

    language: str
    paper: Paper
    marking: str
    dated: date
    title: str
    headline: str
    scope: str
    labels: Labels
    figures: tuple[KeyNumber, ...]
    findings: tuple[str, ...]
    limits: tuple[str, ...]
    map: Picture | None
    shares: Picture | None
    splits: Picture | None
    trend: Picture | None
    table: Table
    measures: Table
    products: Table | None
    scenario: ScenarioNote | None
    sources: tuple[str, ...]
    identity: tuple[str, ...]
    board: Board
    dataset: tuple[str, str, str]
    scenario_digest: str
