"""The countries' outlines, projected once and shared by screen and print."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.errors import VetaError
from core.files import read_json
from core.geo.projection import equal_earth
from core.paths import resource
from core.text.messages import msg

FloatArray = NDArray[np.float64]
Ring = FloatArray
"""Plane coordinates in Equal Earth units, shape (n, 2), y up; the last point joins the first."""

EU: Final = "EUU"
EU_MEMBERS: Final = frozenset(
    {
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    }
)
"""The 27 members since 1 February 2020."""


@dataclass(frozen=True)
class Shapes:
    """The world map. `iso3` and `rings` run in parallel, one entry per country; "" is land that is no partner.

    `anchors` holds one point inside every country and territory, also those without a shape; `small` are those that
    must be drawn as a point to be seen. `extent` is (x min, x max, y min, y max) of all rings.
    """

    iso3: tuple[str, ...]
    rings: tuple[tuple[Ring, ...], ...]
    anchors: MappingProxyType[str, tuple[float, float]]
    small: frozenset[str]
    extent: tuple[float, float, float, float]
    source: str

    def covers(self, iso3: str) -> bool:
        """Return whether a partner can be shown: a shape, a point, or the European Union through its members."""
        return iso3 == EU or iso3 in self.anchors or iso3 in self.iso3


def load_shapes() -> Shapes:
    """Return the shipped map, read once.

    Raises:
        VetaError: resources/map/world.json is missing or damaged.
    """
    return _load()


@lru_cache(maxsize=1)
def _load() -> Shapes:
    path = resource("map", "world.json")
    document: Any = read_json(path)
    try:
        return _decode(document)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise VetaError(
            msg("The map in {path} is damaged. Install Veta again.", path=str(path)),
        ) from error


def _decode(document: Any) -> Shapes:
    """Project all points in one go and split them into rings."""
    lengths = [int(length) for _, shape in document["shapes"] for length in shape]
    packed = base64.b64decode(document["points"], validate=True)
    degrees = np.frombuffer(packed, dtype="<i2").reshape(sum(lengths), 2) / float(document["units_per_degree"])
    plane = np.column_stack(equal_earth(degrees[:, 0], degrees[:, 1]))
    plane.flags.writeable = False
    ends = list(accumulate(lengths))
    pieces = (plane[start:end] for start, end in pairwise([0, *ends]))
    anchors = document["anchors"]
    x, y = equal_earth([row[1] for row in anchors], [row[2] for row in anchors])
    return Shapes(
        iso3=tuple(str(iso3) for iso3, _ in document["shapes"]),
        rings=tuple(tuple(next(pieces) for _ in shape) for _, shape in document["shapes"]),
        anchors=MappingProxyType({str(row[0]): (float(x[i]), float(y[i])) for i, row in enumerate(anchors)}),
        small=frozenset(str(row[0]) for row in anchors if row[3]),
        extent=(
            float(plane[:, 0].min()),
            float(plane[:, 0].max()),
            float(plane[:, 1].min()),
            float(plane[:, 1].max()),
        ),
        source=str(document["source"]["title"]),
    )


def snap(ring: Ring, cell: float) -> Ring:
    """Return a coarser ring: points moved to a grid of `cell` units, repeats and spikes of no area dropped.

    Points are moved one by one, so a border shared by two countries stays shared. Shape (m, 2), m may be 0.
    """
    points = np.round(ring / cell)
    points = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
    return points * cell if len(points) >= 3 else np.empty((0, 2))
