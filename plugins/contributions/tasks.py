"""What hosts do with the house's tasks: add, change, close, open again. One function, one transaction."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.asking import FARTHEST, taken_places
from plugins.contributions.letting_go import let_go, take_back, tell_moved
from plugins.contributions.models import LONGEST, MOST_PLACES, Task
from plugins.contributions.takes import BY_KEY, pack


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskValues:
    """What a host says of a task. Only `starts`: at that moment; with `ends`: in between; neither: whenever."""

    title: str
    minutes: int
    places: int = 1
    words: str = ""
    takes: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None


@transactional
def add_task(actor: Actor, house_id: int, values: TaskValues) -> str:
    """Ask the neighbourhood for something; the task's public id. Raises Refusal (with its field), NotAllowed."""
    require(actor, house_id, HOST)
    check_values(values)
    _check_time(values)
    task = Task(public_id=new_public_id(), house_id=house_id, made_by_id=actor.subject, made_at=now(), changed_at=now())
    _fill(task, values)
    db.session.add(task)
    db.session.flush()
    journal.note(actor, "contributions.task.added", task.thing, task.title)
    return task.public_id


@transactional
def change_task(actor: Actor, key: str, values: TaskValues) -> None:
    """Change a task; who promised hears of another time. Raises Refusal (with its field), NotFound, NotAllowed."""
    task = _locked(actor, key)
    check_values(values)
    was, moved = task.starts, (task.starts, task.ends) != (values.starts, values.ends)
    if moved:
        _check_time(values)
    taken = taken_places([task.id]).get(task.id, 0)
    if values.places < taken:
        raise Refusal(_("More neighbours than that already said yes. Keep at least their places."), field="places")
    _fill(task, values)
    task.changed_at = now()
    task.sequence += 1
    if moved:
        tell_moved(task, was)
    journal.note(actor, "contributions.task.changed", task.thing, task.title)


@transactional
def close_task(actor: Actor, key: str) -> None:
    """It is no longer needed: who promised it and did not do it yet is told. Raises NotFound, NotAllowed."""
    task = _locked(actor, key)
    if task.closed_at is None:
        let_go(task)
        journal.note(actor, "contributions.task.closed", task.thing, task.title)


@transactional
def reopen_task(actor: Actor, key: str) -> None:
    """It is needed after all; the promises that closing let go are back. Raises NotFound, NotAllowed."""
    task = _locked(actor, key)
    if task.closed_at is not None:
        take_back(task)
        journal.note(actor, "contributions.task.opened", task.thing, task.title)


def check_values(values: TaskValues) -> None:
    """Raises Refusal, with its field, for words and numbers that are no task. Its time is looked at elsewhere."""
    if not values.title.strip():
        raise Refusal(_("What is to be done? A few words are enough."), field="title")
    if len(values.title.strip()) > 100:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="title")
    if not 1 <= values.minutes <= LONGEST:
        raise Refusal(_("About how many minutes? Type a number from 1 to 1440."), field="minutes")
    if not 1 <= values.places <= MOST_PLACES:
        raise Refusal(_("For how many people? Type a number from 1 to 50."), field="places")
    if not set(values.takes) <= set(BY_KEY):
        raise Refusal(_("Choose from the list."), field="takes")


def _locked(actor: Actor, key: str) -> Task:
    task = db.session.scalar(
        sa.select(Task).where(Task.public_id == key).with_for_update(of=Task).execution_options(populate_existing=True)
    )
    if task is None:
        raise NotFound(_("There is no such task."))
    require(actor, task.house_id, HOST)
    return task


def _fill(task: Task, values: TaskValues) -> None:
    task.title, task.words = values.title.strip(), values.words.strip()
    task.minutes, task.places = values.minutes, values.places
    task.takes = pack(values.takes)
    task.starts, task.ends = values.starts, values.ends


def _check_time(values: TaskValues) -> None:
    if values.starts is None:
        return
    if values.ends is not None and values.ends <= values.starts:
        raise Refusal(_("The last day is before the first."), field="last_day")
    if (values.ends or values.starts) < now():
        raise Refusal(_("This is in the past. Choose a day that is still to come."), field="day")
    if (values.ends or values.starts) > now() + FARTHEST:
        raise Refusal(_("That is more than a year ahead. Choose an earlier day."), field="day")
