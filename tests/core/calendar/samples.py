"""Entries, series and calendars for tests, and two ways to read a calendar file back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import vobject
from dateutil import rrule

from app.calendar import files
from app.calendar.components import Look
from app.calendar.entry import Calendar, Entry, Series, Status, Visibility
from app.calendar.projection import Words
from app.calendar.repeats import Occurrence, Repeat, occurrences
from app.clock import Span
from app.refs import Ref

ZONE = ZoneInfo("Europe/Amsterdam")
MADE = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)
WORDS = Words(
    taken="Bezet",
    cancelled="Vervallen: {title}",
    appointment="Afspraak",
    used="{room} in gebruik",
    used_by="{room} in gebruik, {count} mensen",
    themes={"eten": "Eten"},
)
LOOK = Look(WORDS, "https://wij.example")
HOUSE = Calendar(name="Buurthuis De Linde", description="Wat er is.", zone=ZONE, language="nl", house_id=1)

Seen = tuple[str, datetime, datetime]
"""Title, start and end (UTC): what a reader sees of an event."""


def an_entry(day: str = "2026-09-15", times: str = "19:00-21:00", **more: Any) -> Entry:
    """One entry on one day."""
    start, _dash, end = times.partition("-")
    given = {
        "ref": Ref("tea", "party", "k3f9"),
        "uid": "4f6b2a7e-uid",
        "span": Span.of(date.fromisoformat(day), time.fromisoformat(start), time.fromisoformat(end), ZONE),
        "zone": ZONE,
        "title": "Theekransje",
        "status": Status.CONFIRMED,
        "visibility": Visibility.PUBLIC,
        "sequence": 0,
        "created": MADE,
        "modified": MADE,
        "house_id": 1,
    }
    return Entry(**{**given, **more})


def a_series(repeat: Repeat, first: str, times: str = "19:00-21:00", **more: Any) -> tuple[Series, list[Entry]]:
    """A series and all its occurrences, each as the rule says."""
    start, _dash, end = times.partition("-")
    found = occurrences(repeat, date.fromisoformat(first), time.fromisoformat(start), time.fromisoformat(end), ZONE)
    given = {
        "uid": "series-uid",
        "rule": repeat.rule,
        "first": found[0].original_start,
        "last": found[-1].original_start,
        "zone": ZONE,
        "span": found[0].span,
        "title": "Koor",
        "place": "Zaal A",
        "description": "",
        "sequence": 0,
        "created": MADE,
        "modified": MADE,
    }
    series = Series(**{**given, **more})
    return series, [_of(series, occurrence) for occurrence in found]


def _of(series: Series, occurrence: Occurrence) -> Entry:
    return replace(
        an_entry(uid=series.uid, title=series.title, place=series.place),
        span=occurrence.span,
        recurrence_id=occurrence.original_start,
        series=series,
    )


def in_series(series: Series, entries: Iterable[Entry]) -> list[Entry]:
    """The occurrences with another `series` value, as after a change to the series itself."""
    return [replace(entry, series=series) for entry in entries]


def feed(*entries: Entry, calendar: Calendar = HOUSE, now: datetime = NOW) -> bytes:
    """The feed of these entries."""
    return files.feed(calendar, entries, now, LOOK).body


def events(body: bytes) -> list[Any]:
    """The VEVENTs of a file."""
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def seen(entries: Iterable[Entry]) -> list[Seen]:
    """What somebody should see of entries."""
    return sorted(
        (WORDS.cancelled.format(title=e.title) if e.status is Status.CANCELLED else e.title, e.span.start, e.span.end)
        for e in entries
    )


def read_with_recurring_ical_events(body: bytes) -> list[Seen]:
    """What recurring-ical-events (used by Home Assistant's and Nextcloud's tools) makes of a file."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(body))
    found = query.between(datetime(2024, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
    return sorted(
        (str(event["SUMMARY"]), event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in found
    )


def read_with_vobject(body: bytes) -> list[Seen]:
    """What vobject, whose zones come from the file's own VTIMEZONE, makes of it.

    vobject parses; repeats are expanded here by the letter of RFC 5545 §3.8.5.3: the same exact length each time.
    """
    found: list[Seen] = []
    masters, exceptions = [], {}
    for event in vobject.readOne(body.decode()).contents.get("vevent", []):
        if "recurrence-id" in event.contents:
            exceptions[(event.uid.value, event.recurrence_id.value.replace(tzinfo=None))] = event
        else:
            masters.append(event)
    for event in masters:
        start = event.dtstart.value
        length = _utc(event.dtend.value) - _utc(start) if "dtend" in event.contents else event.duration.value
        for local in _starts(event, start):
            one = exceptions.pop((event.uid.value, local), None)
            if one is not None:
                found.append((one.summary.value, _utc(one.dtstart.value), _utc(one.dtend.value)))
                continue
            begin = _utc(local.replace(tzinfo=start.tzinfo))
            found.append((event.summary.value, begin, begin + length))
    assert not exceptions, "an exception of no date of its series"
    return sorted(found)


def _starts(event: Any, start: datetime) -> list[datetime]:
    local = start.replace(tzinfo=None)
    if "rrule" not in event.contents:
        return [local]
    rule, _until, end = event.rrule.value.partition("UNTIL=")
    until = datetime.strptime(end.split(";")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    rest = ";".join(part for part in (rule + end.partition(";")[2]).split(";") if part)
    gone = {moment.replace(tzinfo=None) for exdate in event.contents.get("exdate", []) for moment in exdate.value}
    horizon = until.astimezone(ZONE).replace(tzinfo=None)
    every = rrule.rrulestr(rest, dtstart=local).between(local, horizon + timedelta(minutes=1), inc=True)
    assert gone <= set(every), "an EXDATE that names no date of the series"
    return [moment for moment in every if moment not in gone]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
