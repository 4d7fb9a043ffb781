"""Promising, taking back, doing. Places are counted under a lock, so that none is promised twice."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import events, journal
from app.actors import Actor, Channel
from app.clock import now
from app.db import db, transactional
from app.people import roles
from app.places.models import House
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.asked import asked_by_task, mark_of
from plugins.contributions.asking import can_do, find_need, taken_places, task_of_need
from plugins.contributions.guests import guest_promise
from plugins.contributions.letting_go import say_made, say_withdrawn
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota import covering
from plugins.contributions.rota.holds import make_way
from plugins.contributions.things import own_thing

OWN_LONGEST = 300
"""Characters of one's own words."""


@transactional
def promise_task(actor: Actor, task_key: str, returns: Ref | None = None) -> str:
    """Promise one place of a task; the promise's public id. `returns` is the thing it comes after, the promiser's own.

    To promise a second time changes nothing. Raises Refusal when it is full or over, NotFound, NotAllowed.
    """
    person_id = somebody(actor)
    return take_place(actor, locked_task(task_key), returns, Promise(person_id=person_id))


@transactional
def promise_need(actor: Actor, house_id: int, ref: Ref, mark: str, returns: Ref | None = None) -> str:
    """Promise what the thing `ref` needs: the need becomes a task of the house. Raises as `promise_task` does."""
    person_id = somebody(actor)
    return take_place(actor, take_up(actor, house_id, ref, mark), returns, Promise(person_id=person_id))


@transactional
def promise_for_guest(actor: Actor, task_key: str, name: str, contact: str = "") -> str:
    """At the desk: a host promises for somebody without an account. Raises Refusal (`name`, `reach`), NotAllowed."""
    task = locked_task(task_key)
    if not roles.may(actor, task.house_id, "host"):
        raise NotAllowed(_("Only a host of this house can do this."))
    return take_place(actor, task, None, guest_promise(name, contact))


@transactional
def promise_own(actor: Actor, house_id: int, words: str, returns: Ref | None = None) -> str:
    """Promise something of one's own, in one's own words. Raises Refusal (field `words`), NotFound, NotAllowed."""
    person_id = somebody(actor)
    words = own_words(words)
    if db.session.get(House, house_id) is None:
        raise NotFound(_("There is no such house."))
    return _add(actor, Promise(person_id=person_id, words=words, house_id=house_id), returns)


@transactional
def withdraw(actor: Actor, key: str) -> None:
    """Take a promise back. No reason asked; the place is free again. Raises Refusal when it is done already."""
    let_go_of(actor, promise_for(actor, key))


@transactional
def restore(actor: Actor, key: str) -> None:
    """Promise again what was taken back, if there is still a place. Raises Refusal when there is none."""
    take_up_again(actor, promise_for(actor, key))


@transactional
def mark_done(actor: Actor, key: str) -> None:
    """Say that it is done. Raises Refusal for a promise that was taken back."""
    promise = promise_for(actor, key)
    if promise.withdrawn_at is not None:
        raise Refusal(_("This promise was taken back."))
    if promise.done_at is None:
        promise.done_at = promise.changed_at = now()
        journal.note(actor, "contributions.promise.done", promise.thing, _label(promise))
        events.say(events.PromiseDone(ref=promise.thing, house_id=promise.house_id, person_id=promise.person_id))


@transactional
def undo_done(actor: Actor, key: str) -> None:
    """Say that it is not done after all."""
    promise = promise_for(actor, key)
    if promise.done_at is not None:
        promise.done_at, promise.changed_at = None, now()
        journal.note(actor, "contributions.promise.undone", promise.thing, _label(promise))


def promise_for(actor: Actor, key: str) -> Promise:
    """A promise that `actor` may change: their own, or any in a house where they are a host. Raises NotFound."""
    promise = db.session.scalar(sa.select(Promise).where(Promise.public_id == key))
    if promise is None or not (_is_own(actor, promise) or roles.may(actor, promise.house_id, "host")):
        raise NotFound(_("We cannot find this promise."))
    return promise


def let_go_of(actor: Actor, promise: Promise) -> None:
    """Take back a promise that `actor` may change. Part of a transaction. Raises Refusal when it is done already."""
    if promise.done_at is not None:
        raise Refusal(_("This is done already. Thank you!"))
    if promise.withdrawn_at is None:
        _change(promise)
        promise.withdrawn_at = now()
        journal.note(actor, "contributions.promise.withdrawn", promise.thing, _label(promise))
        db.session.flush()
        say_withdrawn(promise)
        covering.seek(promise)


def take_up_again(actor: Actor, promise: Promise) -> None:
    """Promise again what `actor` may change. Part of a transaction. Raises Refusal when there is no place."""
    if promise.withdrawn_at is None:
        return
    if promise.task is not None:
        task = locked_task(promise.task.public_id)
        if own_promise(task, promise.person_id) is not None:
            return
        covering.take_back(promise)
        _refuse_without_place(task, promise.person_id)
    _change(promise)
    promise.withdrawn_at = None
    say_made(promise)
    journal.note(actor, "contributions.promise.made", promise.thing, _label(promise))


