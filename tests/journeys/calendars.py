"""What a calendar program shows of a feed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from tests.journeys.walking import ZONE


@dataclass(frozen=True, slots=True)
class Shown:
    """An event: `starts` and `ends` on the wall."""

    title: str
    uid: str
    sequence: int
    status: str
    starts: datetime
    ends: datetime
    people: bool
    """Whether it names anybody."""


def event(body: bytes, title: str) -> Shown:
    """The only event with this title; a cancelled one has a word before it."""
    found = [one for one in Calendar.from_ical(body).walk("VEVENT") if str(one["SUMMARY"]).endswith(title)]
    assert len(found) == 1, f"{len(found)} events are called {title}"
    return _shown(found[0])


def today(body: bytes) -> list[Shown]:
    """What is on today, repeats included, in the order of the day."""
    midnight = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    found = recurring_ical_events.of(Calendar.from_ical(body)).between(midnight, midnight + timedelta(days=1))
    return sorted((_shown(one) for one in found), key=lambda one: (one.starts, one.ends, one.title))


def _shown(one: Any) -> Shown:
    return Shown(
        title=str(one["SUMMARY"]),
        uid=str(one["UID"]),
        sequence=int(one["SEQUENCE"]),
        status=str(one["STATUS"]),
        starts=one.start.astimezone(ZONE),
        ends=one.end.astimezone(ZONE),
        people="ATTENDEE" in one or "ORGANIZER" in one,
    )
