"""Opening a publisher's file: plain, gzip or zip, in the encoding it has, as lines that cannot swallow the memory.

Nothing is unpacked to disk. A line of more than a megabyte, a null byte, an archive that swells beyond reason and a
file that ends in the middle of a line are told as what they are.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from core.dataset.importers.base import Watch
from core.errors import VetaError
from core.files import parse_json
from core.text.messages import Message, msg

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 18
HEAD = 1 << 22
LONGEST_LINE = 1 << 20
LARGEST = 20_000_000_000
LARGEST_JSON = 40_000_000
MOST_SWELLING = 150
MOST_MEMBERS = 500
DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError)
"""What a damaged archive raises; RuntimeError where it is encrypted or packed in a way that is not known."""
_SHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def problem(file: str, line: int, reason: Message) -> VetaError:
    """Return the error that names file, line and reason."""
    return VetaError(msg("{file}, line {line}: {reason}", file=file, line=line, reason=reason))


class _Guard(io.RawIOBase):
    """A stream that counts what it passes on and stops at what no publisher's table holds."""

    def __init__(self, inner: BinaryIO, name: str, watch: Watch, done: int, total: int, packed: int) -> None:
        super().__init__()
        self._inner, self._name, self._watch = inner, name, watch
        self._done, self._total, self._packed = done, total, packed
        self._read = self._lines = self._run = self._commas = 0
        self._last = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._inner.read(min(len(view), BLOCK))
        except DAMAGED as error:
            raise VetaError(
                msg("{file} is damaged near line {line}; download it again.", file=self._name, line=self._lines + 1)
            ) from error
        view[: len(data)] = data
        self._inspect(data)
        return len(data)

    def _inspect(self, data: bytes) -> None:
        if not data:
            return
        self._read += len(data)
        first = data.find(b"\n")
        if self._run + (len(data) if first < 0 else first) > LONGEST_LINE:
            raise problem(self._name, self._lines + 1, msg("the line is longer than any table's; choose another file."))
        if b"\0" in data and not self._wide:
            raise problem(
                self._name,
                self._lines + 1 + data.count(b"\n", 0, data.index(b"\0")),
                msg("there is a null byte; this is not a text file, or it is damaged."),
            )
        self._lines += data.count(b"\n")
        self._commas += data.count(b",")
        self._run = self._run + len(data) if first < 0 else len(data) - data.rfind(b"\n") - 1
        self._last = data[-1:]
        if self._read > LARGEST or (self._packed and self._read > MOST_SWELLING * self._packed + HEAD):
            raise VetaError(msg("{file} unpacks to far more than a table holds; nothing was read.", file=self._name))
        self._watch.tell(min(self._done + self._read, self._total), self._total)

    _wide = False

    def take_wide(self) -> None:
        """Allow null bytes, which UTF-16 is full of."""
        self._wide = True

    @property
    def commas_a_line(self) -> float:
        """How many commas the lines that were read have on average."""
        return self._commas / max(self._lines, 1)

    @property
    def cut_off(self) -> bool:
        """Whether what was read ended without the end of a line."""
        return self._read > 0 and self._last not in (b"\n", b"\r") and not self._wide


@dataclass(frozen=True)
class Member:
    """One table of a file: the file itself, or a member of a zip archive."""

    name: str
    size: int
    packed: int


