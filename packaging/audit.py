"""Ask a public database of known flaws about the packages of the lock lists; called by `packaging/dev.py package`.

Only what is shipped counts: packaging/requirements.lock and PyInstaller, whose loader is in the bundle. The database
is asked over the network by pip-audit, with the names and versions of the list. Veta itself never does that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = Path(__file__).resolve().parent
ASKED = ("requirements.lock", "requirements-package.lock")


def main() -> int:
    """Print what is known; return 1 when a shipped package has a known flaw, 0 else."""
    answer = ask()
    if answer is None:
        print("Known flaws: not looked for, the database could not be reached, or knows none of the packages.")
        return 0
    found = flaws(answer)
    print(f"Known flaws: {len(found)} in {len(answer['dependencies'])} packages.")
    print("".join(f"  {line}\n" for line in found), end="")
    return 1 if found else 0


def ask() -> dict[str, Any] | None:
    """Return pip-audit's answer; None when it got none."""
    lists = [part for name in ASKED for part in ("-r", str(LOCKS / name))]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "-f",
        "json",
        "--progress-spinner",
        "off",
    ]
    done = subprocess.run([*command, "--timeout", "15", *lists], capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return None
    skipped = [one for one in answer["dependencies"] if "skip_reason" in one]
    return None if len(skipped) == len(answer["dependencies"]) else answer


def flaws(answer: dict[str, Any]) -> list[str]:
    """Return one line for each flaw: package, version, its number, and the version that mends it."""
    return [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in answer["dependencies"]
        for flaw in one.get("vulns", [])
    ]


if __name__ == "__main__":
    sys.exit(main())
