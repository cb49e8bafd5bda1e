"""Make resources/map/world.json from Natural Earth's 1:50m countries; the same input gives the same bytes.

    python -m core.geo.build FOLDER_OF_RAW_GEOGRAPHY

The folder holds world-atlas-2.0.2/countries-50m.json (TopoJSON of Natural Earth 4.1.0), the alpha-3 codes and the
anchor points made from it. Shared borders are simplified once, as arcs, so neighbours keep touching; rings are cut at
180 degrees because Russia and Fiji are stitched across it and would draw stripes over the whole map.
"""

from __future__ import annotations

import base64
import csv
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.files import write_atomic
from core.geo.rings import cut_at_antimeridian, ring_area, simplify
from core.paths import resource

FloatArray = NDArray[np.float64]

UNITS_PER_DEGREE: Final = 100
TOLERANCE_DEGREES: Final = 0.04
SMALLEST_ISLAND: Final = 0.01
"""Square degrees (at the equator's scale, about 120 km2) below which an island is left out beside a larger part."""
POINT_BELOW: Final = 0.25
"""Square degrees (about 3,000 km2) below which a country is also drawn as a point."""

KOSOVO: Final = "Kosovo"
LEFT_OUT: Final = frozenset({"ATA"})
NOT_IN_SOURCE: Final = {
    "BVT": (3.41, -54.42),
    "CCK": (96.83, -12.17),
    "CXR": (105.63, -10.49),
    "GUF": (-53.1, 4.0),
    "MYT": (45.16, -12.83),
    "REU": (55.54, -21.11),
    "SJM": (16.0, 78.5),
    "UMI": (166.63, 19.29),
}
"""Territories the 1:50m table does not list, at their usual coordinates (east, north)."""

SOURCE: Final = {
    "title": "Natural Earth, Admin 0 countries, 1:50m, version 4.1.0",
    "publisher": "Natural Earth",
    "url": "https://www.naturalearthdata.com",
    "licence": "Public domain",
    "via": "world-atlas 2.0.2 (M. Bostock, ISC licence)",
    "changes": "simplified to 0.04 degrees, cut at 180 degrees, Antarctica left out",
}


