"""When to remind somebody. Pure: functions of values."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import from_wall, wall

BY_MAIL: Final = time(18)
BY_DESK: Final = time(10)
MORNING: Final = time(8)
NIGHT: Final = time(21)
"""Nobody is told anything between these two."""
LATEST: Final = timedelta(hours=1)
"""So long before it begins a reminder comes too late."""


def remind_from(start: datetime, zone: ZoneInfo, *, by_mail: bool) -> datetime:
    """From when on the wall of the day before: the evening for a mail, the morning for what the desk does."""
    day = wall(start, zone).date() - timedelta(days=1)
    return from_wall(day, BY_MAIL if by_mail else BY_DESK, zone)


def is_time(moment: datetime, start: datetime, zone: ZoneInfo, *, by_mail: bool) -> bool:
    """Whether to remind now. What was missed in the evening still goes in the morning, and never in the night."""
    if not remind_from(start, zone, by_mail=by_mail) <= moment < start - LATEST:
        return False
    return MORNING <= wall(moment, zone).time() < NIGHT
