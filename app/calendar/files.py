"""Calendar files: entries in, bytes out, and the same bytes for the same entries."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vDuration, vText

from app.calendar import components
from app.calendar.components import Look
from app.calendar.entry import Calendar, Entry
from app.calendar.series import arrange, by_itself, in_doubled_hour
from app.calendar.text import line
from app.calendar.window import PAST_MONTHS, first_of_month
from app.calendar.zones import vtimezone

MOST_BYTES: Final = 900_000
"""Google takes about 1 MB and loses the rest in silence."""
REFRESH: Final = timedelta(hours=1)
"""Nextcloud asks once a week unless a feed says how often."""
MAKER: Final = "-//Wij//Wij//EN"

_END: Final = b"END:VCALENDAR\r\n"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """An event, or a master with its exceptions, as bytes. `last` is the moment when the last of it ends."""

    start: datetime
    uid: str
    last: datetime
    body: bytes


def feed(calendar: Calendar, entries: Iterable[Entry], now: datetime, look: Look) -> bytes:
    """The whole feed. Entries must be projected to its audience; over MOST_BYTES the past is shortened first."""
    shown = [_in(calendar, entry) for entry in entries]
    head = _head(calendar, shown)
    units = sorted(_units(calendar, shown, now, look))
    kept = _fitting(units, MOST_BYTES - len(head), calendar.zone, now)
    return head.removesuffix(_END) + b"".join(unit.body for unit in kept) + _END


def event_file(entries: Sequence[Entry], look: Look) -> bytes:
    """A file with these entries, each an event by itself, to be saved once."""
    file = bare({entry.zone for entry in entries})
    for entry in sorted(map(by_itself, entries), key=lambda one: (one.span, one.uid)):
        file.add_component(components.single(entry, look))
    return bytes(file.to_ical())


def bare(zones: Iterable[ZoneInfo]) -> icalendar.Calendar:
    """A calendar with its zones and without events."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for text in sorted(filter(None, map(vtimezone, zones))):
        calendar.add_component(icalendar.Timezone.from_ical(text))
    return calendar


def _head(calendar: Calendar, entries: Sequence[Entry]) -> bytes:
    """Names, refresh hints and zones; set by hand where icalendar would not escape, or would leave out VALUE."""
    head = bare({calendar.zone, *(entry.zone for entry in entries)})
    name = vText(line(calendar.name))
    head["NAME"] = head["X-WR-CALNAME"] = name
    if calendar.description:
        head["X-WR-CALDESC"] = vText(line(calendar.description, 1000))
    if not any(in_doubled_hour(entry.span, entry.zone) for entry in entries):
        # some programs put UTC into this zone, and take the second 02:30 of an October night for the first
        head["X-WR-TIMEZONE"] = vText(calendar.zone.key)
    head["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return bytes(head.to_ical())


def _in(calendar: Calendar, entry: Entry) -> Entry:
    """An entry as it is in this feed: what one may go to takes nobody's time, what holds a space does."""
    if calendar.person_id is not None:
        return entry
    takes_time = calendar.space_id is not None
    return entry if entry.occupies is takes_time else replace(entry, occupies=takes_time)


def _units(calendar: Calendar, entries: Iterable[Entry], now: datetime, look: Look) -> Iterator[Unit]:
    expanded = calendar.expanded
    masters, singles = arrange(
        (by_itself(entry) if expanded or not components.can_hold_series(entry.zone) else entry for entry in entries),
        now,
    )
    last = _last_ends(entries)
    for master in masters:
        events = components.series(master, look)
        body = b"".join(event.to_ical() for event in events)
        yield Unit(master.entry.span.start, master.entry.uid, last[master.entry.uid], body)
    for entry in singles:
        yield Unit(entry.span.start, entry.uid, entry.span.end, components.single(entry, look).to_ical())


def _last_ends(entries: Iterable[Entry]) -> dict[str, datetime]:
    """When the last occurrence of each series ends."""
    last: dict[str, datetime] = {}
    for entry in entries:
        if entry.series is not None:
            last[entry.series.uid] = max(entry.span.end, last.get(entry.series.uid, entry.span.end))
    return last


def _fitting(units: Sequence[Unit], room: int, zone: ZoneInfo, now: datetime) -> Sequence[Unit]:
    """The units that end after the window's first month, or after a later one if they would not fit in `room` bytes.

    What is of this month or to come is never left out, however much it is.
    """
    kept: Sequence[Unit] = units
    for months in range(-PAST_MONTHS, 1):
        edge = first_of_month(now, zone, months)
        kept = [unit for unit in kept if unit.last > edge]
        if sum(len(unit.body) for unit in kept) <= room:
            return kept
    log.warning("a feed takes more than %d bytes without any past", MOST_BYTES)
    return kept