def build(raw: Path) -> bytes:
    """Return the bytes of world.json made from the folder of raw geography."""
    topology = json.loads((raw / "world-atlas-2.0.2" / "countries-50m.json").read_text("utf-8"))
    alpha3 = {row["iso_numeric"]: row["iso3"] for row in _rows(raw / "country_codes_names.csv") if row["iso_numeric"]}
    arcs = [simplify(arc, TOLERANCE_DEGREES) for arc in _arcs(topology)]
    whole = _arcs(topology)
    parts: dict[str, list[FloatArray]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        iso3 = _iso3(geometry, alpha3)
        if iso3 in LEFT_OUT:
            continue
        parts.setdefault(iso3, []).extend(_country(geometry, arcs, whole))
    shapes = {iso3: _keep(rings, all_islands=iso3 == "") for iso3, rings in sorted(parts.items())}
    document = {
        "format": "veta-map",
        "schema_version": 2,
        "source": SOURCE,
        "units_per_degree": UNITS_PER_DEGREE,
        "shapes": [[iso3, [len(ring) for ring in rings]] for iso3, rings in shapes.items() if rings],
        "points": _packed([ring for rings in shapes.values() for ring in rings]),
        "anchors": [[iso3, *at, int(_is_small(shapes.get(iso3, [])))] for iso3, at in sorted(_anchors(raw).items())],
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _iso3(geometry: dict[str, Any], alpha3: dict[str, str]) -> str:
    """Alpha-3 of a feature; "" for land that is no partner in any table (Somaliland, Northern Cyprus, Siachen ...)."""
    if "id" in geometry:
        return alpha3[geometry["id"]]
    return "XKX" if geometry["properties"]["name"] == KOSOVO else ""


def _arcs(topology: dict[str, Any]) -> list[FloatArray]:
    """Decode the delta-encoded arcs to degrees, shape (m, 2) each, without the jump at 180 degrees."""
    scale, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    decoded: list[FloatArray] = []
    for arc in topology["arcs"]:
        points = np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + offset
        points[:, 0] = np.unwrap(points[:, 0], period=360.0)
        decoded.append(points)
    return decoded


def _country(geometry: dict[str, Any], arcs: list[FloatArray], whole: list[FloatArray]) -> list[FloatArray]:
    """Rings of one feature in whole map units, cut at 180 degrees; a ring that simplifies away keeps its full form."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings: list[FloatArray] = []
    for indices in (ring for polygon in polygons for ring in polygon):
        pieces = _quantised(_join(indices, arcs)) or _quantised(_join(indices, whole))
        rings.extend(pieces)
    return rings


def _join(indices: list[int], arcs: list[FloatArray]) -> FloatArray:
    """Join arcs end to end; a negative index ~i is arc i backwards. The last point repeats the first."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    ring = ring.copy()
    ring[:, 0] = np.unwrap(ring[:, 0], period=360.0)
    return ring


def _quantised(ring: FloatArray) -> list[FloatArray]:
    pieces: list[FloatArray] = []
    for piece in cut_at_antimeridian(ring):
        points = np.round(piece * UNITS_PER_DEGREE)
        moved = np.any(points != np.roll(points, 1, axis=0), axis=1)
        points = points[moved]
        if len(points) >= 3 and abs(ring_area(points)) > 0:
            pieces.append(points)
    return pieces


def _keep(rings: list[FloatArray], all_islands: bool) -> list[FloatArray]:
    """Drop the specks beside a country's largest part, largest ring first."""
    ordered = sorted(rings, key=lambda ring: (-_square_degrees(ring), float(ring[0, 0]), float(ring[0, 1])))
    if all_islands:
        return [ring for ring in ordered if _square_degrees(ring) >= SMALLEST_ISLAND]
    return [ring for i, ring in enumerate(ordered) if i == 0 or _square_degrees(ring) >= SMALLEST_ISLAND]


def _square_degrees(ring: FloatArray) -> float:
    """Area of a ring in square degrees of the equator."""
    degrees = ring / UNITS_PER_DEGREE
    return abs(ring_area(degrees)) * float(np.cos(np.radians(degrees[:, 1].mean())))


def _is_small(rings: list[FloatArray]) -> bool:
    return sum(_square_degrees(ring) for ring in rings) < POINT_BELOW


def _packed(rings: list[FloatArray]) -> str:
    """Write the points of all rings, x and y in turn, as 16-bit numbers in base64: as text they take long to read."""
    points = np.concatenate(rings)
    if np.abs(points).max() > np.iinfo(np.int16).max:
        raise ValueError("a point lies too far out")
    return base64.b64encode(points.astype("<i2").tobytes()).decode("ascii")


def _anchors(raw: Path) -> dict[str, tuple[float, float]]:
    """One point inside each country or territory: degrees east and north, two decimals."""
    anchors = dict(NOT_IN_SOURCE)
    for row in _rows(raw / "ne_tiny_countries50.csv"):
        anchors[row["iso_a3"]] = (round(float(row["lon"]), 2), round(float(row["lat"]), 2))
    for row in _rows(raw / "ne_country_anchor_points.csv"):
        if row["iso3"]:
            anchors[row["iso3"]] = (round(float(row["anchor_lon"]), 2), round(float(row["anchor_lat"]), 2))
    return {iso3: at for iso3, at in anchors.items() if iso3 not in LEFT_OUT and iso3.isalpha()}


def main(arguments: list[str]) -> int:
    """Build from the folder named on the command line; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m core.geo.build FOLDER_OF_RAW_GEOGRAPHY\n")
        return 2
    data = build(Path(arguments[0]))
    write_atomic(resource("map", "world.json"), data)
    sys.stderr.write(f"world.json: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
