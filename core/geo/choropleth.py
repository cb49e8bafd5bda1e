"""What a map says, before anybody draws it: classes, legend, ranking and words, for screen and print alike."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from core.geo.shapes import EU, EU_MEMBERS, load_shapes
from core.present.board import MapLayer
from core.present.classes import class_index
from core.text.formatter import MOST_DIGITS, Formatter
from core.text.messages import Message, msg

FloatArray = NDArray[np.float64]
Mode = Literal["before", "after", "difference"]
Swatch = Literal["no_data", "zero", "reporter"]

NO_DATA: Final = -2
ZERO: Final = -1
NOT_COUNTRIES: Final = frozenset({"XXX", "XXO", "rest"})
CLOSE_UPS: Final = ("MEX", "USA")
"""The two parties every brief is about: always outlined, labelled and easy to pick."""

_EMPTY_DECIMAL: Final = re.compile(r"[.,]0(?!\d)")

NO_DATA_LABEL: Final = msg("no data")
NOT_LISTED: Final = msg("not listed")
ZERO_LABEL: Final = msg("zero")
REPORTER_LABEL: Final = msg("reporting country")
UNCHANGED_LABEL: Final = msg("no change")
DISCLAIMER: Final = msg("Boundaries are for orientation; they express no position on any territory.")
NOT_COVERED: Final = msg("These figures have no countries to show on a map.")
NOT_COVERED_HINT: Final = msg("Choose US imports, Mexico's exports, production or reserves to see countries.")
EU_AS_ONE: Final = msg("European Union (reported as one)")
BEFORE: Final = msg("Before")
AFTER: Final = msg("After")
DIFFERENCE: Final = msg("Difference")
MODE_NAMES: Final = {"before": BEFORE, "after": AFTER, "difference": DIFFERENCE}


@dataclass(frozen=True, slots=True)
class Legend:
    """Five swatches from least to most, a text at each of their six edges, and the extra swatches in use.

    `middle` stands under the middle swatch instead of the two edges beside it (difference: no change).
    """

    title: str
    edges: tuple[str, ...]
    middle: str
    diverging: bool
    extras: tuple[tuple[Swatch, str], ...]


def partner_rows(layer: MapLayer) -> dict[str, int]:
    """Return {iso3: row of the layer}. Members of the European Union without a row of their own take its row."""
    rows = {str(partner): i for i, partner in enumerate(layer.partners)}
    if EU in rows:
        for member in EU_MEMBERS:
            rows.setdefault(member, rows[EU])
    return rows


def _row_of(layer: MapLayer, iso3: str) -> int | None:
    """Return the row a country takes its value from, None where there is none."""
    for partner in (iso3, EU) if iso3 in EU_MEMBERS else (iso3,):
        rows = np.flatnonzero(layer.partners == partner)
        if len(rows):
            return int(rows[-1])
    return None


def shown_partner(layer: MapLayer, iso3: str) -> str:
    """Return the partner a country on the map stands for: itself, or EUU where only the union is reported."""
    partners = set(layer.partners)
    return EU if iso3 in EU_MEMBERS and iso3 not in partners and EU in partners else iso3


def mode_values(layer: MapLayer, mode: Mode) -> FloatArray:
    """Return the layer's values in one mode, shape (n,); NaN is no figure.

    A partner that only the scenario has (a value after, none before) changes by its whole value.
    """
    if mode == "difference":
        return np.where(np.isnan(layer.before), layer.after, layer.after - layer.before)
    return layer.before if mode == "before" else layer.after


def classes(layer: MapLayer, mode: Mode) -> dict[str, int]:
    """Return {iso3: class 0-4, ZERO or NO_DATA}; a country that is missing has no data.

    In the difference, class 2 is exactly no change.
    """
    values = mode_values(layer, mode)
    if mode == "difference":
        index = _difference_classes(values, difference_limits(layer)[0])
    else:
        index = np.where(values == 0, ZERO, class_index(values, layer.bounds))
    index = np.where(np.isnan(values), NO_DATA, index)
    return {iso3: int(index[row]) for iso3, row in partner_rows(layer).items() if iso3 not in NOT_COUNTRIES}


def _difference_classes(values: FloatArray, step: float) -> NDArray[np.int64]:
    noise = step * 1e-6
    index = np.full(values.shape, 2)
    index[values > noise] = 3
    index[values < -noise] = 1
    index[values >= step] = 4
    index[values <= -step] = 0
    return index


def difference_limits(layer: MapLayer) -> tuple[float, float]:
    """Return (step, largest) of the difference, both > 0: beyond `step` a change takes the strong colour."""
    change = np.abs(mode_values(layer, "difference"))
    largest = float(np.nanmax(change)) if change.size and not np.isnan(change).all() else 0.0
    if largest <= 0:
        return 1.0, 1.0
    step = _nice(largest / 5)
    return step, max(largest, step)


def _nice(value: float) -> float:
    """Return the nearest of 1, 2, 5 times a power of ten at or below `value`."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= value * (1 + 1e-9))


