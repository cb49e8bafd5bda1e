"""Linux libraries as files: what they need, and QtPdf made to do without QtNetwork.

QtPdf can read a document while it is still being downloaded, and for that alone it is linked to QtNetwork: five names,
all of QNetworkReply, none of them reached when a document comes from memory, as Veta's brief does. `without` makes such
names weak (a missing one is nothing, not an error) and takes the library off the list of those to load. So the bundle
can leave QtNetwork out, and a program without a network library cannot use the network through Qt. The library is
Qt's own otherwise; the Lesser GPL allows the change, and THIRD-PARTY-LICENCES.txt names it.
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian: what Qt's wheels for Linux are
PT_LOAD, PT_DYNAMIC = 1, 2
DT_NULL, DT_NEEDED, DT_STRTAB, DT_SYMTAB, DT_VERNEED, DT_VERNEEDNUM, DT_VERSYM = (
    0,
    1,
    5,
    6,
    0x6FFFFFFE,
    0x6FFFFFFF,
    0x6FFFFFF0,
)
DT_HASH, DT_GNU_HASH = 4, 0x6FFFFEF5
STB_WEAK, SHN_UNDEF, VERSION_NONE = 2, 0, 1
SYMBOL = 24


def is_elf(path: Path) -> bool:
    """Return whether a file is a library or program that this module reads."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


@dataclass
class Version:
    """One entry of the list of versions needed: where it stands, its library, the numbers of its versions."""

    at: int
    library: str
    numbers: tuple[int, ...]
    names: tuple[str, ...]


