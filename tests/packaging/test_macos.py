"""The parts for macOS, as far as they can be tried elsewhere."""

from __future__ import annotations

import plistlib
import subprocess
from pathlib import Path

from macos import info

from core import __version__

MAKE_DMG = Path(__file__).resolve().parents[2] / "packaging" / "macos" / "make_dmg.sh"


def test_the_application_says_that_it_opens_scenarios() -> None:
    read = plistlib.loads(plistlib.dumps(info.plist(__version__)))
    assert read["CFBundleShortVersionString"] == __version__
    kind = read["UTExportedTypeDeclarations"][0]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["veta"]
    assert read["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]


def test_the_recipe_of_the_disk_image_can_be_read() -> None:
    subprocess.run(["sh", "-n", MAKE_DMG], check=True)


def test_the_recipe_stops_without_a_folder() -> None:
    done = subprocess.run(["sh", MAKE_DMG], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Veta.app" in done.stderr
