"""How something repeats, in the words of RFC 5545 and of people. The truth of a series is its rule in wall time.

"Every Tuesday at 19:00" stays 19:00 when the clock changes: rules are expanded on the calendar of the house's zone, and
each date becomes a moment by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names
from babel.lists import format_list
from dateutil import rrule
from dateutil.relativedelta import relativedelta
from flask_babel import get_locale, lazy_gettext

from app.clock import Span

MOST_MONTHS: Final = 13
"""Every series ends: so many months after its first day at most. Renewing is one tap."""
MOST_DATES: Final = 400

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH: Final = {
    1: lazy_gettext("1st"),
    2: lazy_gettext("2nd"),
    3: lazy_gettext("3rd"),
    4: lazy_gettext("4th"),
    -1: lazy_gettext("last"),
}


_WEEKS: Final = (
    lazy_gettext("every %(days)s"),
    lazy_gettext("every other week on %(days)s"),
    lazy_gettext("every %(n)s weeks on %(days)s"),
)
_MONTHS: Final = (
    lazy_gettext("every %(days)s of the month"),
    lazy_gettext("every other month on the %(days)s"),
    lazy_gettext("every %(n)s months on the %(days)s"),
)


_MONTH_DAYS: Final = (
    lazy_gettext("every month on day %(day)s"),
    lazy_gettext("every other month on day %(day)s"),
    lazy_gettext("every %(n)s months on day %(day)s"),
)


class Frequency(StrEnum):
    """RFC 5545 §3.3.10, as far as every calendar program understands it."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


