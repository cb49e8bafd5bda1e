"""The same bytes for the same content: a zip file without the moment at which it was written."""

from __future__ import annotations

import io
import zipfile

_BEGINNING = (1980, 1, 1, 0, 0, 0)


def steady(data: bytes) -> bytes:
    """Return a zip file with the same members in the same order, each dated as early as zip allows."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _BEGINNING)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            made.writestr(member, given.read(name))
    return sink.getvalue()
