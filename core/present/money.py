"""The board of a trade flow before any edit: table, map and sources of one view."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.dataset.view import FloatArray, MoneyView, TextArray
from core.present.board import BoardTable, MapLayer, Unit
from core.present.classes import class_bounds
from core.selection import Measure
from core.text.messages import Message

REST = "rest"
REPORTER = {"us-imports": "USA", "us-exports": "USA", "mexico-exports": "MEX"}
FOCUS = {"us-imports": "MEX", "mexico-exports": "USA", "us-exports": "MEX"}
MAP_UNITS: dict[Measure, Unit] = {"value": "usd", "share": "share", "mass": "kg"}


@dataclass(frozen=True)
class Side:
    """Values and shares by table row, shape (n,), before or after."""

    value: FloatArray
    share: FloatArray


def money_table(view: MoneyView, newcomers: tuple[str, ...] = ()) -> BoardTable:
    """Return the rows of a view; `newcomers` are partners that only the scenario has, and start from zero.

    The unlisted rest is the last row where the source gives a total.
    """
    n, extra = len(view.keys), len(newcomers)
    has_rest = view.total_usd is not None and view.rest_usd > 0
    tail = [REST] if has_rest else []
    zeros, none = np.zeros(extra), np.full(extra + len(tail), np.nan)
    rest_share = view.rest_usd / view.total_usd if has_rest and view.total_usd else float("nan")
    before = np.concatenate([view.value_usd, zeros, [view.rest_usd] if has_rest else []])
    share = np.concatenate([view.share, zeros, [rest_share] if has_rest else []])
    mass = np.concatenate([view.mass_kg, none])
    with np.errstate(divide="ignore", invalid="ignore"):
        unit_value = np.where(mass > 0, before / mass, np.nan)
    size = n + extra + len(tail)
    nobody = np.array([], dtype=np.int64)
    return BoardTable(
        keys=words([*view.keys, *newcomers, *tail]),
        before=before,
        after=before,
        before_share=share,
        after_share=share,
        mass_kg=mass,
        unit_value=unit_value,
        flag=words([*view.flag, *[""] * (extra + len(tail))]),
        text=words([""] * size),
        form=words([""] * size),
        source_id=words([view.sources[0] if view.sources else ""] * size),
        unit="usd",
        row_ids=(*view.row_ids, *[nobody] * (extra + len(tail))),
    )


def money_map(table: BoardTable, flow: str, measure: Measure, title: Message) -> MapLayer:
    """Return the map of a table's partners by value, share or mass, with classes that fit before and after alike."""
    partners = np.array([str(key) != REST for key in table.keys], dtype=np.bool_)
    sides = {
        "value": (table.before, table.after),
        "share": (table.before_share, table.after_share),
        "mass": (table.mass_kg, table.mass_kg),
    }[measure]
    # A partner that only the scenario has is not recorded by the source, which is not a measured zero.
    newcomers = np.array([not len(ids) for ids in table.row_ids], dtype=np.bool_)
    before = np.where(newcomers, np.nan, sides[0])[partners]
    after = sides[1][partners]
    return MapLayer(
        partners=table.keys[partners],
        before=before,
        after=after,
        bounds=class_bounds(np.concatenate([before, after])),
        unit=MAP_UNITS[measure],
        title=title,
        covered=bool(partners.any()),
        reporter=REPORTER[flow],
    )


def words(texts: list[str]) -> TextArray:
    """Return texts as an object array, shape (n,)."""
    result = np.empty(len(texts), dtype=object)
    result[:] = texts
    return result
