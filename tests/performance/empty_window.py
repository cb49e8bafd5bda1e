"""The floor of a start: an empty window over the libraries that Veta's start imports.

python tests/performance/empty_window.py    prints it as a script, which packaging/floor.spec freezes for proof_deb.sh

What Veta leaves for later is left out here too: it would flatter the ratio. Of Qt the same classes are named, since
PySide makes a class when it is first named: a Qt module of which no class is named is hardly imported.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = """\
import babel.dates
import babel.messages.pofile
import babel.numbers
import numpy
import pandas
import platformdirs
import gui
"""
WINDOW = """\
app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Veta floor")
window.resize(1600, 1000)
window.show()
app.exec()
"""


def qt_classes() -> str:
    """Return import lines for every Qt class that the modules of Veta's start name, and for those of the window."""
    sys.path.insert(0, str(ROOT))
    import gui.app  # noqa: F401 - to see what it imports

    named: dict[str, set[str]] = {"PySide6.QtWidgets": {"QApplication", "QMainWindow"}}
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] != "gui" or not module.__file__:
            continue
        for line in ast.parse(Path(module.__file__).read_text(encoding="utf-8")).body:
            if isinstance(line, ast.ImportFrom) and (line.module or "").startswith("PySide6"):
                named.setdefault(str(line.module), set()).update(part.name for part in line.names)
    return "".join(f"from {module} import {', '.join(sorted(names))}\n" for module, names in sorted(named.items()))


if __name__ == "__main__":
    sys.stdout.write(LIBRARIES + qt_classes() + WINDOW)
