"""How long something that was waited for is kept for who is first in line: a day, and shorter as the hour nears."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import from_wall, wall

LONGEST: Final = timedelta(hours=24)
SHORTEST: Final = timedelta(minutes=15)
"""In less time nobody can answer, so then nothing is offered."""
BEFORE_START: Final = timedelta(hours=1)
"""From then on it is free for who walks in."""
DAY: Final = time(8)
EVENING: Final = time(21)
MORNING: Final = time(10)
"""An offer does not end while people sleep: what would, is kept until this."""


def offer_until(moment: datetime, start: datetime, zone: ZoneInfo) -> datetime | None:
    """Until when to keep a thing that begins at `start`, offered at `moment`; None when it is too late to offer it.

    Half of what is left until an hour before the start, so that the next in line has time as well; never over a day,
    except that what would end in the night of `zone` is kept until the morning, if it begins late enough for that.
    """
    last = start - BEFORE_START
    left = last - moment
    if left < SHORTEST:
        return None
    return min(last, _awake(moment + min(LONGEST, max(SHORTEST, left / 2)), zone))


def _awake(end: datetime, zone: ZoneInfo) -> datetime:
    """`end`, or the morning after it where it lies in the night."""
    local = wall(end, zone)
    if DAY <= local.time() < EVENING:
        return end
    day = local.date() + timedelta(days=1) if local.time() >= EVENING else local.date()
    return from_wall(day, MORNING, zone)
