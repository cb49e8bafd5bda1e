"""Files made to harm: archives that swell or reach outside, tables and trees of what a reader must refuse."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from tests.endurance.mutations import STRANGE, VALUES, damaged

CELLS = (
    *STRANGE, "", " ", "2024", "-5", "0", "100", "842", "484", "260300", "2805300000", "010121", "MEX", "USA", "mex",
    "M", "X", "H6", "H0", "=1+1", "+2", "@x", "-", "NA", "W", ">50", "s", "Estimated.", "\u202egold", "\x07", "\u2028",
    '"', '""', "1,234", "1.234.567", "\uff11\uff12", "12", "2024-12", "2024-02-30", "China", "T\u00fcrkiye", "x" * 2000,
)  # fmt: skip
NAMES = (
    "../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a/../../b.csv", "", ".", "a\0b.csv", "nul.csv",
    "a" * 300 + ".csv", "__MACOSX/._a.csv", "datapackage.json", "country_codes_V202601.csv", "a.csv",
)  # fmt: skip
MANY = 600

Maker = Callable[[bytes, random.Random], bytes]


def generated(valid: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Return how a hostile file was made, and the file; it leans on a valid one to look like what a reader takes."""
    makers = ARCHIVES if valid[:2] == b"PK" else PACKED if valid[:2] == b"\x1f\x8b" else PLAIN
    maker = dice.choice(makers)
    return maker.__name__, maker(valid, dice)


