"""Keep Python's own import under PySide6, which puts another in its place.

PySide6 does it to serve `from __feature__ import ...`, which Veta never writes. Its import reads the source of every
module that comes later and looks through it: measured with 6.12, a fifth of what our own modules take at a start.
"""

from __future__ import annotations

import builtins


def import_qt_plainly() -> None:
    """Import PySide6 and leave `import` as it was before."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 - importing it is what is meant

    builtins.__import__ = plain
