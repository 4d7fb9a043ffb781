"""Somebody cannot come: exactly those concerned hear it, and stand-ins are asked, one after another."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.refs import new_public_id
from plugins.contributions.asking import taken_places
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota import telling
from plugins.contributions.rota.holds import end, open_covers
from plugins.contributions.rota.models import Cover, Rota, RotaDate, StandIn
from plugins.contributions.rota.patience import is_late, kept_until


def seek(promise: Promise) -> None:
    """After a promise was taken back: look for somebody else, if it was of a date of a rota. Part of a transaction."""
    date = db.session.get(RotaDate, promise.task_id) if promise.task_id is not None else None
    task = promise.task
    if date is None or task is None or task.starts is None or task.closed_at is not None or task.starts <= now():
        return
    if is_late(now(), task.starts):
        telling.one_fewer(task, promise)
    _ask_next(date.rota, task, besides=promise.person_id)


def take_back(promise: Promise) -> None:
    """Who could not come can after all: whoever was asked last need not answer. Part of a transaction."""
    if promise.task_id is not None:
        telling.back_again(promise)
        end(open_covers(promise.task_id)[-1:])


@transactional
def sweep() -> None:
    """Ask the next one where nobody answered in time; forget the questions about what is over. The job's work."""
    lapsed = db.session.scalars(
        sa.select(Cover)
        .where(Cover.answered_at.is_(None), Cover.until <= now())
        .order_by(Cover.id)
        .with_for_update(of=Cover)
    ).all()
    end(lapsed)
    go_on(lapsed)
    over = sa.select(Task.id).where(Task.id == Cover.task_id, Task.starts <= now())
    db.session.execute(sa.delete(Cover).where(sa.exists(over)), execution_options={"synchronize_session": False})


def go_on(covers: Iterable[Cover]) -> None:
    """After an answer that was no yes: ask the next, where there is still a place to fill."""
    for cover in covers:
        date = db.session.get_one(RotaDate, cover.task_id)
        _ask_next(date.rota, cover.task, besides=None)


def _ask_next(rota: Rota, task: Task, besides: int | None) -> None:
    """Ask the stand-in who was not asked for longest; when there is none left, the hosts hear that a place is free."""
    if task.starts is None or task.closed_at is not None or task.starts <= now():
        return
    if taken_places([task.id]).get(task.id, 0) >= task.places:
        return
    until = kept_until(now(), task.starts)
    next_one = _next_stand_in(rota, task, besides) if until is not None else None
    if until is None or next_one is None:
        if is_late(now(), task.starts):
            telling.still_open(task)
        return
    next_one.asked_at = now()
    cover = Cover(
        public_id=new_public_id(), task_id=task.id, person_id=next_one.person_id, asked_at=now(), until=until, task=task
    )
    db.session.add(cover)
    db.session.flush()
    telling.asked(cover)


def _next_stand_in(rota: Rota, task: Task, besides: int | None) -> StandIn | None:
    """Nobody who is there already, who just said that they cannot, or who was asked about this date before."""
    there = sa.select(Promise.person_id).where(
        Promise.task_id == task.id, Promise.withdrawn_at.is_(None), Promise.person_id.is_not(None)
    )
    asked = sa.select(Cover.person_id).where(Cover.task_id == task.id)
    query = (
        sa.select(StandIn)
        .where(
            StandIn.rota_id == rota.id,
            StandIn.person_id.not_in(there),
            StandIn.person_id.not_in(asked),
            StandIn.person_id != (besides or 0),
        )
        .order_by(StandIn.asked_at.is_not(None), StandIn.asked_at, StandIn.person_id)
        .limit(1)
        .with_for_update()
    )
    return db.session.scalar(query)
