"""The window: shows what core knows and sends it commands. Qt lives here and nowhere else."""

from __future__ import annotations

from gui.singletons import make_singletons_last

make_singletons_last()
