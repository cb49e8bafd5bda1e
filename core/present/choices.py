"""Which sources or editions can answer what is looked at, for the reader to choose one; they are never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.dataset.index import trade_index
from core.dataset.pick import candidates
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.view import MoneyView, Query
from core.present.board import Board, SourceChoice
from core.selection import MONEY_FLOWS
from core.text.messages import Message, Named, msg

if TYPE_CHECKING:
    from core.dataset.load import Dataset
    from core.selection import Selection


def query_of(selection: Selection) -> Query:
    """Return the question that a selection asks, whatever answers it best."""
    return Query(
        flow=selection.flow, year=selection.year, target=selection.target, basket=selection.basket,
    )  # fmt: skip


def source_choices(dataset: Dataset, selection: Selection) -> tuple[SourceChoice, ...]:
    """Return the sources that have rows of a trade flow, the one that answers without a choice first; none alone."""
    query = query_of(selection)
    index, prefixes = trade_index(dataset), resolve(dataset, query.target, query.basket).prefixes
    cells = [(query.flow, query.year, source) for source in index.sources(query.flow, query.year)]
    found = candidates(index, cells, prefixes)
    best = run(dataset, query)
    if not isinstance(best, MoneyView) or not found:
        return ()
    # One partner without a total is no answer where another source gives more.
    single = best.coverage.kind == "bilateral"
    found = [one for one in found if single or one.kind != "bilateral"]
    if len(found) < 2:
        return ()
    about = _about(dataset)
    return tuple(
        SourceChoice("source", one.cell[2], *about[one.cell[2]], one.valuation, number == 0, single)
        for number, one in enumerate(sorted(found, key=lambda one: one.cell[2] not in best.sources))
    )


def edition_choices(dataset: Dataset, selection: Selection) -> tuple[SourceChoice, ...]:
    """Return the editions of a USGS flow that print the year, the latest first; none alone."""
    minerals = resolve(dataset, selection.target, selection.basket).minerals
    frame = dataset.stats
    rows = frame[(frame["flow"] == selection.flow) & frame["mineral"].isin(minerals)]
    rows = rows[(rows["year"] <= selection.year) & (rows["year_end"] >= selection.year)]
    pairs = rows[["edition", "source_id"]].astype(str).drop_duplicates("edition")
    best = run(dataset, query_of(selection))
    default = "" if isinstance(best, MoneyView) else best.edition
    sources = dict(zip(pairs["edition"], pairs["source_id"], strict=True))
    if len(sources) < 2:
        return ()
    about = _about(dataset)
    order = sorted(sorted(sources, reverse=True), key=lambda edition: edition != default)
    return tuple(SourceChoice("edition", name, about[sources[name]][0], name, "", name == default) for name in order)


def answered(selection: Selection, choices: Sequence[SourceChoice]) -> Selection:
    """Return the selection without a choice of source that nothing here answers to; the best one answers then."""
    if selection.source is None or any(one.id == selection.source and not one.default for one in choices):
        return selection
    return replace(selection, source=None)


def _about(dataset: Dataset) -> dict[str, tuple[str, str]]:
    """Return publisher and edition of each source."""
    columns = (dataset.sources[name].astype(str) for name in ("source_id", "publisher", "edition"))
    return {source: (publisher, edition) for source, publisher, edition in zip(*columns, strict=True)}


def chosen_of(board: Board) -> SourceChoice | None:
    """Return the choice that a board shows, None where there is nothing to choose."""
    selection = board.selection
    wanted = selection.source if selection.flow in MONEY_FLOWS else selection.edition
    return next((one for one in board.choices if (one.id == wanted if wanted else one.default)), None)


def choice_words(one: SourceChoice) -> Message:
    """Return publisher, edition and valuation of a choice; the default says that it is."""
    words: Message = msg("{publisher}", publisher=Named("publisher", one.publisher))
    if one.edition:
        words = msg("{first}, {second}", first=words, second=Named("edition", one.edition))
    if one.valuation:
        words = msg("{first}, {second}", first=words, second=Named("valuation", one.valuation))
    if one.single:
        words = msg("{source}: {words}", source=Named("source", one.id), words=words)
    return msg("Default: {source}", source=words) if one.default else words
