"""How long a program takes from its start until its window is painted, as the screen sees it, and its memory then.

python packaging/measure_start.py SCREEN_FILE [FOLDER] -- COMMAND ...     SCREEN_FILE: what `Xvfb -fbdir FOLDER` writes

With a FOLDER the start is cold: the kernel is first told to forget the files below it, which leaves all others alone.
Nothing in the program helps: the picture on the screen is looked at every few milliseconds, and the start has ended
when it first is what it still is once nothing moves any more. Prints seconds, seconds of processor time (which other
work on the machine does not lengthen), memory in MB and the most there was.
"""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import time
from pathlib import Path

LOOK_EVERY = 0.004
STILL_FOR, AT_MOST = 1.5, 30.0
STEP = 1009  # of the picture's bytes every so many are looked at: a prime, so that all rows and columns have their turn
SAME = 0.998  # a blinking cursor may differ


class NothingPaintedError(Exception):
    """The window never came."""


def main(screen: Path, command: list[str]) -> int:
    """Run the command, print what was measured, end it; return the exit code."""
    with screen.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as picture:
        blank = picture[::STEP]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            seconds = painted(picture, blank, start)
            worked = processor(process.pid)
            now, most = memory(process.pid)
        except (NothingPaintedError, FileNotFoundError):
            print("nothing was painted", file=sys.stderr)
            return 1
        finally:
            process.terminate()
            process.wait()
        print(f"{seconds:.3f} {worked:.3f} {now:.0f} {most:.0f}")
    return 0


def forget(folder: Path) -> None:
    """Drop what memory holds of the files below a folder, as if nothing had read them since the machine started."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def painted(picture: mmap.mmap, blank: bytes, start: float) -> float:
    """Return the seconds until the picture was first what it still was when nothing had changed for a while.

    Raises:
        NothingPaintedError: the screen stayed blank.
    """
    seen: list[tuple[float, bytes]] = [(0.0, blank)]
    while (now := time.perf_counter() - start) < AT_MOST:
        look = picture[::STEP]
        if look != seen[-1][1]:
            seen.append((now, look))
        elif alike(look, blank) < SAME and now - seen[-1][0] > STILL_FOR:
            return next(when for when, look in seen if alike(look, seen[-1][1]) >= SAME)
        time.sleep(LOOK_EVERY)
    raise NothingPaintedError


def alike(one: bytes, other: bytes) -> float:
    """Return which part of two looks at the screen is the same, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def processor(process: int) -> float:
    """Return the seconds that processors have worked for a process."""
    fields = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> tuple[float, float]:
    """Return (memory of a process that is not shared with others, the most it ever held) in MB."""
    folder = Path("/proc") / str(process)
    lines = (folder / "smaps_rollup").read_text() + (folder / "status").read_text()
    found = {line.split(":")[0]: line.split()[1] for line in lines.splitlines() if line.startswith(("Pss:", "VmHWM:"))}
    return int(found["Pss"]) / 1000, int(found["VmHWM"]) / 1000


if __name__ == "__main__":
    split = sys.argv.index("--")
    for cold in sys.argv[2:split]:
        forget(Path(cold))
    sys.exit(main(Path(sys.argv[1]), sys.argv[split + 1 :]))