class SourceFile:
    """A publisher's file, read as text one member at a time.

    `name` is the file's own name; `members` its tables (one, unless it is a zip archive), in order of name.
    """

    def __init__(self, path: Path, watch: Watch | None = None) -> None:
        """Look at the file.

        Raises:
            VetaError: it is missing, is a spreadsheet, or an archive that cannot be read.
        """
        self.path, self.name, self.watch = path, path.name, watch or Watch()
        if path.suffix.casefold() in _SHEETS:
            raise VetaError(
                msg("{file} is a spreadsheet; save its table as CSV (UTF-8) and import that.", file=self.name)
            )
        if not path.is_file():
            raise VetaError(msg("{file} is not there or is no file; check the name.", file=str(path)))
        try:
            self._size = path.stat().st_size
            with path.open("rb") as stream:
                self._start = stream.read(4)
        except OSError as error:
            raise VetaError(
                msg("{file} cannot be read ({reason}).", file=str(path), reason=error.strerror or "")
            ) from error
        self.members = self._members()
        self._total = sum(member.size for member in self.members)
        self._encodings: dict[str, str] = {}

    def _members(self) -> tuple[Member, ...]:
        if self._start[:2] == b"\x1f\x8b":
            return (Member(self.name.removesuffix(".gz"), self._size, self._size),)
        if self._start != b"PK\x03\x04":
            return (Member(self.name, self._size, 0),)
        try:
            with zipfile.ZipFile(self.path) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except (*DAMAGED, ValueError) as error:  # ValueError: a name that is no text
            raise VetaError(msg("{file} is not a whole zip archive; download it again.", file=self.name)) from error
        names = {info.filename for info in infos}
        if "xl/workbook.xml" in names or "content.xml" in names:
            raise VetaError(
                msg("{file} is a spreadsheet; save its table as CSV (UTF-8) and import that.", file=self.name)
            )
        swollen = any(info.file_size > MOST_SWELLING * info.compress_size + HEAD for info in infos)
        if len(infos) > MOST_MEMBERS or swollen or sum(info.file_size for info in infos) > LARGEST:
            raise VetaError(msg("{file} unpacks to far more than a table holds; nothing was read.", file=self.name))
        tables = [i for i in infos if Path(i.filename).suffix.casefold() in (".csv", ".txt", ".tsv", ".json")]
        if not tables:
            raise VetaError(msg("{file} holds no CSV, text or JSON file.", file=self.name))
        return tuple(Member(i.filename, i.file_size, i.compress_size) for i in sorted(tables, key=lambda i: i.filename))

    @property
    def is_archive(self) -> bool:
        """Whether the file is a zip archive."""
        return self._start == b"PK\x03\x04"

    @contextmanager
    def guarded(self, member: Member) -> Iterator[_Guard]:
        """Open a member as bytes behind the guard."""
        before = sum(m.size for m in self.members[: self.members.index(member)])
        with self._raw(member) as inner:
            guard = _Guard(inner, self._where(member), self.watch, before, self._total, member.packed)
            if self.encoding(member) == "utf-16":
                guard.take_wide()
            yield guard

    @contextmanager
    def _raw(self, member: Member) -> Iterator[BinaryIO]:
        try:
            if self.is_archive:
                with zipfile.ZipFile(self.path) as archive, archive.open(member.name) as stream:
                    yield cast("BinaryIO", stream)
            elif self._start[:2] == b"\x1f\x8b":
                with gzip.open(self.path, "rb") as stream:
                    yield cast("BinaryIO", stream)
            else:
                with self.path.open("rb") as stream:
                    yield stream
        except DAMAGED as error:
            raise VetaError(msg("{file} cannot be read; download it again.", file=self._where(member))) from error

    def _where(self, member: Member) -> str:
        return f"{self.name}/{member.name}" if self.is_archive else self.name

    def where(self, member: Member) -> str:
        """Return the name to tell a person: the file's, and the member's where there are several."""
        return self._where(member)

    def head(self, member: Member) -> bytes:
        """Return the first few megabytes of a member."""
        with self._raw(member) as stream:
            try:
                return stream.read(HEAD)
            except DAMAGED as error:
                raise VetaError(msg("{file} is damaged; download it again.", file=self._where(member))) from error

    def encoding(self, member: Member) -> str:
        """Return the encoding of a member: what its mark says, else UTF-8 if its head is that, else Windows-1252."""
        if member.name not in self._encodings:
            self._encodings[member.name] = _encoding(self.head(member))
        return self._encodings[member.name]

    @cached_property
    def first_lines(self) -> list[str]:
        """The first twenty lines of the first member that is no code table, without marks; for detection."""
        member = self.tables[0]
        text = self.head(member)[:BLOCK].decode(self.encoding(member), errors="replace")
        return text.splitlines()[:20]

    @cached_property
    def tables(self) -> tuple[Member, ...]:
        """The members that hold figures: all but country and product code tables and read-me files."""
        kept = tuple(m for m in self.members if not is_code_table(m.name))
        return kept or self.members

    @contextmanager
    def text(self, member: Member) -> Iterator[Iterator[str]]:
        """Open a member as its lines, ends included.

        Raises:
            VetaError: while reading, where a line is not in the encoding of the file, or the file is cut off.
        """
        with self.guarded(member) as guard:
            buffered = io.BufferedReader(guard, BLOCK)
            stream = io.TextIOWrapper(buffered, encoding=self.encoding(member), newline="")
            yield self._lines(stream, member)

    def _lines(self, stream: io.TextIOWrapper, member: Member) -> Iterator[str]:
        number = 0
        try:
            for line in stream:
                number += 1
                if not line.endswith(("\n", "\r")):
                    raise self.cut_off(member, number)
                yield line
        except UnicodeDecodeError as error:
            bad = number + 1 + error.object.count(b"\n", 0, error.start)
            raise problem(
                self._where(member), bad, msg("the text is not in one encoding; save the file as UTF-8.")
            ) from error

    def cut_off(self, member: Member, line: int) -> VetaError:
        """Return the error of a member that ends in the middle of a line."""
        reason = msg("the file ends in the middle of a line; download it again (a whole file ends with a line break).")
        return problem(self._where(member), line, reason)

    def rows(self, member: Member, lines: Iterator[str], *, skip: int = 0) -> Iterator[tuple[int, list[str]]]:
        """Yield (line number, cells) of CSV text, the header first; empty lines are left out.

        Raises:
            VetaError: quotation marks do not close, or a cell is longer than a table's.
        """
        where, delimiter = self._where(member), self.delimiter(member, skip)
        for _ in range(skip):
            next(lines, "")
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        last = skip
        try:
            for cells in reader:
                if cells:
                    yield last + 1, cells
                last = skip + reader.line_num
        except csv.Error as error:
            raise problem(
                where, last + 1, msg("the quotation marks do not close here; put the line in order.")
            ) from error

    def delimiter(self, member: Member, skip: int = 0) -> str:
        """Return the sign between the cells of the header."""
        text = self.head(member)[:BLOCK].decode(self.encoding(member), errors="replace")
        lines = text.splitlines()[skip:]
        header = lines[0] if lines else ""
        return max(",;\t|", key=header.count)

    def json(self, member: Member) -> Any:
        """Return the value of a JSON member, read strictly.

        Raises:
            VetaError: it is not strict JSON, or larger than forty megabytes.
        """
        with self.guarded(member) as guard:
            guard_bytes = bytearray()
            while block := self._raw_block(guard):
                guard_bytes += block
                if len(guard_bytes) > LARGEST_JSON:
                    text = msg("{file} is a very large JSON file; download the table as CSV.", file=self.name)
                    raise VetaError(text)
        return parse_json(bytes(guard_bytes), self._where(member))

    @staticmethod
    def _raw_block(guard: _Guard) -> bytes:
        block = bytearray(BLOCK)
        return bytes(block[: guard.readinto(block)])


def is_code_table(name: str) -> bool:
    """Return whether a member's name is that of a table of codes, or of a read-me file."""
    stem = Path(name).stem.casefold()
    return stem.startswith(("country_codes", "product_codes", "readme", "read_me"))


def _encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
