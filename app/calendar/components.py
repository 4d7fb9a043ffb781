"""Entries as the components of a calendar file (RFC 5545), in the forms that every calendar program reads alike.

Every line is written by icalendar. Nothing here reads a clock or a database: DTSTAMP is when a thing was last modified.
(icalendar takes about 90 ms to import; that is paid once, when a process starts.)
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Event, vRecur

from app.calendar.entry import Entry, Status
from app.calendar.projection import Words
from app.calendar.series import Master, in_doubled_hour, spans_change
from app.calendar.text import line, paragraphs
from app.calendar.zones import vtimezone
from app.clock import Span, wall


@dataclass(frozen=True, slots=True)
class Look:
    """How entries look in a file: the words in its language, and the address below which the pages are."""

    words: Words
    base_url: str
    takes_time: bool | None = None
    """Whether what is on takes one's time: so in the whole file, or as each entry says (None)."""


def single(entry: Entry, look: Look) -> Event:
    """An entry as an event without a rule; one from midnight to midnight is an event of whole days."""
    event = _event(entry, look)
    first, last = wall(entry.span.start, entry.zone), wall(entry.span.end, entry.zone)
    if first.time() == last.time() == datetime.min.time():
        event.add("dtstart", first.date())
        event.add("dtend", last.date())
    else:
        _add_times(event, entry.span, entry.zone)
    return event


def series(master: Master, look: Look) -> list[Event]:
    """A master and its exceptions. Its zone must have a VTIMEZONE."""
    common = master.entry
    zone = common.zone
    event = _event(common, look)
    event.add("dtstart", common.span.start.astimezone(zone))
    if spans_change(common.span, zone):  # its own length is no measure for the others
        event.add("duration", master.length)
    else:
        event.add("dtend", common.span.end.astimezone(zone))
    rule = vRecur.from_ical(master.rule)
    rule["UNTIL"] = [master.until]
    event.add("rrule", rule)
    for start in master.excluded:
        event.add("exdate", start.replace(tzinfo=zone))
    return [event, *(_exception(entry, look) for entry in master.exceptions)]


def can_hold_series(zone: ZoneInfo) -> bool:
    """Whether a series can be written in the wall time of `zone`; otherwise every date is an event, in UTC."""
    return vtimezone(zone) is not None


def _exception(entry: Entry, look: Look) -> Event:
    event = _event(entry, look)
    _add_times(event, entry.span, entry.zone)
    if entry.recurrence_id is not None:
        event.add("recurrence-id", entry.recurrence_id.replace(tzinfo=entry.zone))
    return event


def _add_times(event: Event, span: Span, zone: ZoneInfo) -> None:
    """Start and end on the wall, or in UTC where the wall would be read in two ways."""
    plain = vtimezone(zone) is not None and not in_doubled_hour(span, zone)
    event.add("dtstart", span.start.astimezone(zone if plain else UTC))
    event.add("dtend", span.end.astimezone(zone if plain else UTC))


def _event(entry: Entry, look: Look) -> Event:
    """What every event has, whatever its times."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.modified)
    event.add("created", entry.created)
    event.add("last-modified", entry.modified)
    event.add("status", str(entry.status))
    event.add("summary", _summary(entry, look.words))
    takes_time = entry.occupies if look.takes_time is None else look.takes_time
    occupies = takes_time and entry.status is not Status.CANCELLED
    event.add("transp", "OPAQUE" if occupies else "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", _busy_status(entry, occupies))
    location, url = line(entry.location or entry.place), _address(entry, look)
    if location:
        event.add("location", location)
    meeting = entry.conference.address if entry.conference else ""
    if meeting:
        event.add("conference", meeting, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    description = _description(entry, url, meeting)
    if description:
        event.add("description", description)
    if url:
        event.add("url", url)
    if entry.themes:
        event.add("categories", [look.words.themes.get(theme, theme) for theme in entry.themes])
    return event


def _summary(entry: Entry, words: Words) -> str:
    title = line(entry.title) or words.appointment
    return words.cancelled.format(title=title) if entry.status is Status.CANCELLED else title


def _busy_status(entry: Entry, occupies: bool) -> str:
    if not occupies:
        return "FREE"
    return "TENTATIVE" if entry.status is Status.TENTATIVE else "BUSY"


def _address(entry: Entry, look: Look) -> str:
    return look.base_url.rstrip("/") + quote(entry.url, safe="/?&=#%:") if entry.url else ""


def _description(entry: Entry, url: str, meeting: str) -> str:
    """The words, and the page's address as the last line: many programs don't show URL."""
    why = line(entry.note) if entry.status is Status.CANCELLED else ""
    online = f"Online: {meeting}" if meeting else ""
    return "\n\n".join(part for part in (why, paragraphs(entry.description), online, url) if part)
