"""The moment written into a brief's file: the same for the same brief, whenever and wherever it is made."""

from __future__ import annotations

import datetime as dt
import os


def timestamp(day: dt.date) -> dt.datetime:
    """Return the moment written into the file: SOURCE_DATE_EPOCH where set, else midnight UTC of the brief's date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
