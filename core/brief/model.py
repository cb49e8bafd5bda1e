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
    """One of the five numbers; `before` is "" without an edit, `arrow` tells the direction of the change.

    `published` is the published side alone, in the words of `value`.
    """

    label: str
    value: str
    before: str
    arrow: Arrow
    note: str
    published: str = ""


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
    """Rows of worded cells; every row has one cell per column. The last `footers` rows are totals.

    `numbers` has the number behind each cell of each row (a share as 0-1), None where a cell is words or a token, which
    no writer may count with. `mixed` tables have another quantity in each row, so their decimals need not align.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    footers: int
    notes: tuple[str, ...]
    numbers: tuple[tuple[float | None, ...], ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: a value per category, None for a gap; one colour, or one for each value ("#rrggbb")."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as data: shares (0-1) as bars, where each product goes as stacked bars (0-1), values over the years.

    `unit` is the id that `Formatter.unit` words, or "share"; `totals` are the US dollars that each stacked bar divides.
    """

    kind: Literal["bars", "stack", "lines"]
    title: str
    alt: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    totals: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as its parts, each worded; `retrieved` is an ISO date or ""."""

    number: int
    source_id: str
    publisher: str
    title: str
    edition: str
    valuation: str
    licence: str
    url: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences under a title, as a list; `numbered` where their order tells something. `notes` stand small below."""

    title: str
    items: tuple[str, ...]
    numbered: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs under a title."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioNote:
    """What was changed: the scenario's name, its edits in words, what rebalancing assumes, and its author's note.

    `spread` is the range that the result has where the rebalancing may be done otherwise.
    """

    title: str
    name: str
    edits: tuple[str, ...]
    assumption: str
    note: str = ""
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of one product's sheet in the annex: its finding, what it is about, and its numbers."""

    title: str
    scope: str
    figures: tuple[KeyNumber, ...]


Content = Points | Prose | ScenarioNote | Opening | Picture | Table


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that stands on a page. `id` tells what it is, the same in every language."""

    id: str
    content: Content


@dataclass(frozen=True, slots=True)
class Row:
    """One part over the whole width, or two beside each other; `columns` divide the width of twelve."""

    parts: tuple[Part, ...]
    columns: tuple[int, ...] = (12,)


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of the page in the brief's language."""

    sources: str
    identity: str
    annex: str
    left_out: str


@dataclass(frozen=True)
class Brief:
    """A whole brief. Texts are final; `board` holds the raw numbers behind them for the data writers.

    `rows` stand on the first `pages` pages; what has no room there goes into the annex where there is one (`annexed`),
    and is else named at the end. `annex` rows come after. `all_rows` is every row of the board, `plots` are the charts.
    """

    language: str
    paper: Paper
    marking: str
    dated: date
    title: str
    headline: str
    scope: str
    labels: Labels
    figures: tuple[KeyNumber, ...]
    rows: tuple[Row, ...]
    annex: tuple[Row, ...]
    pages: int
    annexed: bool
    sources: tuple[str, ...]
    identity: tuple[str, ...]
    board: Board
    dataset: tuple[str, str, str]
    scenario_digest: str
    all_rows: Table
    plots: tuple[Plot, ...]
    references: tuple[Reference, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part in its order."""
        return tuple(part for row in (*self.rows, *self.annex) for part in row.parts)

    def find(self, id_: str) -> Content | None:
        """Return the content of a part, None where the brief has no such part."""
        return next((part.content for part in self.parts if part.id == id_), None)

    @property
    def scenario(self) -> ScenarioNote | None:
        """What was changed, None where nothing was."""
        return next((part.content for part in self.parts if isinstance(part.content, ScenarioNote)), None)
