"""Colours by meaning, not by name: one palette per theme, shared by the screen and the brief."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

from core.errors import VetaError
from core.files import read_json
from core.paths import resource
from core.text.messages import msg

ThemeName = Literal["light", "dark", "print"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "print")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, each "#rrggbb".

    Frame: `window` (behind everything), `surface` (where figures stand), `raised` (menus, fields), `text`, `muted` and
    `hairline` (the two greys), `accent` with `on_accent` on it, `accent_soft` behind a chosen row, `hover`, `focus`.
    Figures: `baseline` and `scenario` mean before and after and nothing else (`_soft` for areas); `warning`, `error`.
    Map: `sea`, `border`, `no_data` with `no_data_hatch` lines on it, `zero` with `zero_outline`, `highlight` outline.
    `sequential` holds five classes from least to most, `diverging5` and `diverging7` run from loss (blue) over none to
    gain (orange); `countries` holds the few partners and blocs that keep a colour everywhere, `other_country` the rest.
    """

    theme: ThemeName
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    hairline: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    focus: str
    baseline: str
    baseline_soft: str
    scenario: str
    scenario_soft: str
    warning: str
    error: str
    sea: str
    border: str
    no_data: str
    no_data_hatch: str
    zero: str
    zero_outline: str
    highlight: str
    other_country: str
    sequential: tuple[str, ...]
    diverging5: tuple[str, ...]
    diverging7: tuple[str, ...]
    countries: Mapping[str, str]

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return luminance(self.window) < luminance(self.text)

    def country(self, key: str) -> str:
        """Return the fixed colour of a partner (ISO alpha-3) or bloc id; the neutral one for all others."""
        return self.countries.get(key, self.other_country)


@cache
def load_palette(theme: ThemeName) -> Palette:
    """Read resources/themes/<theme>.json.

    Raises:
        VetaError: the file is missing, or a colour in it is missing, unknown or not "#rrggbb".
    """
    raw = read_json(resource("themes", f"{theme}.json"))
    names = {field.name for field in fields(Palette)} - {"theme"}
    if not isinstance(raw, dict) or set(cast("dict[str, object]", raw)) != names:
        raise _bad_theme(theme)
    values: dict[str, Any] = {"theme": theme}
    for name, value in cast("dict[str, object]", raw).items():
        if isinstance(value, list):
            values[name] = tuple(_colour(theme, item) for item in cast("list[object]", value))
        elif isinstance(value, dict):
            named = cast("dict[str, object]", value).items()
            values[name] = MappingProxyType({key: _colour(theme, item) for key, item in named})
        else:
            values[name] = _colour(theme, value)
    return Palette(**values)


def luminance(colour: str) -> float:
    """Return the relative luminance 0-1 of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio 1-21 of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _colour(theme: str, value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise _bad_theme(theme)
    return value


def _bad_theme(theme: str) -> VetaError:
    return VetaError(msg("The colours of the {theme} theme cannot be read. Install Veta again.", theme=theme))
