"""What changed in a followed calendar since it was last read: decisions about values, no database.

What is over is left alone. A date that is not there any more is told as off, for as long as calendars must hear of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.calendar.importing.reading import Found

SOME = 3
"""From so many dates to come on, it is odd when nearly all of them are gone at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """A date that we have: its id, its key in the source, when it begins and ends, its title, whether it is off."""

    id: int
    key: str
    starts: datetime
    ends: datetime
    title: str
    off: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do: dates that we have, each with the id of its row; dates that are new; ids of what is gone.

    `retired` are ids of what is over, whose key names another date now: a meeting that was, moved to its next time.
    """

    same: Sequence[tuple[int, Found]]
    new: Sequence[Found]
    gone: Sequence[int]
    retired: Sequence[int] = ()


def compare(known: Iterable[Known], found: Iterable[Found], now: datetime) -> Changes:
    """How what we have becomes what is there.

    A key that is new, with the title and start of a date that is gone, is that date: some programs give other UIDs
    each time. So it keeps our own UID, and stands in nobody's calendar twice.
    """
    known = list(known)
    ours = {one.key: one for one in known if one.ends > now}
    theirs = {one.key: one for one in found if one.span.end > now}
    same = [(ours[key].id, one) for key, one in theirs.items() if key in ours]
    left = {(one.starts, one.title): one for key, one in ours.items() if key not in theirs}
    new: list[Found] = []
    for key, one in theirs.items():
        if key in ours:
            continue
        lost = left.pop((one.span.start, one.title), None)
        if lost is None:
            new.append(one)
        else:
            same.append((lost.id, one))
    taken = {known_id for known_id, _one in same}
    gone = [one.id for one in ours.values() if one.id not in taken and not one.off]
    return Changes(same, new, gone, [one.id for one in known if one.ends <= now and one.key in theirs])


def is_emptied(known: Iterable[Known], found: Iterable[Found], now: datetime) -> bool:
    """Whether nearly all that is to come is gone at once, as when a calendar was emptied by mistake."""
    before = sum(1 for one in known if one.ends > now and not one.off)
    after = sum(1 for one in found if one.span.end > now)
    return before >= SOME and after * 10 < before