class TooLong(ValueError):
    """A repeat that goes on for more than MOST_MONTHS months or MOST_DATES dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Every `interval` weeks on `weekdays` (0 is Monday), or every `interval` months on the `nth` weekday.

    An `nth` of -1 is the last one. With a `monthday` (1 to 31) it is every so many months on that date, in the months
    that have it; then there are no weekdays. It ends after `until` (a day, itself included) or after `count` dates:
    exactly one of the two. `excluded` days are left out, and count. Raises ValueError for a rule that is none.
    """

    freq: Frequency
    weekdays: tuple[int, ...] = ()
    interval: int = 1
    nth: int | None = None
    monthday: int | None = None
    until: date | None = None
    count: int | None = None
    excluded: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= 52:
            raise ValueError(f"an interval lies between 1 and 52: {self.interval}")
        if (self.until is None) == (self.count is None) or (self.count is not None and self.count < 1):
            raise ValueError("a repeat ends on a day or after a number of dates")
        self._refuse_odd_days()

    def _refuse_odd_days(self) -> None:
        if self.monthday is not None:
            if self.freq is not Frequency.MONTHLY or self.weekdays or self.nth or not 1 <= self.monthday <= 31:
                raise ValueError(f"a month repeats on one of its days, 1 to 31: {self.monthday}")
            return
        if not self.weekdays or sorted(set(self.weekdays) & set(range(7))) != list(self.weekdays):
            raise ValueError(f"weekdays are numbers from 0 to 6, in order: {self.weekdays}")
        if self.freq is Frequency.WEEKLY and self.nth is not None:
            raise ValueError("nth belongs to months")
        if self.freq is Frequency.MONTHLY and (self.nth not in _NTH or len(self.weekdays) != 1):
            raise ValueError("a month repeats on the 1st, 2nd, 3rd, 4th or last of one weekday")

    @classmethod
    def weekly(
        cls, weekday: int, *, interval: int = 1, until: date | None = None, count: int | None = None
    ) -> "Repeat":
        """Every `interval` weeks on one weekday."""
        return cls(freq=Frequency.WEEKLY, weekdays=(weekday,), interval=interval, until=until, count=count)

    @classmethod
    def monthly(cls, weekday: int, nth: int, *, until: date | None = None, count: int | None = None) -> "Repeat":
        """Every month on the `nth` (1 to 4, or -1) of one weekday."""
        return cls(freq=Frequency.MONTHLY, weekdays=(weekday,), nth=nth, until=until, count=count)

    @classmethod
    def on_date(cls, monthday: int, *, until: date | None = None, count: int | None = None) -> "Repeat":
        """Every month on one date (1 to 31), in the months that have it."""
        return cls(freq=Frequency.MONTHLY, monthday=monthday, until=until, count=count)

    @classmethod
    def parse(cls, text: str, excluded: frozenset[date] = frozenset()) -> "Repeat":
        """Read an RRULE value as `str()` of a repeat writes it (UNTIL is a local date). Raises ValueError."""
        parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
        unknown = set(parts) - {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT"}
        if unknown or len(parts) != text.count(";") + 1 or {"BYDAY", "BYMONTHDAY"} <= set(parts):
            raise ValueError(f"not a rule that we know: {text!r}")
        try:
            named = () if "BYMONTHDAY" in parts else parts["BYDAY"].split(",")
            days = [(day[:-2], _DAYS.index(day[-2:])) for day in named]
            return cls(
                freq=Frequency(parts["FREQ"]),
                weekdays=tuple(sorted(day for _nth, day in days)),
                interval=int(parts.get("INTERVAL", "1")),
                nth=int(days[0][0]) if days and days[0][0] else None,
                monthday=int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
                until=datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date() if "UNTIL" in parts else None,  # noqa: DTZ007  # a date
                count=int(parts["COUNT"]) if "COUNT" in parts else None,
                excluded=excluded,
            )
        except KeyError as missing:
            raise ValueError(f"a rule needs {missing}: {text!r}") from None

    @property
    def rule(self) -> str:
        """The RRULE value without an end: what `Series.rule` wants."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.monthday is not None:
            parts.append(f"BYMONTHDAY={self.monthday}")
        else:
            parts.append("BYDAY=" + ",".join(f"{self.nth or ''}{_DAYS[day]}" for day in self.weekdays))
        return ";".join(parts)

    def __str__(self) -> str:
        """The RRULE value with its end, UNTIL as a local date. Excluded days are not in it."""
        end = f"COUNT={self.count}" if self.until is None else f"UNTIL={self.until:%Y%m%d}"
        return f"{self.rule};{end}"


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that a repeat gives: `original_start` is the wall time (naive) that names it for ever."""

    original_start: datetime
    span: Span


def starts(rule: str, first: datetime, last: datetime) -> list[datetime]:
    """The wall times (naive) that `rule`, an RRULE value without an end, gives from `first` up to and with `last`."""
    found: Iterator[datetime] = iter(rrule.rrulestr(rule, dtstart=first))
    return list(takewhile(lambda moment: moment <= last, found))


def occurrences(repeat: Repeat, first: date, start: time, end: time, zone: ZoneInfo) -> list[Occurrence]:
    """Every time that `repeat` gives from the day `first` on, from `start` to `end` on the wall of `zone`, in order.

    An end at or before the start lies on the next day. Raises TooLong when the repeat goes on too long, and NoSuchTime
    when a start or end is a time that the clock skips in spring: exclude that day, or choose another time.
    """
    horizon = first + relativedelta(months=MOST_MONTHS)
    if repeat.until is not None and repeat.until > horizon:
        raise TooLong(f"until {repeat.until} is more than {MOST_MONTHS} months from {first}")
    last = datetime.combine(repeat.until or horizon, time.max)
    moments = starts(repeat.rule, datetime.combine(first, start), last)
    if repeat.count is not None:
        if repeat.count > len(moments):
            raise TooLong(f"{repeat.count} dates take more than {MOST_MONTHS} months")
        moments = moments[: repeat.count]
    if len(moments) > MOST_DATES:
        raise TooLong(f"{len(moments)} dates are more than {MOST_DATES}")
    return [
        Occurrence(moment, Span.of(moment.date(), start, end, zone))
        for moment in moments
        if moment.date() not in repeat.excluded
    ]


def nth_of(day: date) -> int:
    """Which one of its weekday `day` is in its month: 1 to 4, and -1 for a fifth, which not every month has."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth in _NTH else -1


def describe(repeat: Repeat) -> str:
    """The repeat in the reader's words: "elke dinsdag", "elke 1e maandag van de maand", "elke maand op de 15e"."""
    if repeat.monthday is not None:
        return _by_interval(_MONTH_DAYS, repeat, day=repeat.monthday)
    locale = get_locale() or Locale("en")
    names = get_day_names("wide", locale=locale)
    days = format_list([names[day] for day in repeat.weekdays], locale=locale)
    if repeat.nth is not None:
        days = f"{_NTH[repeat.nth]} {days}"
    return _by_interval(_MONTHS if repeat.freq is Frequency.MONTHLY else _WEEKS, repeat, days=days)


def _by_interval(words: tuple[object, ...], repeat: Repeat, **told: object) -> str:
    one, two, more = words
    return str({1: one, 2: two}.get(repeat.interval, more)) % {**told, "n": repeat.interval}
