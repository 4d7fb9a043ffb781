"""When a reminder comes, and when all is gone. Pure: functions of values."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import from_wall, wall

PARTS: Final[Mapping[str, time]] = {"morning": time(9), "afternoon": time(13), "evening": time(18)}
"""Parts of a day, with when a reminder goes out in it."""
FARTHEST: Final = timedelta(days=396)
"""Thirteen months: one may plan for the same month of next year."""
STAYS: Final = timedelta(days=7)
SPREAD: Final = 7
"""Up to so many days more: then the day on which it goes does not tell on which day the reminder came."""


def moment_of(day: date, part: str, zone: ZoneInfo) -> datetime:
    """When the reminder goes out."""
    return from_wall(day, PARTS[part], zone)


def part_of(moment: datetime, zone: ZoneInfo) -> str:
    """In which part of the day it goes out."""
    clock = wall(moment, zone).time()
    return next(part for part, start in PARTS.items() if start == clock)


def goes_on(day: date, chance: int) -> date:
    """The day after which it is not kept any more; `chance` is any number from 0 on."""
    return day + STAYS + timedelta(days=chance % SPREAD)
