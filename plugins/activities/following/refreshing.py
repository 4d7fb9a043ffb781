"""Read followed calendars again: every hour, less often when that fails. What we know stays until we know better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.calendar.entry import Status
from app.calendar.importing.fetching import Marks
from app.calendar.importing.reading import Found, Reading
from app.calendar.importing.refusing import Unusable
from app.clock import now
from app.db import db, transactional
from app.refs import new_public_id, new_uid
from plugins.activities.following import telling
from plugins.activities.following.comparing import Known, compare, is_emptied
from plugins.activities.following.looking import Seen, look
from plugins.activities.following.models import Followed, Source

REST: Final = timedelta(minutes=50)
"""Between two readings at least; the job comes by every hour."""
LONGEST_REST: Final = timedelta(hours=24)
WHOLE: Final = timedelta(hours=24)
"""So often at least a calendar is read from beginning to end: what is told as unchanged may have come nearer."""
PATIENCE: Final = 3
"""After so many failures in a row its keeper hears of it; one is nothing, with the internet."""
EMPTIED: Final = "emptied"
"""A problem of our own: nearly everything is gone at once. We keep what we have, and ask."""


def refresh_due() -> None:
    """Read every calendar that is due, one after another; one that takes long or is broken harms no other."""
    due = sa.select(Source.public_id).where(
        Source.due_at <= now(), Source.paused_at.is_(None), Source.ended_at.is_(None)
    )
    for key in db.session.scalars(due.order_by(Source.due_at, Source.id)).all():
        refresh(key)


def refresh(key: str) -> None:
    """Read one calendar now, and take over what changed, or write down why that cannot be."""
    wanted = _begin(key)
    if wanted is None:
        return
    try:
        seen = look(wanted.url, wanted.zone, wanted.marks)
    except Unusable as problem:
        _failed(key, wanted.url, problem.why)
    else:
        _succeeded(key, wanted.url, seen)


@dataclass(frozen=True, slots=True)
class _Wanted:
    url: str
    zone: ZoneInfo
    marks: Marks | None


@transactional
def _begin(key: str) -> _Wanted | None:
    """What to look at. It is due again only later, so that what breaks us breaks the others' turn once."""
    source = db.session.scalar(sa.select(Source).where(Source.public_id == key).with_for_update(of=Source.__table__))
    if source is None or source.ended_at or source.paused_at:
        return None
    source.due_at = now() + REST
    return _Wanted(source.url, source.zone, _marks(source))


@transactional
def _succeeded(key: str, url: str, seen: Seen) -> None:
    source = _still_followed(key, url)
    if source is None:
        return
    if seen.reading is None:
        _is_well(source)
    elif is_emptied(_known(source), seen.reading.dates, now()):
        _suspect(source)
    else:
        take_over(source, seen.reading, seen.marks)


@transactional
def _failed(key: str, url: str, why: str) -> None:
    source = _still_followed(key, url)
    if source is None:
        return
    source.failures += 1
    source.problem = why
    source.due_at = now() + min(REST * 2 ** min(source.failures, 10), LONGEST_REST)
    if source.failures >= PATIENCE and source.told_at is None:
        source.told_at = now()
        telling.tell_keeper(source, telling.BROKEN)


def take_over(source: Source, reading: Reading, marks: Marks) -> None:
    """Make what we have what is there. Call it in a transaction."""
    changes = compare(_known(source), reading.dates, now())
    rows = {row.id: row for row in db.session.scalars(sa.select(Followed).where(Followed.source_id == source.id))}
    for known_id in changes.retired:
        rows[known_id].key = f"over/{known_id}"
    db.session.flush()  # their keys are free before others get them
    for known_id, found in changes.same:
        _update(rows[known_id], found)
    for found in changes.new:
        db.session.add(_new(source, found))
    for known_id in changes.gone:
        _is_gone(rows[known_id])
    source.etag, source.modified, source.read_at = marks.etag, marks.modified, now()
    _is_well(source)


def _is_well(source: Source) -> None:
    if source.problem:
        telling.take_back(source)
    source.good_at, source.due_at = now(), now() + REST
    source.failures, source.problem, source.told_at = 0, "", None


def _suspect(source: Source) -> None:
    """Keep what we have, and ask whether it is meant so."""
    if source.problem != EMPTIED:
        source.problem, source.told_at = EMPTIED, now()
        telling.tell_keeper(source, telling.EMPTIED)
    source.etag, source.modified, source.failures, source.due_at = "", "", 0, now() + REST


def _still_followed(key: str, url: str) -> Source | None:
    """The calendar, locked, unless it changed while we were looking."""
    source = db.session.scalar(sa.select(Source).where(Source.public_id == key).with_for_update(of=Source.__table__))
    return None if source is None or source.url != url or source.ended_at or source.paused_at else source


def _marks(source: Source) -> Marks | None:
    """What to ask for news with; nothing where it is to be read as a whole."""
    whole = source.read_at is None or source.read_at + WHOLE <= now() or source.problem
    return None if whole else Marks(source.etag, source.modified)


def _known(source: Source) -> Sequence[Known]:
    rows = db.session.execute(
        sa.select(
            Followed.id,
            Followed.key,
            Followed.starts,
            Followed.ends,
            Followed.title,
            Followed.cancelled_at.is_not(None),
        ).where(Followed.source_id == source.id)
    )
    return [Known(*row) for row in rows]


def _new(source: Source, found: Found) -> Followed:
    row = Followed(
        public_id=new_public_id(),
        source_id=source.id,
        uid=new_uid(),
        sequence=0,
        created_at=now(),
        changed_at=now(),
        **_values(found),
    )
    row.cancelled_at = now() if found.status is Status.CANCELLED else None
    return row


def _update(row: Followed, found: Found) -> None:
    """Take over what changed, if anything did; a calendar hears of another time, place or status by the sequence."""
    values, off = _values(found), found.status is Status.CANCELLED
    differs = {name for name, value in values.items() if getattr(row, name) != value}
    turned = off != row.is_cancelled or (row.gone and off)
    for name in differs:
        setattr(row, name, values[name])
    if turned:
        row.cancelled_at, row.gone = now() if off else None, False
    if turned or differs & {"starts", "ends", "place", "tentative"}:
        row.sequence += 1
    if turned or differs - {"key"}:
        row.changed_at = now()


def _is_gone(row: Followed) -> None:
    row.cancelled_at, row.gone, row.changed_at = now(), True, now()
    row.sequence += 1


def _values(found: Found) -> dict[str, object]:
    return {
        "key": found.key,
        "starts": found.span.start,
        "ends": found.span.end,
        "title": found.title,
        "about": found.words,
        "place": found.place,
        "link": found.link,
        "tentative": found.status is Status.TENTATIVE,
    }
