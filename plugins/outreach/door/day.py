"""Which day somebody may open, and until when: moments and a zone in, days out."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import from_wall, wall

EVENING: Final = time(18)
"""From this hour on the next day may be opened too: who leaves early has it at hand."""


def days_open(moment: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """The day that it is, and in the evening the next one too."""
    there = wall(moment, zone)
    today = there.date()
    return (today, today + timedelta(days=1)) if there.time() >= EVENING else (today,)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day is over: midnight on the wall."""
    return from_wall(day + timedelta(days=1), time(), zone)
