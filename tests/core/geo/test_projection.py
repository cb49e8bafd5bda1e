"""Equal Earth against published values.

Savric, Patterson and Jenny (2018): the pole line is 0.59247 times as long as the equator and the map is 2.05458
times as wide as high. Metre values: the PROJ project's own published test cases for `eqearth` with R = 6378137 m.
"""

from __future__ import annotations

import numpy as np
import pytest

from core.geo.projection import equal_earth, equal_earth_inverse

RADIUS = 6378137.0
PROJ_CASES = [
    (0.0, 0.0, 0.0, 0.0),
    (180.0, 0.0, 17263256.84, 0.0),
    (180.0, 45.0, 14795421.79, 5486671.72),
    (180.0, 90.0, 10227908.09, 8402320.16),
    (-180.0, 90.0, -10227908.09, 8402320.16),
    (0.0, 90.0, 0.0, 8402320.16),
    (-70.0, -31.2, -6244707.88, -3924893.29),
]


@pytest.mark.parametrize(("lon", "lat", "x", "y"), PROJ_CASES)
def test_forward_matches_published_metres(lon: float, lat: float, x: float, y: float) -> None:
    got_x, got_y = equal_earth(lon, lat)
    assert float(got_x) * RADIUS == pytest.approx(x, abs=0.01)
    assert float(got_y) * RADIUS == pytest.approx(y, abs=0.01)


@pytest.mark.parametrize(("lon", "lat", "x", "y"), [c for c in PROJ_CASES if abs(c[1]) < 90])
def test_inverse_matches_published_metres(lon: float, lat: float, x: float, y: float) -> None:
    got_lon, got_lat = equal_earth_inverse(x / RADIUS, y / RADIUS)
    assert float(got_lon) == pytest.approx(lon, abs=1e-6)
    assert float(got_lat) == pytest.approx(lat, abs=1e-6)


def test_pole_line_and_aspect_are_those_of_the_paper() -> None:
    equator, _ = equal_earth(180.0, 0.0)
    pole, height = equal_earth(180.0, 90.0)
    assert float(pole / equator) == pytest.approx(0.59247, abs=5e-6)
    assert float(equator / height) == pytest.approx(2.05458, abs=5e-6)


def test_whole_globe_has_the_area_of_the_unit_sphere() -> None:
    lat = np.linspace(-90, 90, 20001)
    x, y = equal_earth(np.full_like(lat, 180.0), lat)
    assert float(np.trapezoid(2 * x, y)) == pytest.approx(4 * np.pi, rel=1e-6)


def test_round_trip_and_outside() -> None:
    lon, lat = np.meshgrid(np.arange(-180.0, 181.0, 7.5), np.arange(-87.5, 88.0, 2.5))
    back_lon, back_lat = equal_earth_inverse(*equal_earth(lon, lat))
    np.testing.assert_allclose(back_lon, lon, atol=1e-7)
    np.testing.assert_allclose(back_lat, lat, atol=1e-7)
    outside_lon, outside_lat = equal_earth_inverse([2.6, 0.0], [1.2, 1.4])
    assert np.isnan(outside_lon).all()
    assert np.isnan(outside_lat).all()
