"""What the bundle asks of a Linux system: library -> Debian package, and whether that is all it asks."""

from __future__ import annotations

import dev
import elf
import prune

# Beside those that packaging/dev.py names for Qt: what these pull in, and what every system has.
BESIDE = {
    "libX11.so.6": "libx11-6",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-util.so.1": "libxcb-util1",
    "libzstd.so.1": "libzstd1",
}
C_LIBRARY = ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1")
LOADER = "ld-linux-x86-64.so.2"
# Without this one only the list of printers is missing; the brief is a PDF all the same.
OPTIONAL = {"libcups.so.2": "libcups2"}


def packages() -> dict[str, str]:
    """Return {library: Debian package} of all that the system must bring."""
    return {**dev.OFFSCREEN_LIBRARIES, **dev.WINDOW_LIBRARIES, **BESIDE}


def unmet(found: dict[str, elf.Elf]) -> list[str]:
    """Return one line for each library that a file of the bundle needs and neither bundle nor system brings."""
    here = {place.rpartition("/")[2] for place in found}
    known = here | packages().keys() | set(C_LIBRARY) | {LOADER} | OPTIONAL.keys()
    return [f"{place} needs {name}" for place, one in sorted(found.items()) for name in one.needed if name not in known]


def depends(found: dict[str, elf.Elf]) -> str:
    """Return the Depends line of the Debian package: the libraries, and the C library that is new enough."""
    return ", ".join([f"libc6 (>= {elf.newest_glibc(found.values())})", *sorted(set(packages().values()))])


def left_to_debian(place: str) -> bool:
    """Return whether a library of the bundle is one that the Debian package depends on instead."""
    name = place.rpartition("/")[2]
    return name in packages() and prune.is_carried(place)