def _is_own(actor: Actor, promise: Promise) -> bool:
    return actor.subject is not None and promise.person_id == actor.subject


def own_words(words: str) -> str:
    """Somebody's own words for what they do, trimmed. Raises Refusal (field `words`) for none, or too many."""
    words = words.strip()
    if not words:
        raise Refusal(_("Tell us in a few words what you would like to do."), field="words")
    if len(words) > OWN_LONGEST:
        raise Refusal(_("That is too long. Use at most 300 characters."), field="words")
    return words


def somebody(actor: Actor) -> int:
    """The one who promises. Raises NotAllowed for a guest."""
    if actor.subject is None:
        raise NotAllowed(_("Sign in first, or call the desk. Then we write it down for you."))
    return actor.subject


def locked_task(task_key: str) -> Task:
    """The task, with its row locked until the end of the transaction (SQLite locks the whole file anyway)."""
    task = db.session.scalar(
        sa.select(Task)
        .where(Task.public_id == task_key)
        .with_for_update(of=Task)
        .execution_options(populate_existing=True)
    )
    if task is None:
        raise NotFound(_("There is no such task."))
    return task


def take_up(actor: Actor, house_id: int, ref: Ref, mark: str) -> Task:
    """The task that stands for a need, made now if it is not there yet. The house's row keeps two from making it."""
    db.session.execute(sa.select(House.id).where(House.id == house_id).with_for_update(key_share=True))
    found = task_of_need(ref, mark)
    if found is not None:
        return locked_task(found.public_id)
    need = find_need(house_id, ref, mark).need
    task = Task(
        public_id=new_public_id(),
        house_id=house_id,
        title=need.title[:100],
        minutes=need.minutes,
        places=need.places,
        starts=need.at,
        roles=",".join(need.roles),
        ref=str(ref),
        mark=mark_of(need),
        made_by_id=actor.subject,
        made_at=now(),
        changed_at=now(),
    )
    db.session.add(task)
    db.session.flush()
    return task


def take_place(actor: Actor, task: Task, returns: Ref | None, promise: Promise) -> str:
    """Give `promise` a place of a locked task; its public id, or that of the one they made before."""
    already = own_promise(task, promise.person_id)
    if already is not None:
        return already.public_id
    make_way(task.id, promise.person_id)
    _refuse_without_place(task, promise.person_id)
    promise.task_id, promise.house_id = task.id, task.house_id
    return _add(actor, promise, returns, task.title)


def _refuse_without_place(task: Task, person_id: int | None) -> None:
    asked = asked_by_task(task, taken_places([task.id]).get(task.id, 0))
    if not can_do(asked, person_id):
        raise NotAllowed(_("This is for neighbours with a role in the house, such as a key holder."))
    if asked.closed or asked.over(now()):
        raise Refusal(_("This task is no longer needed. Thank you for wanting to help."))
    if not asked.left:
        raise Refusal(_("All places of this task are taken just now. Maybe another one suits you."))


def promise_quietly(task: Task, person_id: int) -> None:
    """A place that follows from what somebody said before ("each Tuesday"), or from changing dates. In a transaction.

    The caller made sure that there is a place. To promise a second time changes nothing.
    """
    if own_promise(task, person_id) is None:
        promise = Promise(task_id=task.id, house_id=task.house_id, person_id=person_id)
        keep(promise, Channel.JOB)


def own_promise(task: Task, person_id: int | None) -> Promise | None:
    """Somebody's promise of this task, unless they took it back."""
    if person_id is None:
        return None
    return db.session.scalar(
        sa.select(Promise).where(
            Promise.task_id == task.id, Promise.person_id == person_id, Promise.withdrawn_at.is_(None)
        )
    )


def _add(actor: Actor, promise: Promise, returns: Ref | None, label: str = "") -> str:
    if returns is not None:
        own_thing(returns, promise.person_id)  # nobody hangs a promise on another's booking
        promise.ref = str(returns)
    keep(promise, actor.channel)
    journal.note(actor, "contributions.promise.made", promise.thing, label)
    return promise.public_id


def keep(promise: Promise, channel: Channel) -> None:
    """Write a new promise down, made now, and say that it was. Inside a transaction."""
    promise.public_id = new_public_id()
    promise.channel = str(channel)
    promise.promised_at = promise.changed_at = now()
    db.session.add(promise)
    db.session.flush()
    say_made(promise)


def _change(promise: Promise) -> None:
    promise.changed_at = now()
    promise.sequence += 1


def _label(promise: Promise) -> str:
    """What the log shows: the task's title. Somebody's own words stay out of it."""
    return promise.task.title if promise.task else ""
