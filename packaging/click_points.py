"""Where to click in the window: for a person's hand that packaging/proof_deb.sh moves over the installed program.

python packaging/click_points.py FILE.veta WIDTH HEIGHT

Opens the same scenario in this checkout, at the same size, and prints one line each: what, x, y in the window. So the
proof aims at what is there now, not at places that somebody once wrote down.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["QT_QPA_PLATFORM"] = "offscreen"


def main(scenario: Path, width: int, height: int) -> int:
    """Print the places; return the exit code."""
    from gui.app import application, make_window
    from gui.session import RARE_EARTHS
    from gui.window_state import WindowState

    app = application()
    window = make_window(state=WindowState(theme="light"))
    window.open_path(scenario)
    window.resize(width, height)
    window.show()
    app.sendPostedEvents()
    app.processEvents()
    slider = window.panels["scenario"].rows[0].slider
    share = window.panels["scenario"].rows[0].state.after
    say(window, "slider-from", slider, slider.width() * share, slider.height() / 2)
    say(window, "slider-to", slider, slider.width() / 2, slider.height() / 2)
    tree = window.rail.tree
    room = tree.visualItemRect(window.rail.item_of(RARE_EARTHS))
    say(window, "rare-earths", tree.viewport(), room.left() + 40, room.center().y())
    return 0


def say(window: Any, what: str, part: Any, x: float, y: float) -> None:
    """Print one place of a part of the window in the window's own coordinates."""
    corner = part.mapTo(window, part.rect().topLeft())
    print(what, round(corner.x() + x), round(corner.y() + y))


if __name__ == "__main__":
    sys.stdout.flush()
    code = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.flush()
    os._exit(code)  # nothing to take apart: the window was only looked at
