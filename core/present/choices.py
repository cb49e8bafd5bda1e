"""Which sources or editions can answer what is looked at, for the reader to choose one; they are never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.dataset.cache import DigestCache
from core.dataset.index import trade_index
from core.dataset.pick import VALUATIONS, Pick, candidates, is_imported
from core.dataset.query import run
from core.dataset.resolve import resolve
from core.dataset.stat_index import stat_index
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
    """Return the sources and valuations that have rows of a trade flow, those of one partner only at the end.

    The one that answers without a choice comes first; where there is no other, there is nothing to choose.
    """
    query = query_of(selection)
    index, prefixes = trade_index(dataset), resolve(dataset, query.target, query.basket).prefixes
    cells = [(query.flow, query.year, source) for source in index.sources(query.flow, query.year)]
    best = run(dataset, query)
    pairs: dict[tuple[str, str], Pick] = {}
    for valuation in (None, *VALUATIONS):  # a source's best valuation stands before its others
        for one in candidates(index, cells, prefixes, valuation):
            pairs.setdefault((one.cell[2], one.valuation), one)
    if not isinstance(best, MoneyView) or len(pairs) < 2:
        return ()
    about, default = _about(dataset), (*best.sources, best.valuation)
    choices = [
        SourceChoice(
            "source", source, *about[source], valuation, (source, valuation) == default,
            single=one.kind == "bilateral", imported=is_imported(source),
        )
        for (source, valuation), one in pairs.items()
    ]  # fmt: skip
    places = list(dict.fromkeys(one.id for one in choices))
    return tuple(sorted(choices, key=lambda one: (not one.default, one.single, places.index(one.id))))


def edition_choices(dataset: Dataset, selection: Selection) -> tuple[SourceChoice, ...]:
    """Return the editions of a USGS flow that print the year, the latest first; none alone."""
    minerals = resolve(dataset, selection.target, selection.basket).minerals
    index = stat_index(dataset)
    rows = index.in_year(index.rows(selection.flow, minerals), selection.year)[::-1]
    # The first row of an edition names its source.
    sources: dict[str, str] = dict(zip(index.editions.at(rows), index.sources.at(rows), strict=True))
    best = run(dataset, query_of(selection))
    default = "" if isinstance(best, MoneyView) else best.edition
    if len(sources) < 2:
        return ()
    about = _about(dataset)
    order = sorted(sorted(sources, reverse=True), key=lambda edition: edition != default)
    return tuple(
        SourceChoice(
            "edition", name, about[sources[name]][0], name, "", name == default, imported=is_imported(sources[name])
        )
        for name in order
    )


def answered(selection: Selection, choices: Sequence[SourceChoice]) -> Selection:
    """Return the selection with source and valuation named in full, or with neither where the default is meant.

    What nothing here answers to is left out: the default answers then.
    """
    if selection.source is None and selection.valuation is None:
        return selection
    kept = next((one for one in choices if _is_meant(one, selection)), None)
    if kept is None or kept.default:
        return replace(selection, source=None, valuation=None)
    return replace(selection, source=kept.id, valuation=kept.valuation)


def _is_meant(one: SourceChoice, selection: Selection) -> bool:
    return selection.source in (None, one.id) and selection.valuation in (None, one.valuation)


def _about(dataset: Dataset) -> dict[str, tuple[str, str]]:
    """Return publisher and edition of each source."""
    return _SOURCES.get(dataset.digest, lambda: _read_about(dataset))


_SOURCES: DigestCache[dict[str, tuple[str, str]]] = DigestCache(4)


def _read_about(dataset: Dataset) -> dict[str, tuple[str, str]]:
    columns = (dataset.sources[name].astype(str) for name in ("source_id", "publisher", "edition"))
    return {source: (publisher, edition) for source, publisher, edition in zip(*columns, strict=True)}


def chosen_of(board: Board) -> SourceChoice | None:
    """Return the choice that a board shows, None where there is nothing to choose."""
    selection = board.selection
    if selection.flow not in MONEY_FLOWS and selection.edition:
        return next((one for one in board.choices if one.id == selection.edition), None)
    if selection.flow in MONEY_FLOWS and selection.source:
        return next((one for one in board.choices if _is_meant(one, selection)), None)
    return next((one for one in board.choices if one.default), None)


def choice_words(one: SourceChoice) -> Message:
    """Return publisher, edition and valuation of a choice; what a reader should know of it comes first."""
    words: Message = msg("{publisher}", publisher=Named("publisher", one.publisher))
    if one.edition:
        words = msg("{first}, {second}", first=words, second=Named("edition", one.edition))
    if one.valuation:
        words = msg("{first}, {second}", first=words, second=Named("valuation", one.valuation))
    if one.single:
        words = msg("{source}: {words}", source=Named("source", one.id), words=words)
    if one.imported:
        words = msg("Imported: {source}", source=words)
    return msg("Default: {source}", source=words) if one.default else words
