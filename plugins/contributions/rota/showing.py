"""Which dates of a rota stand among the other tasks: it has a page of its own for all of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota.models import Rota, RotaDate
from plugins.contributions.workday.showing import no_job

NEAR: Final = timedelta(days=15)
"""Two weeks, so that of a weekly task two dates are among the others."""


def near_enough() -> sa.ColumnElement[bool]:
    """For a query of tasks: no date of a rota that is far ahead."""
    return sa.or_(Task.starts < now() + NEAR, ~sa.exists(sa.select(1).where(RotaDate.task_id == Task.id)))


def has_come() -> sa.ColumnElement[bool]:
    """For a query of tasks: no date of a rota, no job of a day that lies ahead. Nobody was asked in earnest yet."""
    of_rota = sa.exists(sa.select(1).where(RotaDate.task_id == Task.id))
    return sa.or_(Task.starts < now(), sa.and_(~of_rota, no_job()))


def running_rotas(house_id: int) -> Sequence[Rota]:
    """The rotas of a house that were not stopped and are not over, by name."""
    return db.session.scalars(
        sa.select(Rota)
        .where(Rota.house_id == house_id, Rota.ended_at.is_(None), Rota.last_day >= now().date())
        .order_by(Rota.title, Rota.id)
    ).all()


def rota_of(task_id: int) -> Rota | None:
    """The rota that a task is a date of."""
    found = db.session.get(RotaDate, task_id)
    return found.rota if found else None


def next_ones(promises: Sequence[Promise]) -> list[Promise]:
    """Promises in their order, and of each rota the first alone: the others stand on its page. One query."""
    tasks = [one.task_id for one in promises if one.task_id is not None]
    dates = sa.select(RotaDate.task_id, RotaDate.rota_id).where(RotaDate.task_id.in_(tasks))
    rotas = {task_id: rota_id for task_id, rota_id in db.session.execute(dates)}  # noqa: C416  # rows
    seen, shown = set[int](), list[Promise]()
    for promise in promises:
        rota_id = rotas.get(promise.task_id or 0)
        if rota_id is None or rota_id not in seen:
            shown.append(promise)
        if rota_id is not None:
            seen.add(rota_id)
    return shown
