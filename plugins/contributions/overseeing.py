"""What hosts see: the house's tasks with who said yes, so that they can help. Never sorted or counted by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.people.models import Person
from plugins.contributions.asked import Asked
from plugins.contributions.asking import with_places
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota.showing import near_enough
from plugins.contributions.workday.showing import no_job

LATELY: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Said:
    """A promise, with what a host calls its person; "" for somebody who is forgotten: what they did is not told."""

    promise: Promise
    name: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What still has to be done, with its promises; what people thought of themselves; what was done lately."""

    tasks: Sequence[tuple[Asked, Sequence[Said]]]
    own: Sequence[Said]
    done: Sequence[Said]


def overview(house_id: int) -> Overview:
    """The house's tasks, soonest first, whenever last. For hosts of this house alone."""
    said = _said(house_id)
    to_do = [one for one in said if one.promise.done_at is None]
    tasks = [
        (asked, [one for one in to_do if one.promise.task_id == task_id])
        for task_id, asked in _tasks(house_id, now() - LATELY)
    ]
    return Overview(
        tasks=[(asked, promised) for asked, promised in tasks if asked.open(now()) or promised],
        own=[one for one in to_do if one.promise.task_id is None],
        done=[one for one in said if one.promise.done_at is not None and one.name],
    )


def _tasks(house_id: int, since: datetime) -> list[tuple[int, Asked]]:
    tasks = db.session.scalars(
        sa.select(Task)
        .where(Task.house_id == house_id, Task.closed_at.is_(None), near_enough(), sa.or_(no_job(), _somebody_helps()))
        .where(sa.or_(Task.starts.is_(None), sa.func.coalesce(Task.ends, Task.starts) > since))
        .order_by(Task.starts.is_(None), Task.starts, Task.title, Task.id)
    ).all()
    return [(task.id, asked) for task, asked in zip(tasks, with_places(tasks, None), strict=True)]


def _somebody_helps() -> sa.ColumnElement[bool]:
    """Of a work day only the jobs that somebody promised: its own page has all of them."""
    return sa.exists(sa.select(1).where(Promise.task_id == Task.id, Promise.withdrawn_at.is_(None)))


def _said(house_id: int) -> list[Said]:
    """The house's promises that are open or were done lately, in the order in which they were made."""
    rows = db.session.execute(
        sa.select(Promise, Person.name)
        .outerjoin(Person, Person.id == Promise.person_id)
        .where(Promise.house_id == house_id, Promise.withdrawn_at.is_(None))
        .where(sa.or_(Promise.done_at.is_(None), Promise.done_at > now() - LATELY))
        .order_by(Promise.id)
    )
    return [Said(promise, name or promise.guest_name) for promise, name in rows]
