"""How the occurrences of a series become one master event with exceptions, for calendars: decisions, no calendar file.

What an occurrence has in common with its series is said once, by the rule. Where it differs (moved, renamed, cancelled,
or a night in which the clock changes) it is an exception of its own; where it is gone, its start is excluded.
"""

import functools
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

from app.calendar.entry import Entry, Series, Status
from app.calendar.repeats import starts
from app.calendar.window import is_told, told_until
from app.clock import NoSuchTime, Span, from_wall, wall

_ORIGINAL_START: Final[Callable[[Entry], datetime]] = attrgetter("recurrence_id")
_END: Final = attrgetter("span.end")
_MODIFIED: Final = attrgetter("modified")
_SAID: Final = attrgetter("title", "location", "place", "description", "status", "occupies", "conference")
_WHOLE: Final = attrgetter(
    "span.start", "span.end", "title", "location", "place", "description", "status", "occupies", "conference"
)
"""When an occurrence is, and what the rule says of all of them."""


@dataclass(frozen=True, slots=True)
class Master:
    """A series as calendars know it. Excluded starts are wall times (naive); `until` is a moment (UTC).

    `entry` holds what the occurrences have in common, `length` how long they last on the wall, and `last` is the moment
    at which the last of them ends.
    """

    entry: Entry
    length: timedelta
    rule: str
    until: datetime
    last: datetime
    excluded: tuple[datetime, ...]
    exceptions: tuple[Entry, ...]


def own_uid(entry: Entry) -> str:
    """The UID of an occurrence that stands by itself: its stored one, or one made from its series' UID.

    The latter never changes either, since the original start does not, and is the same in every feed and mail.
    """
    if entry.recurrence_id is None or (entry.series and entry.uid != entry.series.uid):
        return entry.uid
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{entry.uid}/{entry.recurrence_id.isoformat()}"))


def by_itself(entry: Entry) -> Entry:
    """An occurrence as an event of its own."""
    if entry.series is None and entry.recurrence_id is None:
        return entry
    return replace(entry, uid=own_uid(entry), series=None, recurrence_id=None)


def arrange(entries: Iterable[Entry], now: datetime) -> tuple[list[Master], list[Entry]]:
    """The masters of all series among `entries`, and every entry that stands by itself.

    What was cancelled so long ago that everybody knows is left out, and excluded from its series.
    """
    members: dict[str, list[Entry]] = {}
    singles: list[Entry] = []
    for entry in entries:
        if entry.series is None or entry.recurrence_id is None:
            singles.append(entry)
        else:
            members.setdefault(entry.series.uid, []).append(entry)
    masters = []
    for occurrences in members.values():
        master, others = _master(sorted(occurrences, key=_ORIGINAL_START), now)
        singles += others
        if master is not None:
            masters.append(master)
    return masters, [entry for entry in singles if is_told(entry, now)]


def _master(occurrences: list[Entry], now: datetime) -> tuple[Master | None, list[Entry]]:
    """A series' master, and the occurrences that its rule does not give: extra dates are events of their own."""
    series = occurrences[-1].series
    assert series is not None  # noqa: S101  # arrange() sees to it
    length = wall(series.span.end, series.zone) - wall(series.span.start, series.zone)
    ruled = _ruled(series.rule, series.first, series.last, length, series.zone)
    by_start = {_ORIGINAL_START(entry): entry for entry in occurrences}
    told = {start: entry for start, entry in by_start.items() if start in ruled}
    extra = [by_itself(entry) for entry in occurrences if entry.recurrence_id not in ruled]
    gone = [entry for entry in occurrences if entry.status is Status.CANCELLED and not is_told(entry, now)]
    for entry in gone:
        told.pop(_ORIGINAL_START(entry), None)
    if len(ruled) == 1:  # one date is no series: some programs refuse a rule that gives one
        return None, extra + [replace(one, uid=series.uid, series=None, recurrence_id=None) for one in told.values()]
    if not told:
        return None, extra
    common = _common(series, occurrences, gone)
    said = _SAID(common)
    master = Master(
        entry=common,
        length=length,
        rule=series.rule,
        until=max(ruled).replace(tzinfo=series.zone).astimezone(UTC),
        last=max(map(_END, occurrences)),
        excluded=tuple(start for start in ruled if start not in told),
        exceptions=tuple(
            replace(entry, uid=series.uid, modified=max(entry.modified, series.modified), series=None)
            for start, entry in told.items()
            if _WHOLE(entry) != (*ruled[start], *said)
        ),
    )
    return master, extra


@functools.lru_cache(maxsize=2048)
def _ruled(
    rule: str, first: datetime, last: datetime, length: timedelta, zone: ZoneInfo
) -> Mapping[datetime, tuple[datetime, datetime] | tuple[None, None]]:
    """Every wall time that a rule gives, in order, and the start and end that programs make of it.

    None where they don't agree on it: in a night in which the clock changes. (Of a long series this takes a while, and
    it is the same for ever.)
    """
    return {start: _agreed(start, start + length, zone) for start in starts(rule, first, last)}


def _agreed(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | tuple[None, None]:
    try:
        span = Span(from_wall(start.date(), start.time(), zone), from_wall(end.date(), end.time(), zone))
    except NoSuchTime:
        return None, None
    return (None, None) if spans_change(span, zone) or in_doubled_hour(span, zone) else (span.start, span.end)


def _common(series: Series, occurrences: list[Entry], gone: list[Entry]) -> Entry:
    """What a series' occurrences have in common, as an entry.

    It was modified when any occurrence was, and when a cancelled one stopped being told.
    """
    leader = next((entry for entry in occurrences if entry.place == series.place), occurrences[0])
    return replace(
        leader,
        uid=series.uid,
        span=series.span,
        zone=series.zone,
        title=series.title,
        place=series.place,
        location=series.location or leader.location,
        description=series.description,
        url=series.url or leader.url,
        themes=series.themes or leader.themes,
        status=Status.CONFIRMED,
        note="",
        sequence=series.sequence,
        created=series.created,
        modified=max(series.modified, *map(_MODIFIED, occurrences), *map(told_until, gone)),
        series=None,
    )


def spans_change(span: Span, zone: ZoneInfo) -> bool:
    """Whether the clock changes between start and end: programs don't agree on when such a repeat ends."""
    return span.start.astimezone(zone).utcoffset() != span.end.astimezone(zone).utcoffset()


def in_doubled_hour(span: Span, zone: ZoneInfo) -> bool:
    """Whether start or end is a wall time that happens twice: programs don't agree on which is meant."""
    return any(_is_doubled(moment.astimezone(zone)) for moment in (span.start, span.end))


def _is_doubled(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
