"""Builds the brief from a snapshot and a plan: words, numbers, drawings, sources, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.brief.arrange import arrange, widths
from core.brief.citations import Citations
from core.brief.facts import Facts
from core.brief.findings import headline
from core.brief.model import Brief, Labels, Paper, Part, Picture, Row
from core.brief.parts import Parts
from core.brief.plan import Plan, SectionId, Written
from core.brief.plots import plots
from core.brief.references import references, source_line
from core.brief.tables import all_rows_table, key_numbers
from core.brief.wording import MARKING_LENGTH, clean
from core.present.board import Board
from core.present.choices import choice_words, chosen_of
from core.selection import OWN_BASKET
from core.store_select import Select
from core.text.formatter import Formatter
from core.text.messages import msg

if TYPE_CHECKING:
    from core.store import Snapshot

MARGIN_MM = 18.0
PAPER_WIDTH_MM: dict[Paper, float] = {"letter": 215.9, "a4": 210.0}
ANNEX_ONLY: tuple[SectionId, ...] = ("annex",)
SHEET = ("opening", "trend", "shares", "splits", "table")
"""The parts of a further product's own sheet in the annex."""
SHEET_ROWS = 8
NO_PLAN, NOTHING_WRITTEN = Plan(), Written()


def build_brief(
    snapshot: Snapshot,
    fmt: Formatter,
    plan: Plan = NO_PLAN,
    written: Written = NOTHING_WRITTEN,
    *,
    today: date | None = None,
) -> Brief:
    """Return the brief of what a snapshot shows.

    `plan` says how it is made up; its marking is the user's line, printed as given and absent when empty. `written` are
    the user's own words. `today` (default: the current date) is the date on the page; the same snapshot, plan, words
    and date always give the same brief.
    """
    sheets = [Select(target=target, partner="").apply(snapshot) for target in _further(snapshot, plan)]
    return compose(
        [(shown.board, Facts.of(shown, plan)) for shown in (snapshot, *sheets)],
        fmt,
        plan,
        written,
        today=today or local_today(),
    )


def local_today() -> date:
    """Return the date on the reader's own calendar."""
    return datetime.now().astimezone().date()


def compose(
    shown: Sequence[tuple[Board, Facts]], fmt: Formatter, plan: Plan, written: Written = NOTHING_WRITTEN, *, today: date
) -> Brief:
    """Return the brief of the first board, with a sheet for each further one in the annex."""
    board, facts = shown[0]
    width = PAPER_WIDTH_MM[plan.paper] - 2 * MARGIN_MM
    cite = Citations(board)
    parts = Parts(board, facts, fmt, plan, written, cite, today)
    sheets = [Parts(of, its, fmt, plan, written, cite, today, rows=SHEET_ROWS) for of, its in shown[1:]]
    first = [section for section in plan.chosen if section not in ANNEX_ONLY]
    rows = _rows(parts, [name for section in first for name in parts.of_section(section)], width)
    annex: list[Row] = []
    if plan.depth == "annex":
        last = [name for section in plan.chosen if section in ANNEX_ONLY for name in parts.of_section(section)]
        annex += _rows(parts, last, width)
        for sheet in sheets:
            target = sheet.board.selection.target
            annex += _rows(sheet, [name for name in SHEET if sheet.has(name)], width, prefix=f"{target}/")
    drawn = {p.id: p.content for row in rows for p in row.parts if isinstance(p.content, Picture)}
    lead = headline(board, fmt)
    sources = references(cite.lines, facts.sources, fmt)
    return Brief(
        language=fmt.language,
        paper=plan.paper,
        marking=clean(plan.marking, MARKING_LENGTH),
        dated=today,
        title=fmt.say(msg("Veta brief: {title}", title=board.title)),
        headline=lead.rstrip("."),
        scope=_scope(board, lead, fmt),
        labels=_labels(fmt),
        figures=key_numbers(board, fmt),
        rows=rows,
        annex=tuple(annex),
        pages=1 if plan.depth == "one" else 2,
        annexed=plan.depth == "annex",
        sources=tuple(source_line(source, fmt) for source in sources),
        identity=_identity(board, facts, fmt),
        board=parts.board,
        dataset=(facts.dataset_id, facts.version, facts.digest),
        scenario_digest=facts.scenario_digest,
        all_rows=all_rows_table(parts.board, fmt),
        plots=plots(parts.board, drawn, fmt),
        references=sources,
    )


def running_line(brief: Brief, fmt: Formatter, page: str, pages: str) -> str:
    """Return the line at the head of one page: name, date, page x of y; both as text, numbers or a writer's fields."""
    return fmt.say("Veta brief · {date} · page {page} of {pages}", date=fmt.date(brief.dated), page=page, pages=pages)


def _further(snapshot: Snapshot, plan: Plan) -> list[str]:
    """Return the further targets that get a sheet of their own, each once."""
    if plan.depth != "annex":
        return []
    return [target for target in dict.fromkeys(plan.products) if target != snapshot.selection.target]


def _rows(parts: Parts, names: Sequence[str], width: float, prefix: str = "") -> tuple[Row, ...]:
    """Return named parts in rows, each made for the width of its place."""
    rows: list[Row] = []
    needed = {name: parts.needed(name, width) for name in names}
    for row, columns in arrange(names, needed, width):
        places = zip(row, widths(columns, width), strict=False)
        rows.append(Row(tuple(Part(prefix + name, parts.content(name, place)) for name, place in places), columns))
    return tuple(rows)


def _labels(fmt: Formatter) -> Labels:
    return Labels(
        sources=fmt.say(msg("Sources")),
        identity=fmt.say(msg("Figures and boundaries")),
        annex=fmt.say(msg("Annex")),
        left_out=fmt.say(msg("Left out for want of room:")),
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
