"""Time, in one place: UTC in the database, wall time on the wall.

Nothing else in the house calls `datetime.now()`: `now()` can be moved, by tests and by the demo.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_frozen: ContextVar[datetime | None] = ContextVar("wij_frozen_now", default=None)


def now() -> datetime:
    """The present moment, in UTC, to the second (calendars know nothing smaller)."""
    moment = _frozen.get() or datetime.now(UTC)
    return moment.replace(microsecond=0)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock still at `moment` (aware) for as long as the block lasts."""
    token = _frozen.set(_aware(moment).astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment!r}")
    return moment


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database, on SQLite and PostgreSQL alike.

    SQLite keeps it as text of one fixed width, so comparing text compares moments.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment (ValueError), store any other in UTC."""
        if value is None:
            return None
        utc = _aware(value).astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Hand out UTC, whatever zone the driver answers in."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class NoSuchTime(ValueError):
    """A wall time that a clock change skips: 02:30 in the night that summer time begins."""


def from_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which the wall clock of `zone` shows `clock` on `day`.

    A time that happens twice is the first of the two. Raises NoSuchTime for one that the clock skips.
    """
    local = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(f"{day} {clock} in {zone.key}")
    return moment


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """The wall time (naive) that `zone` shows at `moment`."""
    return _aware(moment).astimezone(zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, half-open: it holds its start and not its end. Both are aware; end is after start."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if _aware(self.end) <= _aware(self.start):
            raise ValueError(f"a span ends after it starts: {self}")

    def __str__(self) -> str:
        return f"[{self.start.isoformat()}..{self.end.isoformat()})"

    @classmethod
    def of(cls, day: date, start: time, end: time, zone: ZoneInfo) -> "Span":
        """A span in wall time on one day; an end at or before the start lies on the next day."""
        last = day if end > start else day + timedelta(days=1)
        return cls(from_wall(day, start, zone), from_wall(last, end, zone))

    @classmethod
    def day(cls, day: date, zone: ZoneInfo, days: int = 1) -> "Span":
        """`days` whole days from `day` on, midnight to midnight on the wall (23 or 25 hours at a clock change)."""
        return cls(from_wall(day, time(0), zone), from_wall(day + timedelta(days=days), time(0), zone))

    @property
    def length(self) -> timedelta:
        """How long it lasts, in exact time."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment; touching is not sharing."""
        return self.start < other.end and other.start < self.end

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def padded(self, before: timedelta = timedelta(0), after: timedelta = timedelta(0)) -> "Span":
        """The span with room before and after it."""
        return Span(self.start - before, self.end + after)

    def clipped(self, window: "Span") -> "Span | None":
        """The part inside `window`, or None where they do not overlap."""
        start, end = max(self.start, window.start), min(self.end, window.end)
        return Span(start, end) if start < end else None

    def moved(self, days: int, zone: ZoneInfo) -> "Span":
        """The same wall time, `days` days later (or earlier), also over a clock change."""
        first, last = wall(self.start, zone), wall(self.end, zone)
        shift = timedelta(days=days)
        return Span(
            from_wall((first + shift).date(), first.time(), zone), from_wall((last + shift).date(), last.time(), zone)
        )
