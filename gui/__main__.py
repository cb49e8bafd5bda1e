"""The one command: `veta` opens the window, `veta FILE.veta` a scenario, any other word runs without a screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

SCREEN_COMMANDS = ("screenshot", "self-test")


def main(argv: Sequence[str] | None = None) -> int:
    """Run Veta and return its exit code. Headless subcommands never import Qt."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if wants_window(arguments):
        get_ready()
        from gui.app import run_window

        return run_window(arguments)
    if arguments[0] == "screenshot":
        from gui.screenshot import run_screenshot

        return run_screenshot(arguments[1:])
    if arguments[0] == "self-test":
        from gui.self_test import run_self_test

        return run_self_test(arguments[1:])
    from core.commands.main import run

    return run(arguments)


def get_ready() -> None:
    """Shorten the start of a window: nothing here changes what it shows."""
    # Until the window stands (`gui.app.settle`): what a start makes is kept, and looking through it is a tenth of it.
    gc.disable()
    # Threads for linear algebra, of which Veta does none: making them is a tenth of the start as well.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # From here, not from deep inside our own imports: there Python's stack of calls grew and shrank a thousand times.
    import pandas  # noqa: F401, ICN001

    import core.present.build
    import core.store_edits
    import core.store_library  # noqa: F401
    from core.dataset.load import load_ahead

    load_ahead()
    from gui.plain_import import import_qt_plainly

    import_qt_plainly()


def wants_window(arguments: Sequence[str]) -> bool:
    """Return whether the arguments ask for the window: none, or one scenario file."""
    return not arguments or (len(arguments) == 1 and arguments[0].endswith(".veta"))


if __name__ == "__main__":
    sys.exit(main())
