"""The Equal Earth projection of the world, on the unit sphere.

Savric, B., Patterson, T. and Jenny, B. (2018): The Equal Earth map projection. International Journal of
Geographical Information Science 33 (3), 454-465, doi 10.1080/13658816.2018.1504949. Equal area, so a colour class
never looks larger than the country is.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

A1: Final = 1.340264
A2: Final = -0.081106
A3: Final = 0.000893
A4: Final = 0.003796
_M: Final = np.sqrt(3.0) / 2.0
_NEWTON_STEPS: Final = 12
_TOLERANCE: Final = 1e-12


def equal_earth(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Project degrees east and north to plane coordinates in radii of the unit sphere (x right, y up).

    `lon` must lie within -180..180 and shapes must be cut at 180 degrees first; arrays keep their shape.
    """
    theta = np.arcsin(_M * np.sin(np.radians(np.asarray(lat, dtype=np.float64))))
    x = np.radians(np.asarray(lon, dtype=np.float64)) * np.cos(theta) / (_M * _slope(theta))
    return x, _height(theta)


def equal_earth_inverse(x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return degrees east and north of plane coordinates; NaN for points outside the map's outline."""
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    theta = np.clip(ys / A1, -np.pi / 3, np.pi / 3)
    for _ in range(_NEWTON_STEPS):
        step = (_height(theta) - ys) / _slope(theta)
        theta = theta - step
        if np.all(np.abs(step) < _TOLERANCE):
            break
    sine = np.sin(theta) / _M
    inside = np.abs(sine) <= 1.0 + 1e-9
    lat = np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))
    lon = np.degrees(_M * xs * _slope(theta) / np.cos(theta))
    inside &= np.abs(lon) <= 180.0 + 1e-6
    return np.where(inside, lon, np.nan), np.where(inside, lat, np.nan)


def _height(theta: FloatArray) -> FloatArray:
    squared = theta * theta
    sixth = squared**3
    return theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))


def _slope(theta: FloatArray) -> FloatArray:
    squared = theta * theta
    sixth = squared**3
    return A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)
