"""A task is off, or at another time: its promises follow, and who promised is told. Inside a transaction."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import events, notices
from app.actors import Actor
from app.clock import Span, now
from app.db import db
from app.notices import Recipient, kinds
from plugins.contributions.models import Promise, Task

LET_GO = "promise.let_go"
MOVED = "promise.moved"
BACK = "promise.back"

kinds.register(
    LET_GO,
    subject=_("No longer needed: %(title)s"),
    template="contributions/mail/let_go.txt",
    spoken="contributions/mail/let_go_spoken.txt",
)
kinds.register(
    MOVED,
    subject=_("Another time: %(title)s"),
    template="contributions/mail/moved.txt",
    spoken="contributions/mail/moved_spoken.txt",
)
kinds.register(
    BACK,
    subject=_("On again: %(title)s"),
    template="contributions/mail/back.txt",
    spoken="contributions/mail/back_spoken.txt",
)


def let_go(task: Task) -> None:
    """Close a task. Promises that are not done yet end, and their people are told. What was done stays."""
    ended = end(task, now())
    with notices.changing(Actor.job(), task.starts):
        for promise in ended:
            _tell(promise, LET_GO, {"title": task.title, "starts": task.starts})


def end(task: Task, moment: datetime) -> list[Promise]:
    """Close a task as of `moment`, and tell nobody: the promises that ended with it."""
    ended = open_promises(task)
    for promise in ended:
        promise.withdrawn_at = promise.changed_at = moment
        promise.sequence += 1
        say_withdrawn(promise)
    task.closed_at = task.changed_at = moment
    task.sequence += 1
    return ended


def take_back(task: Task) -> None:
    """Open a closed task again, with the promises that ended because it was closed. Who heard of that hears of this."""
    for promise in begin_again(task):
        if not notices.withdraw(promise.thing, LET_GO):
            _tell(promise, BACK, {"title": task.title, "starts": task.starts})


def begin_again(task: Task) -> list[Promise]:
    """Open a closed task again, and tell nobody: the promises that are back with it."""
    ended = sa.select(Promise).where(
        Promise.task_id == task.id, Promise.withdrawn_at == task.closed_at, Promise.done_at.is_(None)
    )
    back = list(db.session.scalars(ended))
    for promise in back:
        promise.withdrawn_at, promise.changed_at = None, now()
        promise.sequence += 1
        say_made(promise)
    task.closed_at, task.closed_with_need, task.changed_at = None, False, now()
    task.sequence += 1
    return back


def move(task: Task, starts: datetime | None) -> None:
    """Give a task the new moment of the thing that needs it, and tell who promised."""
    if task.starts == starts:
        return
    was, task.starts, task.changed_at = task.starts, starts, now()
    task.sequence += 1
    tell_moved(task, was)


def tell_moved(task: Task, was: datetime | None) -> None:
    """Tell who promised a task that it is at another time than it `was`."""
    span = None
    if task.starts is not None:
        span = Span(task.starts, task.ends or task.starts + timedelta(minutes=task.minutes))
    with notices.changing(Actor.job(), was, task.starts):
        for promise in open_promises(task):
            notices.withdraw(promise.thing, MOVED)
            _tell(promise, MOVED, {"title": task.title, "span": span, "moment": task.ends is None})


def say_made(promise: Promise) -> None:
    """Say that something is promised; whose need it is can act on it."""
    events.say(events.PromiseMade(**_about(promise)))


def say_withdrawn(promise: Promise) -> None:
    """Say that a promise is off."""
    events.say(events.PromiseWithdrawn(**_about(promise)))


def _about(promise: Promise) -> dict[str, Any]:
    task = promise.task
    need, mark = (task.ref, task.mark) if task else (None, "")
    return {
        "ref": promise.thing,
        "house_id": promise.house_id,
        "person_id": promise.person_id,
        "need": need,
        "mark": mark if need else "",
    }


def open_promises(task: Task) -> list[Promise]:
    """The promises of a task that are not done yet."""
    return list(
        db.session.scalars(
            sa.select(Promise)
            .where(Promise.task_id == task.id, Promise.withdrawn_at.is_(None), Promise.done_at.is_(None))
            .order_by(Promise.id)
        )
    )


def recipient_of(promise: Promise) -> Recipient | None:
    """Whom to tell about a promise; None for somebody who is forgotten."""
    if promise.person_id is not None:
        return Recipient(person_id=promise.person_id)
    if not promise.guest_name:
        return None
    contact = promise.guest_contact
    by_mail = "@" in contact
    return Recipient(name=promise.guest_name, email=contact if by_mail else "", phone="" if by_mail else contact[:30])


def _tell(promise: Promise, kind: str, params: dict[str, object]) -> None:
    recipient = recipient_of(promise)
    if recipient is not None:
        notices.send(recipient, kind, params, ref=promise.thing, house_id=promise.house_id)