def unpacked_and_damaged(valid: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Damage what is inside an archive, so that not only its packing is tried."""
    if valid[:2] == b"\x1f\x8b":
        done, data = damaged(gzip.decompress(valid), dice)
        return f"inside: {done}", gzip.compress(data, 1, mtime=0)
    members = _members(valid)
    at = dice.choice(list(members))
    done, members[at] = damaged(members[at], dice)
    if dice.random() < 0.2:
        members[dice.choice(NAMES) or "x.csv"] = members.pop(at)
    return f"inside: {done}", zipped(members)


def noise(_valid: bytes, dice: random.Random) -> bytes:
    """Bytes without any sense, none at all among them."""
    return dice.randbytes(dice.choice((0, 1, 3, 40, 5000)))


def cells(valid: bytes, dice: random.Random) -> bytes:
    """The lines of a valid table with cells that stand nowhere else."""
    lines = valid.decode("utf-8", "replace").splitlines() or [""]
    sign = dice.choice((",", ",", ",", ";", "\t"))
    made = [line.replace(",", sign) for line in lines[: dice.choice((1, 1, 1, len(lines)))]]
    width = max(len(line.split(sign)) for line in made) + dice.choice((0, 0, 0, -1, 1))
    for _ in range(dice.choice((1, 3, 30))):
        made.append(sign.join(dice.choice(CELLS) for _ in range(max(width, 1))))
    data = ("\n".join(made) + dice.choice(("\n", "\n", "", "\n\n"))).encode("utf-8", "surrogatepass")
    return data.replace(b"\n", b"\r\n") if dice.random() < 0.2 else data


def mixed_cells(valid: bytes, dice: random.Random) -> bytes:
    """A valid table in which some cells have changed places or values."""
    rows = [line.split(",") for line in valid.decode("utf-8", "replace").splitlines()]
    for row in rows[1:]:
        for at in range(len(row)):
            if dice.random() < 0.1:
                row[at] = dice.choice((*CELLS, dice.choice(dice.choice(rows))))
    return ("\n".join(",".join(row) for row in rows) + "\n").encode("utf-8", "surrogatepass")


def tree(valid: bytes, dice: random.Random) -> bytes:
    """A tree of the keys of a valid one, with values that stand nowhere else; a table where it is none."""
    try:
        known = json.loads(valid)
    except (ValueError, RecursionError):
        return mixed_cells(valid, dice)
    return json.dumps(_grown(known, dice, 0.25), ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


def long_line(valid: bytes, dice: random.Random) -> bytes:
    """A line longer than any table's, or a great many columns."""
    first = valid.split(b"\n", 1)[0]
    return first + dice.choice((b"," * 50_000, b"9" * 1_200_000, b'"' + b"x\n" * 20_000)) + b"\n"


def twice_named(valid: bytes, dice: random.Random) -> bytes:
    """Every key of a tree twice, or every column of a table."""
    if valid.lstrip()[:1] in (b"{", b"["):
        return valid.replace(b": ", b": 1, " + dice.choice((b'"format"', b'"path"', b'"x"')) + b": ", 1)
    lines = valid.split(b"\n")
    return b"\n".join(line + b"," + line for line in lines if line) + b"\n"


def bomb(valid: bytes, dice: random.Random) -> bytes:
    """An archive that unpacks to far more than it holds."""
    name, data = next(iter(_members(valid).items()))
    return zipped({name: data + dice.choice((b"0", b"\n", b",")) * dice.choice((5_000_000, 20_000_000))})


def packed_bomb(valid: bytes, dice: random.Random) -> bytes:
    """The same with gzip."""
    return gzip.compress(gzip.decompress(valid) + dice.choice((b"0", b"\n", b",")) * 20_000_000, 9, mtime=0)


def outside(valid: bytes, dice: random.Random) -> bytes:
    """An archive whose members would land elsewhere, have no name, or one name."""
    members = _members(valid)
    return zipped({dice.choice(NAMES) or f"{n}.csv": data for n, data in enumerate(members.values())} | members)


def crowd(valid: bytes, dice: random.Random) -> bytes:
    """An archive of more members than any."""
    return zipped({f"{n}{dice.choice(('.csv', '.json'))}": b"" for n in range(MANY)} | _members(valid))


def nested(valid: bytes, dice: random.Random) -> bytes:
    """An archive in an archive, under a table's name."""
    return zipped({dice.choice(("a.csv", "datapackage.json", "a.zip")): valid})


def closed(valid: bytes, dice: random.Random) -> bytes:
    """An archive that says it is encrypted, or packed in a way that nobody knows."""
    changed = bytearray(valid)
    local, central = changed.find(b"PK\x03\x04"), changed.find(b"PK\x01\x02")
    flag, value = dice.choice(((0, 1), (2, dice.randrange(1, 100)), (0, 8), (0, 32)))
    for at, start in ((local, 6), (central, 8)):
        if at >= 0:
            changed[at + start + flag] = value
    return bytes(changed)


def lying(valid: bytes, dice: random.Random) -> bytes:
    """An archive whose sizes or checksums are not those of what it holds."""
    changed = bytearray(valid)
    at = changed.find(b"PK\x01\x02") + dice.choice((16, 20, 24, 28, 42))
    changed[at : at + 4] = dice.randbytes(4)
    return bytes(changed)


PLAIN: tuple[Maker, ...] = (
    noise,
    cells,
    cells,
    cells,
    mixed_cells,
    mixed_cells,
    tree,
    tree,
    tree,
    twice_named,
    long_line,
)
ARCHIVES: tuple[Maker, ...] = (noise, bomb, outside, outside, crowd, nested, closed, closed, lying, lying, lying)
PACKED: tuple[Maker, ...] = (noise, noise, noise, packed_bomb)


def _grown(value: Any, dice: random.Random, chance: float) -> Any:
    if dice.random() < chance / 3:
        return dice.choice(VALUES)
    if isinstance(value, dict):
        return {key: _grown(inner, dice, chance) for key, inner in value.items() if dice.random() > chance / 10}
    if isinstance(value, list):
        grown = [_grown(inner, dice, chance) for inner in value]
        return grown * dice.choice((1, 1, 1, 1, 3)) if len(grown) < 50 else grown
    return dice.choice((value, value, value, dice.choice(CELLS)))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
