"""VTIMEZONE, in the one form that every calendar program reads right: two yearly rules, no lists of dates.

(icalendar's own `add_missing_timezones()` writes lists of RDATEs; programs that read only the first of them show every
summer event an hour off.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from dateutil import rrule

_YEARS: Final = range(2007, 2037)
"""Years in which the rules must agree with the tz database. Before 2007 the Americas had others."""

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """The clock changes: `onset` is the wall time (naive) that the old offset shows."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def alike(self) -> tuple[object, ...]:
        """What is the same for all years of one rule."""
        return (self.onset.month, self.onset.weekday(), self.onset.time(), self.before, self.after, self.name)


@cache
def vtimezone(zone: ZoneInfo) -> str | None:
    """The VTIMEZONE of `zone`, or None for a zone that two yearly rules do not describe: write UTC there."""
    years = [list(_changes(zone, year)) for year in _YEARS]
    if any(len(changes) != len(years[0]) for changes in years) or len(years[0]) not in (0, 2):
        return None
    parts = [_yearly(changes) for changes in zip(*years, strict=True)] if years[0] else [_fixed(zone)]
    if any(part is None for part in parts):
        return None
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}", *(part for part in parts if part), "END:VTIMEZONE"]
    return "\r\n".join(lines) + "\r\n"


def _changes(zone: ZoneInfo, year: int) -> Iterator[_Change]:
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        tomorrow = day + timedelta(days=1)
        if _offset(day, zone) != _offset(tomorrow, zone):
            yield _change(zone, day, tomorrow)
        day = tomorrow


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> _Change:
    """The change between two moments, found by halving to the minute."""
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        middle = middle.replace(second=0, microsecond=0)
        early, late = (middle, late) if _offset(middle, zone) == _offset(early, zone) else (early, middle)
    before, local = _offset(early, zone), late.astimezone(zone)
    return _Change(
        onset=(late + before).replace(tzinfo=None),
        before=before,
        after=_offset(late, zone),
        name=local.tzname() or zone.key,
        summer=bool(local.dst()),
    )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _yearly(changes: Sequence[_Change]) -> str | None:
    """One change a year as a rule, or None where the years differ."""
    one = changes[0]
    if any(change.alike != one.alike for change in changes):
        return None
    nth = _nth([change.onset for change in changes])
    if nth is None:
        return None
    rule = f"FREQ=YEARLY;BYDAY={nth}{_DAYS[one.onset.weekday()]};BYMONTH={one.onset.month}"
    first = next(iter(rrule.rrulestr(rule, dtstart=datetime.combine(datetime(1970, 1, 1), one.onset.time()))))  # noqa: DTZ001  # a wall time
    return _part("DAYLIGHT" if one.summer else "STANDARD", one.name, one.before, one.after, first, f"RRULE:{rule}\r\n")


def _nth(onsets: Sequence[datetime]) -> int | None:
    if all((onset + timedelta(days=7)).month != onset.month for onset in onsets):
        return -1
    found = {(onset.day - 1) // 7 + 1 for onset in onsets}
    return found.pop() if len(found) == 1 else None


def _fixed(zone: ZoneInfo) -> str:
    local = datetime(_YEARS[0], 1, 1, tzinfo=zone)
    offset = local.utcoffset() or timedelta(0)
    return _part("STANDARD", local.tzname() or zone.key, offset, offset, datetime(1970, 1, 1), "")  # noqa: DTZ001  # a wall time


def _part(kind: str, name: str, before: timedelta, after: timedelta, first: datetime, rule: str) -> str:
    return (
        f"BEGIN:{kind}\r\nTZNAME:{name}\r\nTZOFFSETFROM:{_sign(before)}\r\nTZOFFSETTO:{_sign(after)}\r\n"
        f"DTSTART:{first:%Y%m%dT%H%M%S}\r\n{rule}END:{kind}"
    )


def _sign(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
