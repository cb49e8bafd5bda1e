"""Points on Mexico's exports, and on what the United States itself sells."""

from __future__ import annotations

from collections.abc import Iterator

from core.brief.phrasing import inside
from core.brief.plan import Side
from core.brief.talk.figures import WHOLE, Figures
from core.brief.talk.model import Draft
from core.brief.talk.other_tables import us_need
from core.brief.thresholds import HIGH_CONCENTRATION
from core.dataset.query import run
from core.dataset.view import MoneyView, Query
from core.present.board import SplitRow, TrendSeries
from core.present.story import ASIA
from core.text.messages import Message, Named, msg

UNITED_STATES, CHINA = "USA", "CHN"
REFINED, ORE = "refined", "ore"
# Shares of two answers that differ by more than this are of different products.
_SAME_SHARE = 0.002


def export_points(figures: Figures) -> Iterator[Draft]:
    """Give the points on Mexico's exports, the most telling first."""
    if figures.board.empty is not None:
        text = msg(
            "The figures record no export of {name} from Mexico for {year}.", name=figures.name, year=figures.year
        )
        yield Draft("none-recorded", "expect", text)
        yield from us_need(figures)
        return
    yield from _united_states(figures)
    need = list(us_need(figures))
    if any(draft.id == "mexico-first" for draft in need):
        yield from need
    yield from _where_stages_go(figures)
    yield from _without_united_states(figures)
    yield from _share_through_years(figures)
    yield from _value_through_years(figures)
    yield from _elsewhere(figures)
    yield from _concentration(figures)
    if not any(draft.id == "mexico-first" for draft in need):
        yield from need


def _united_states(figures: Figures) -> Iterator[Draft]:
    share = figures.share(UNITED_STATES)
    values: dict[str, object] = {"name": figures.name, "year": figures.year}
    if not figures.recorded(UNITED_STATES):
        if figures.board.coverage.kind in WHOLE:
            text = msg("No export of {name} from Mexico to the United States is recorded in {year}.", **values)
        else:
            text = msg(
                "The source does not name the United States among the buyers of Mexico's exports of {name} in {year}.",
                **values,
            )
        yield Draft("us-share", "expect", text, figures.sources)
        return
    if not share > 0:
        return
    place = 1 + sum(figures.value(key) > figures.value(UNITED_STATES) for key in figures.ranked)
    values |= {
        "country": figures.country(UNITED_STATES), "share": figures.said(share), "place": figures.fmt.number(place),
        "value": figures.money(figures.value(UNITED_STATES)),
    }  # fmt: skip
    if figures.partial:
        text = msg("{country} took {share} of Mexico's exports of {name} in {year}.", **values)
    elif place == 1:
        text = msg(
            "The United States is the first buyer of Mexico's exports of {name}: {share} in {year}, {value}.", **values
        )
    else:
        text = msg(
            "The United States is number {place} among the buyers of Mexico's exports of {name}: {share} in {year}, "
            "{value}.",
            **values,
        )
    yield Draft("us-share", "say", text, figures.sources)


def _where_stages_go(figures: Figures) -> Iterator[Draft]:
    """Metal and concentrate apart, where the board charts both."""
    metals, ores = _charted(figures, REFINED), _charted(figures, ORE)
    if not metals or not ores:
        return
    best = max(metals, key=lambda row: dict(row.blocs).get(UNITED_STATES, 0.0))
    text = msg(
        "Of Mexico's exports of metal (HS {codes}), {share} went to the United States in {year}; the highest share is "
        "{best} ({product}).",
        codes=_codes(metals), share=figures.fmt.share(_to(metals, (UNITED_STATES,))), year=figures.year,
        best=figures.fmt.share(dict(best.blocs).get(UNITED_STATES, 0.0)),
        product=inside(figures.fmt.product(best.product)),
    )  # fmt: skip
    yield Draft("metals", "say", text, figures.sources)
    text = msg(
        "Of Mexico's exports of ore and concentrate (HS {codes}), {share} went to Asia in {year} and {other} to the "
        "United States.",
        codes=_codes(ores), share=figures.fmt.share(_to(ores, ASIA)), year=figures.year,
        other=figures.fmt.share(_to(ores, (UNITED_STATES,))),
    )  # fmt: skip
    yield Draft("ores", "expect", text, figures.sources)


def _codes(rows: list[SplitRow]) -> Named:
    return Named("codes", " ".join(row.product for row in rows))


def _charted(figures: Figures, stage: str) -> list[SplitRow]:
    return [row for row in figures.board.chart.splits if row.stage == stage and row.blocs]


def _to(rows: list[SplitRow], blocs: tuple[str, ...]) -> float:
    """Return the share of some blocs in several products together, 0-1."""
    total = sum(row.total_usd for row in rows)
    return sum(row.total_usd * sum(share for name, share in row.blocs if name in blocs) for row in rows) / total


def _without_united_states(figures: Figures) -> Iterator[Draft]:
    measures = figures.board.before
    if measures.largest != UNITED_STATES or measures.without_largest is None:
        return
    text = msg(
        "Without the United States, {left} of Mexico's exports of {name} in {year} is left.",
        left=figures.said_left(measures.without_largest), name=figures.name, year=figures.year,
    )  # fmt: skip
    yield Draft("without-us", "expect", text, figures.sources)


