"""Builds the brief from a snapshot and its board: words, numbers, drawings, sources, in one language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from core.brief.findings import findings, headline, limits
from core.brief.model import Brief, Labels, Paper, ScenarioNote
from core.brief.pictures import pictures
from core.brief.plots import plots
from core.brief.references import references, source_line
from core.brief.tables import all_rows_table, key_numbers, main_table, measures_table, products_table
from core.brief.wording import MARKING_LENGTH, NAME_LENGTH, NOTE_LENGTH, clean
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.present.board import Board
from core.present.choices import choice_words, chosen_of
from core.scenario.assumptions import assumptions
from core.scenario.edits import Edit, Scenario
from core.scenario.replay import reaches
from core.scenario.scenario_file import dump
from core.scenario.sentences import edit_sentence
from core.selection import MONEY_FLOWS, OWN_BASKET, Selection
from core.text.formatter import LOCALES, Formatter
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.store import Snapshot

MARGIN_MM = 18.0
MAX_EDITS = 5
MOST_ASSUMPTIONS = 2
PAPER_WIDTH_MM: dict[Paper, float] = {"letter": 215.9, "a4": 210.0}


@dataclass(frozen=True)
class Facts:
    """What a brief needs besides the board: the dataset's identity and sources, the scenario, the products behind.

    `edits` are those that reach the table on show, `assumptions` what they take as given.
    """

    dataset_id: str
    version: str
    digest: str
    sources: pd.DataFrame
    scenario: Scenario
    scenario_digest: str
    products: MoneyView | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    edits: tuple[Edit, ...] = ()
    assumptions: tuple[Message, ...] = ()

    @classmethod
    def of(cls, dataset: Dataset, scenario: Scenario, selection: Selection) -> Facts:
        """Take them from a dataset; the scenario's digest is that of its file's bytes."""
        digest = hashlib.sha256(dump(scenario, dataset)).hexdigest() if scenario.edits else ""
        identity = (dataset.id, dataset.version, dataset.digest, dataset.sources)
        edits = tuple(edit for edit in scenario.active if reaches(dataset, edit, selection.table))
        sheet = assumptions(dataset, replace(scenario, edits=edits))
        found = (_products(dataset, selection), _notes(dataset, selection))
        return cls(*identity, scenario, digest, *found, edits, sheet)


def build_brief(
    snapshot: Snapshot, fmt: Formatter, *, paper: Paper = "letter", marking: str = "", today: date | None = None
) -> Brief:
    """Return the brief of what a snapshot shows.

    `marking` is the user's line, printed as given and absent when empty. `today` (default: the current date) is
    the date on the page; the same snapshot, options and date always give the same brief.
    """
    facts = Facts.of(snapshot.dataset, snapshot.scenario, snapshot.board.selection)
    return compose(snapshot.board, facts, fmt, paper=paper, marking=marking, today=today or local_today())


def local_today() -> date:
    """Return the date on the reader's own calendar."""
    return datetime.now().astimezone().date()


def compose(board: Board, facts: Facts, fmt: Formatter, *, paper: Paper, marking: str, today: date) -> Brief:
    """Return the brief of one board."""
    width = PAPER_WIDTH_MM[paper] - 2 * MARGIN_MM
    drawn = pictures(board, fmt, width)
    lead = headline(board, fmt)
    sources = references(board, facts.sources, fmt)
    return Brief(
        language=fmt.language,
        paper=paper,
        marking=clean(marking, MARKING_LENGTH),
        dated=today,
        title=fmt.say(msg("Veta brief: {title}", title=board.title)),
        headline=lead.rstrip("."),
        scope=_scope(board, lead, fmt),
        labels=_labels(fmt),
        figures=key_numbers(board, fmt),
        findings=findings(board, fmt),
        limits=limits(board, fmt, facts.notes.get(fmt.language, "")),
        map=drawn.map,
        shares=drawn.shares,
        splits=drawn.splits,
        trend=drawn.trend,
        table=main_table(board, fmt),
        measures=measures_table(board, fmt),
        products=products_table(facts.products, board, fmt),
        scenario=_scenario(board, facts, fmt),
        sources=tuple(source_line(source, fmt) for source in sources),
        identity=_identity(board, facts, fmt),
        board=board,
        dataset=(facts.dataset_id, facts.version, facts.digest),
        scenario_digest=facts.scenario_digest,
        all_rows=all_rows_table(board, fmt),
        plots=plots(board, drawn, fmt),
        references=sources,
    )


