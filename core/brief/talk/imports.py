"""Points on US imports: where Mexico stands, on whom the United States leans, and what moved through the years."""

from __future__ import annotations

from collections.abc import Iterator

from core.brief.talk.figures import REST, WHOLE, Figures
from core.brief.talk.model import Draft
from core.brief.talk.other_tables import mexico_produces, mexico_sells
from core.brief.talk.reliance import NET_EXPORTER, reliance_point
from core.brief.thresholds import HIGH_CONCENTRATION
from core.present.board import TrendSeries
from core.text.messages import Message, Named, msg

MEXICO, CHINA = "MEX", "CHN"
SMALL = 0.0005


def import_points(figures: Figures) -> Iterator[Draft]:
    """Give the points on US imports, the most telling first."""
    yield from _mexico(figures)
    yield from _without_largest(figures)
    yield from _elsewhere(figures)
    yield from _concentration(figures)
    yield from _china(figures)
    yield from _reliance(figures)
    yield from _mexico_through_years(figures)
    yield from mexico_produces(figures)
    yield from mexico_sells(figures)


def _mexico(figures: Figures) -> Iterator[Draft]:
    share = figures.share(MEXICO)
    values: dict[str, object] = {"name": figures.name, "year": figures.year}
    if not figures.recorded(MEXICO):
        if figures.board.coverage.kind in WHOLE:
            text = msg("No US import of {name} from Mexico is recorded in {year}.", **values)
            yield Draft("mexico-share", "expect", text, figures.sources)
        return
    values |= {"value": figures.money(figures.value(MEXICO))}
    if not share > 0:
        text = msg("US imports of {name} from Mexico were {value} in {year}.", **values)
        yield Draft("mexico-share", "say", text, figures.sources)
        text = msg(
            "For {year} the source gives no total of US imports of {name}, so it shows no share of Mexico.", **values
        )
        yield Draft("no-total", "expect", text, figures.sources)
        return
    yield Draft("mexico-share", "say", _standing(figures, share, values), figures.sources)


def _standing(figures: Figures, share: float, values: dict[str, object]) -> Message:
    place = 1 + sum(figures.value(key) > figures.value(MEXICO) for key in figures.ranked)
    values = values | {"share": figures.said(share), "place": figures.fmt.number(place)}
    if figures.partial:
        return msg("Mexico supplied {share} of US imports of {name} in {year}.", **values)
    if place == 1:
        return msg("Mexico is the first supplier of US imports of {name}: {share} in {year}, {value}.", **values)
    return msg(
        "Mexico is number {place} among the suppliers of US imports of {name}: {share} in {year}, {value}.", **values
    )


def _without_largest(figures: Figures) -> Iterator[Draft]:
    """Tell what is left without the first supplier, and what falls to Mexico of that."""
    measures = figures.board.before
    if measures.largest is None or measures.top_share is None or measures.without_largest is None:
        return
    left, mexico = measures.without_largest, figures.share(MEXICO)
    values: dict[str, object] = {
        "country": figures.country(measures.largest), "share": figures.said(measures.top_share),
        "left": figures.said_left(left), "name": figures.name, "year": figures.year,
    }  # fmt: skip
    if measures.largest == MEXICO:
        text = msg("Without Mexico, {left} of US imports of {name} in {year} is left.", **values)
    elif mexico > SMALL and left > SMALL:
        text = msg(
            "Without {country} ({share}), {left} of US imports of {name} in {year} is left, and Mexico holds {part} of "
            "that.",
            part=figures.said(mexico / left),
            **values,
        )
    else:
        text = msg(
            "{country} alone supplied {share} of US imports of {name} in {year}; without it, {left} is left.", **values
        )
    yield Draft("without-first", "say", text, figures.sources)


