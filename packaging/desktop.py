"""What a Linux desktop is told of Veta: menu entry, icons, the type of *.veta, store page and manual, as one tree."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import icons
import tree

from core import __version__
from core.commands.main import COMMANDS

HERE = Path(__file__).resolve().parent / "linux"
ROOT = HERE.parent.parent


def share(target: Path, pictures: Path) -> None:
    """Write what stands under share/ when installed; `pictures` is a folder that icons.py filled."""
    tree.put(target / "applications" / "veta.desktop", (HERE / "veta.desktop").read_text(encoding="utf-8"))
    tree.put(target / "mime" / "packages" / "veta.xml", (HERE / "veta.mime.xml").read_text(encoding="utf-8"))
    tree.put(target / "metainfo" / "veta.metainfo.xml", filled("veta.metainfo.xml"))
    tree.put(target / "man" / "man1" / "veta.1", manual())
    hicolor = target / "icons" / "hicolor"
    for size in icons.SIZES:
        data = (pictures / f"veta-{size}.png").read_bytes()
        tree.put(hicolor / f"{size}x{size}" / "apps" / "veta.png", data)
    drawing = (ROOT / "resources" / "icons" / "veta.svg").read_text(encoding="utf-8")
    tree.put(hicolor / "scalable" / "apps" / "veta.svg", drawing)


def filled(name: str) -> str:
    """Return a file of packaging/linux with version and date put in."""
    day = dt.datetime.fromtimestamp(tree.moment(), dt.UTC).date().isoformat()
    text = (HERE / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).replace("@DATE@", day)


def manual() -> str:
    """Return the manual page, its commands taken from the program itself."""
    return filled("veta.1").replace("@COMMANDS@", "\n".join(_entries()))


def _entries() -> Iterator[str]:
    for name, words in commands():
        yield f".TP\n.B veta {_roff(name)}\n{_roff(words)}"


def commands() -> list[tuple[str, str]]:
    """Return (name, what it does) of each command that needs no screen."""
    choices = argparse.ArgumentParser().add_subparsers()
    for module in COMMANDS:
        module.add_parser(choices)
    listed = choices._choices_actions  # noqa: SLF001 - argparse gives its list of commands in no other way
    return [(action.dest, f"{str(action.help)[:1].upper()}{str(action.help)[1:]}.") for action in listed]


def _roff(words: str) -> str:
    return words.replace("\\", "\\e").replace("-", "\\-")
