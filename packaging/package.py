"""Make what is handed out, in the environment that `packaging/dev.py package` prepared; called by it alone.

Linux: the bundle, a Debian package, a portable archive. Windows: the bundle and an installer. macOS: the bundle and a
disk image. Each bundle does its self-test before it is packed. Everything ends up in dist/.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HERE, DIST, WORK = ROOT / "packaging", ROOT / "dist", ROOT / "build" / "package"

import deb  # noqa: E402 - found beside this file, and core and gui above it
import elf  # noqa: E402
import locks  # noqa: E402
import portable  # noqa: E402
import prune  # noqa: E402
import system  # noqa: E402
import tree  # noqa: E402

MEGABYTE = 1_000_000
UNPACKED, PACKED = 350 * MEGABYTE, 110 * MEGABYTE
LINUX = sys.platform.startswith("linux")


class PackageError(Exception):
    """What is wrong with a bundle, in one sentence."""


def main() -> int:
    """Build, check and pack; return the exit code."""
    try:
        check_environment()
        bundle = build()
        check(bundle)
        made = pack(bundle)
        report(bundle, made)
    except PackageError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def check_environment() -> None:
    """See to it that only what the lock lists name is here: PyInstaller takes in what it finds.

    Raises:
        PackageError: something else is installed.
    """
    locked = locks.names(HERE / "requirements.lock") | locks.names(HERE / "requirements-package.lock")
    here = {locks.canonical(part.metadata["Name"]) for part in distributions(path=[_site()])}
    if here - locked - {"pip"}:
        raise PackageError(
            f"Not in the lock lists: {', '.join(sorted(here - locked))}. Delete {sys.prefix} and try again."
        )


def build() -> Path:
    """Run PyInstaller; return the folder of the bundle, on macOS the application.

    Raises:
        PackageError: PyInstaller failed.
    """
    tree.emptied(WORK)
    tree.emptied(DIST)
    command = [sys.executable, "-m", "PyInstaller", str(HERE / "veta.spec"), "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    say("Freezing ...")
    if subprocess.run([*command, *places], cwd=ROOT, check=False).returncode != 0:
        raise PackageError("PyInstaller failed; see the lines above.")
    return DIST / ("Veta.app" if sys.platform == "darwin" else "veta")


def program(bundle: Path) -> Path:
    """Return the program of a bundle."""
    inside = {"win32": Path("veta.exe"), "darwin": Path("Contents", "MacOS", "veta")}
    return bundle / inside.get(sys.platform, Path("veta"))


def check(bundle: Path) -> None:
    """Look at the bundle and let it do the main job.

    Raises:
        PackageError: a file is in it that should not be, a library is missing, or the job failed.
    """
    places = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]
    inside = [place.partition("_internal/")[2] or place for place in places]
    left = [place for place in inside if prune.is_pruned(place, linux=LINUX)]
    if left:
        raise PackageError(f"In the bundle, though to be left out: {', '.join(sorted(left))}.")
    unmet = system.unmet(elf.libraries(bundle)) if LINUX else []
    if unmet:
        raise PackageError("Neither in the bundle nor asked of the system: " + "; ".join(unmet))
    with tempfile.TemporaryDirectory() as home:
        run(bundle, home, "self-test")
        run(bundle, home, "data", "check")
        for ending in endings(run(bundle, home, "brief", "--help")):  # each has a library of its own
            run(bundle, home, "brief", "--out", f"brief{ending}", "--lang", "es")


def run(bundle: Path, home: str, *arguments: str) -> str:
    """Run one command of a bundle in an empty home; return what it printed.

    Raises:
        PackageError: it failed.
    """
    say(f"veta {' '.join(arguments)} ...")
    done = subprocess.run(
        [program(bundle), *arguments], env=bare(home), cwd=home, check=False, stdout=subprocess.PIPE, encoding="utf-8"
    )
    if done.returncode != 0:
        raise PackageError(f"The bundle's `veta {' '.join(arguments)}` failed; see the lines above.")
    return done.stdout


def endings(words: str) -> list[str]:
    """Return the endings, such as ".pdf", that `veta brief --help` names.

    Raises:
        PackageError: it names none.
    """
    found = sorted(set(re.findall(r"(?<!\w)\.(?:pdf|docx|xlsx|csv|json)\b", words)))
    if not found:
        raise PackageError("`veta brief --help` names no format.")
    return found


def bare(home: str) -> dict[str, str]:
    """Return an environment without anything of this one that could help the bundle: no Python, no path."""
    kept = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TEMP", "TMP", "WINDIR")}
    homes = {"HOME": home, "USERPROFILE": home, "APPDATA": home, "LOCALAPPDATA": home}
    return {**kept, **homes, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def pack(bundle: Path) -> list[Path]:
    """Return the files to hand out, made from a bundle.

    Raises:
        PackageError: the tool that makes one failed.
    """
    icons = WORK / "veta" / "icons"
    try:
        if LINUX:
            say("Packing ...")
            oldest = elf.newest_glibc(elf.libraries(bundle).values())
            archive = portable.build(bundle, icons, WORK, DIST, oldest)
            return [deb.build(bundle, icons, WORK, DIST), archive]
        tool = {
            "win32": ["makensis", "-V2", str(HERE / "windows" / "veta.nsi")],
            "darwin": ["sh", str(HERE / "macos" / "make_dmg.sh")],
        }
        subprocess.run(tool[sys.platform], check=True, cwd=ROOT, env=_for_recipes(icons))
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise PackageError(f"Packing failed: {error}") from error
    return [path for path in DIST.iterdir() if path.suffix in (".exe", ".dmg")]


def report(bundle: Path, made: list[Path]) -> None:
    """Print sizes and fingerprints, and write SHA256SUMS.

    Raises:
        PackageError: something is larger than it may be.
    """
    unpacked = tree.size(bundle)
    print(f"unpacked: {unpacked / MEGABYTE:.0f} MB (at most {UNPACKED // MEGABYTE})")
    lines = []
    for path in sorted(made):
        print(f"{path.name}: {path.stat().st_size / MEGABYTE:.0f} MB (at most {PACKED // MEGABYTE})")
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    print("".join(lines), end="", flush=True)
    if unpacked > UNPACKED or any(path.stat().st_size > PACKED for path in made):
        raise PackageError("That is larger than it may be; look what came in, and add it to packaging/prune.py.")


def say(words: str) -> None:
    """Tell what comes next."""
    print(words, flush=True)


def _site() -> str:
    return next(entry for entry in sys.path if entry.startswith(sys.prefix) and entry.endswith("site-packages"))


def _for_recipes(icons: Path) -> dict[str, str]:
    from core import __version__

    return {**os.environ, "VETA_VERSION": __version__, "VETA_ICONS": str(icons), "VETA_DIST": str(DIST)}


if __name__ == "__main__":
    sys.exit(main())