def _elsewhere(figures: Figures) -> Iterator[Draft]:
    """Name the other suppliers, whom the other side can turn to."""
    first = figures.board.before.largest
    share = figures.share(MEXICO)
    others = [key for key in figures.ranked if key not in (MEXICO, first) and figures.share(key) > 0]
    values: dict[str, object] = {"name": figures.name, "year": figures.year}
    if first is not None and first != MEXICO and share > 0 and not figures.partial:
        text = msg(
            "Suppliers other than Mexico hold {rest} of US imports of {name} in {year}; first among them is {country} "
            "with {share}.",
            rest=figures.said_left(1.0 - share), country=figures.country(first),
            share=figures.said(figures.share(first)), **values,
        )  # fmt: skip
    elif first is not None and len(others) > 1 and not figures.partial:
        text = msg(
            "After {first}, US imports of {name} come from {second} ({share}) and {third} ({next_share}), {year}.",
            first=figures.country(first), second=figures.country(others[0]),
            share=figures.said(figures.share(others[0])), third=figures.country(others[1]),
            next_share=figures.said(figures.share(others[1])), **values,
        )  # fmt: skip
    elif figures.share(REST) > 0:
        text = msg(
            "For {year} the source leaves {rest} of US imports of {name} without a partner.",
            rest=figures.fmt.share(figures.share(REST)), **values,
        )  # fmt: skip
    else:
        return
    yield Draft("elsewhere", "expect", text, figures.sources)


def _concentration(figures: Figures) -> Iterator[Draft]:
    """Concentration on others speaks for more suppliers, on Mexico against it; a spread says there is no hurry."""
    measures, spread = figures.board.before, figures.spread
    if measures.hhi is None or spread is None:
        return
    values = {"name": figures.name, "hhi": figures.index(measures.hhi), "limit": figures.fmt.hhi(HIGH_CONCENTRATION)}
    if spread:
        text = msg(
            "US imports of {name} are spread: HHI {hhi} is below {limit}, the mark of the US merger guidelines of 2023 "
            "for high concentration.",
            **values,
        )
        yield Draft("concentration", "expect", text, figures.sources)
    elif measures.largest == MEXICO:
        text = msg(
            "US imports of {name} are highly concentrated, with Mexico first: HHI {hhi}, above {limit} of the US "
            "merger guidelines of 2023.",
            **values,
        )
        yield Draft("concentration", "expect", text, figures.sources)
    else:
        text = msg(
            "US imports of {name} are highly concentrated: HHI {hhi}, above {limit} of the US merger guidelines of "
            "2023.",
            **values,
        )
        yield Draft("concentration", "say", text, figures.sources)


def _china(figures: Figures) -> Iterator[Draft]:
    """Tell how China's share of the total moved, where one valuation carries both through the years."""
    total, china = figures.total_line(), figures.line(CHINA)
    if total is None or china is None or total.valuation != china.valuation:
        return
    shares = _shares(china, total)
    if len(shares) < 2:
        return
    (start, first), (end, last) = shares[0], shares[-1]
    if figures.fmt.share(first) == figures.fmt.share(last):
        return
    text = msg(
        "The share of China in US imports of {name} went from {first} in {start_year} to {last} in {end_year} "
        "({valuation}).",
        name=figures.name, first=figures.fmt.share(first), start_year=start, last=figures.fmt.share(last), end_year=end,
        valuation=Named("valuation", china.valuation),
    )  # fmt: skip
    sources = tuple(dict.fromkeys((china.source_id, total.source_id)))
    yield Draft("china-share", "say" if last > first else "expect", text, sources)


def _shares(part: TrendSeries, whole: TrendSeries) -> list[tuple[int, float]]:
    totals = dict(whole.known)
    found = [(year, value / totals[year]) for year, value in part.known if totals.get(year, 0.0) > 0]
    return [(year, share) for year, share in found if share <= 1.0]


def _reliance(figures: Figures) -> Iterator[Draft]:
    """Say what USGS prints on net imports: the first figure, and the first form of which the US is a net exporter."""
    forms = figures.board.outcome.reliance if figures.board.outcome is not None else ()
    relied = next((form for form in forms if form.flag != NET_EXPORTER), None)
    exported = next((form for form in forms if form.flag == NET_EXPORTER), None)
    for form in (relied, exported):
        if form is not None:
            yield reliance_point(figures, form.row_id)


def _mexico_through_years(figures: Figures) -> Iterator[Draft]:
    line = figures.line(MEXICO)
    if line is None:
        return
    (start, first), (end, last) = line.known[0], line.known[-1]
    text = msg(
        "US imports of {name} from Mexico went from {first} in {start_year} to {last} in {end_year} ({change}): "
        "{valuation}, current dollars.",
        name=figures.name, first=figures.money(first), start_year=start, last=figures.money(last), end_year=end,
        change=figures.fmt.change(last / first - 1), valuation=Named("valuation", line.valuation),
    )  # fmt: skip
    yield Draft("mexico-years", "say" if last >= first else "expect", text, (line.source_id,))