def running_line(brief: Brief, fmt: Formatter, page: str, pages: str) -> str:
    """Return the line at the head of one page: name, date, page x of y; both as text, numbers or a writer's fields."""
    return fmt.say("Veta brief · {date} · page {page} of {pages}", date=fmt.date(brief.dated), page=page, pages=pages)


def _products(dataset: Dataset, selection: Selection) -> MoneyView | None:
    """Return a trade flow's values by product; None for USGS flows."""
    if selection.flow not in MONEY_FLOWS:
        return None
    query = Query(selection.flow, selection.year, "product", target=selection.target, basket=selection.basket)
    view = run(dataset, replace(query, source=selection.source, valuation=selection.valuation))
    return view if isinstance(view, MoneyView) else None


def _notes(dataset: Dataset, selection: Selection) -> Mapping[str, str]:
    """Return what the catalogue says of the group or basket shown, by language; empty without one."""
    whole = selection.target == "all"
    frame, key = (dataset.baskets, "basket") if whole else (dataset.groups, "group")
    found = frame[frame[key] == (selection.basket if whole else selection.target)]
    if found.empty:
        return MappingProxyType({})
    row = found.iloc[0]
    notes = {language: row[f"note_{language}"] for language in LOCALES}
    return MappingProxyType({language: str(note) for language, note in notes.items() if not pd.isna(note)})


def _labels(fmt: Formatter) -> Labels:
    return Labels(
        running=fmt.say(msg("Veta brief")),
        findings=fmt.say(msg("What the figures say")),
        limits=fmt.say(msg("What they cannot say")),
        measures=fmt.say(msg("Concentration")),
        sources=fmt.say(msg("Sources")),
        identity=fmt.say(msg("Figures and boundaries")),
    )


def _scope(board: Board, lead: str, fmt: Formatter) -> str:
    parts = [fmt.say(board.title)] if lead != fmt.say(board.title) else []
    if board.valuation:
        parts.append(fmt.valuation(board.valuation))
    if board.about is not None and board.selection.target == "all" and board.selection.basket.startswith(OWN_BASKET):
        parts.append(fmt.say(board.about))
    if board.edition:
        parts.append(fmt.edition(board.edition))
    chosen = chosen_of(board)
    if chosen is not None and not chosen.default:
        parts.append(fmt.say(msg("source chosen: {source}", source=choice_words(chosen))))
    if board.edited:
        parts.append(fmt.say(msg("with the edits of a scenario")))
    return " · ".join(parts)


def _scenario(board: Board, facts: Facts, fmt: Formatter) -> ScenarioNote | None:
    if not board.edited:
        return None
    said = [fmt.say(edit_sentence(edit)) for edit in facts.edits[:MAX_EDITS]]
    if len(facts.edits) > MAX_EDITS:
        said.append(fmt.say(msg("Further edits of this table: {n}", n=len(facts.edits) - MAX_EDITS)))
    return ScenarioNote(
        title=fmt.say(msg("Scenario")),
        name=clean(facts.scenario.name, NAME_LENGTH),
        edits=tuple(said),
        assumption=" ".join(fmt.say(line) for line in facts.assumptions[:MOST_ASSUMPTIONS]),
        note=clean(facts.scenario.note, NOTE_LENGTH),
    )


def _identity(board: Board, facts: Facts, fmt: Formatter) -> tuple[str, ...]:
    lines = [
        fmt.say(
            "Dataset {name} {version}, {digest}",
            name=facts.dataset_id,
            version=facts.version,
            digest=_short(facts.digest),
        )
    ]
    if facts.scenario_digest and board.edited:
        lines.append(fmt.say("Scenario file sha256:{digest}", digest=facts.scenario_digest[:16]))
    if board.map.covered and board.empty is None:
        lines.append(fmt.say(msg("Boundaries on the map are drawn for orientation and imply no view on any border.")))
    return tuple(lines)


def _short(digest: str) -> str:
    kind, _, value = digest.rpartition(":")
    return f"{kind}:{value[:16]}" if kind else value[:16]
