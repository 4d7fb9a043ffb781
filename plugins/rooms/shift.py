"""How the dates of a series move together: decisions about wall times, without a database.

What moves is how the dates lie to their rule: so many days on, and another time of day. Each keeps its own day of the
calendar, so a clock change in between moves nothing by itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.calendar.repeats import Frequency, Repeat
from app.clock import Span, wall


class CannotShift(ValueError):
    """The rule has no other day to go to: every 2nd Tuesday of the month cannot become "a day later"."""


@dataclass(frozen=True, slots=True)
class Shift:
    """`days` later (or earlier), from `start` to `end` on the wall; an end at or before the start is the next day's."""

    days: int
    start: time
    end: time

    @classmethod
    def between(cls, before: Span, after: Span, zone: ZoneInfo) -> "Shift":
        """What brings a date from `before` to `after`."""
        old, new = wall(before.start, zone), wall(after.start, zone)
        return cls((new.date() - old.date()).days, new.time(), wall(after.end, zone).time())

    def start_of(self, original_start: datetime) -> datetime:
        """The wall time (naive) at which a date begins that began at `original_start`."""
        return datetime.combine(original_start.date() + timedelta(days=self.days), self.start)

    def span_of(self, original_start: datetime, zone: ZoneInfo) -> Span:
        """Where such a date lies then. Raises NoSuchTime for a time that the clock skips."""
        return Span.of(self.start_of(original_start).date(), self.start, self.end, zone)

    def rule_of(self, rule: str) -> str:
        """The rule (an RRULE value without an end) that gives the moved dates. Raises CannotShift."""
        repeat = Repeat.parse(f"{rule};COUNT=1")
        if self.days == 0:
            return rule
        if repeat.freq is not Frequency.WEEKLY:
            raise CannotShift(rule)
        weekdays = tuple(sorted((day + self.days) % 7 for day in repeat.weekdays))
        return replace(repeat, weekdays=weekdays).rule
