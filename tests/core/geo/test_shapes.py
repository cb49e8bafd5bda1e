"""The shipped map: nothing runs across the antimeridian, nobody is missing, and areas are those of the countries.

Areas in km2 from national statistics: Mexico 1,964,375 (INEGI), Brazil 8,515,767 (IBGE), Australia 7,688,287
(Geoscience Australia), Russia 17,098,246 and Fiji 18,272 (UN Demographic Yearbook).
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from core.errors import VetaError
from core.geo import shapes as module
from core.geo.projection import equal_earth, equal_earth_inverse
from core.geo.rings import cut_at_antimeridian, ring_area, simplify
from core.geo.shapes import EU_MEMBERS, load_shapes, snap
from core.paths import resource

EARTH_RADIUS_KM = 6371.0072
AREAS = {"MEX": (1_964_375, 0.01), "BRA": (8_515_767, 0.01), "AUS": (7_688_287, 0.01), "RUS": (17_098_246, 0.015)}


def area_km2(iso3: str) -> float:
    shapes = load_shapes()
    rings = shapes.rings[shapes.iso3.index(iso3)]
    return abs(sum(ring_area(ring) for ring in rings)) * EARTH_RADIUS_KM**2


@pytest.mark.parametrize("iso3", AREAS)
def test_area_is_the_country_s(iso3: str) -> None:
    expected, tolerance = AREAS[iso3]
    assert area_km2(iso3) == pytest.approx(expected, rel=tolerance)


def test_fiji_keeps_its_land_on_both_sides_of_the_antimeridian() -> None:
    assert area_km2("FJI") == pytest.approx(18_272, rel=0.1)
    shapes = load_shapes()
    longitudes = np.concatenate([equal_earth_inverse(*ring.T)[0] for ring in shapes.rings[shapes.iso3.index("FJI")]])
    assert longitudes.min() < -179
    assert longitudes.max() > 177


def test_no_ring_and_no_edge_runs_across_the_map() -> None:
    world, _ = equal_earth(180.0, 0.0)
    for iso3, rings in zip(load_shapes().iso3, load_shapes().rings, strict=True):
        for ring in rings:
            assert np.ptp(ring[:, 0]) < 2 * float(world) * 300 / 360, iso3
            edges = np.abs(np.diff(np.vstack([ring, ring[:1]])[:, 0]))
            assert edges.max() < float(world) / 5, iso3


def test_antarctica_is_left_out() -> None:
    assert "ATA" not in load_shapes().iso3
    assert load_shapes().extent[2] > float(equal_earth(0.0, -60.0)[1])


def test_every_partner_of_the_catalogue_has_a_place() -> None:
    with resource("data", "catalogue", "countries.csv").open(encoding="utf-8", newline="") as stream:
        countries = [row["partner"] for row in csv.DictReader(stream) if row["kind"] == "country"]
    assert len(countries) > 200
    missing = {iso3 for iso3 in countries if not load_shapes().covers(iso3)}
    assert missing <= {"ATA"}


def test_the_union_has_27_members_all_drawn() -> None:
    assert len(EU_MEMBERS) == 27
    assert set(load_shapes().iso3) >= EU_MEMBERS
    assert "GBR" not in EU_MEMBERS


@pytest.mark.parametrize("iso3", ["SGP", "HKG", "MAC", "BHR", "MLT", "MUS", "GIB"])
def test_hubs_are_points(iso3: str) -> None:
    assert iso3 in load_shapes().small
    assert iso3 in load_shapes().anchors


def test_kosovo_has_its_code_and_land_without_a_partner_stays_neutral() -> None:
    assert "XKX" in load_shapes().iso3
    assert "" in load_shapes().iso3
    assert "SOM" in load_shapes().iso3


def test_the_source_is_named_in_the_file_and_the_file_is_small() -> None:
    path = resource("map", "world.json")
    assert path.stat().st_size <= 350_000
    source = json.loads(path.read_text("utf-8"))["source"]
    assert "Natural Earth" in source["title"]
    assert source["licence"] == "Public domain"


DAMAGED_POINTS = ('"AQA="', '"?"', '"\u00e9"', "[1]", "7")


@pytest.mark.parametrize(
    "text",
    ["{}", "[1]", '{"shapes"']
    + [f'{{"shapes": [["MEX", [3]]], "points": {points}, "anchors": []}}' for points in DAMAGED_POINTS],
)
def test_a_damaged_map_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "world.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda *_parts: tmp_path / "world.json")
    module._load.cache_clear()
    try:
        with pytest.raises(VetaError):
            load_shapes()
    finally:
        module._load.cache_clear()


def test_cut_gives_both_halves_of_a_square_across_180() -> None:
    square = np.array([[170.0, 10.0], [190.0, 10.0], [190.0, 20.0], [170.0, 20.0]])
    pieces = cut_at_antimeridian(square)
    assert len(pieces) == 2
    assert sorted(abs(ring_area(piece)) for piece in pieces) == pytest.approx([100.0, 100.0])
    spans = sorted((float(piece[:, 0].min()), float(piece[:, 0].max())) for piece in pieces)
    assert spans == [(-180.0, -170.0), (170.0, 180.0)]


def test_cut_leaves_an_ordinary_ring_alone() -> None:
    square = np.array([[-10.0, 0.0], [10.0, 0.0], [10.0, 5.0], [-10.0, 5.0]])
    (only,) = cut_at_antimeridian(square)
    np.testing.assert_array_equal(only, square)


def test_simplify_keeps_ends_and_far_points_and_drops_the_straight() -> None:
    line = np.array([[0.0, 0.0], [1.0, 0.001], [2.0, 0.0], [3.0, 1.0], [4.0, 0.0]])
    np.testing.assert_array_equal(simplify(line, 0.01), line[[0, 2, 3, 4]])


def test_snap_moves_shared_points_alike_and_drops_specks() -> None:
    left = np.array([[0.0, 0.0], [0.52, 0.0], [0.52, 1.0], [0.0, 1.0]])
    right = np.array([[0.52, 0.0], [1.0, 0.0], [1.0, 1.0], [0.52, 1.0]])
    assert set(map(tuple, snap(left, 0.1))) & set(map(tuple, snap(right, 0.1))) == {(0.5, 0.0), (0.5, 1.0)}
    assert len(snap(left * 0.01, 0.1)) == 0
