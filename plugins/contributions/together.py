"""Done together, and told afterwards: "we did it" for all who promised, "I did something" for what nobody asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import events, journal
from app.actors import Actor, Channel
from app.clock import now
from app.db import db, transactional
from app.people import roles
from app.places.models import House
from app.refusals import NotAllowed, NotFound
from plugins.contributions import promising
from plugins.contributions.models import Promise, Task


@transactional
def mark_all_done(actor: Actor, task_key: str) -> None:
    """Say that a task is done, for everybody who promised it. For one of them, and for hosts. Raises NotFound."""
    task, promises = _ours(actor, task_key)
    open_ones = [promise for promise in promises if promise.done_at is None]
    moment = now()
    for promise in open_ones:
        promise.done_at = promise.changed_at = moment
        events.say(events.PromiseDone(ref=promise.thing, house_id=promise.house_id, person_id=promise.person_id))
    if open_ones:
        journal.note(actor, "contributions.task.done", task.thing, task.title)


@transactional
def undo_all_done(actor: Actor, task_key: str) -> None:
    """Not done after all: takes back those that were marked last, at one and the same moment. Raises NotFound."""
    task, promises = _ours(actor, task_key)
    last = max((promise.done_at for promise in promises if promise.done_at), default=None)
    if last is None:
        return
    for promise in promises:
        if promise.done_at == last:
            promise.done_at, promise.changed_at = None, now()
    journal.note(actor, "contributions.task.undone", task.thing, task.title)


@transactional
def tell_done(actor: Actor, house_id: int, words: str, guest: str = "") -> str:
    """Tell what one did that was on no list, in one's own words; the public id of a promise that is done already.

    With `guest` a host tells what somebody without an account did. Raises Refusal (field `words`), NotFound,
    NotAllowed.
    """
    if db.session.get(House, house_id) is None:
        raise NotFound(_("There is no such house."))
    guest = guest.strip()[:60]
    if guest and not roles.may(actor, house_id, "host"):
        raise NotAllowed(_("Only a host of this house can do this."))
    person_id = None if guest else promising.somebody(actor)
    acting = replace(actor, channel=Channel.DESK) if guest else actor
    promise = Promise(house_id=house_id, person_id=person_id, guest_name=guest, words=promising.own_words(words))
    promising.keep(promise, acting.channel)
    promise.done_at = promise.promised_at
    journal.note(acting, "contributions.promise.told", promise.thing)
    events.say(events.PromiseDone(ref=promise.thing, house_id=house_id, person_id=person_id))
    return promise.public_id


@transactional
def take_back_told(actor: Actor, key: str) -> None:
    """It was told by mistake. Raises NotFound for what is not theirs, or was not told afterwards."""
    promise = promising.promise_for(actor, key)
    if not promise.told:
        raise NotFound(_("We cannot find this promise."))
    if promise.withdrawn_at is None:
        promise.withdrawn_at = promise.changed_at = now()
        journal.note(actor, "contributions.promise.withdrawn", promise.thing)


def was_together(promise: Promise) -> bool:
    """Whether a promise was marked done in one moment with others of its task."""
    if promise.task_id is None or promise.done_at is None:
        return False
    same = sa.select(sa.func.count()).where(
        Promise.task_id == promise.task_id, Promise.withdrawn_at.is_(None), Promise.done_at == promise.done_at
    )
    return (db.session.scalar(same) or 0) > 1


def shared_tasks(promises: Iterable[Promise]) -> set[int]:
    """Of the tasks of these promises, those that several still have to do: they can be done together. One query."""
    task_ids = {promise.task_id for promise in promises if promise.task_id is not None}
    if not task_ids:
        return set()
    rows = db.session.scalars(
        sa.select(Promise.task_id)
        .where(Promise.task_id.in_(task_ids), Promise.withdrawn_at.is_(None), Promise.done_at.is_(None))
        .group_by(Promise.task_id)
        .having(sa.func.count() > 1)
    )
    return {task_id for task_id in rows if task_id is not None}


def _ours(actor: Actor, task_key: str) -> tuple[Task, Sequence[Promise]]:
    """A task that the actor promised, or that is of a house where they are a host, with what was promised of it."""
    task = db.session.scalar(sa.select(Task).where(Task.public_id == task_key).with_for_update(of=Task))
    if task is None:
        raise NotFound(_("There is no such task."))
    promises = db.session.scalars(
        sa.select(Promise)
        .where(Promise.task_id == task.id, Promise.withdrawn_at.is_(None))
        .order_by(Promise.id)
        .execution_options(populate_existing=True)
    ).all()
    mine = actor.subject is not None and any(promise.person_id == actor.subject for promise in promises)
    if not mine and not roles.may(actor, task.house_id, "host"):
        raise NotFound(_("We cannot find this promise."))
    return task, promises
