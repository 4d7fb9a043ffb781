"""One person's own promises and thanks, for themselves alone: their page, their calendar, their data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.calendar.entry import MY_TASKS, Entry, EntryQuery, Status, Visibility
from app.clock import Span, now
from app.db import db
from app.refs import Ref
from plugins.contributions.models import Promise, Task, Thanks
from plugins.contributions.workday.showing import is_job

SHOWN_AFTER: Final = timedelta(days=30)
"""How long what is done, and a thank-you, stays on somebody's page."""


def open_promises(person_id: int) -> Sequence[Promise]:
    """What somebody promised and did not do yet, soonest first, whenever last."""
    return db.session.scalars(
        sa.select(Promise)
        .outerjoin(Task, Task.id == Promise.task_id)
        .where(Promise.person_id == person_id, Promise.withdrawn_at.is_(None), Promise.done_at.is_(None))
        .order_by(Task.starts.is_(None), Task.starts, Promise.id)
    ).all()


def promises_after(thing: Ref, person_id: int) -> Sequence[Promise]:
    """What somebody promised after they booked `thing`."""
    return db.session.scalars(
        sa.select(Promise)
        .where(Promise.person_id == person_id, Promise.ref == str(thing), Promise.withdrawn_at.is_(None))
        .order_by(Promise.id)
    ).all()


def done_lately(person_id: int) -> Sequence[Promise]:
    """What somebody did in the last month."""
    return db.session.scalars(
        sa.select(Promise)
        .where(Promise.person_id == person_id, Promise.withdrawn_at.is_(None), Promise.done_at > now() - SHOWN_AFTER)
        .order_by(Promise.done_at.desc(), Promise.id)
    ).all()


def thanks_for(person_id: int) -> Sequence[Thanks]:
    """Thanks that somebody got in the last month, and those that they show."""
    return db.session.scalars(
        sa.select(Thanks)
        .where(Thanks.to_person_id == person_id)
        .where(sa.or_(Thanks.at > now() - SHOWN_AFTER, Thanks.public_at.is_not(None)))
        .order_by(Thanks.at.desc(), Thanks.id.desc())
    ).all()


def entries(query: EntryQuery) -> list[Entry]:
    """Somebody's own promises at a moment or on a work day, for their own calendar. They are in nobody else's."""
    if query.person_id is None or query.space_id or query.group_id or query.theme or query.organiser:
        return []
    wanted = (
        sa.select(Promise)
        .join(Task, Task.id == Promise.task_id)
        .where(Promise.person_id == query.person_id, Task.starts < query.window.end)
        .where(sa.or_(Task.ends.is_(None), is_job()))
        .where(Task.starts >= query.window.start - timedelta(days=1))  # a task is a day at most
        .order_by(Task.starts, Promise.id)
    )
    if query.house_id is not None:
        wanted = wanted.where(Promise.house_id == query.house_id)
    if not query.with_cancelled:
        wanted = wanted.where(Promise.withdrawn_at.is_(None))
    if query.ref not in (None, MY_TASKS):
        wanted = wanted.where(Promise.public_id == (query.ref.key if _is_promise(query.ref) else ""))
    found = (_entry(promise) for promise in db.session.scalars(wanted))
    return [entry for entry in found if entry is not None and entry.span.overlaps(query.window)]


def export(person_id: int) -> Mapping[str, Any]:
    """All that we keep of somebody: their promises, and the thanks that they got and gave. Nothing added up."""
    promises = db.session.scalars(sa.select(Promise).where(Promise.person_id == person_id).order_by(Promise.id))
    got = db.session.scalars(sa.select(Thanks).where(Thanks.to_person_id == person_id).order_by(Thanks.id))
    gave = db.session.scalars(sa.select(Thanks).where(Thanks.from_person_id == person_id).order_by(Thanks.id))
    return {
        "promises": [_exported(promise) for promise in promises],
        "thanks_received": [
            {
                "for": one.promise.title,
                "words": one.words,
                "drawing": one.drawing or None,
                "at": _moment(one.at),
                "shown": one.public_at is not None,
            }
            for one in got
        ],
        "thanks_given": [{"words": one.words, "drawing": one.drawing or None, "at": _moment(one.at)} for one in gave],
    }


def own_among(refs: Iterable[Ref], person_id: int | None) -> list[Promise]:
    """Of these references, the reader's own promises."""
    keys = [ref.key for ref in refs if _is_promise(ref)]
    if person_id is None or not keys:
        return []
    return list(
        db.session.scalars(sa.select(Promise).where(Promise.public_id.in_(keys), Promise.person_id == person_id))
    )


def _entry(promise: Promise) -> Entry | None:
    task = promise.task
    if task is None or task.starts is None:
        return None
    cancelled = promise.withdrawn_at is not None
    return Entry(
        ref=promise.thing,
        uid=f"promise-{promise.public_id}@wij",
        span=Span(task.starts, task.ends or task.starts + timedelta(minutes=task.minutes)),
        zone=promise.house.zone,
        title=task.title,
        status=Status.CANCELLED if cancelled else Status.CONFIRMED,
        visibility=Visibility.HIDDEN,
        sequence=task.sequence + promise.sequence,
        created=promise.promised_at,
        modified=max(promise.changed_at, task.changed_at),
        house_id=promise.house_id,
        place=promise.house.name,
        location=", ".join(filter(None, (promise.house.name, promise.house.address))),
        description=task.words,
        url=task.path,
        mine=True,
    )


def _is_promise(ref: Ref) -> bool:
    return (ref.owner, ref.kind) == ("contributions", "promise")


def _exported(promise: Promise) -> dict[str, Any]:
    task = promise.task
    return {
        "task": task.title if task else None,
        "own_words": promise.words or None,
        "starts": _moment(task.starts if task else None),
        "after_booking": promise.ref,
        "channel": promise.channel,
        "promised": _moment(promise.promised_at),
        "done": _moment(promise.done_at),
        "taken_back": _moment(promise.withdrawn_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
