"""How the days of a series move along when one of them moves. Decisions about values, no database."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from app.calendar.repeats import Frequency, Repeat, nth_of

WEEK = timedelta(weeks=1)


class Reach(StrEnum):
    """Which dates a change is about."""

    ONE = "one"
    ONWARDS = "onwards"
    ALL = "all"


class Doubled(ValueError):
    """Two dates of a series would fall on one day."""


def moved(rule: str, days: Sequence[date], at: date, to: date) -> tuple[str, list[date]]:
    """The rule (an RRULE value without an end) and the days of a series, when its day `at` becomes `to`.

    Every week, those on the same weekday go along, and other weekdays stay. Every month, each date moves within its own
    month: to the same weekday of it (the 2nd Tuesday), or to the same date. Raises Doubled.
    """
    if at == to:
        return rule, list(days)
    repeat = Repeat.parse(f"{rule};COUNT=1")
    wanted, found = _weekly(repeat, days, at, to) if repeat.freq is Frequency.WEEKLY else _monthly(repeat, days, at, to)
    if len(set(found)) < len(found):
        raise Doubled(f"two dates on one day: {rule} from {at} to {to}")
    return wanted.rule, found


def _weekly(repeat: Repeat, days: Sequence[date], at: date, to: date) -> tuple[Repeat, list[date]]:
    weekdays = {to.weekday() if day == at.weekday() else day for day in repeat.weekdays}
    found = [day + (to - at) if day.weekday() == at.weekday() else day for day in days]
    return replace(repeat, weekdays=tuple(sorted(weekdays))), found


def _monthly(repeat: Repeat, days: Sequence[date], at: date, to: date) -> tuple[Repeat, list[date]]:
    """One weekday of the month, the last where it was the last and still is; or one date."""
    if repeat.monthday is not None:
        wanted = replace(repeat, monthday=to.day)
    else:
        stays_last = repeat.nth == -1 and (to + WEEK).month != to.month
        wanted = replace(repeat, weekdays=(to.weekday(),), nth=-1 if stays_last else nth_of(to))
    return wanted, [to if day == at else _in_month(wanted, _months(day) + _months(to) - _months(at)) for day in days]


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _in_month(repeat: Repeat, months: int) -> date:
    """The day of `repeat` in a month; of a date that it has not, its last day."""
    year, month = divmod(months, 12)
    first, length = date(year, month + 1, 1), monthrange(year, month + 1)[1]
    if repeat.monthday is not None:
        return first.replace(day=min(repeat.monthday, length))
    same = [day for n in range(length) if (day := first + timedelta(days=n)).weekday() == repeat.weekdays[0]]
    nth = repeat.nth or 1
    return same[nth - 1] if nth > 0 else same[-1]
