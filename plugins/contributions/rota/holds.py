"""Places that are kept for a stand-in who thinks about it. Others count them as taken."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app import notices
from app.clock import now
from app.db import db
from plugins.contributions.rota.models import Cover

ASKED = "cover.asked"


def held_places(task_ids: Sequence[int]) -> dict[int, int]:
    """How many places of each task are kept for somebody who was asked."""
    held = sa.select(Cover.task_id, sa.func.count()).where(Cover.task_id.in_(task_ids), *_open())
    return {task_id: places for task_id, places in db.session.execute(held.group_by(Cover.task_id))}  # noqa: C416  # rows


def make_way(task_id: int, person_id: int | None) -> None:
    """Before somebody takes a place: what is kept for themselves is theirs."""
    if person_id is not None:
        end(open_covers(task_id, Cover.person_id == person_id))


def open_covers(task_id: int, *narrow: sa.ColumnElement[bool]) -> list[Cover]:
    """The questions about a task that wait for an answer, the first one that was put first."""
    return list(
        db.session.scalars(sa.select(Cover).where(Cover.task_id == task_id, *_open(), *narrow).order_by(Cover.id))
    )


def end(covers: Iterable[Cover]) -> None:
    """Let questions end: nothing is kept any more, and what was not told yet is not told."""
    for cover in covers:
        cover.answered_at = now()
        notices.withdraw(cover.thing, ASKED)
    db.session.flush()


def _open() -> list[sa.ColumnElement[bool]]:
    return [Cover.answered_at.is_(None), Cover.until > now()]
