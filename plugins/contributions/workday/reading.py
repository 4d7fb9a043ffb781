"""What there is to do on a work day, read: its jobs with their places. In a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.contributions.asked import Asked
from plugins.contributions.asking import with_places
from plugins.contributions.models import Promise, Task
from plugins.contributions.workday.models import Job, WorkDay
from plugins.contributions.workday.showing import days_to_come

EARLIER = 8
"""Work days of before to copy the list of."""


@dataclass(frozen=True, slots=True)
class OneJob:
    """A job, with the reader's own promise of it, if any."""

    asked: Asked
    mine: Promise | None


@dataclass(frozen=True, slots=True)
class DayLine:
    """A work day in a list: how many of all its places are taken, and whether the reader helps."""

    day: WorkDay
    jobs: Sequence[Asked]

    @property
    def places(self) -> int:
        """Places of all its jobs together."""
        return sum(one.places for one in self.jobs)

    @property
    def taken(self) -> int:
        """How many of those are taken."""
        return sum(min(one.taken, one.places) for one in self.jobs)

    @property
    def left(self) -> int:
        """How many are still free."""
        return self.places - self.taken

    @property
    def mine(self) -> bool:
        """Whether the reader promised one of its jobs."""
        return any(one.mine for one in self.jobs)


def day_lines(house_id: int, person_id: int | None) -> list[DayLine]:
    """The work days to come that have jobs, soonest first."""
    days = days_to_come(house_id)
    jobs = _jobs_of([day.id for day in days])
    asked = {one.public_id: one for one in with_places([job.task for job in jobs], person_id)}
    found = [DayLine(day, [asked[job.task.public_id] for job in jobs if job.workday_id == day.id]) for day in days]
    return [line for line in found if line.jobs]


def jobs_of(day: WorkDay, person_id: int | None) -> list[OneJob]:
    """The jobs of a day that are still needed, as they were written down."""
    tasks = [job.task for job in _jobs_of([day.id])]
    mine = _mine([task.id for task in tasks], person_id)
    asked = with_places(tasks, person_id)
    return [OneJob(one, mine.get(task.id)) for one, task in zip(asked, tasks, strict=True)]


def tasks_of(day: WorkDay) -> list[Task]:
    """The tasks that its jobs are, called off with the day or not; none that was taken off the list by itself."""
    jobs = sa.select(Task).join(Job, Job.task_id == Task.id).where(Job.workday_id == day.id)
    still = Task.closed_at.is_(None) if day.closed_at is None else Task.closed_at == day.closed_at
    return list(db.session.scalars(jobs.where(still).order_by(Task.id)))


def earlier_days(house_id: int) -> Sequence[WorkDay]:
    """Work days of a house whose list one may copy, newest first; those to come too."""
    wanted = sa.select(WorkDay).where(WorkDay.house_id == house_id).order_by(WorkDay.starts.desc(), WorkDay.id)
    return db.session.scalars(wanted.limit(EARLIER)).all()


def is_over(day: WorkDay) -> bool:
    """Whether its hours have gone by."""
    return day.ends <= now()


def _jobs_of(day_ids: Sequence[int]) -> Sequence[Job]:
    wanted = sa.select(Job).join(Task, Task.id == Job.task_id)
    return db.session.scalars(
        wanted.where(Job.workday_id.in_(day_ids), Task.closed_at.is_(None)).order_by(Job.task_id)
    ).all()


def _mine(task_ids: Sequence[int], person_id: int | None) -> dict[int, Promise]:
    if person_id is None:
        return {}
    found = db.session.scalars(
        sa.select(Promise).where(
            Promise.task_id.in_(task_ids), Promise.person_id == person_id, Promise.withdrawn_at.is_(None)
        )
    )
    return {promise.task_id: promise for promise in found if promise.task_id is not None}
