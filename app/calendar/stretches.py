"""Which days a page of the agenda shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import Span, wall

WEEK: Final = 7
FURTHEST: Final = timedelta(days=3 * 366)
"""How far from today one can turn the pages."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`days` days from `first` on."""

    first: date
    days: int

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def before(self) -> date:
        """Where the stretch before this one begins."""
        return self.first - timedelta(days=self.days)

    @property
    def after(self) -> date:
        """Where the next one begins."""
        return self.first + timedelta(days=self.days)

    @property
    def dates(self) -> list[date]:
        """All days."""
        return [self.first + timedelta(days=n) for n in range(self.days)]

    def span(self, zone: ZoneInfo) -> Span:
        """From midnight to midnight on the wall."""
        return Span.day(self.first, zone, self.days)


def week_of(day: date) -> Stretch:
    """The week of `day`, from Monday on."""
    return Stretch(day - timedelta(days=day.weekday()), WEEK)


def weekend_of(day: date) -> Stretch:
    """Saturday and Sunday of the week of `day`."""
    return Stretch(day + timedelta(days=5 - day.weekday()), 2)


def rest_of_week(today: date) -> Stretch:
    """From tomorrow to Sunday; in the weekend, the whole next week."""
    tomorrow = today + timedelta(days=1)
    left = WEEK - 1 - today.weekday()
    return Stretch(tomorrow, left) if today.weekday() < 5 else Stretch(tomorrow, left + WEEK)


def read_day(text: str, now: datetime, zone: ZoneInfo) -> date | None:
    """The day in an address ("2027-03-18"), or None where it is none, or further away than the agenda goes."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if abs(day - wall(now, zone).date()) <= FURTHEST else None
