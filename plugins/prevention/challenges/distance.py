"""Distances of a group together, in tenths of a kilometre, so that no sum is off by a little. Pure."""

import re
from datetime import date, timedelta
from typing import Final

TENTHS: Final = 10
FARTHEST: Final = 40_075
"""Kilometres around the earth: no challenge goes further."""
AT_ONCE: Final = 1_000
"""The most kilometres that are added at a time."""
LONGEST: Final = timedelta(days=396)
"""Thirteen months."""
STAYS: Final = timedelta(days=14)
"""So long it is still there after it ended, to look back at."""
_KM: Final = re.compile(r"(-?\d{1,9})(?:[.,](\d))?\s*(?:km)?", re.ASCII | re.IGNORECASE)


def read_km(text: str) -> int | None:
    """Tenths of a kilometre in a number as people type it: "23", "23,5", "23.5 km"; None when it is no such thing."""
    match = _KM.fullmatch(text.strip())
    if match is None:
        return None
    whole, part = int(match[1]) * TENTHS, int(match[2] or 0)
    return whole - part if match[1].startswith("-") else whole + part


def share(total: int, km: int) -> float:
    """How much of the way is covered, from 0 to 1; past the end is at the end."""
    return min(total / (km * TENTHS), 1.0)


def goes_on(ends_on: date, stopped_on: date | None) -> date:
    """The last day on which it is kept."""
    return min(ends_on, stopped_on or ends_on) + STAYS
