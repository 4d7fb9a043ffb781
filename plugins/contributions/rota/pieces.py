"""The questions of a rota on somebody's own page, and at the desk: what waits for their yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import url_for

from app.clock import now
from app.db import db
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota.models import Cover, Swap


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it is about, when that is, and where it is answered. `swap` is whether dates would change."""

    title: str
    starts: datetime
    url: str
    swap: bool
    task: Task


def question_lines(person_id: int) -> Sequence[Question]:
    """What waits for somebody's answer, soonest first. Two queries."""
    covers = db.session.scalars(
        sa.select(Cover).where(Cover.person_id == person_id, Cover.answered_at.is_(None), Cover.until > now())
    )
    swaps = db.session.scalars(
        sa.select(Swap)
        .join(Promise, Promise.id == Swap.wanted_id)
        .join(Task, Task.id == Promise.task_id)
        .where(
            Promise.person_id == person_id,
            Promise.withdrawn_at.is_(None),
            Swap.answered_at.is_(None),
            Task.starts > now(),
        )
    )
    found = [_line(one.task, url_for("contributions.cover", key=one.public_id), swap=False) for one in covers]
    found += [
        _line(one.wanted.task, url_for("contributions.swap", key=one.public_id), swap=True)
        for one in swaps
        if one.wanted.task is not None
    ]
    return sorted(found, key=lambda one: one.starts)


def _line(task: Task, url: str, *, swap: bool) -> Question:
    return Question(task.title, task.starts or now(), url, swap, task)
