"""What hosts do with a work day: plan it, change it, add a job, call it off. One function, one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal, notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.models import House
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.asking import FARTHEST
from plugins.contributions.letting_go import begin_again, end, open_promises
from plugins.contributions.models import Promise, Task
from plugins.contributions.takes import pack, unpack
from plugins.contributions.tasks import TaskValues, check_values
from plugins.contributions.workday import telling
from plugins.contributions.workday.models import MOST_JOBS, Job, WorkDay
from plugins.contributions.workday.reading import tasks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DayValues:
    """What a host says of a work day."""

    title: str
    starts: datetime
    ends: datetime
    words: str = ""


@transactional
def plan_day(actor: Actor, house_id: int, values: DayValues, like: str = "") -> str:
    """Plan a work day, with the list of jobs of the day `like` (a public id; "" for none). Its public id.

    Raises Refusal (with its field), NotFound, NotAllowed.
    """
    house = require(actor, house_id, HOST)
    day = WorkDay(public_id=new_public_id(), house_id=house_id, made_by_id=actor.subject, made_at=now())
    _check_time(values)
    _fill(day, values)
    db.session.add(day)
    db.session.flush()
    for task in _jobs_to_copy(house, like):
        _put(actor, day, _values_of(task))
    journal.note(actor, "contributions.workday.planned", day.thing, day.title)
    return day.public_id


@transactional
def change_day(actor: Actor, key: str, values: DayValues) -> None:
    """Change a work day; its jobs go along, and who helps hears of another time, once.

    Raises Refusal (with its field), NotFound, NotAllowed.
    """
    day = _locked(actor, key)
    was, moved = day.starts, (day.starts, day.ends) != (values.starts, values.ends)
    if moved:
        _check_time(values)
    _fill(day, values)
    if moved:
        tasks = tasks_of(day)
        for task in tasks:
            task.starts, task.ends = day.starts, day.ends
            task.changed_at, task.sequence = now(), task.sequence + 1
        with notices.changing(actor, was, day.starts):
            telling.moved(day, _promises(tasks))
    journal.note(actor, "contributions.workday.changed", day.thing, day.title)


@transactional
def add_job(actor: Actor, key: str, values: TaskValues) -> str:
    """Put a job on the list of a day; the task's public id. Raises Refusal (with its field), NotFound, NotAllowed."""
    day = _locked(actor, key)
    if day.closed_at is not None or day.ends <= now():
        raise Refusal(_("This day is over, or it is off."))
    if len(tasks_of(day)) >= MOST_JOBS:
        raise Refusal(_("That is a long list already. Take a job off it first."), field="title")
    task = _put(actor, day, values)
    journal.note(actor, "contributions.workday.job_added", day.thing, task.title)
    return task.public_id


@transactional
def call_off(actor: Actor, key: str) -> None:
    """It is off, with all its jobs. Who helps is told once. Twice is once. Raises NotFound, NotAllowed."""
    day = _locked(actor, key)
    if day.closed_at is not None:
        return
    moment = now()
    ended = [promise for task in tasks_of(day) for promise in end(task, moment)]
    day.closed_at = moment
    with notices.changing(actor, day.starts):
        telling.called_off(day, ended)
    journal.note(actor, "contributions.workday.off", day.thing, day.title)


@transactional
def call_on(actor: Actor, key: str) -> None:
    """It is on after all, with the jobs and promises that ended with it. Raises NotFound, NotAllowed."""
    day = _locked(actor, key)
    if day.closed_at is None:
        return
    back = [promise for task in tasks_of(day) for promise in begin_again(task)]
    day.closed_at = None
    telling.back_on(day, back)
    journal.note(actor, "contributions.workday.on", day.thing, day.title)


def day_with(key: str) -> WorkDay:
    """The day at `/contributions/days/<key>`. Raises NotFound."""
    day = db.session.scalar(sa.select(WorkDay).where(WorkDay.public_id == key))
    if day is None:
        raise NotFound(_("There is no such day."))
    return day


def _locked(actor: Actor, key: str) -> WorkDay:
    wanted = sa.select(WorkDay).where(WorkDay.public_id == key).with_for_update(of=WorkDay)
    day = db.session.scalar(wanted.execution_options(populate_existing=True))
    if day is None:
        raise NotFound(_("There is no such day."))
    require(actor, day.house_id, HOST)
    return day


def _put(actor: Actor, day: WorkDay, values: TaskValues) -> Task:
    check_values(values)
    task = Task(
        public_id=new_public_id(),
        house_id=day.house_id,
        title=values.title.strip(),
        words=values.words.strip(),
        minutes=values.minutes,
        places=values.places,
        takes=pack(values.takes),
        starts=day.starts,
        ends=day.ends,
        made_by_id=actor.subject,
        made_at=now(),
        changed_at=now(),
    )
    db.session.add(task)
    db.session.flush()
    db.session.add(Job(task_id=task.id, workday_id=day.id))
    db.session.flush()
    return task


def _jobs_to_copy(house: House, like: str) -> Sequence[Task]:
    if not like:
        return []
    day = day_with(like)
    if day.house_id != house.id:
        raise NotFound(_("There is no such day."))
    return tasks_of(day)


def _values_of(task: Task) -> TaskValues:
    return TaskValues(
        title=task.title, words=task.words, minutes=task.minutes, places=task.places, takes=unpack(task.takes)
    )


def _promises(tasks: Sequence[Task]) -> list[Promise]:
    return [promise for task in tasks for promise in open_promises(task)]


def _fill(day: WorkDay, values: DayValues) -> None:
    if not values.title.strip():
        raise Refusal(_("What is it called? A few words are enough."), field="title")
    day.title, day.words = values.title.strip()[:100], values.words.strip()
    day.starts, day.ends = values.starts, values.ends


def _check_time(values: DayValues) -> None:
    if values.ends <= values.starts:
        raise Refusal(_("The end comes after the beginning. Look at the times again."), field="end")
    if values.ends < now():
        raise Refusal(_("This is in the past. Choose a day that is still to come."), field="day")
    if values.starts > now() + FARTHEST:
        raise Refusal(_("That is more than a year ahead. Choose an earlier day."), field="day")