def _share_through_years(figures: Figures) -> Iterator[Draft]:
    """Tell how the share of the United States moved, by the years in which the source gives a total."""
    selection = figures.board.selection
    query = Query(
        figures.flow, figures.year, "year", target=selection.target, basket=selection.basket, partner=UNITED_STATES,
        source=selection.source, valuation=selection.valuation,
    )  # fmt: skip
    view = run(figures.dataset, query)
    if not isinstance(view, MoneyView) or figures.partial:
        return
    shares = [(int(year), float(share)) for year, share in zip(view.keys, view.share, strict=True) if share > 0]
    here = dict(shares).get(figures.year)
    if len(shares) < 2 or here is None or not abs(here - figures.share(UNITED_STATES)) <= _SAME_SHARE:
        return
    (start, first), (end, last) = shares[0], shares[-1]
    if figures.fmt.share(first) == figures.fmt.share(last):
        return
    text = msg(
        "The share of the United States in Mexico's exports of {name} went from {first} in {start_year} to {last} in "
        "{end_year}.",
        name=figures.name, first=figures.fmt.share(first), start_year=start, last=figures.fmt.share(last), end_year=end,
    )  # fmt: skip
    yield Draft("us-share-years", "say" if last > first else "expect", text, view.sources)


def _value_through_years(figures: Figures) -> Iterator[Draft]:
    """Tell how sales to the United States moved; where no line of them compares, how the total did."""
    line = figures.line(UNITED_STATES)
    if line is not None:
        values = _ends(figures, line)
        text = msg(
            "Mexico's exports of {name} to the United States went from {first} in {start_year} to {last} in {end_year} "
            "({change}): {valuation}, current dollars.",
            **values,
        )
        yield Draft("us-years", _rising(line), text, (line.source_id,))
        return
    total = figures.total_line()
    if total is not None:
        text = msg(
            "Mexico's exports of {name} went from {first} in {start_year} to {last} in {end_year} ({change}): "
            "{valuation}, current dollars.",
            **_ends(figures, total),
        )
        yield Draft("total-years", _rising(total), text, (total.source_id,))


def _ends(figures: Figures, line: TrendSeries) -> dict[str, object]:
    (start, first), (end, last) = line.known[0], line.known[-1]
    return {
        "name": figures.name, "first": figures.money(first), "start_year": start, "last": figures.money(last),
        "end_year": end, "change": figures.fmt.change(last / first - 1),
        "valuation": Named("valuation", line.valuation),
    }  # fmt: skip


def _rising(line: TrendSeries) -> Side:
    return "say" if line.known[-1][1] >= line.known[0][1] else "expect"


def _elsewhere(figures: Figures) -> Iterator[Draft]:
    """Other buyers speak for Mexico where the United States comes first, and against it where another does."""
    others = [key for key in figures.ranked if key != UNITED_STATES]
    if not others or not figures.share(others[0]) > 0:
        return
    values: dict[str, object] = {
        "country": figures.country(others[0]), "share": figures.said(figures.share(others[0])), "name": figures.name,
        "year": figures.year,
    }  # fmt: skip
    if figures.board.before.largest == UNITED_STATES and not figures.partial:
        text = msg(
            "After the United States, the first buyer of Mexico's exports of {name} is {country}, with {share} in "
            "{year}.",
            **values,
        )
        yield Draft("elsewhere", "say", text, figures.sources)
        return
    text = msg("{country} took {share} of Mexico's exports of {name} in {year}.", **values)
    first = figures.board.before.largest == UNITED_STATES
    yield Draft("elsewhere", "say" if first else "expect", text, figures.sources)


def _concentration(figures: Figures) -> Iterator[Draft]:
    measures, spread = figures.board.before, figures.spread
    if measures.hhi is None or spread is None:
        return
    values = {"name": figures.name, "hhi": figures.index(measures.hhi), "limit": figures.fmt.hhi(HIGH_CONCENTRATION)}
    yield Draft("concentration", "say" if spread else "expect", _spread(spread, values), figures.sources)


def _spread(spread: bool, values: dict[str, str]) -> Message:
    if spread:
        return msg(
            "Buyers of Mexico's exports of {name} are spread: HHI {hhi} is below {limit}, the mark of the US merger "
            "guidelines of 2023 for high concentration.",
            **values,
        )
    return msg(
        "Buyers of Mexico's exports of {name} are highly concentrated: HHI {hhi}, above {limit} of the US merger "
        "guidelines of 2023.",
        **values,
    )


def us_export_points(figures: Figures) -> Iterator[Draft]:
    """Give the points on US exports, of which the figures name one partner, China."""
    if not figures.recorded(CHINA):
        return
    values: dict[str, object] = {
        "name": figures.name, "year": figures.year, "value": figures.money(figures.value(CHINA)),
    }  # fmt: skip
    text = msg("The United States sold {value} of {name} to China in {year}.", **values)
    yield Draft("us-sales", "say", text, figures.sources)
    line = figures.line(CHINA)
    if line is not None:
        text = msg(
            "US exports of {name} to China went from {first} in {start_year} to {last} in {end_year} ({change}): "
            "{valuation}, current dollars.",
            **_ends(figures, line),
        )
        yield Draft("us-sales-years", _rising(line), text, (line.source_id,))
    text = msg("The figures on US exports name China alone: they do not show what Mexico buys of {name}.", **values)
    yield Draft("one-partner", "expect", text, figures.sources)
