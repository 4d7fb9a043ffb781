"""Calendar files: entries in, bytes out, and the same bytes for the same entries."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vDuration, vText

from app.calendar import components
from app.calendar.components import Look
from app.calendar.entry import Calendar, Entry
from app.calendar.pieces import Known, Piece, Stock, Unit, keys
from app.calendar.series import Master, arrange, by_itself
from app.calendar.text import line
from app.calendar.window import PAST_MONTHS, first_of_month
from app.calendar.zones import vtimezone

MOST_BYTES: Final = 900_000
"""Google takes about 1 MB and loses the rest in silence."""
REFRESH: Final = timedelta(hours=1)
"""Nextcloud asks once a week unless a feed says how often."""
MAKER: Final = "-//Wij//Wij//EN"
COLOUR: Final = ("darkgreen", "#12513F")
"""The house's own: by a name of CSS (RFC 7986 §5.9), and for Apple as look.md has it."""

END: Final = b"END:VCALENDAR\r\n"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Built:
    """A feed: its bytes, of which pieces they are, how many of these were made anew, and where the past was cut off."""

    body: bytes
    pieces: tuple[Piece, ...]
    made: int
    cut_at: datetime | None

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return len(self.body)


def feed(calendar: Calendar, entries: Iterable[Entry], now: datetime, look: Look, known: Known | None = None) -> Built:
    """The whole feed, of pieces that are `known` or made now: the bytes are the same.

    Entries must be projected to its audience; over MOST_BYTES the past is shortened first.
    """
    shown = list(entries)
    zones = frozenset({calendar.zone, *(entry.zone for entry in shown)})
    head = _head(calendar.name, calendar.description, calendar.zone, zones)
    stock = Stock(known or Known())
    oldest = first_of_month(now, calendar.zone, -PAST_MONTHS)
    found = _units(calendar, shown, zones, now, _in(calendar, look))
    units = sorted((unit for unit in found if unit.last > oldest), key=attrgetter("start", "uid"))
    edge = _edge(units, stock, MOST_BYTES - len(head), calendar.zone, now)
    inside = [unit for unit in units if unit.last > edge]
    events = b"".join(map(stock.body, inside))
    if b"\nDTSTART:" in events or b"\nDTEND:" in events:  # in UTC
        # some programs put UTC into this zone, and take the second 02:30 of an October night for the first
        head = head.replace(f"X-WR-TIMEZONE:{calendar.zone.key}\r\n".encode(), b"")
    pieces = tuple(Piece(unit.key, stock.length(unit), unit.last > edge) for unit in units)
    return Built(head + events + END, pieces, stock.made, edge if len(inside) < len(units) else None)


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


@lru_cache(maxsize=256)
def _head(name: str, description: str, zone: ZoneInfo, zones: frozenset[ZoneInfo]) -> bytes:
    """Names, refresh hints and zones; set by hand where icalendar would not escape, or would leave out VALUE."""
    head = bare(zones)
    head["NAME"] = head["X-WR-CALNAME"] = vText(line(name))
    if description:
        head["X-WR-CALDESC"] = vText(line(description, 1000))
    head["X-WR-TIMEZONE"] = vText(zone.key)
    head["COLOR"], head["X-APPLE-CALENDAR-COLOR"] = map(vText, COLOUR)
    head["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return bytes(head.to_ical()).removesuffix(END)


def _in(calendar: Calendar, look: Look) -> Look:
    """How entries look in this feed: what one may go to takes nobody's time, what holds a space does."""
    return look if calendar.person_id is not None else replace(look, takes_time=calendar.space_id is not None)


def _units(
    calendar: Calendar, entries: Sequence[Entry], zones: Iterable[ZoneInfo], now: datetime, look: Look
) -> Iterator[Unit]:
    expanded, key = calendar.expanded, keys(look)
    apart = {zone for zone in zones if expanded or not components.can_hold_series(zone)}
    given = [by_itself(one) if one.zone in apart else one for one in entries] if apart else entries
    masters, singles = arrange(given, now)
    for master in masters:
        common, make = master.entry, partial(_series_bytes, master, look)
        yield Unit(common.span.start, common.uid, master.last, key(master, common.zone), make)
    for entry in singles:
        make = partial(_single_bytes, entry, look)
        yield Unit(entry.span.start, entry.uid, entry.span.end, key(entry, entry.zone), make)


def _series_bytes(master: Master, look: Look) -> bytes:
    return b"".join(event.to_ical() for event in components.series(master, look))


def _single_bytes(entry: Entry, look: Look) -> bytes:
    return bytes(components.single(entry, look).to_ical())


def _edge(units: Sequence[Unit], stock: Stock, room: int, zone: ZoneInfo, now: datetime) -> datetime:
    """The units that end after this moment fit in `room` bytes: the window's first month, or as many later as it takes.

    What is of this month or to come is never left out, however much it is.
    """
    sizes = [(unit.last, stock.length(unit)) for unit in units]
    for months in range(-PAST_MONTHS, 1):
        edge = first_of_month(now, zone, months)
        if sum(size for last, size in sizes if last > edge) <= room:
            break
    else:
        log.warning("a feed takes more than %d bytes without any past", MOST_BYTES)
    return edge
