"""Where the jobs of a work day stand: on its own page, and not once more among the other tasks."""

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.contributions.models import Task
from plugins.contributions.workday.models import Job, WorkDay


def no_job() -> sa.ColumnElement[bool]:
    """For a query of tasks: none that belongs to a work day."""
    return ~is_job()


def is_job() -> sa.ColumnElement[bool]:
    """For a query of tasks: those that belong to a work day."""
    return sa.exists(sa.select(1).where(Job.task_id == Task.id))


def day_of(task_id: int) -> WorkDay | None:
    """The work day that a task belongs to."""
    found = db.session.get(Job, task_id)
    return found.day if found else None


def days_to_come(house_id: int) -> list[WorkDay]:
    """The work days of a house that are not over and not called off, soonest first."""
    wanted = sa.select(WorkDay).where(WorkDay.house_id == house_id, WorkDay.ends > now(), WorkDay.closed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(WorkDay.starts, WorkDay.id)))
