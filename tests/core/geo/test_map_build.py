"""The builder on a world of three made-up countries."""

from __future__ import annotations

import base64
import json
from itertools import pairwise
from pathlib import Path

import pytest

from core.geo.build import build, main

CODES = "iso3,iso_numeric\nAAA,001\nBBB,002\nATA,010\n"
ANCHORS = "iso3,anchor_lon,anchor_lat\nAAA,-179.5,2\nBBB,5.123,5\n,0,0\n"
TINY = "iso_a3,lon,lat\nCCC,20.004,30\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with a country across 180 degrees, an ordinary one, Antarctica and land without a code."""
    boxes = [(178, 182, 0, 4), (0, 10, 0, 10), (-50, 50, -80, -70), (30, 34, 0, 4)]
    arcs = [_arc(*box) for box in boxes]
    ids = [{"id": "001"}, {"id": "002"}, {"id": "010"}, {"properties": {"name": "Nowhere"}}]
    geometries = [{"type": "Polygon", "arcs": [[i]], "properties": {"name": ""}} | key for i, key in enumerate(ids)]
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {"countries": {"geometries": geometries}},
    }
    (tmp_path / "world-atlas-2.0.2").mkdir()
    (tmp_path / "world-atlas-2.0.2" / "countries-50m.json").write_text(json.dumps(topology), encoding="utf-8")
    (tmp_path / "country_codes_names.csv").write_text(CODES, encoding="utf-8")
    (tmp_path / "ne_country_anchor_points.csv").write_text(ANCHORS, encoding="utf-8")
    (tmp_path / "ne_tiny_countries50.csv").write_text(TINY, encoding="utf-8")
    return tmp_path


def _arc(west: int, east: int, south: int, north: int) -> list[list[int]]:
    """A closed box as TopoJSON steps, east of 180 written from -180 as the public file does."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    wrapped = [((x + 180) % 360 - 180, y) for x, y in corners]
    return [list(wrapped[0])] + [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(wrapped)]


def test_build_is_the_same_twice_and_cuts_at_180(raw: Path) -> None:
    assert build(raw) == build(raw)
    document = json.loads(build(raw))
    rings = {iso3: len(lengths) for iso3, lengths in document["shapes"]}
    assert rings == {"": 1, "AAA": 2, "BBB": 1}
    assert sum(sum(lengths) for _, lengths in document["shapes"]) * 4 == len(base64.b64decode(document["points"]))


def test_anchors_hold_the_tiny_and_mark_the_small(raw: Path) -> None:
    anchors = {row[0]: row[1:] for row in json.loads(build(raw))["anchors"]}
    assert anchors["BBB"] == [5.12, 5.0, 0]
    assert anchors["CCC"] == [20.0, 30.0, 1]
    assert "" not in anchors


def test_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
