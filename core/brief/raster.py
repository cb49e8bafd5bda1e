"""Drawings as pixels, for office files, whose readers do not all show SVG: set by Typst with our own typeface."""

from __future__ import annotations

import json
import struct
import zlib

import typst

from core.brief.font import fonts_folder
from core.brief.model import Picture
from core.brief.pdf import forget_briefs
from core.errors import VetaError
from core.paths import resource
from core.text.messages import msg

DPI = 300
TEMPLATE = "drawing.typ"
_AFTER_HEADER = 33  # bytes: a PNG's signature and its first chunk


def pixels_across(picture: Picture) -> int:
    """Return how wide `png` makes a picture."""
    return round(picture.width_mm / 25.4 * DPI)


def png(picture: Picture) -> bytes:
    """Return a picture as PNG bytes, 300 pixels per inch of its printed size.

    Raises:
        VetaError: the typeface is missing, or the drawing cannot be set.
    """
    drawing = {"svg": picture.svg, "width": picture.width_mm}
    try:
        made = typst.compile(
            str(resource("brief") / TEMPLATE),
            root=str(resource("brief")),
            format="png",
            ppi=DPI,
            font_paths=[str(fonts_folder())],
            ignore_system_fonts=True,
            sys_inputs={"drawing": json.dumps(drawing)},
        )
    except typst.TypstError as error:
        raise _failure(str(error).splitlines()[0][:200]) from error
    # What Typst keeps of a large picture is never asked for again.
    forget_briefs()
    if not isinstance(made, bytes):
        raise _failure("pages")
    return made


def sized(data: bytes) -> bytes:
    """Return a PNG of `png` that says how densely it is to be printed, so that it is pasted at its own size."""
    per_metre = round(DPI / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:_AFTER_HEADER] + whole + data[_AFTER_HEADER:]


def _failure(reason: str) -> VetaError:
    return VetaError(msg("A drawing of the brief could not be made: {reason}. Install Veta again.", reason=reason))
