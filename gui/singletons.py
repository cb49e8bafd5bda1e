"""Keep None, True and False alive under PySide6 6.12 on Python 3.11.

The wheels are built for the stable ABI with the rule of Python 3.12, where these objects are immortal, but they also
install on 3.11, where they are counted: measured with 6.12.0, every Qt call that returns nothing takes one reference
to None away, and every connect one to True. After some ten thousand calls the process aborts with "deallocating
None". Giving them a very large count once is what Python 3.12 itself does.
"""

from __future__ import annotations

import ctypes
import sys

COUNTED = (None, True, False, NotImplemented, Ellipsis)
_MANY = sys.maxsize >> 2


def make_singletons_last() -> bool:
    """Raise the reference counts on a CPython that counts them; return whether that was needed and done."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return False
    if sys.getrefcount(None) > _MANY:
        return True
    fields = [ctypes.c_ssize_t.from_address(id(value)) for value in COUNTED]
    if any(abs(field.value - sys.getrefcount(value)) > 8 for field, value in zip(fields, COUNTED, strict=True)):
        return False
    for field in fields:
        field.value += _MANY
    return True