class Elf:
    """A library or program, read whole; changes are made to `data`."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError when it is no ELF file of 64 bits with a dynamic section."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a 64-bit little-endian ELF file")
        self.data = bytearray(data)
        start, size, count = (*struct.unpack_from("<Q", data, 32), *struct.unpack_from("<HH", data, 54))
        headers = [struct.unpack_from("<IIQQQQQQ", data, start + n * size) for n in range(count)]
        self._loads = [(h[3], h[2], h[5]) for h in headers if h[0] == PT_LOAD]
        dynamic = [(h[2], h[5]) for h in headers if h[0] == PT_DYNAMIC]
        if not dynamic:
            raise ValueError("not linked to other libraries")
        self._dynamic = dynamic[0][0]
        self.tags = self._read_tags(dynamic[0][1] // 16)

    def _read_tags(self, count: int) -> list[tuple[int, int]]:
        tags = []
        for n in range(count):
            tag = struct.unpack_from("<QQ", self.data, self._dynamic + 16 * n)
            if tag[0] == DT_NULL:
                break
            tags.append(tag)
        return tags

    def _offset(self, tag: int) -> int:
        """Return where in the file the table of a tag stands; 0 when there is none."""
        address = next((value for kind, value in self.tags if kind == tag), 0)
        for start, offset, size in self._loads:
            if address and start <= address < start + size:
                return address - start + offset
        return 0

    def _text(self, index: int) -> str:
        start = self._offset(DT_STRTAB) + index
        return self.data[start : self.data.index(0, start)].decode()

    @property
    def needed(self) -> list[str]:
        """The libraries that are loaded with this one."""
        return [self._text(value) for kind, value in self.tags if kind == DT_NEEDED]

    @property
    def versions(self) -> list[Version]:
        """The versions of other libraries' names that this one was linked to."""
        found, at = [], self._offset(DT_VERNEED)
        while at:
            _, count, file, first, step = struct.unpack_from("<HHIII", self.data, at)
            numbers, names, entry = [], [], at + first
            for _ in range(count):
                _, _, number, name, further = struct.unpack_from("<IHHII", self.data, entry)
                numbers.append(number & 0x7FFF)
                names.append(self._text(name))
                entry += further
            found.append(Version(at, self._text(file), tuple(numbers), tuple(names)))
            at = at + step if step else 0
        return found

    def undefined(self) -> Iterator[tuple[int, str, int]]:
        """Yield (place of the symbol, its name, the number of its version) of each name sought elsewhere."""
        table, versions = self._offset(DT_SYMTAB), self._offset(DT_VERSYM)
        for n in range(1, self._symbols()):
            name, _, _, section = struct.unpack_from("<IBBH", self.data, table + n * SYMBOL)
            if section == SHN_UNDEF:
                number = struct.unpack_from("<H", self.data, versions + 2 * n)[0] if versions else VERSION_NONE
                yield n, self._text(name), number & 0x7FFF

    def _symbols(self) -> int:
        """Return how many symbols there are: linkers put the string table right behind them."""
        return (self._offset(DT_STRTAB) - self._offset(DT_SYMTAB)) // SYMBOL

    def without(self, library: str) -> list[str]:
        """Make the names sought in a library weak and take it off the list; return those names.

        Raises:
            ValueError: the library is not needed, or its names cannot be told from others'.
        """
        versions = self.versions
        places = [n for n, version in enumerate(versions) if version.library == library]
        if library not in self.needed or not places:
            raise ValueError(f"{library} is not needed, or its names have no version")
        names = [
            self._make_weak(n, name) for n, name, number in self.undefined() if number in versions[places[0]].numbers
        ]
        self._unlink(versions, places[0])
        kept = [(kind, value) for kind, value in self.tags if kind != DT_NEEDED or self._text(value) != library]
        self.tags = [(kind, value - 1 if kind == DT_VERNEEDNUM else value) for kind, value in kept]
        for n, tag in enumerate([*self.tags, (DT_NULL, 0)]):
            struct.pack_into("<QQ", self.data, self._dynamic + 16 * n, *tag)
        return names

    def _make_weak(self, symbol: int, name: str) -> str:
        at = self._offset(DT_SYMTAB) + symbol * SYMBOL + 4
        self.data[at] = STB_WEAK << 4 | self.data[at] & 0xF
        struct.pack_into("<H", self.data, self._offset(DT_VERSYM) + 2 * symbol, VERSION_NONE)
        return name

    def _unlink(self, versions: list[Version], place: int) -> None:
        """Take one entry out of the chain of versions."""
        if place == 0:
            raise ValueError("the library is the first of the list of versions: not handled")
        self._count_down()
        step = struct.unpack_from("<I", self.data, versions[place].at + 12)[0]
        before = versions[place - 1].at
        struct.pack_into("<I", self.data, before + 12, versions[place].at - before + step if step else 0)

    def _count_down(self) -> None:
        """Say one entry less in the section's header, which only tools that look at files read."""
        start = struct.unpack_from("<Q", self.data, 40)[0]
        size, count = struct.unpack_from("<HH", self.data, 58)
        for at in range(start, start + size * count, size):
            if struct.unpack_from("<I", self.data, at + 4)[0] == DT_VERNEED:
                struct.pack_into("<I", self.data, at + 44, struct.unpack_from("<I", self.data, at + 44)[0] - 1)


def needed_by(path: Path) -> list[str]:
    """Return the libraries that a file needs; none when it is no ELF file that is linked to others."""
    try:
        return Elf(path.read_bytes()).needed
    except ValueError:
        return []


def libraries(folder: Path) -> dict[str, Elf]:
    """Return {place in the folder: library} of every linked ELF file that is no link."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_elf(path):
            with contextlib.suppress(ValueError):
                found[path.relative_to(folder).as_posix()] = Elf(path.read_bytes())
    return found


def newest_glibc(found: Iterable[Elf]) -> str:
    """Return the newest version of the C library that libraries were linked to, such as "2.34"."""
    names = {name for library in found for version in library.versions for name in version.names}
    matches = (re.fullmatch(r"GLIBC_(\d+)\.(\d+)", name) for name in names)
    major, minor = max((int(match[1]), int(match[2])) for match in matches if match)
    return f"{major}.{minor}"
