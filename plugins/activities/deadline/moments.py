"""Until when one signs up. Pure: functions of values."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import from_wall, wall

CLOSES: Final = time(18)
DAYS: Final = (1, 2, 7)
"""What organisers choose from: the evening before, two days before, a week before."""


def closes_at(start: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Six in the evening on the wall, `days` days before a date that begins at `start`."""
    return from_wall(wall(start, zone).date() - timedelta(days=days), CLOSES, zone)
