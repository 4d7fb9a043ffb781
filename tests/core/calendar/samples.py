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
    return checked(files.feed(calendar, entries, now, LOOK).body)


def checked(body: bytes) -> bytes:
    """A feed's bytes, after looking at what holds for every event of every feed (the numbers are the checklist's)."""
    calendar: Any = icalendar.Calendar.from_ical(body)
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert len(zones) == len(set(zones)), "4.2: one block a zone"
    assert body.count(b"RDATE") == 0, "4.4, 5.7"
    found = calendar.walk("VEVENT")
    masters = {str(event["UID"]): event for event in found if "RECURRENCE-ID" not in event}
    names = [(str(event["UID"]), event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].dt) for event in found]
    assert len(names) == len(set(names)), "2.2: a name of its own for each"
    order = [(_moment(event["DTSTART"].dt), uid) for uid, event in masters.items()]
    assert order == sorted(order), "1.3"
    for event in found:
        _check_times(event, zones)
        _check_marks(event)
        if "RRULE" in event:
            _check_rule(event)
        if "RECURRENCE-ID" in event:
            master, name = masters[str(event["UID"])], event["RECURRENCE-ID"]
            assert name.params == master["DTSTART"].params, "5.10: in the form of the master's start"
            assert name.dt not in _excluded(master), "5.9: never excluded and told"
    return body


def _check_times(event: Any, zones: Iterable[str]) -> None:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        if name not in event:
            continue
        value, zone = event[name], event[name].params.get("TZID")
        assert zone is None or zone in zones, "4.1, 4.2: a block for every zone"
        assert zone or value.params.get("VALUE") == "DATE" or value.to_ical().endswith(b"Z"), "4.1: never floating"
    assert ("DTEND" in event) != ("DURATION" in event), "4.9: an end, always"
    assert "DTEND" not in event or event["DTEND"].dt > event["DTSTART"].dt, "4.8: an end after the start"


def _check_marks(event: Any) -> None:
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        assert event[name].to_ical().endswith(b"Z"), "3.1"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt, "3.2"
    assert str(event["SUMMARY"]).strip(), "10.1: never empty"
    if event["STATUS"] == "CANCELLED":
        assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE"), "6.2, 6.4"


def _check_rule(event: Any) -> None:
    rule, start = event["RRULE"], event["DTSTART"].dt
    assert set(rule) <= {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL"}, "5.2, 5.6, 5.8: nothing exotic"
    assert rule["FREQ"][0] != "MONTHLY" or "BYDAY" in rule or "BYMONTHDAY" in rule, "5.3: the day is written out"
    (until,) = rule["UNTIL"]
    assert until.utcoffset() == timedelta(0), "5.4: in UTC"
    alone = ";".join(part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL="))
    every = rrule.rrulestr(alone, dtstart=start.replace(tzinfo=None))
    last = until.astimezone(ZONE).replace(tzinfo=None)
    assert next(iter(every)) == start.replace(tzinfo=None), "5.5: the start is the first of the rule"
    assert every.between(last, last, inc=True) == [last], "5.4: the last start"
    for gone in _excluded(event):
        assert every.between(gone.replace(tzinfo=None), gone.replace(tzinfo=None), inc=True), "5.9: real dates only"
        assert gone.tzinfo == start.tzinfo, "5.9: in the zone of the start"


def _excluded(event: Any) -> list[Any]:
    found = event.get("EXDATE", [])
    return [one.dt for part in (found if isinstance(found, list) else [found]) for one in part.dts]


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(value, time(0), ZONE).astimezone(UTC)


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
