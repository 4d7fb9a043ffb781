"""What there is to do, read: a house's tasks and the needs of things, merged. Reads only; nothing per person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import Span, now
from app.db import db
from app.people.roles import has_role
from app.refs import Ref
from app.refusals import NotFound
from plugins.contributions.asked import Asked, asked_by_need, asked_by_task
from plugins.contributions.models import Promise, Task
from plugins.contributions.needing import Told, needs_told
from plugins.contributions.rota.holds import held_places
from plugins.contributions.rota.showing import near_enough
from plugins.contributions.workday.showing import no_job

AHEAD: Final = timedelta(days=7)
"""How far ahead the list looks for what things need."""
FARTHEST: Final = timedelta(days=400)
"""How far ahead a thing can lie: every series ends within thirteen months."""


def ahead() -> Span:
    """From now on, as far as the list looks."""
    return Span(now(), now() + AHEAD)


def open_tasks(house_id: int, person_id: int | None = None, window: Span | None = None) -> list[Asked]:
    """Where hands are still asked for in a house, soonest first, whenever last; with what things need in `window`.

    A task that the reader promised and still has to do is in it too, full or not.
    """
    moment = now()
    asked = every_task(house_id, person_id, window or ahead())
    return sorted(
        (one for one in asked if one.open(moment) or (one.mine and not one.did and not one.over(moment))),
        key=lambda one: (one.starts is None, one.starts or moment, one.title, one.key),
    )


def every_task(house_id: int, person_id: int | None, window: Span) -> list[Asked]:
    """The house's tasks that are not closed or long over, and the needs in `window` that nobody took up, unsorted.

    Of a rota only the dates that are near, and no job of a work day: their own pages have all of them.
    """
    still = sa.or_(Task.starts.is_(None), sa.func.coalesce(Task.ends, Task.starts) > now() - timedelta(days=1))
    tasks = db.session.scalars(
        sa.select(Task).where(Task.house_id == house_id, Task.closed_at.is_(None), still, near_enough(), no_job())
    )
    return with_needs(tasks.all(), needs_told(house_id, window), house_id, person_id)


def needs_of(things: Collection[Ref], house_id: int, person_id: int | None, window: Span) -> list[Asked]:
    """What one thing (by all its names) needs, taken up or not, soonest first."""
    names = [str(thing) for thing in things]
    tasks = db.session.scalars(sa.select(Task).where(Task.ref.in_(names), Task.closed_at.is_(None)))
    told = {key: one for key, one in needs_told(house_id, window).items() if one.need.ref in things}
    asked = with_needs(tasks.all(), told, house_id, person_id)
    return sorted(asked, key=lambda one: (one.starts is None, one.starts or now(), one.title))


def with_needs(
    tasks: Sequence[Task], told: Mapping[tuple[str, str], Told], house_id: int, person_id: int | None
) -> list[Asked]:
    """Tasks with their places, in the reader's words where an owner tells of them; and needs without a task."""
    known = _taken_up({ref for ref, _mark in told})
    asked = [_in_words_of(told, one) for one in with_places(tasks, person_id)]
    asked += [asked_by_need(one.need, house_id, one.title) for key, one in told.items() if key not in known]
    return _for_reader(asked, person_id)


def with_places(tasks: Sequence[Task], person_id: int | None) -> list[Asked]:
    """Tasks with how many of their places are promised. One query for all."""
    places = taken_places([task.id for task in tasks])
    mine = _mine([task.id for task in tasks], person_id)
    return [
        asked_by_task(task, places.get(task.id, 0), mine=task.id in mine, did=mine.get(task.id, False))
        for task in tasks
    ]


def taken_places(task_ids: Sequence[int]) -> dict[int, int]:
    """How many places of each task are promised (or done), or kept for somebody who was asked."""
    rows = db.session.execute(
        sa.select(Promise.task_id, sa.func.count())
        .where(Promise.task_id.in_(task_ids), Promise.withdrawn_at.is_(None))
        .group_by(Promise.task_id)
    )
    promised = {task_id: places for task_id, places in rows if task_id is not None}
    held = held_places(task_ids)
    return {task_id: promised.get(task_id, 0) + held.get(task_id, 0) for task_id in promised | held}


def task_with(public_id: str) -> Task:
    """The task at `/contributions/<public_id>`. Raises NotFound."""
    task = db.session.scalar(sa.select(Task).where(Task.public_id == public_id))
    if task is None:
        raise NotFound(_("There is no such task."))
    return task


def task_of_need(ref: Ref, mark: str) -> Task | None:
    """The task that stands for a need, if somebody took it up."""
    return db.session.scalar(sa.select(Task).where(Task.ref == str(ref), Task.mark == mark))


def tasks_among(refs: Iterable[Ref]) -> Sequence[Task]:
    """Of these references, the tasks."""
    keys = [ref.key for ref in refs if (ref.owner, ref.kind) == ("contributions", "task")]
    return db.session.scalars(sa.select(Task).where(Task.public_id.in_(keys))).all() if keys else []


def find_need(house_id: int, ref: Ref, mark: str) -> Told:
    """A need as its owner tells it now. Raises NotFound when it is no longer needed."""
    told = needs_told(house_id, far_window(now())).get((str(ref), mark))
    if told is None:
        raise NotFound(_("This is no longer needed. Thank you for wanting to help."))
    return told


def far_window(start: datetime) -> Span:
    """From `start` on, as far as anything can lie."""
    return Span(start, start + FARTHEST)


def can_do(asked: Asked, person_id: int | None) -> bool:
    """Whether somebody has a role that a task asks for; most ask for none."""
    return not asked.roles or has_role(person_id, asked.house_id, *asked.roles)


def _for_reader(asked: list[Asked], person_id: int | None) -> list[Asked]:
    """Without what the reader could not do: nobody is asked for what takes a key that they do not have."""
    can = {roles: has_role(person_id, asked[0].house_id, *roles) for roles in {one.roles for one in asked} - {()}}
    return [one for one in asked if one.mine or can.get(one.roles, True)]


def _in_words_of(told: Mapping[tuple[str, str], Told], asked: Asked) -> Asked:
    one = told.get((str(asked.ref), asked.mark))
    return asked if one is None else replace(asked, title=one.title)


def _taken_up(refs: Iterable[str]) -> set[tuple[str, str]]:
    """The needs of these things that have a task of their own, closed ones too."""
    rows = db.session.execute(sa.select(Task.ref, Task.mark).where(Task.ref.in_(list(refs))))
    return {(ref, mark) for ref, mark in rows if ref is not None}


def _mine(task_ids: Sequence[int], person_id: int | None) -> dict[int, bool]:
    """The tasks that somebody promised, with whether they did them."""
    if person_id is None:
        return {}
    found = db.session.execute(
        sa.select(Promise.task_id, Promise.done_at.is_not(None)).where(
            Promise.task_id.in_(task_ids), Promise.person_id == person_id, Promise.withdrawn_at.is_(None)
        )
    )
    return {task_id: did for task_id, did in found if task_id is not None}
