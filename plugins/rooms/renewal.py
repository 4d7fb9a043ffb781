"""How a series goes on after its last date: decisions about wall times, without a database."""

from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from app.calendar.repeats import MOST_MONTHS, Frequency, Repeat, starts
from plugins.rooms.wish import EVERY, LAST, MONTHLY

SOON: Final = timedelta(weeks=8)
"""So long before its last date a series is near its end: time to talk it over, and before others have the room."""


def is_near_its_end(last: datetime, moment: datetime) -> bool:
    """Whether the last date is near, or past. Both are wall times (naive)."""
    return last - moment <= SOON


def every_of(rule: str) -> str | None:
    """What the guided path calls the rhythm of a rule (`Wish.every`); None for one that it does not know."""
    repeat = Repeat.parse(f"{rule};COUNT=1")
    if repeat.freq is Frequency.MONTHLY:
        return (LAST if repeat.nth == -1 else MONTHLY) if repeat.interval == 1 else None
    every = str(repeat.interval)
    return every if every in EVERY and len(repeat.weekdays) == 1 else None


def next_starts(rule: str, span: tuple[datetime, datetime], after: datetime, last_day: date) -> list[datetime]:
    """The wall times at which a series goes on: in its own rhythm, as often as it was, and up to `last_day`.

    `span` is its first and last start; the next ones lie after `after`. A series lasts MOST_MONTHS months at most.
    """
    first, last = span
    count = len(starts(rule, first, last))
    found = [one for one in starts(rule, first, datetime.combine(last_day, time.max)) if one > after]
    if not found:
        return []
    end = found[0].date() + relativedelta(months=MOST_MONTHS)
    return [one for one in found[:count] if one.date() <= end]
