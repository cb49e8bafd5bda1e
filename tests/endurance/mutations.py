"""Damaged files from valid ones: what disks, programs, copying and ill will do to bytes, again for the same dice."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

STRANGE = (
    "NaN", "Infinity", "-Infinity", "1e999", "-0.0", "9" * 400, "9" * 5000, "1e-400", "true", "null", '""', "[]", "{}",
    "[[]]", '{"a":1}', "0x10", "1_000", "\u0663",
    '"=1+1"', '"\\ud800"', '"\\u0000"', '"\\u202e"', "99999999999999999999",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2024, 2.5, 1e300, -1e300, 10**30, 10**400, "",
    "x", "=cmd()", "@sum", "\u202egold", "\x07", "\0",
    "\ud83d\ude00" * 50, "a" * 100_000, [], {}, [[]], ["MEX"], [None], {"": ""}, {"MEX": None}, ["\n"], "MEX",
    "all", "own:x", "/a\0b.veta", "/\ud800.veta", "..", "2024-02-30", 1e306,
)  # fmt: skip
PIECES = (
    b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\xae", b"\r", b"\n", b"\r\n", b'"', b"'", b",",
    b";",
    b"\t", b"=1+1", b"@x", b"-", b"{", b"}", b"[", b"]", b":", b"\\", b"\\ud800", b"NaN", b"1e999", b"\x1b[31m",
    b"\xc2\x85", b"\xe2\x80\xa8",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bits(data: bytes, dice: random.Random) -> bytes:
    """Turn over one to eight bits."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut_off(data: bytes, dice: random.Random) -> bytes:
    """Keep the beginning, or lose it."""
    at = dice.randrange(len(data))
    return data[:at] if dice.random() < 0.8 else data[at:]


def put_in(data: bytes, dice: random.Random) -> bytes:
    """Put a piece in, once or many times over."""
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(PIECES) * dice.choice((1, 1, 2, 60, 3000)) + data[at:]


def repeat(data: bytes, dice: random.Random) -> bytes:
    """Say a part twice, which also doubles keys."""
    at = dice.randrange(len(data))
    end = min(len(data), at + dice.randint(1, 200))
    return data[:end] + data[at:end] + data[end:]


def repeat_line(data: bytes, dice: random.Random) -> bytes:
    """Say a line twice, or leave one out."""
    lines = data.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    lines[at : at + 1] = [lines[at]] * dice.choice((0, 2, 3))
    return b"".join(lines)


def strange_number(data: bytes, dice: random.Random) -> bytes:
    """Put something strange in the place of a number."""
    places = [i for i, byte in enumerate(data) if 48 <= byte <= 57 and (i == 0 or not 48 <= data[i - 1] <= 57)]
    if not places:
        return put_in(data, dice)
    at = end = dice.choice(places)
    while end < len(data) and (48 <= data[end] <= 57 or data[end] in b".eE"):
        end += 1
    return data[:at] + dice.choice(STRANGE).encode("utf-8", "surrogatepass") + data[end:]


def other_encoding(data: bytes, dice: random.Random) -> bytes:
    """Write the text in an encoding that nobody expects."""
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "utf-8-sig")), "replace")


def nest(data: bytes, dice: random.Random) -> bytes:
    """Nest deeply, at the front or in the place of a value."""
    depth = dice.choice((30, 60, 5_000, 100_000))
    deep = b"[" * depth + b"]" * depth
    at = data.find(b":", dice.randrange(len(data))) + 1
    return data[:at] + deep + b"," + data[at:] if at else deep


def change_value(data: bytes, dice: random.Random) -> bytes:
    """Put another value at a place of a JSON tree, take a key out, or put one in; bytes where it is no JSON."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, dict | list):
        return _change_cell(data, dice)
    for _ in range(dice.randint(1, 3)):
        holder = _holder(tree, dice)
        key = dice.choice(list(holder) if isinstance(holder, dict) else range(len(holder))) if holder else None
        if key is None or dice.random() < 0.1:
            if isinstance(holder, dict):
                holder[dice.choice(("", "extra", "flow", "MEX", "\u202e"))] = copy.deepcopy(dice.choice(VALUES))
            else:
                holder.append(copy.deepcopy(dice.choice(VALUES)))
        elif dice.random() < 0.2:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(dice.choice(VALUES))
    return json.dumps(tree, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


def _holder(tree: Any, dice: random.Random) -> Any:
    here = tree
    while True:
        inner = [v for v in (here.values() if isinstance(here, dict) else here) if isinstance(v, dict | list)]
        if not inner or dice.random() < 0.25:
            return here
        here = dice.choice(inner)


def _change_cell(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    cells = lines[at].split(b",")
    word = dice.choice((*STRANGE, "=1+1", "\u202e", "W", "NA", ">50", "-", "1,5", '"', "MEX", "\x07"))
    cells[dice.randrange(len(cells))] = word.encode("utf-8", "surrogatepass")
    lines[at] = b",".join(cells)
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits, cut_off, put_in, repeat, repeat_line, strange_number, strange_number, other_encoding, nest, change_value,
    change_value, change_value,
)  # fmt: skip


def damaged(valid: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Return what was done to a valid file, and the file after one to three mutations."""
    data, names = valid, []
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        if not data:
            break
        mutation = dice.choice(MUTATIONS)
        names.append(mutation.__name__)
        data = mutation(data, dice)
    return "+".join(names), data
