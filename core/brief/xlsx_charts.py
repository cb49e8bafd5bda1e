"""The workbook's charts: native ones that a reader can edit, drawn from the sheet that holds their data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.brief.model import Plot, Series
from core.brief.sheet import Sheet
from core.present.palette import luminance
from core.text.formatter import Formatter
from core.text.messages import msg

_WIDTH = 860
_ROW_HEIGHT = 20  # pixels of a row in a sheet without changes
_TITLE = {"size": 11, "bold": True, "color": "#111111"}
_LABEL = {"size": 9, "color": "#555c61"}
_LABELLED = 0.05  # a smaller part of a bar has no room for its number
_DASHES = ("solid", "dash", "round_dot", "dash_dot", "square_dot")


def add_charts(book: Any, charts: Sheet, data: Sheet, plots: Sequence[Plot], fmt: Formatter) -> int:
    """Write the data of each plot as a block of one sheet, and draw it on another; return the row below the last."""
    at, below = 0, 0
    for plot in plots:
        first = _block(data, at, plot, fmt)
        chart = _chart(book, plot, data.name, first)
        height = _height(plot)
        chart.set_size({"width": _WIDTH, "height": height})
        charts.page.insert_chart(below, 0, chart, {"description": plot.alt, "object_position": 2})
        at = first + len(plot.categories) + 2
        below += height // _ROW_HEIGHT + 2
    return below


def _block(sheet: Sheet, at: int, plot: Plot, fmt: Formatter) -> int:
    """Write title, unit and series names, then a row for each category; return the first row of values."""
    sheet.words(at, 0, plot.title, style="strong", measured=False)
    sheet.head(at + 1, 0, fmt.say(msg("Share")) if plot.unit == "share" else fmt.unit(plot.unit))
    for place, series in enumerate(plot.series, 1):
        sheet.head(at + 1, place, series.name, right=True)
    for i, category in enumerate(plot.categories):
        row = at + 2 + i
        sheet.words(row, 0, category)
        for place, series in enumerate(plot.series, 1):
            value = series.values[i]
            if value is not None:
                shown = fmt.share(value) if plot.unit == "share" else fmt.number(value)
                sheet.cell(row, place, shown, value, right=True)
    if plot.totals:
        place = len(plot.series) + 1
        sheet.head(at + 1, place, fmt.say(msg("Total (US$)")), right=True)
        for i, total in enumerate(plot.totals):
            if total is not None:
                sheet.cell(at + 2 + i, place, fmt.number(total, 0), total, right=True)
    return at + 2


def _chart(book: Any, plot: Plot, sheet: str, first: int) -> Any:
    kinds = {"bars": ("bar", None), "stack": ("bar", "stacked"), "lines": ("line", None)}
    kind, subtype = kinds[plot.kind]
    chart = book.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})
    last = first + len(plot.categories) - 1
    for place, series in enumerate(plot.series, 1):
        chart.add_series(
            {
                "name": [sheet, first - 1, place],
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, place, last, place],
                **_look(plot, series, place - 1),
            }
        )
    chart.set_title({"name": plot.title, "name_font": _TITLE, "overlay": False})
    chart.set_legend({"none": True} if len(plot.series) == 1 else {"position": "bottom", "font": _LABEL})
    chart.show_blanks_as("gap")
    _axes(chart, plot)
    return chart


def _look(plot: Plot, series: Series, number: int) -> dict[str, Any]:
    if plot.kind == "lines":
        line = {"color": series.colours[0], "width": 1.75, "dash_type": _DASHES[number % len(_DASHES)]}
        return {"line": line, "marker": {"type": "circle", "size": 4, **_filled(series.colours[0])}}
    look: dict[str, Any] = _filled(series.colours[0]) | {"gap": 45}
    if plot.kind == "stack":
        font = {"size": 8, "color": "#111111" if luminance(series.colours[0]) > 0.18 else "#ffffff"}
        small = [{"delete": True} if value is None or value < _LABELLED else None for value in series.values]
        labels = {"value": True, "num_format": "0%", "font": font, "position": "center", "custom": small}
        return look | {"overlap": 100, "data_labels": labels}
    look["data_labels"] = {"value": True, "font": _LABEL}
    if len(series.colours) > 1:
        look["points"] = [_filled(colour) for colour in series.colours]
    return look


def _filled(colour: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "border": {"none": True}}


def _axes(chart: Any, plot: Plot) -> None:
    """Start values at zero; a share goes to the whole, an amount from a million on is counted in millions."""
    names: dict[str, Any] = {"num_font": _LABEL, "line": {"color": "#8a9196"}}
    values: dict[str, Any] = {"min": 0, "num_font": _LABEL, "major_gridlines": {"visible": False}}
    values |= {"line": {"none": True}, "num_format": "0%"}
    if plot.kind == "lines":
        values |= {"major_gridlines": {"visible": True, "line": {"color": "#c4c9cc", "width": 0.5}}}
        values["num_format"] = "#,##0,," if plot.unit == "usd" and _peak(plot) >= 1e6 else "#,##0.##"
        chart.set_x_axis(names)
        chart.set_y_axis(values)
        return
    if plot.kind == "stack":
        values["max"] = 1
    chart.set_y_axis(names | {"reverse": True})
    # The bars carry their values, so the axis needs no numbers of its own.
    chart.set_x_axis(values | {"visible": False})


def _peak(plot: Plot) -> float:
    return max((value for series in plot.series for value in series.values if value is not None), default=0.0)


def _height(plot: Plot) -> int:
    if plot.kind == "lines":
        return 360
    return 110 + len(plot.categories) * (26 + 12 * (len(plot.series) > 1 and plot.kind == "bars"))
