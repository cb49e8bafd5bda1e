"""The parts for Windows, as far as they can be tried elsewhere: the installer compiles, the version is right."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from windows import version_info

from core import __version__

WINDOWS = Path(__file__).resolve().parents[2] / "packaging" / "windows"
SCRIPT = (WINDOWS / "veta.nsi").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not here; Debian has it in the package nsis")
def test_the_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    for name in ("veta.exe", "vetaw.exe", "_internal/base_library.zip", "_internal/resources/data/us_imports.csv"):
        file = tmp_path / "veta" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("stands for " + name, encoding="utf-8")
    env = {**os.environ, "VETA_VERSION": __version__, "VETA_DIST": str(tmp_path)}
    command = ["makensis", "-V2", "-WX", str(WINDOWS / "veta.nsi")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / f"veta-{__version__}-windows-setup.exe").read_bytes().startswith(b"MZ")


def test_no_administrator_is_asked_for() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"\b(HKLM|HKCR|SHCTX)\b|SetShellVarContext all", SCRIPT)


def test_the_uninstaller_takes_away_only_what_the_installer_put_there() -> None:
    away = SCRIPT.partition('Section "Uninstall"')[2]
    assert re.findall(r"RMDir /r (.+)", away) == ['"$INSTDIR\\_internal"']
    assert not re.search(r"APPDATA|DOCUMENTS|\*\.veta", away)
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', SCRIPT))
    deleted = set(re.findall(r'DeleteRegKey HKCU "([^"]+)"', away))
    assert all(any(key.startswith(top) for top in deleted) for key in written)


def test_scenarios_open_in_the_program_without_a_console() -> None:
    assert '\'"$INSTDIR\\vetaw.exe" "%1"\'' in SCRIPT
    assert '"Software\\Classes\\.veta"' in SCRIPT


def test_the_version_is_written_as_windows_reads_it(tmp_path: Path) -> None:
    written = version_info.write(tmp_path, "vetaw", "1.2.3").read_text(encoding="utf-8")
    tree = ast.parse(written, mode="eval")
    assert isinstance(tree.body, ast.Call)
    assert "filevers=(1, 2, 3, 0)" in written
    assert 'StringStruct("OriginalFilename", "vetaw.exe")' in written


def test_a_version_of_five_parts_is_refused() -> None:
    assert version_info.numbers("1.2") == (1, 2, 0, 0)
    with pytest.raises(ValueError, match="unpack"):
        version_info.numbers("1.2.3.4.5")
