"""The program's icon in the forms that each system wants, drawn from resources/icons/veta.svg by Qt.

python packaging/icons.py FOLDER        write veta-16.png to veta-512.png, veta.ico and veta.icns into FOLDER
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {32: b"ic11", 64: b"ic12", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
ICNS_HEADER = 8


def draw() -> dict[int, bytes]:
    """Return {pixels: PNG}."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.app import application
    from gui.screenshot import png
    from gui.widgets.icons import drawings

    application()
    pictures = drawings("veta", "#000000", SIZES)
    return {size: png(picture) for size, picture in zip(SIZES, pictures, strict=True)}


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon of these PNG pictures; 256 pixels are written as 0."""
    head, body = struct.pack("<HHH", 0, 1, len(ICO_SIZES)), b""
    start = len(head) + 16 * len(ICO_SIZES)
    for size in ICO_SIZES:
        data = pictures[size]
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return head + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """Return a macOS icon of these PNG pictures."""
    parts = [(kind, pictures[size]) for size, kind in ICNS_KINDS.items()]
    body = b"".join(kind + struct.pack(">I", len(data) + ICNS_HEADER) + data for kind, data in parts)
    return b"icns" + struct.pack(">I", len(body) + ICNS_HEADER) + body


def main(folder: Path) -> int:
    """Write every form into a folder; return the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = draw()
    for size, data in pictures.items():
        (folder / f"veta-{size}.png").write_bytes(data)
    (folder / "veta.ico").write_bytes(ico(pictures))
    (folder / "veta.icns").write_bytes(icns(pictures))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
