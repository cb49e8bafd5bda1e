#!/usr/bin/env python3
"""Set up, run and test Veta from a checkout, with nothing but Python 3.11 or later and its venv module.

python3 packaging/dev.py run [FILE.veta]    open the window
python3 packaging/dev.py test               every check the project has
python3 packaging/dev.py bench [--write]    the speeds the project holds itself to, as ratios; into README.md
python3 packaging/dev.py soak [--seed N] [--actions N]   thousands of random actions and damaged files
python3 packaging/dev.py setup              only make .venv, with .venv/bin/veta in it
python3 packaging/dev.py package            make what is handed out (bundle, .deb, archive), in dist/
python3 packaging/dev.py libraries          name Debian's packages of Qt's system libraries
python3 packaging/dev.py lock               renew the lock lists from pyproject.toml
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging"
PACKAGE_VENV, AUDIT_VENV = ROOT / ".venv-package", ROOT / ".venv-audit"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# Shared library -> Debian package: what Qt loads offscreen, and besides for a window under X or Wayland.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# What PyInstaller and the packing call on Linux -> Debian package.
BUILD_TOOLS = {"objdump": "binutils", "objcopy": "binutils", "ldd": "libc-bin", "dpkg-deb": "dpkg"}
NO_TIME = "1577836800"  # 2020-01-01, for a source without a history
CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("import contracts", ["lint-imports"]),
    ("translations", ["python", "-m", "core.text.catalogue", "check"]),
    ("core without Qt", ["python", "-m", "pytest", "-q", "-p", "no:pytest-qt", "-p", "tests.without_qt", "tests/core"]),
    ("everything else", ["python", "-m", "pytest", "-q", "tests", "--ignore=tests/core"]),
)


def main(arguments: list[str]) -> int:
    """Carry out one command; return the exit code."""
    command, rest = (arguments or ["help"])[0], arguments[1:]
    if sys.version_info < (3, 11):
        return _fail(f"Veta needs Python 3.11 or later; this is {sys.version.split()[0]}. Run it with a newer python3.")
    if command == "setup":
        return set_up(dev=False)
    if command == "run":
        return set_up(dev=False) or run_window(rest)
    if command == "test":
        return set_up(dev=True) or run_checks()
    if command == "bench":
        return set_up(dev=True) or run_benchmarks(rest)
    if command == "soak":
        return set_up(dev=True) or run_soak(rest)
    if command == "package":
        return package()
    if command == "libraries":
        print(" ".join({**OFFSCREEN_LIBRARIES, **WINDOW_LIBRARIES}.values()))
        return 0
    if command == "lock":
        return renew_locks()
    print(__doc__)
    return 0 if command in ("help", "--help", "-h") else 2


def set_up(dev: bool) -> int:
    """Make .venv with the locked dependencies and Veta itself in it, and Qt's system libraries; 0 when done."""
    problem = system_libraries() or environment()
    if problem:
        return problem
    locks = ["requirements-build.lock", "requirements-dev.lock" if dev else "requirements.lock"]
    stamp = _stamp()
    done = VENV / f"veta-{'dev' if dev else 'run'}.stamp"
    if done.is_file() and done.read_text(encoding="utf-8") == stamp:
        return 0
    for lock in locks:
        print(f"Installing packages of packaging/{lock} ...", flush=True)
        if _pip("install", "--require-hashes", "-r", str(LOCKS / lock)):
            return _fail(
                "The packages could not be installed; see the lines above. Check the connection and try again."
            )
    if _pip("install", "--no-build-isolation", "--no-deps", "-e", str(ROOT)):
        return _fail("Veta itself could not be installed into .venv; see the lines above.")
    done.write_text(stamp, encoding="utf-8")
    print(f"Ready: {BIN / 'veta'}", flush=True)
    return 0


def environment() -> int:
    """Make .venv where it is not there or broken."""
    if (
        PYTHON.is_file()
        and subprocess.run([PYTHON, "-c", "import pip"], check=False, capture_output=True).returncode == 0
    ):
        return 0
    return make_environment(VENV)


def make_environment(folder: Path) -> int:
    """Make an empty environment in a folder, whatever is there."""
    print(f"Making {folder.name} ...", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)], check=False, capture_output=True, text=True
    )
    if made.returncode == 0:
        return 0
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    remedy = (
        f"On Debian or Ubuntu run: {_sudo()}apt-get install -y {package}" if shutil.which("apt-get") else made.stderr
    )
    return _fail(f"Python's venv module is missing or incomplete. {remedy}\nThen run this command again.")


def system_libraries() -> int:
    """See to it that Qt finds its system libraries (Linux only)."""
    if not sys.platform.startswith("linux"):
        return 0
    wanted = {**OFFSCREEN_LIBRARIES, **WINDOW_LIBRARIES}
    absent = [library for library in wanted if not _loads(library)]
    if not absent:
        return 0
    missing = [wanted[library] for library in absent]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Qt's system libraries: " + " ".join(missing), flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        if subprocess.run(install, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode == 0:
            return 0
    if shutil.which("apt-get"):
        return _fail(
            f"Qt needs system libraries that are not here. Run: {_sudo()}apt-get install -y {' '.join(missing)}"
        )
    return _fail("Qt needs system libraries that are not here; install what provides: " + " ".join(absent))


def run_window(arguments: list[str]) -> int:
    """Open the window, or say why it cannot."""
    return subprocess.run([PYTHON, "-m", "gui", *arguments], cwd=ROOT, check=False).returncode


