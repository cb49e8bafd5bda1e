"""The trend chart: series that one source carries through the years in one valuation."""

from __future__ import annotations

from dataclasses import replace

from core.dataset.load import Dataset
from core.dataset.notes import joined
from core.dataset.query import run
from core.dataset.view import MoneyView, Query, RowIds
from core.present.board import TrendSeries
from core.present.money import FOCUS
from core.text.messages import Message, Named, msg

WORLD = "XXX"
PARTNERS = 4
AT_LEAST = 2
BILATERAL = {"us-imports": ("MEX", "CHN"), "us-exports": ("CHN",), "mexico-exports": ("USA",)}


def trend(dataset: Dataset, view: MoneyView) -> tuple[tuple[TrendSeries, ...], Message | None]:
    """Return the lines and a note on what they are: the total, then the partners that matter.

    All lines come from sources of one valuation; a line needs two years. A source whose list of products changes
    between years is cut to the years that are comparable.
    """
    partners = _partners(view)
    asked = [_series(dataset, view.query, partner) for partner in (None, *partners)]
    lines = [_line(found, partner) for found, partner in zip(asked, (None, *partners), strict=True)]
    seams = max((found.seams for found in asked if found is not None), key=len, default=())
    found = [line for line in lines if line is not None and len(line.years) >= AT_LEAST]
    valuation = _common(found)
    kept = tuple(line for line in found if line.valuation == valuation)
    if view.rest_usd > 0 and not any(line.key == FOCUS[view.query.flow] for line in kept):
        # Where partners are listed for some products only, a line of the others would be a part of their trade.
        kept = tuple(line for line in kept if line.key == WORLD)
    return kept, joined([_note(kept, view), *seams])


def _partners(view: MoneyView) -> tuple[str, ...]:
    wanted = [*BILATERAL[view.query.flow], *[str(key) for key in view.keys[:PARTNERS]], FOCUS[view.query.flow]]
    return tuple(dict.fromkeys(wanted))[: PARTNERS + 1]


def _series(dataset: Dataset, query: Query, partner: str | None) -> MoneyView | None:
    view = run(dataset, replace(query, by="year", partner=partner))
    return view if isinstance(view, MoneyView) and len(view.keys) else None


def _line(view: MoneyView | None, partner: str | None) -> TrendSeries | None:
    if view is None:
        return None
    return TrendSeries(
        key=partner or WORLD,
        years=tuple(int(year) for year in view.keys),
        values=tuple(float(value) for value in view.value_usd),
        valuation=view.valuation,
        source_id=view.sources[0],
        row_ids=tuple(RowIds([rows]) for rows in view.row_ids),
    )


def _common(lines: list[TrendSeries]) -> str:
    """Return the valuation of the largest number of lines; of the first among equals."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.valuation] = counts.get(line.valuation, 0) + 1
    return max(counts, key=lambda valuation: counts[valuation], default="")


def _note(lines: tuple[TrendSeries, ...], view: MoneyView) -> Message | None:
    if not lines:
        return msg("No source carries this through two comparable years.")
    other_source = any(line.source_id not in view.sources for line in lines)
    return joined(
        [
            _valuation(lines[0].valuation),
            msg("These lines come from another source than the table.") if other_source else None,
            _focus_missing(lines, view),
        ]
    )


def _focus_missing(lines: tuple[TrendSeries, ...], view: MoneyView) -> Message | None:
    """Say that the partner in focus has no line; the others' lines would suggest that it had no trade."""
    focus = FOCUS[view.query.flow]
    if any(line.key == focus for line in lines):
        return None
    return msg("{partner}: no comparable series.", partner=Named("country", focus))


def _valuation(valuation: str) -> Message:
    match valuation:
        case "customs":
            return msg("Customs value, current US dollars.")
        case "cif":
            return msg("CIF value, current US dollars.")
        case _:
            return msg("FOB value, current US dollars.")
