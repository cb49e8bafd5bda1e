"""What Windows shows under Properties > Details of veta.exe and vetaw.exe. Not run on Windows by who wrote it."""

from __future__ import annotations

from pathlib import Path

FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)
  ),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Veta maintainers"),
      StringStruct("FileDescription", "Veta"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "{name}"),
      StringStruct("LegalCopyright", "MIT licence; parts under THIRD-PARTY-LICENCES.txt"),
      StringStruct("OriginalFilename", "{name}.exe"),
      StringStruct("ProductName", "Veta"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version such as "0.1.0" as the four numbers that Windows wants.

    Raises:
        ValueError: it has more than four parts, or one that is no number.
    """
    parts = [int(part) for part in version.split(".")]
    first, second, third, fourth = [*parts, 0, 0, 0, 0][:4] if len(parts) <= 4 else parts
    return first, second, third, fourth


def write(folder: Path, name: str, version: str) -> Path:
    """Write the description of one program, as PyInstaller reads it; return the file."""
    path = folder / f"{name}-version.txt"
    path.write_text(FORM.format(numbers=numbers(version), version=version, name=name), encoding="utf-8")
    return path