def run_checks() -> int:
    """Run every check, offscreen; stop at none, name those that failed."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    env["PATH"] = str(BIN) + os.pathsep + env.get("PATH", "")
    failed: list[str] = []
    for name, command in CHECKS:
        start = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, env=env, check=False).returncode != 0:
            failed.append(name)
        print(f"== {name}: {'FAILED' if name in failed else 'ok'} in {time.monotonic() - start:.0f} s", flush=True)
    print("All checks passed." if not failed else "Failed: " + ", ".join(failed))
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def run_benchmarks(arguments: list[str]) -> int:
    """Measure what tests/performance measures, and print each ratio; 1 when one does not hold."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.add_argument("--only", default="", metavar="WORDS", help="benchmarks by name, as pytest's -k takes them")
    chosen = parser.parse_args(arguments)
    if chosen.write and chosen.only:
        return _fail("A table of a part is not for README.md; leave out --write or --only.")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    env |= {"VETA_BENCH_WRITE": "1"} if chosen.write else {}
    command = [PYTHON, "-m", "pytest", "-v", "-m", "performance", "-k", chosen.only, "tests/performance"]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def run_soak(arguments: list[str]) -> int:
    """Run what tests/endurance holds, the long parts too; the same seed takes the same actions. 1 when one fails."""
    parser = argparse.ArgumentParser(prog="dev.py soak")
    parser.add_argument("--seed", type=int, default=1, help="where the dice start (1)")
    parser.add_argument("--actions", type=int, default=10_000, help="how many actions, and damaged files a reader")
    chosen = parser.parse_args(arguments)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    env |= {"VETA_SOAK_SEED": str(chosen.seed), "VETA_SOAK_ACTIONS": str(chosen.actions)}
    quiet = ["-o", "faulthandler_timeout=0"]  # a long test is no hanging one
    command = [PYTHON, "-m", "pytest", "-q", *quiet, "-m", "endurance", "tests/endurance"]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def package() -> int:
    """Make the bundle and what it is handed out as, in an environment that holds its locked parts and nothing else."""
    problem = system_libraries() or build_tools()
    locks = ["requirements.lock", "requirements-package.lock"]
    problem = problem or locked_environment(PACKAGE_VENV, locks)
    if problem:
        return problem
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": source_time()}
    made = subprocess.run(
        [python_of(PACKAGE_VENV), str(LOCKS / "package.py")], cwd=ROOT, env=env, check=False
    ).returncode
    return made or audit()


def build_tools() -> int:
    """See to it that what PyInstaller and the packing call is here (Linux only)."""
    if not sys.platform.startswith("linux"):
        return 0
    missing = [package for tool, package in BUILD_TOOLS.items() if not shutil.which(tool)]
    if not (sysconfig.get_config_var("Py_ENABLE_SHARED") or _loads(f"libpython3.{sys.version_info.minor}.so.1.0")):
        missing.append(f"libpython3.{sys.version_info.minor}")
    if not missing:
        return 0
    return _fail(f"Packaging needs tools that are not here. Run: {_sudo()}apt-get install -y {' '.join(missing)}")


def locked_environment(folder: Path, locks: list[str]) -> int:
    """Make an environment with the packages of some lock lists and nothing else; kept until a list changes."""
    stamp, done, report = _stamp(), folder / "veta.stamp", folder / "installed.json"
    if done.is_file() and done.read_text(encoding="utf-8") == stamp:
        return 0
    problem = make_environment(folder)
    if problem:
        return problem
    wanted = [part for lock in locks for part in ("-r", str(LOCKS / lock))]
    print(f"Installing packages of {' and '.join(locks)} ...", flush=True)
    if _pip("install", "--require-hashes", "--report", str(report), *wanted, python=python_of(folder)):
        return _fail(f"The packages for {folder.name} could not be installed; see the lines above.")
    done.write_text(stamp, encoding="utf-8")
    return 0


def audit() -> int:
    """Ask a database of known flaws about what is shipped; where it cannot be reached say so, and fail nothing."""
    if locked_environment(AUDIT_VENV, ["requirements-audit.lock"]):
        print("Known flaws: not looked for, pip-audit could not be installed.")
        return 0
    return subprocess.run([python_of(AUDIT_VENV), str(LOCKS / "audit.py")], cwd=ROOT, check=False).returncode


def source_time() -> str:
    """Return the time that packed files get: as the caller says, else of the last commit, else a fixed one."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return os.environ["SOURCE_DATE_EPOCH"]
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        asked = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return NO_TIME
    return asked.stdout.strip() or NO_TIME


def python_of(folder: Path) -> Path:
    """Return the Python of an environment."""
    return folder / PYTHON.relative_to(VENV)


def renew_locks() -> int:
    """Write the lock lists anew; needs the `uv` command on the path (a maintainer's step)."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    options += ["--no-emit-find-links", "--no-annotate", "--no-header", "--no-config", "-q"]
    jobs = [
        *(
            ([str(LOCKS / f"requirements-{name}.in")], f"requirements-{name}.lock")
            for name in ("build", "package", "audit")
        ),
        (["pyproject.toml"], "requirements.lock"),
        (["pyproject.toml", "--extra", "dev"], "requirements-dev.lock"),
    ]
    for source, lock in jobs:
        command = ["uv", "pip", "compile", *source, *options, "-o", str(LOCKS / lock)]
        if subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode != 0:
            return _fail(f"packaging/{lock} could not be renewed; see the lines above.")
    return 0


def _pip(*arguments: str, python: Path | None = None) -> int:
    command = [python or PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _stamp() -> str:
    files = [*sorted(LOCKS.glob("requirements*.lock")), ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files) + str(ROOT).encode()).hexdigest()


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _sudo() -> str:
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
