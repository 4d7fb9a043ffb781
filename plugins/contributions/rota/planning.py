"""What hosts do with a rota: begin it, change it, stop it. Its dates become tasks some weeks ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.calendar.repeats import MOST_DATES, MOST_MONTHS, Repeat, starts
from app.clock import NoSuchTime, from_wall, now, wall
from app.db import db, transactional
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.asking import taken_places
from plugins.contributions.letting_go import let_go
from plugins.contributions.models import Task
from plugins.contributions.promising import promise_quietly
from plugins.contributions.rota.models import FixedPlace, Rota, RotaDate
from plugins.contributions.takes import pack
from plugins.contributions.tasks import TaskValues, check_values

AHEAD: Final = timedelta(weeks=8)
"""So far ahead a rota has dates that one can promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaValues:
    """What a host says of a rota: the task (its times left out), when it comes back, and places kept for newcomers."""

    task: TaskValues
    repeat: Repeat
    first: date
    start: time
    newcomers: int = 0


@transactional
def begin(actor: Actor, house_id: int, values: RotaValues) -> str:
    """Put a task that comes back on the list; the rota's public id. Raises Refusal (with its field), NotAllowed."""
    house = require(actor, house_id, HOST)
    check_values(values.task)
    _check_newcomers(values.newcomers, values.task.places)
    _check_time(values, wall(now(), house.zone).date())
    rota = Rota(
        public_id=new_public_id(),
        house_id=house_id,
        rule=values.repeat.rule,
        first_start=datetime.combine(values.first, values.start),
        last_day=values.repeat.until,
        made_by_id=actor.subject,
        made_at=now(),
    )
    _fill(rota, values)
    db.session.add(rota)
    db.session.flush()
    make_dates(rota)
    journal.note(actor, "contributions.rota.begun", rota.thing, rota.title)
    return rota.public_id


@transactional
def change(actor: Actor, key: str, values: TaskValues, newcomers: int) -> None:
    """Change the words and places of a rota and of its dates to come. Its times stay: stop it, and begin another.

    Raises Refusal (with its field), NotFound, NotAllowed.
    """
    rota = _locked(actor, key)
    check_values(values)
    _check_newcomers(newcomers, values.places)
    _refuse_fewer(values.places - newcomers, _fixed(rota))
    dates = dates_to_come(rota)
    taken = taken_places([one.task_id for one in dates])
    _refuse_fewer(values.places, max(taken.values(), default=0))
    _fill_words(rota, values)
    for one in dates:
        _fill_words(one.task, values)
        one.task.changed_at, one.task.sequence = now(), one.task.sequence + 1
    rota.newcomers = newcomers
    journal.note(actor, "contributions.rota.changed", rota.thing, rota.title)


@transactional
def stop(actor: Actor, key: str) -> None:
    """No more dates: those to come are off, and who promised one is told. Raises NotFound, NotAllowed."""
    rota = _locked(actor, key)
    if rota.ended_at is not None:
        return
    rota.ended_at = now()
    for one in dates_to_come(rota):
        let_go(one.task)
    db.session.execute(sa.delete(FixedPlace).where(FixedPlace.rota_id == rota.id))
    journal.note(actor, "contributions.rota.stopped", rota.thing, rota.title)


@transactional
def go_on(actor: Actor, key: str, last_day: date) -> None:
    """Let a rota go on until another day. Raises Refusal (field `until`), NotFound, NotAllowed."""
    rota = _locked(actor, key)
    _check_until(last_day, max(rota.last_day, wall(now(), rota.house.zone).date()))
    rota.last_day = last_day
    make_dates(rota)
    journal.note(actor, "contributions.rota.changed", rota.thing, rota.title)


@transactional
def make_all_dates() -> None:
    """Make the dates that have come near, of every rota. The night's work; done twice, it makes none twice."""
    today = now().date()
    running = sa.select(Rota).where(Rota.ended_at.is_(None), Rota.last_day >= today).order_by(Rota.id)
    for rota in db.session.scalars(running.with_for_update(of=Rota)):
        make_dates(rota)


