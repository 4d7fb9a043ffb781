"""How long an offer is kept: a day, and shorter as the hour nears."""

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(hours=24)
SHORTEST: Final = timedelta(minutes=15)
"""In less time nobody can answer, so then nothing is offered."""
BEFORE_START: Final = timedelta(hours=1)
"""From then on the room is free for who walks in."""


def offer_until(moment: datetime, start: datetime) -> datetime | None:
    """Until when to keep a time that begins at `start`, offered at `moment`; None when it is too late to offer it.

    Half of what is left until an hour before the start, so that the next in line has time as well; never over a day.
    """
    left = start - BEFORE_START - moment
    if left < SHORTEST:
        return None
    return moment + min(LONGEST, max(SHORTEST, left / 2))
