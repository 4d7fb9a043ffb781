"""Read a calendar of anybody's (RFC 5545): bytes in, the dates within a window out. Pure, and a program of its own.

As a program it knows nothing of the house (so that it starts fast), gives up rights to time and memory before it reads
a byte, and answers in JSON. What costs too much is refused before it is expanded, as far as one can see that
beforehand; the limits see to the rest.
"""

import json
import re
import resource
import sys
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import recurring_ical_events

MOST_EVENTS: Final = 4000
MOST_DATES: Final = 1000
MOST_EXCEPTIONS: Final = 1000
MOST_STEPS: Final = 200_000
"""How often all rules together may be counted on, from their first date to the end of the window."""
DEEPEST: Final = 3
"""A calendar holds events, which hold alarms."""
LONGEST: Final = timedelta(days=100)
"""Of one event."""

_WITHOUT_END: Final = timedelta(hours=1)
"""What tells no end takes no time, by the letter; on a page that is an hour."""
_SHORT: Final = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
"""The last day of months that don't have 31."""

_DAYS: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_RULE_PARTS: Final = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST",
    "BYHOUR", "BYMINUTE", "BYSECOND",
}  # fmt: skip
_ONCE: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_TIMES: Final = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_NAMING: Final = ("RRULE", "RDATE", "RECURRENCE-ID")
_EVENT: Final = re.compile(rb"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_LASTING: Final = re.compile(rb"^(RRULE|RDATE|RECURRENCE-ID|DURATION)", re.MULTILINE | re.IGNORECASE)
_DAY: Final = re.compile(rb"^DT(?:START|END)[^:\r\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)


class Unreadable(ValueError):
    """None of it can be used. Its words are a key of `refusing.WORDS`."""


def expand(body: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """The name of a calendar and its dates from `start` to `end` (UTC), as JSON values. Raises Unreadable, only.

    Times without a zone, and whole days, are on the wall of `zone`. Private events are left out, and nobody's name is
    taken over: neither organisers nor those who were asked to come.
    """
    try:
        calendar = icalendar.Calendar.from_ical(_looked_at(body, start, end))
        if not isinstance(calendar, icalendar.Calendar):
            raise Unreadable("broken")
        _check(calendar, end)
        repeated = {str(event.get("UID", "")) for event in calendar.events if any(name in event for name in _NAMING)}
        found = recurring_ical_events.of(calendar).between(start, end)
        dates = [one for event in found if (one := _date(event, zone, repeated)) is not None]
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable("costly") from error
    except Exception as error:  # anybody's bytes: whatever the parsers say of them, we cannot read it
        raise Unreadable("broken") from error
    if len(dates) > MOST_DATES:
        raise Unreadable("many")
    return {"name": str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")[:500], "dates": dates}


def _looked_at(body: bytes, start: datetime, end: datetime) -> bytes:
    """The file less its events of long ago, which need not be parsed. Raises Unreadable for what is no calendar."""
    body = body.removeprefix(b"\xef\xbb\xbf").strip().replace(b"\x00", b"")
    if body[:15].upper() != b"BEGIN:VCALENDAR":
        raise Unreadable("page" if re.match(rb"<(!doctype|html|head|\?xml|!--)", body[:20].lower()) else "kind")
    if not body[-20:].upper().endswith(b"END:VCALENDAR"):  # cut off on its way
        raise Unreadable("broken")
    depth = 0
    for mark in re.finditer(rb"^(BEGIN|END):", body, re.MULTILINE | re.IGNORECASE):
        depth += 1 if mark[1].upper() == b"BEGIN" else -1
        if not 0 <= depth <= DEEPEST:
            raise Unreadable("broken")
    first, last = f"{start - LONGEST:%Y%m%d}".encode(), f"{end + timedelta(days=2):%Y%m%d}".encode()
    kept = _EVENT.sub(lambda event: event[0] if _may_matter(event[0], first, last) else b"", body)
    if len(re.findall(rb"^BEGIN:", kept, re.MULTILINE | re.IGNORECASE)) > MOST_EVENTS:
        raise Unreadable("many")
    return kept


def _may_matter(event: bytes, first: bytes, last: bytes) -> bool:
    """Whether an event may have a date in the window: when in doubt, it may."""
    days = _DAY.findall(event)
    return bool(_LASTING.search(event)) or not days or (max(days) >= first and min(days) <= last)


def _check(calendar: icalendar.Calendar, end: datetime) -> None:
    """Look at what is in a calendar, and what it would cost. Raises Unreadable."""
    if str(calendar.get("X-WR-TIMEZONE", "UTC")) not in available_timezones():
        raise Unreadable("zone")
    seen = dict[tuple[str, int], int]()
    for event in calendar.events:
        _tell_apart(event, seen)
        if any(name in _TIMES for name, _error in event.errors) or event.walk("VEVENT") != [event]:
            raise Unreadable("broken")
        start = event.get("DTSTART")
        if start is None or isinstance(start, list):
            raise Unreadable("broken")
        for moment in _moments(event):
            _check_zone(moment)
        if not timedelta(0) <= event.duration <= LONGEST:
            raise Unreadable("broken")
    if costs_too_much(calendar, end):
        raise Unreadable("often")


def costs_too_much(calendar: icalendar.Calendar, end: datetime) -> bool:
    """Whether the rules of a calendar should not be counted on until `end`: they would take too long, or never stop."""
    try:
        firsts = ((event, event.get("DTSTART")) for event in calendar.events)
        return sum(_steps(event, first.dt, end) for event, first in firsts if hasattr(first, "dt")) > MOST_STEPS
    except Unreadable:
        return True


def _tell_apart(event: icalendar.Event, seen: dict[tuple[str, int], int]) -> None:
    """Give a second event with the same UID one of its own: none is lost because somebody's program cannot count."""
    if "RECURRENCE-ID" not in event:
        uid = str(event.get("UID", ""))
        known = (uid, int(event.get("SEQUENCE", 0)))
        seen[known] = seen.get(known, 0) + 1
        if seen[known] > 1:
            event["UID"] = icalendar.vText(f"{uid}#{seen[known]}")


def _moments(event: icalendar.Event) -> Iterator[Any]:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
        values = event.get(name, [])
        yield from values if isinstance(values, list) else [values]


def _check_zone(value: Any) -> None:
    """A time that names a zone must be known to be in it: icalendar leaves a time in an unknown one without any."""
    values = [one.dt for one in value.dts] if hasattr(value, "dts") else [value.dt]
    for moment in values:
        if isinstance(moment, datetime) and moment.tzinfo is None and "TZID" in value.params:
            raise Unreadable("zone")


def _steps(event: icalendar.Event, first: date, end: datetime) -> int:
    """How often an event's rule is counted on until `end`. Raises Unreadable for one that we don't count on at all."""
    rule = event.get("RRULE")
    exceptions = sum(len(one.dts) for name in ("EXDATE", "RDATE") if name in event for one in _listed(event[name]))
    if isinstance(rule, list) or exceptions > MOST_EXCEPTIONS or "EXRULE" in event:
        raise Unreadable("often")
    if rule is None:
        return 1
    days, every = _DAYS.get(str(_single(rule, "FREQ")).upper()), int(_single(rule, "INTERVAL", 1))
    lists = sum(len(values) for values in rule.values() if isinstance(values, list))
    if days is None or every < 1 or not set(rule) <= _RULE_PARTS or lists > 60:
        raise Unreadable("often")
    if any(len(_listed(rule[name])) > 1 for name in _ONCE if name in rule):
        raise Unreadable("often")
    if not _exists(rule):
        raise Unreadable("often")
    span = max(0, (end.date() - date(first.year, first.month, first.day)).days)
    return span // (days * every) + 1


def _exists(rule: Any) -> bool:
    """Whether a rule's days are in its months at all: a search for 30 February ends in the year 9999."""
    days, months = (_listed(rule.get(name, [])) for name in ("BYMONTHDAY", "BYMONTH"))
    return not days or not months or any(abs(int(day)) <= _SHORT.get(int(one), 31) for day in days for one in months)


def _single(rule: Any, name: str, otherwise: object = "") -> Any:
    values = _listed(rule.get(name, otherwise))
    if len(values) != 1:
        raise Unreadable("broken")
    return values[0]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _date(event: Any, zone: ZoneInfo, repeated: Container[str]) -> dict[str, Any] | None:
    """One date as JSON values; None for what is private. Only one that repeats is named by its original start."""
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        return None
    start, end = _moment(event.start, zone), _moment(event.end, zone)
    uid = str(event.get("UID", ""))
    named = event.get("RECURRENCE-ID") if uid in repeated else None
    return {
        "uid": uid,
        "named": _moment(named.dt, zone).isoformat() if named is not None else "",
        "starts": start.isoformat(),
        "ends": (end if end > start else start + _WITHOUT_END).isoformat(),
        "status": str(event.get("STATUS", "")).upper(),
        **{name: str(event.get(name.upper(), ""))[:20_000] for name in ("summary", "description", "location", "url")},
    }


def _moment(value: date, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def main() -> None:
    """Answer `dates` out of standard input, or `why` there are none. Arguments: start, end, zone, seconds, memory."""
    start, end, zone, seconds, memory = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        body = sys.stdin.buffer.read()
        answer = expand(body, datetime.fromisoformat(start), datetime.fromisoformat(end), ZoneInfo(zone))
    except Unreadable as problem:
        answer = {"why": str(problem)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
