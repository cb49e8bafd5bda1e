"""The store: one immutable snapshot, changed only through `execute`."""

from __future__ import annotations
