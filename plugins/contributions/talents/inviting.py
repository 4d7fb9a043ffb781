"""A host asks people to help with a task: so many at a time as there are places. No costs nothing, and tells nobody."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal, notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.asked import asked_by_task
from plugins.contributions.asking import can_do, taken_places
from plugins.contributions.models import Task
from plugins.contributions.promising import promise_task
from plugins.contributions.talents import telling
from plugins.contributions.talents.finding import not_to_ask, open_invitations
from plugins.contributions.talents.models import Invitation
from plugins.contributions.talents.reading import told_hosts

PATIENCE: Final = timedelta(days=3)
"""So long we wait for an answer before somebody else is asked for the same place."""


@transactional
def invite(actor: Actor, task_key: str, talent_key: str) -> None:
    """Ask whoever wrote a line, through their own channel, whether they will help with a task.

    Raises Refusal when the task is full, over, or so many are asked as there are places; NotFound, NotAllowed.
    """
    task = _locked(actor, task_key)
    talent = next((one for one in told_hosts(task.house_id) if one.public_id == talent_key), None)
    asked = asked_by_task(task, taken_places([task.id]).get(task.id, 0))
    if talent is None or talent.person_id in not_to_ask(task) or not can_do(asked, talent.person_id):
        raise NotFound(_("This person cannot be asked just now."))
    if not asked.open(now()):
        raise Refusal(_("There is no place left to ask anybody for."))
    if asked.left <= len(open_invitations(task)):
        raise Refusal(_("Somebody was asked for each place. Wait for an answer, then you can ask the next one."))
    invitation = Invitation(
        public_id=new_public_id(),
        task_id=task.id,
        person_id=talent.person_id,
        asked_at=now(),
        until=_until(task, now()),
        task=task,
    )
    db.session.add(invitation)
    db.session.flush()
    journal.note(actor, "contributions.talent.asked", task.thing, task.title)
    telling.invited(invitation)


@transactional
def say_yes(actor: Actor, key: str) -> str:
    """Help with it; the promise's public id. Raises Refusal when it is full or over by now, NotFound."""
    invitation = _own(actor, key)
    promise = promise_task(actor, invitation.task.public_id)
    _end(invitation)
    return promise


@transactional
def say_no(actor: Actor, key: str) -> None:
    """Not this time. No reason asked, nobody told, and no line in a log. Raises NotFound."""
    _end(_own(actor, key))


def invitation_for(person_id: int | None, key: str) -> Invitation:
    """The question that was put to this person. Raises NotFound, also for another's."""
    invitation = db.session.scalar(sa.select(Invitation).where(Invitation.public_id == key))
    if invitation is None or invitation.person_id != person_id:
        raise NotFound(_("This question is over. Thank you!"))
    return invitation


def _until(task: Task, moment: datetime) -> datetime:
    last = task.ends or task.starts
    return min(moment + PATIENCE, last) if last is not None else moment + PATIENCE


def _own(actor: Actor, key: str) -> Invitation:
    invitation_for(actor.subject, key)
    locked = sa.select(Invitation).where(Invitation.public_id == key).with_for_update(of=Invitation)
    return db.session.scalars(locked.execution_options(populate_existing=True)).one()


def _end(invitation: Invitation) -> None:
    if invitation.answered_at is None:
        invitation.answered_at = now()
        notices.withdraw(invitation.thing)


def _locked(actor: Actor, key: str) -> Task:
    task = db.session.scalar(
        sa.select(Task).where(Task.public_id == key).with_for_update(of=Task).execution_options(populate_existing=True)
    )
    if task is None:
        raise NotFound(_("There is no such task."))
    require(actor, task.house_id, HOST)
    return task
