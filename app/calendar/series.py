"""How the occurrences of a series become one master event with exceptions, for calendars: decisions, no calendar file.

What an occurrence has in common with its series is said once, by the rule. Where it differs (moved, renamed, cancelled,
or a night in which the clock changes) it is an exception of its own; where it is gone, its start is excluded.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.calendar.entry import Entry, Series, Status
from app.calendar.repeats import starts
from app.calendar.window import is_told, told_until
from app.clock import Span, wall


@dataclass(frozen=True, slots=True)
class Master:
    """A series as calendars know it. Excluded starts are wall times (naive); `until` is a moment (UTC).

    `entry` holds what the occurrences have in common, and `length` how long they last on the wall.
    """

    entry: Entry
    length: timedelta
    rule: str
    until: datetime
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
        master, others = _master(sorted(occurrences, key=_original_start), now)
        singles += others
        if master is not None:
            masters.append(master)
    return masters, [entry for entry in singles if is_told(entry, now)]


def _master(occurrences: list[Entry], now: datetime) -> tuple[Master | None, list[Entry]]:
    """A series' master, and the occurrences that its rule does not give: extra dates are events of their own."""
    series = occurrences[-1].series
    assert series is not None  # noqa: S101  # arrange() sees to it
    ruled = starts(series.rule, series.first, series.last)
    by_start = {_original_start(entry): entry for entry in occurrences}
    on_rule = {start: by_start[start] for start in ruled if start in by_start}
    extra = [by_itself(entry) for entry in occurrences if entry.recurrence_id not in on_rule]
    told = {start: entry for start, entry in on_rule.items() if is_told(entry, now)}
    if len(ruled) == 1:  # one date is no series: some programs refuse a rule that gives one
        return None, extra + [replace(one, uid=series.uid, series=None, recurrence_id=None) for one in told.values()]
    if not told:
        return None, extra
    common = _common(series, occurrences, now)
    length = wall(series.span.end, series.zone) - wall(series.span.start, series.zone)
    master = Master(
        entry=common,
        length=length,
        rule=series.rule,
        until=ruled[-1].replace(tzinfo=series.zone).astimezone(UTC),
        excluded=tuple(start for start in ruled if start not in told),
        exceptions=tuple(
            replace(entry, uid=series.uid, modified=max(entry.modified, series.modified), series=None)
            for start, entry in told.items()
            if not _follows(entry, common, start, length)
        ),
    )
    return master, extra


def _original_start(entry: Entry) -> datetime:
    assert entry.recurrence_id is not None  # noqa: S101  # arrange() sees to it
    return entry.recurrence_id


def _common(series: Series, occurrences: list[Entry], now: datetime) -> Entry:
    """What a series' occurrences have in common, as an entry.

    It was modified when any occurrence was, and when a cancelled one stopped being told.
    """
    leader = next((entry for entry in occurrences if entry.place == series.place), occurrences[0])
    gone = [told_until(entry) for entry in occurrences if not is_told(entry, now)]
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
        modified=max(series.modified, *(entry.modified for entry in occurrences), *gone),
        series=None,
    )


def _follows(entry: Entry, common: Entry, start: datetime, length: timedelta) -> bool:
    """Whether the rule alone says all about an occurrence."""
    wanted = (start, start + length, common.title, common.location, common.place, common.description, common.status)
    zone = common.zone
    found = (wall(entry.span.start, zone), wall(entry.span.end, zone), entry.title, entry.location, entry.place)
    alike = (*found, entry.description, entry.status) == wanted and entry.occupies == common.occupies
    return alike and not spans_change(entry.span, zone) and not in_doubled_hour(entry.span, zone)


def spans_change(span: Span, zone: ZoneInfo) -> bool:
    """Whether the clock changes between start and end: programs don't agree on when such a repeat ends."""
    return span.start.astimezone(zone).utcoffset() != span.end.astimezone(zone).utcoffset()


def in_doubled_hour(span: Span, zone: ZoneInfo) -> bool:
    """Whether start or end is a wall time that happens twice: programs don't agree on which is meant."""
    return any(_is_doubled(moment.astimezone(zone)) for moment in (span.start, span.end))


def _is_doubled(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