def legend(layer: MapLayer, fmt: Formatter, mode: Mode) -> Legend:
    """Return the legend's words with the real bounds and the unit."""
    if mode == "difference":
        step, largest = difference_limits(layer)
        numbers = (-largest, -step, 0.0, 0.0, step, largest)
        edges = tuple(value_text(layer, fmt, v, signed=True) if v else "" for v in numbers)
    else:
        edges = tuple(value_text(layer, fmt, float(v)) for v in layer.bounds)
    middle = fmt.say(UNCHANGED_LABEL) if mode == "difference" else ""
    extras: list[tuple[Swatch, str]] = [("no_data", fmt.say(NO_DATA_LABEL))]
    values = mode_values(layer, mode)
    if mode != "difference" and bool(np.any(values == 0)):
        extras.append(("zero", fmt.say(ZERO_LABEL)))
    if layer.reporter:
        extras.append(("reporter", fmt.say(REPORTER_LABEL)))
    return Legend(unit_text(layer, fmt), edges, middle, mode == "difference", tuple(extras))


def unit_text(layer: MapLayer, fmt: Formatter) -> str:
    """Return the unit that stands above the legend; empty where every number already carries it."""
    return fmt.unit(layer.unit_name) if layer.unit == "quantity" and layer.unit_name else ""


def value_text(layer: MapLayer, fmt: Formatter, value: float, full: bool = False, signed: bool = False) -> str:
    """Return one value in the layer's unit: short for legends and labels, `full` for tooltips, `signed` for changes."""
    if value == 0 and not full:
        return fmt.number(0)
    if layer.unit == "share":
        return _short(fmt.points(value) if signed else fmt.share(value, _share_digits(value)))
    if layer.unit == "usd":
        text = fmt.money(value) if full else _short(fmt.money(value, compact=True))
    elif layer.unit == "kg":
        text = fmt.mass(value)
    elif layer.unit == "quantity" and full:
        text = fmt.quantity(value, layer.unit_name)
    else:
        text = fmt.number(value)
    return "+" + text if signed and value > 0 else text


def _short(text: str) -> str:
    """Drop a decimal that says nothing: US$2.0M is US$2M."""
    return _EMPTY_DECIMAL.sub("", text)


def _share_digits(value: float) -> int:
    """Enough decimals for a small share to be more than zero; one below a millionth of a percent reads as less."""
    return min(max(1, math.ceil(-math.log10(abs(value) * 100))), MOST_DIGITS) if value else 1


def ranked(layer: MapLayer, mode: Mode = "before") -> list[str]:
    """Return the partners that have a figure and a place on the map, largest first."""
    values = mode_values(layer, mode)
    order = np.argsort(-np.nan_to_num(values, nan=-np.inf), kind="stable")
    shapes = load_shapes()
    partners = [str(layer.partners[i]) for i in order if not np.isnan(values[i])]
    return [partner for partner in partners if partner not in NOT_COUNTRIES and shapes.covers(partner)]


def value_of(layer: MapLayer, iso3: str, mode: Mode) -> float:
    """Return a country's value in one mode; NaN where there is none."""
    row = _row_of(layer, iso3)
    if row is None:
        return math.nan
    before, after = float(layer.before[row]), float(layer.after[row])
    if mode == "difference":
        return after if math.isnan(before) else after - before
    return before if mode == "before" else after


def country_text(layer: MapLayer, fmt: Formatter, iso3: str, mode: Mode = "before") -> str:
    """Return the value, "reporting country", "not listed" (the source has no row) or "no data" (no number in it)."""
    if iso3 == layer.reporter:
        return fmt.say(REPORTER_LABEL)
    value = value_of(layer, iso3, mode)
    if not math.isnan(value):
        return value_text(layer, fmt, value, signed=mode == "difference")
    listed = _row_of(layer, iso3) is not None and math.isnan(value_of(layer, iso3, "after"))
    return fmt.say(NO_DATA_LABEL if listed else NOT_LISTED)


def without_figure(layer: MapLayer, mode: Mode = "before") -> int:
    """Return how many countries of the map have no figure; the reporting one does not count."""
    known = classes(layer, mode)
    countries = {iso3 for iso3 in load_shapes().iso3 if iso3 and iso3 != layer.reporter}
    return sum(known.get(iso3, NO_DATA) == NO_DATA for iso3 in countries)


def summary(layer: MapLayer, fmt: Formatter, edited: bool = False) -> str:
    """Return the map in words: title, the five largest, Mexico and the United States, and how many have no figure."""
    title = fmt.say(layer.title)
    if not layer.covered:
        return f"{title}. {fmt.say(NOT_COVERED)}"
    sentences = [fmt.say(msg("Map: {title}.", title=title))]
    sentences += [fmt.say(_top_sentence(layer, fmt, mode)) for mode in _modes(edited)]
    sentences.append(fmt.say(msg("No data for {count} countries.", count=without_figure(layer))))
    return " ".join(sentences)


def _modes(edited: bool) -> tuple[Mode, ...]:
    return ("before", "after") if edited else ("before",)


def _top_sentence(layer: MapLayer, fmt: Formatter, mode: Mode) -> Message:
    top = ranked(layer, mode)[:5]
    others = [iso3 for iso3 in CLOSE_UPS if iso3 not in top]
    listed = "; ".join(f"{fmt.country(iso3)}: {country_text(layer, fmt, iso3, mode)}" for iso3 in [*top, *others])
    if mode == "after":
        return msg("After the edits: {list}.", list=listed)
    return msg("Largest, then Mexico and the United States: {list}.", list=listed)