def make_dates(rota: Rota) -> None:
    """The dates of a rota that lie near enough and are not there yet, each with its fixed places taken."""
    zone = rota.house.zone
    until = min(datetime.combine(rota.last_day, time.max), wall(now() + AHEAD, zone))
    known = set(db.session.scalars(sa.select(RotaDate.original_start).where(RotaDate.rota_id == rota.id)))
    fixed = db.session.scalars(
        sa.select(FixedPlace.person_id).where(FixedPlace.rota_id == rota.id).order_by(FixedPlace.since)
    ).all()
    for moment in starts(rota.rule, rota.first_start, until):
        task = None if moment in known else _task_at(rota, moment)
        if task is None:
            continue
        db.session.add(task)
        db.session.flush()
        db.session.add(RotaDate(task_id=task.id, rota_id=rota.id, original_start=moment))
        for person_id in fixed:
            promise_quietly(task, person_id)
    db.session.flush()


def dates_to_come(rota: Rota) -> Sequence[RotaDate]:
    """Its dates that have not begun and are still on, soonest first."""
    return db.session.scalars(
        sa.select(RotaDate)
        .join(Task, Task.id == RotaDate.task_id)
        .where(RotaDate.rota_id == rota.id, Task.starts > now(), Task.closed_at.is_(None))
        .order_by(Task.starts)
    ).all()


def rota_with(key: str) -> Rota:
    """The rota at `/contributions/rota/<key>`. Raises NotFound."""
    rota = db.session.scalar(sa.select(Rota).where(Rota.public_id == key))
    if rota is None:
        raise NotFound(_("There is no such task."))
    return rota


def _locked(actor: Actor, key: str) -> Rota:
    rota = db.session.scalar(
        sa.select(Rota).where(Rota.public_id == key).with_for_update(of=Rota).execution_options(populate_existing=True)
    )
    if rota is None:
        raise NotFound(_("There is no such task."))
    require(actor, rota.house_id, HOST)
    return rota


def _task_at(rota: Rota, moment: datetime) -> Task | None:
    """The task of one date; None for one that is past, or a time that the clock skips."""
    try:
        begins = from_wall(moment.date(), moment.time(), rota.house.zone)
    except NoSuchTime:
        return None
    if begins <= now():
        return None
    task = Task(
        public_id=new_public_id(),
        house_id=rota.house_id,
        starts=begins,
        made_by_id=rota.made_by_id,
        made_at=now(),
        changed_at=now(),
    )
    task.title, task.words, task.takes = rota.title, rota.words, rota.takes
    task.minutes, task.places = rota.minutes, rota.places
    return task


def _fill(rota: Rota, values: RotaValues) -> None:
    _fill_words(rota, values.task)
    rota.newcomers = values.newcomers


def _fill_words(target: Rota | Task, values: TaskValues) -> None:
    target.title, target.words = values.title.strip(), values.words.strip()
    target.minutes, target.places = values.minutes, values.places
    target.takes = pack(values.takes)


def _fixed(rota: Rota) -> int:
    fixed = sa.select(sa.func.count()).select_from(FixedPlace).where(FixedPlace.rota_id == rota.id)
    return db.session.scalar(fixed) or 0


def _refuse_fewer(places: int, taken: int) -> None:
    if places < taken:
        raise Refusal(_("More neighbours than that already said yes. Keep at least their places."), field="places")


def _check_newcomers(newcomers: int, places: int) -> None:
    if not 0 <= newcomers <= places:
        raise Refusal(_("Keep no more places for newcomers than there are."), field="newcomers")


def _check_time(values: RotaValues, today: date) -> None:
    if values.first < today:
        raise Refusal(_("This is in the past. Choose a day that is still to come."), field="day")
    if values.repeat.until is None:
        raise ValueError("a rota ends on a day")
    _check_until(values.repeat.until, values.first)
    last = datetime.combine(values.repeat.until, time.max)
    if len(starts(values.repeat.rule, datetime.combine(values.first, values.start), last)) > MOST_DATES:
        raise Refusal(_("That is too long. Choose an earlier last day."), field="until")


def _check_until(until: date, first: date) -> None:
    if until < first:
        raise Refusal(_("The last day is before the first."), field="until")
    if until > first + relativedelta(months=MOST_MONTHS):
        raise Refusal(
            _("This goes on for %(months)s months at most. After that you let it go on.", months=MOST_MONTHS),
            field="until",
        )
