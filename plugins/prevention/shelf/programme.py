"""What stands on a poster: each thing once, with all its days. Pure, but for asking the agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.calendar.entry import Entry, EntryQuery, Status
from app.calendar.gathering import gather
from app.calendar.places import all_houses, with_other_houses
from app.calendar.projection import Audience
from app.calendar.stretches import Stretch
from app.clock import now, wall
from app.places.models import House

DAYS: Final = {"week": 7, "month": 31}
LINES: Final = 8
"""So many fit an A4 in large letters, each in a few rows."""
DATES: Final = 3
"""So many days of one thing are told."""


@dataclass(slots=True)
class Line:
    """One thing: its title and place, at what time it begins, on which days."""

    title: str
    place: str
    start: datetime
    zone: ZoneInfo
    days: list[date] = field(default_factory=list)

    @property
    def told(self) -> list[date]:
        """The first of its days."""
        return self.days[:DATES]

    @property
    def more(self) -> bool:
        """Whether there are more days than are told."""
        return len(self.days) > DATES


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries put together: what has the same title, place and time is one line, soonest first."""
    found: dict[tuple[str, str, str], Line] = {}
    for entry in sorted(entries, key=lambda entry: (entry.span, entry.title)):
        start = wall(entry.span.start, entry.zone)
        key = (entry.title, entry.place, f"{start:%H:%M}")
        line = found.setdefault(key, Line(entry.title, entry.place, entry.span.start, entry.zone))
        line.days.append(start.date())
    return list(found.values())


def stretch_of(house: House, period: str) -> Stretch:
    """The days of a poster, from today on."""
    return Stretch(wall(now(), house.zone).date(), DAYS[period])


def programme(theme: str, house: House, period: str) -> list[Line]:
    """What is on for a theme, in every house, as everybody may see it."""
    query = EntryQuery(window=stretch_of(house, period).span(house.zone), theme=theme)
    found = [one for one in gather(query, Audience.AGENDA) if one.status is not Status.CANCELLED]
    return lines(with_other_houses(found, house, all_houses()))
