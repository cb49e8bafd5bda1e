"""What is at issue: a short paragraph from the figures, used where a person wrote none. The ask is theirs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.brief.phrasing import inside
from core.brief.plan import Written
from core.brief.talk.figures import Figures
from core.brief.talk.printed import MEXICO, lead_rows, period, printed, what
from core.brief.talk.reliance import reliance_point
from core.brief.wording import clean
from core.present.board import Board
from core.present.money import FOCUS
from core.selection import MONEY_FLOWS
from core.text.formatter import Formatter
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset

ISSUE_LENGTH = 700


@dataclass(frozen=True, slots=True)
class Opening:
    """The two short paragraphs; `ask` is "" where the person wrote none, `own` tells whether the issue is theirs."""

    issue: str
    ask: str = ""
    own: bool = False


def opening(dataset: Dataset, board: Board, written: Written, fmt: Formatter) -> Opening:
    """Return the person's issue and ask; without an issue of theirs, what the figures put at issue."""
    issue, ask = clean(written.issue, ISSUE_LENGTH), clean(written.ask, ISSUE_LENGTH)
    return Opening(issue or computed_issue(dataset, board, fmt), ask, own=bool(issue))


def computed_issue(dataset: Dataset, board: Board, fmt: Formatter) -> str:
    """Return one short paragraph on what the figures put at issue."""
    figures = Figures(dataset, board, fmt)
    said = [fmt.say(sentence) for sentence in _sentences(figures)]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in said)


def _sentences(figures: Figures) -> Iterator[Message]:
    board = figures.board
    if board.empty is not None:
        yield msg("{title}.", title=board.empty.title)
        yield board.empty.reason
    elif figures.flow in MONEY_FLOWS:
        yield _trade(figures)
        yield from _who(figures)
        yield from _scenario(figures)
    elif len(board.table.keys):
        yield from _quantity(figures)


def _trade(figures: Figures) -> Message:
    total = next((figure for figure in figures.board.key_figures if figure.id == "total"), None)
    values: dict[str, object] = {"name": figures.name, "year": figures.year}
    if total is None or total.before is None:
        match figures.flow:
            case "us-imports":
                return msg("At issue are US imports of {name} in {year}.", **values)
            case "us-exports":
                return msg("At issue are US exports of {name} in {year}.", **values)
            case _:
                return msg("At issue are Mexico's exports of {name} in {year}.", **values)
    values |= {"total": figures.money(total.before), "valuation": Named("valuation", figures.board.valuation)}
    match figures.flow:
        case "us-imports":
            return msg("At issue are US imports of {name}: {total} in {year} ({valuation}).", **values)
        case "us-exports":
            return msg("At issue are US exports of {name}: {total} in {year} ({valuation}).", **values)
        case _:
            return msg("At issue are Mexico's exports of {name}: {total} in {year} ({valuation}).", **values)


def _who(figures: Figures) -> Iterator[Message]:
    """Name the first partner and the one in focus with their shares; of a single partner, what it trades."""
    focus, first = FOCUS[figures.flow], figures.board.before.largest
    if first is None or not figures.share(first) > 0:
        if figures.ranked:
            key = figures.ranked[0]
            yield msg("With {country}: {value}.", country=figures.country(key), value=figures.money(figures.value(key)))
        return
    values: dict[str, object] = {"country": figures.country(first), "share": figures.said(figures.share(first))}
    second = next((key for key in figures.ranked if key != first), None)
    other = focus if first != focus and figures.share(focus) > 0 else second if first == focus else None
    if other is None or not figures.share(other) > 0:
        yield msg("The first partner is {country}, with {share}.", **values)
        return
    yield msg(
        "The first partner is {country}, with {share}; {other} has {other_share}.",
        other=figures.country(other), other_share=figures.said(figures.share(other)), **values,
    )  # fmt: skip


def _scenario(figures: Figures) -> Iterator[Message]:
    before, after = figures.board.before.hhi, figures.board.after.hhi
    if figures.board.edited and before is not None and after is not None:
        yield msg(
            "In the scenario, concentration (HHI) goes from {before} to {after}.",
            before=figures.index(before), after=figures.index(after),
        )  # fmt: skip


def _quantity(figures: Figures) -> Iterator[Message]:
    table = figures.board.table
    row_id = int(table.row_ids[0][0])
    mineral = inside(figures.fmt.mineral(str(figures.dataset.stats.iloc[row_id]["mineral"])))
    values: dict[str, object] = {"what": what(figures, 0), "year": figures.year}
    match figures.flow:
        case "us-reliance":
            yield msg("At issue is US net import reliance: {name}, {year}.", name=mineral, year=figures.year)
            yield reliance_point(figures, row_id).message
            return
        case "prices":
            yield msg("At issue is the US price: {what}, {year}, {amount}.", amount=printed(figures, 0), **values)
            return
        case "us-import-sources":
            yield msg(
                "At issue are the sources of US imports: {what}, {period}.",
                what=what(figures, 0),
                period=period(figures, 0),
            )
        case "reserves":
            yield msg("At issue are world reserves: {what}, {year}.", **values)
        case _:
            yield msg("At issue is world production: {what}, {year}.", **values)
    rows = [i for i in lead_rows(figures) if str(table.keys[i]) == MEXICO]
    if rows:
        yield msg("Mexico, as printed: {amount}.", amount=printed(figures, rows[0]))
    else:
        yield msg("The table does not list {country}.", country=figures.country(MEXICO))
