"""Hand-made map layers: round numbers that nobody can take for published figures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.present.board import MapLayer
from core.text.messages import msg

BOUNDS = np.array([0.0, 1e6, 1e7, 1e8, 1e9, 1e10])
VALUES: Mapping[str, float] = {
    "USA": 5e9,
    "EUU": 5e8,
    "CHN": 1e8,
    "SGP": 2e6,
    "CHL": 0.0,
    "PER": float("nan"),
    "XXO": 3e6,
}


def layer(
    before: Mapping[str, float] = VALUES, after: Mapping[str, float] | None = None, reporter: str = "MEX"
) -> MapLayer:
    """Return a layer in US dollars; `after` replaces single values."""
    partners = np.array(list(before), dtype=object)
    then = before if after is None else {**before, **after}
    return MapLayer(
        partners=partners,
        before=np.array([before[p] for p in partners]),
        after=np.array([then[p] for p in partners]),
        bounds=BOUNDS,
        unit="usd",
        title=msg("Value by partner"),
        reporter=reporter,
    )
