"""Mexico's rank among the producers of the leading series, as a key figure."""

from __future__ import annotations

from core.dataset.load import Dataset
from core.dataset.view import StatView
from core.measures.rank import STAND_IN, Rank, rank_in
from core.present.board import KeyFigure
from core.text.formatter import NO_FIGURE
from core.text.messages import Message, Named, msg

MEXICO = "MEX"


def rank_figure(dataset: Dataset, view: StatView, series: tuple[str, str, str], row_ids: tuple[int, ...]) -> KeyFigure:
    """Return the rank in a (mineral, form, unit); a tie and countries without a figure are told.

    `row_ids` are the rows of the countries in the series. "None recorded" where USGS does not list Mexico.
    """
    label = msg("Mexico's rank")
    found = rank_in(dataset, MEXICO, view.query.year, view.edition, series)
    if found is None:
        return KeyFigure("rank", label, "count", None)
    if found.rank is None:
        return KeyFigure("rank", label, "count", None, note=_why(found), text=NO_FIGURE, row_ids=(found.row_id,))
    return KeyFigure("rank", label, "count", float(found.rank), note=_note(found), row_ids=row_ids)


def _why(found: Rank) -> Message:
    if found.flag == STAND_IN:
        return msg("What is printed are exports, not production")
    return msg("Printed as “{text}”: no rank", text=found.text)


def _note(found: Rank) -> Message:
    if found.tied:
        return msg("of {n}; tied with {countries}", n=found.listed, countries=Named("countries", " ".join(found.tied)))
    if found.not_rankable:
        return msg("of {n}; {hidden} more without a figure", n=found.listed, hidden=len(found.not_rankable))
    return msg("of {n} countries ranked", n=found.listed)
