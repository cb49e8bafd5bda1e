"""The one sentence that says what is shown, and what a map of it is called."""

from __future__ import annotations

from core.dataset.view import MoneyView
from core.selection import Measure, Selection
from core.text.messages import Message, Named, msg


def subject(selection: Selection) -> Named:
    """Return the name of what is shown: a product, mineral, group or basket."""
    if selection.target == "all":
        return Named("basket", selection.basket)
    return Named("target", selection.target)


def title(selection: Selection, mineral: str = "") -> Message:
    """Return the sentence that says what is shown; `mineral` is the one shown where the selection has several."""
    what: Named | Message = subject(selection)
    if mineral:
        what = msg("{mineral} ({target})", mineral=Named("mineral", mineral), target=what)
    year = selection.year
    match selection.flow:
        case "us-imports":
            return msg("US imports: {target}, {year}", target=what, year=year)
        case "us-exports":
            return msg("US exports: {target}, {year}", target=what, year=year)
        case "mexico-exports":
            return msg("Mexico's exports: {target}, {year}", target=what, year=year)
        case "production":
            return msg("World production: {target}, {year}", target=what, year=year)
        case "reserves":
            return msg("World reserves: {target}, {year}", target=what, year=year)
        case "us-import-sources":
            return msg("US import sources: {target}, {year}", target=what, year=year)
        case "us-reliance":
            return msg("US net import reliance: {target}, {year}", target=what, year=year)
        case _:
            return msg("US prices: {target}, {year}", target=what, year=year)


def map_title(view: MoneyView, measure: Measure) -> Message:
    """Return what the map of a trade flow shows, valuation included."""
    if measure == "share":
        return msg("Share of value by partner")
    if measure == "mass":
        return msg("Net mass by partner, as published")
    match view.valuation:
        case "customs":
            return msg("Customs value by partner, US$")
        case "cif":
            return msg("CIF value by partner, US$")
        case _:
            return msg("FOB value by partner, US$")
