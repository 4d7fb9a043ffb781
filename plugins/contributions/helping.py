"""Helping once, without an account: a first name on a task's page, and done. The name goes two weeks after the task."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.guests import guest_promise
from plugins.contributions.models import Promise, Task
from plugins.contributions.promising import let_go_of, locked_task, take_place, take_up, take_up_again

CODE_LENGTH: Final = 12
"""Letters and digits in the address of one's own page: nobody guesses sixty bits."""
TWICE: Final = timedelta(minutes=1)
"""Within it the same name on the same task is a second press of the same button."""


@transactional
def help_once(actor: Actor, task_key: str, name: str, reach: str = "") -> str:
    """Promise one place of a task with a first name; the code of one's own page.

    `reach` is a phone number or an e-mail address for a question, never required. Raises Refusal (field `name` or
    `reach`, or none when it is full or over), NotFound.
    """
    return _help(actor, locked_task(task_key), guest_promise(name, reach))


@transactional
def help_with_need(actor: Actor, house_id: int, ref: Ref, mark: str, who: tuple[str, str]) -> str:
    """The same for what a thing needs and nobody took up yet; `who` is name and reach. Raises as `help_once` does."""
    promise = guest_promise(*who)
    return _help(actor, take_up(actor, house_id, ref, mark), promise)


@transactional
def let_go(actor: Actor, code: str) -> None:
    """Not after all, by the code. No reason asked; twice is once. Raises NotFound, Refusal when it is done already."""
    let_go_of(actor, _open(code))


@transactional
def come_back(actor: Actor, code: str) -> None:
    """After all, by the code. Raises NotFound, Refusal when there is no place any more."""
    take_up_again(actor, _open(code))


def with_code(code: str) -> Promise:
    """The promise with this code. Raises NotFound, also once its name is gone."""
    promise = db.session.scalar(sa.select(Promise).where(Promise.guest_code == code)) if code else None
    if promise is None or promise.task is None:
        raise NotFound(_("This page is no longer there. Thank you for helping!"))
    return promise


def task_key(code: str) -> str:
    """The public id of the task that this code is about. Raises NotFound."""
    promise = with_code(code)
    return promise.task.public_id if promise.task else ""


def _help(actor: Actor, task: Task, promise: Promise) -> str:
    again = db.session.scalar(
        sa.select(Promise.guest_code).where(
            Promise.task_id == task.id,
            Promise.guest_name == promise.guest_name,
            Promise.guest_contact == promise.guest_contact,
            Promise.withdrawn_at.is_(None),
            Promise.promised_at > now() - TWICE,
            Promise.guest_code.is_not(None),
        )
    )
    if again is not None:
        return again
    promise.guest_code = new_public_id(CODE_LENGTH)
    take_place(actor, task, None, promise)
    return promise.guest_code


def _open(code: str) -> Promise:
    """The promise, with its task locked, as it is now."""
    promise = with_code(code)
    if promise.task is not None:
        locked_task(promise.task.public_id)
    db.session.refresh(promise)
    if promise.task is None or promise.task.closed_at is not None:
        raise Refusal(_("This task is no longer needed. Thank you for wanting to help."))
    return promise
