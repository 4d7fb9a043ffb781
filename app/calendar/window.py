"""Which stretch of time a feed shows, and how long a cancelled thing stays in it."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from app.calendar.entry import Entry, Status
from app.clock import Span, from_wall, wall

PAST_MONTHS: Final = 12
"""Whole months before this one: "past bookings vanish" is a standing complaint."""
FUTURE_MONTHS: Final = 120
"""So far that nothing to come is cut: every series ends within 13 months."""

_AFTER_END: Final = timedelta(days=30)
_AFTER_CANCELLING: Final = timedelta(days=14)
"""Programs ask for news once a day or, some, once a week; so long at least everybody can have heard of it."""


def first_of_month(moment: datetime, zone: ZoneInfo, months: int = 0) -> datetime:
    """The moment at which the month of `moment`, or the one `months` later, begins on the wall of `zone`."""
    today = wall(moment, zone).date()
    return from_wall(date(today.year, today.month, 1) + relativedelta(months=months), time(0), zone)


def feed_window(now: datetime, zone: ZoneInfo) -> Span:
    """What a feed holds at `now`. Its edges jump by whole months, so that the bytes don't change daily."""
    return Span(first_of_month(now, zone, -PAST_MONTHS), first_of_month(now, zone, FUTURE_MONTHS))


def told_until(entry: Entry) -> datetime:
    """Until when a feed tells that a cancelled entry is off. It was cancelled when it was last modified, or before."""
    return max(entry.span.end + _AFTER_END, entry.modified + _AFTER_CANCELLING)


def is_told(entry: Entry, now: datetime) -> bool:
    """Whether an entry stands in a feed: unless it was cancelled so long ago that everybody knows."""
    return entry.status is not Status.CANCELLED or now < told_until(entry)
