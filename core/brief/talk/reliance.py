"""Points on US net import reliance and on prices, form by form, as USGS prints them."""

from __future__ import annotations

from collections.abc import Iterator

from core.brief.phrasing import inside
from core.brief.talk.figures import Figures, slug
from core.brief.talk.model import Draft
from core.brief.talk.printed import printed, row_behind, what
from core.text.messages import msg

NET_EXPORTER = "E"
_WHOLE = "Net import reliance"


def reliance_point(figures: Figures, row_id: int) -> Draft:
    """Return the point on one row of the USGS frame; a net exporter's speaks against imports, any other for them."""
    row, fmt = figures.dataset.stats.iloc[row_id], figures.fmt
    mineral, form, text = str(row["mineral"]), str(row["form"]), str(row["text"])
    values: dict[str, object] = {
        "name": inside(fmt.mineral(mineral)), "form": inside(fmt.form(form)), "year": int(row["year"]),
        "amount": fmt.printed(text + "%" if text[-1:].isdigit() else text),
    }  # fmt: skip
    name, source = f"reliance-{slug(mineral)}", (str(row["source_id"]),)
    if form != _WHOLE:
        name = f"{name}-{slug(form.removeprefix(_WHOLE))}"
    if str(row["flag"]) == NET_EXPORTER:
        if form == _WHOLE:
            said = msg("The United States was a net exporter of {name} in {year}.", **values)
        else:
            said = msg("The United States was a net exporter in {year}: {name} ({form}).", **values)
        return Draft(name, "expect", said, source)
    if form == _WHOLE:
        said = msg("US net import reliance for {name}, {year}: {amount} of apparent consumption.", **values)
    else:
        said = msg("{form} ({name}), {year}: {amount} of US apparent consumption.", **values)
    return Draft(name, "say", said, source)


def reliance_points(figures: Figures) -> Iterator[Draft]:
    """Give each printed form, how it moved, and what such a figure does not show."""
    rows = range(len(figures.board.table.keys))
    points = [reliance_point(figures, int(figures.board.table.row_ids[i][0])) for i in rows]
    yield from points
    if not points:
        return
    yield from _reliance_through_years(figures)
    source = figures.sources
    yield Draft(
        "all-partners",
        "expect",
        msg("Net import reliance is on all partners together; it tells nothing of Mexico's part."),
        source,
    )
    if all(point.side == "expect" for point in points):
        yield Draft(
            "net-only",
            "say",
            msg("A net exporter sells more than it buys; the figure does not say that nothing is imported."),
            source,
        )


def _reliance_through_years(figures: Figures) -> Iterator[Draft]:
    line = next((line for line in figures.board.chart.trend if len(line.known) > 1), None)
    if line is None or len(set(figures.board.table.form)) > 1:
        return
    (start, first), (end, last) = line.known[0], line.known[-1]
    if first == last:
        return
    text = msg(
        "US net import reliance for {name} went from {first} in {start_year} to {last} in {end_year}.",
        name=inside(figures.fmt.mineral(str(row_behind(figures, 0)["mineral"]))), start_year=start, end_year=end,
        first=figures.fmt.share(first / 100, 0), last=figures.fmt.share(last / 100, 0),
    )  # fmt: skip
    yield Draft("reliance-years", "say" if last > first else "expect", text, (line.source_id,))


def price_points(figures: Figures) -> Iterator[Draft]:
    """Give the price as printed, how it moved, and what a price does not show."""
    if not len(figures.board.table.keys):
        return
    text = msg(
        "US price, {what}, {year}: {amount}.", what=what(figures, 0), year=figures.year, amount=printed(figures, 0)
    )
    yield Draft("price", "say", text, figures.sources)
    line = next((line for line in figures.board.chart.trend if len(line.known) > 1), None)
    if line is not None and line.known[0][1] > 0 and line.known[0][1] != line.known[-1][1]:
        (start, first), (end, last) = line.known[0], line.known[-1]
        unit = figures.board.table.unit_name
        text = msg(
            "The US price went from {first} in {start_year} to {last} in {end_year} ({change}): {what}.",
            what=what(figures, 0), first=figures.fmt.quantity(first, unit), start_year=start,
            last=figures.fmt.quantity(last, unit), end_year=end, change=figures.fmt.change(last / first - 1),
        )  # fmt: skip
        yield Draft("price-years", "say" if last > first else "expect", text, (line.source_id,))
    yield Draft(
        "price-only",
        "expect",
        msg("A price names no partner: it does not show who supplies, nor how much."),
        figures.sources,
    )
