"""Build twice and compare: what the same source gives byte for byte, and what it does not.

python packaging/compare_builds.py                      the wheel, and the brief as PDF, CSV and JSON
python packaging/compare_builds.py --raw FOLDER         the figures too, from the publishers' raw files
python packaging/compare_builds.py --bundles ONE OTHER  and two bundles, or two folders dist/, file by file

Wheel, brief and figures must be the same, or the exit code is 1. A bundle is only looked at: the files that differ are
listed. Made on one machine in two folders of different names, bundle, Debian package and archive were the same bytes
throughout; another machine has another Python and other libraries to bring along.

Needs setuptools and Veta's libraries: the Python of .venv-package or .venv.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("core", "gui", "resources", "pyproject.toml", "README.md", "LICENSE")
BRIEFS = ("brief.pdf", "brief.csv", "brief.json")
MOMENT = "1577836800"


def main(arguments: list[str]) -> int:
    """Compare what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(description="Build twice and compare.")
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--bundles", type=Path, nargs=2, metavar=("ONE", "OTHER"))
    options = parser.parse_args(arguments)
    differing = 0
    with tempfile.TemporaryDirectory() as place:
        one, other = Path(place, "one"), Path(place, "a longer name for the other")
        for seed, folder in (("1", one), ("2", other)):
            build(folder, seed, options.raw)
        differing += tell("wheel", one / "wheel", other / "wheel")
        differing += tell("brief", one / "brief", other / "brief")
        if options.raw:
            differing += tell("figures", one / "figures", other / "figures")
            differing += tell("figures and those in resources/data", one / "figures", ROOT / "resources" / "data")
    if options.bundles:
        tell("bundle", *options.bundles)
    return 1 if differing else 0


def build(folder: Path, seed: str, raw: Path | None) -> None:
    """Build wheel and brief, and the figures where raw files are given, below a folder."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": MOMENT, "PYTHONDONTWRITEBYTECODE": "1"}
    source = folder / "source"
    for name in SOURCE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        copy(
            ROOT / name,
            source / name,
            **({"ignore": shutil.ignore_patterns("__pycache__")} if copy is shutil.copytree else {}),
        )
    wheel(source, folder / "wheel", env)
    (folder / "brief").mkdir()
    for name in BRIEFS:
        run(["-m", "gui", "brief", "--group", "rare-earths", "--out", str(folder / "brief" / name)], source, env)
    if raw is not None:
        shutil.copytree(source / "resources" / "data", folder / "figures")
        run(["-m", "core.dataset.build", str(raw.resolve()), "--out", str(folder / "figures")], source, env)


def wheel(source: Path, target: Path, env: dict[str, str]) -> None:
    """Build the wheel of a source folder into a target folder."""
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    run(["-m", "pip", "wheel", *options, "--wheel-dir", str(target), str(source)], source, env)


def run(arguments: list[str], folder: Path, env: dict[str, str]) -> None:
    """Run this Python in a folder."""
    subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield one line for each file that is not the same in two folders."""
    left, right = prints(one), prints(other)
    for place in sorted(left.keys() | right.keys()):
        if place not in left or place not in right:
            yield f"only in {'the second' if place not in left else 'the first'}: {place}"
        elif left[place] != right[place]:
            yield f"differs: {place}"


def prints(folder: Path) -> dict[str, str]:
    """Return {place: fingerprint} of a folder's files, of a link where it leads."""
    found = {}
    for path in folder.rglob("*"):
        place = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[place] = f"link to {path.readlink()}"
        elif path.is_file():
            found[place] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def tell(what: str, one: Path, other: Path) -> int:
    """Print how two folders compare; return how many files differ."""
    lines, count = list(differences(one, other)), len(prints(one))
    print(f"{what}: {count} files, " + (f"{len(lines)} differ" if lines else "the same bytes"), flush=True)
    print("".join(f"  {line}\n" for line in lines), end="", flush=True)
    return len(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
