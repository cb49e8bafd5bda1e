"""Ask public databases of known flaws about the packages of the lock lists; called by `packaging/dev.py package`.

Only what is shipped counts: packaging/requirements.lock and PyInstaller, whose loader is in the bundle. The databases
are asked over the network by pip-audit, with the names and versions of the lists, one after the other until one knows
the packages. Veta itself never does that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = Path(__file__).resolve().parent
ASKED = ("requirements.lock", "requirements-package.lock")
DATABASES = {"pypi": "PyPI's database", "osv": "OSV"}
TOO_LONG = 300


def main() -> int:
    """Print what is known; return 1 when a shipped package has a known flaw, 0 else, also where nobody answered."""
    for service, name in DATABASES.items():
        answer = ask(service)
        if answer is None:
            print(f"Known flaws: {name} could not be reached.")
            continue
        answered = [one for one in answer["dependencies"] if "skip_reason" not in one]
        unknown = [one["name"] for one in answer["dependencies"] if "skip_reason" in one]
        if not answered:
            print(f"Known flaws: {name} knows none of the {len(unknown)} packages as it is reached from here.")
            continue
        found = flaws(answer)
        print(f"Known flaws: {len(found)} in {len(answered)} packages, says {name}.")
        print("".join(f"  {line}\n" for line in found), end="")
        if unknown:
            print(f"  not known there, so not looked for: {', '.join(sorted(unknown))}")
        return 1 if found else 0
    print("Known flaws: not looked for; run this again where a database can be reached: packaging/dev.py package")
    return 0


def ask(service: str) -> dict[str, Any] | None:
    """Return pip-audit's answer of one database; None when it got none."""
    lists = [part for name in ASKED for part in ("-r", str(LOCKS / name))]
    options = ["--disable-pip", "--require-hashes", "-f", "json", "--progress-spinner", "off", "--timeout", "15"]
    command = [sys.executable, "-m", "pip_audit", "-s", service, *options, *lists]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TOO_LONG)
        answer = json.loads(done.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        return None
    return answer if answer.get("dependencies") else None


def flaws(answer: dict[str, Any]) -> list[str]:
    """Return one line for each flaw: package, version, its number, and the version that mends it."""
    return [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in answer["dependencies"]
        for flaw in one.get("vulns", [])
    ]


if __name__ == "__main__":
    sys.exit(main())
