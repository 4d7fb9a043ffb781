"""Read bookings from a list (CSV) or a calendar (iCalendar, RFC 5545). Values in, values out; nothing is looked up."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from app.calendar.importing.expanding import costs_too_much
from app.clock import NoSuchTime, Span

MOST_ROWS: Final = 2000
LONGEST_TITLE: Final = 80
_NAMES: Final[Mapping[str, str]] = {
    "ruimte": "room", "zaal": "room", "room": "room", "space": "room",
    "dag": "day", "datum": "day", "day": "day", "date": "day",
    "van": "start", "begin": "start", "start": "start", "from": "start",
    "tot": "end", "einde": "end", "end": "end", "until": "end", "to": "end",
    "titel": "title", "wat": "title", "title": "title", "what": "title",
    "mensen": "people", "aantal": "people", "people": "people",
    "uid": "uid",
    "status": "status",
}  # fmt: skip
"""Names of columns, in Dutch and English."""


class Unreadable(ValueError):
    """The whole file is none that we can read. Its words are a key: `empty`, `columns`, `calendar` or `many`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One booking of a file. `number` is its line or place there; `problem` a key of what cannot be read, or ""."""

    number: int
    room: str = ""
    span: Span | None = None
    title: str = ""
    people: int = 1
    uid: str = ""
    problem: str = ""


def read(text: str, zone: ZoneInfo, window: Span) -> list[Row]:
    """The bookings of a file, whichever kind it is; of what repeats the dates in `window`. Raises Unreadable."""
    if not text.strip():
        raise Unreadable("empty")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(_calendar(text, zone, window) if "BEGIN:VCALENDAR" in text[:2000].upper() else _table(lines, zone))
    except csv.Error as error:
        raise Unreadable("columns") from error
    if len(rows) > MOST_ROWS:
        raise Unreadable("many")
    return rows


def _table(text: str, zone: ZoneInfo) -> Iterator[Row]:
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [_NAMES.get(name.strip().lower(), "") for name in next(reader, [])]
    if not {"day", "start", "end"} <= set(names):
        raise Unreadable("columns")
    for number, values in enumerate(reader, start=2):
        told = {name: value.strip() for name, value in zip(names, values, strict=False) if name}
        if any(told.values()) and told.get("status", "").lower() not in ("cancelled", "refused"):
            yield _told(number, told, zone)


def _told(number: int, told: Mapping[str, str], zone: ZoneInfo) -> Row:
    room, title = told.get("room", ""), _plain(told.get("title", ""))[:LONGEST_TITLE]
    day, start, end = _day(told.get("day", "")), _clock(told.get("start", "")), _clock(told.get("end", ""))
    people = told.get("people", "")
    if day is None:
        return Row(number=number, room=room, title=title, problem="day")
    if start is None or end is None:
        return Row(number=number, room=room, title=title, problem="time")
    if people and not (people.isascii() and people.isdigit() and 1 <= int(people[:4]) <= 500):
        return Row(number=number, room=room, title=title, problem="people")
    try:
        span = Span.of(day, start, end, zone)
    except (NoSuchTime, ValueError, OverflowError):
        return Row(number=number, room=room, title=title, problem="time")
    uid = told.get("uid") or f"{room}/{day}/{start}/{end}"
    return Row(number=number, room=room, span=span, title=title, people=int(people or 1), uid=uid)


def _calendar(text: str, zone: ZoneInfo, window: Span) -> Iterator[Row]:
    try:
        parsed = icalendar.Calendar.from_ical(text)
        if costs_too_much(parsed, window.end):
            raise Unreadable("calendar")  # a date each second, or a day that never comes
        found = recurring_ical_events.of(parsed, skip_bad_series=True).between(window.start, window.end)
    except Exception as error:  # a file of anybody's: whatever the parser says, it is none that we can read
        raise Unreadable("calendar") from error
    for number, event in enumerate(sorted(found, key=_begin), start=1):
        if str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield _event(number, event, zone)


def _event(number: int, event: Any, zone: ZoneInfo) -> Row:
    title, room = _plain(str(event.get("SUMMARY", "")))[:LONGEST_TITLE], str(event.get("LOCATION", ""))
    start, end = _moment(event["DTSTART"].dt, zone), _end(event, zone)
    if start is None or end is None or end <= start:
        return Row(number=number, room=room, title=title, problem="time")
    uid = f"{event.get('UID', '')}/{start:%Y%m%dT%H%M%S%z}"
    return Row(number=number, room=room, span=Span(start, end), title=title, uid=uid)


def _end(event: Any, zone: ZoneInfo) -> datetime | None:
    if "DTEND" in event:
        return _moment(event["DTEND"].dt, zone)
    start = _moment(event["DTSTART"].dt, zone)
    length = event["DURATION"].dt if "DURATION" in event else None
    return start + length if start is not None and isinstance(length, timedelta) else None


def _moment(value: date | datetime, zone: ZoneInfo) -> datetime | None:
    """A moment in UTC; a time without a zone is on the wall of the house. A whole day is no time: None."""
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _begin(event: Any) -> tuple[str, str]:
    return str(event["DTSTART"].dt), str(event.get("UID", ""))


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text, form).date()  # noqa: DTZ007  # a day on the wall
        except ValueError:
            continue
        return found if 2000 <= found.year <= 2100 else None
    return None


def _clock(text: str) -> time | None:
    for form in ("%H:%M", "%H.%M", "%H:%M:%S"):
        try:
            return datetime.strptime(text, form).time()  # noqa: DTZ007  # a time on the wall
        except ValueError:
            continue
    return None


def _plain(text: str) -> str:
    """One line, without the sign that keeps a spreadsheet from reading it as a formula (see `safe_cell`)."""
    line = " ".join(text.replace("\x00", "").split())
    return line[1:] if line[:1] == "'" and line[1:2] in FORMULA else line


FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def safe_cell(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.lstrip()[:1] in FORMULA else text
