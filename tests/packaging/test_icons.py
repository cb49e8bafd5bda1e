"""Icons in every form: each picture has the size it says."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import icons
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, ROOT / "packaging" / "icons.py", folder], env=env, check=True)
    return folder


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


@pytest.mark.parametrize("size", icons.SIZES)
def test_each_picture_has_its_size(drawn: Path, size: int) -> None:
    assert size_of((drawn / f"veta-{size}.png").read_bytes()) == (size, size)


def test_the_windows_icon_holds_what_its_list_says(drawn: Path) -> None:
    data = (drawn / "veta.ico").read_bytes()
    assert struct.unpack_from("<HHH", data) == (0, 1, len(icons.ICO_SIZES))
    for n, size in enumerate(icons.ICO_SIZES):
        entry = struct.unpack_from("<BBBBHHII", data, 6 + 16 * n)
        assert (entry[0] or 256, entry[1] or 256) == (size, size)
        assert size_of(data[entry[7] : entry[7] + entry[6]]) == (size, size)


def test_the_macos_icon_holds_what_its_parts_say(drawn: Path) -> None:
    data = (drawn / "veta.icns").read_bytes()
    assert (data[:4], struct.unpack_from(">I", data, 4)[0]) == (b"icns", len(data))
    at, sizes = 8, []
    while at < len(data):
        length = struct.unpack_from(">I", data, at + 4)[0]
        sizes.append(size_of(data[at + 8 : at + length])[0])
        at += length
    assert sizes == list(icons.ICNS_KINDS)
