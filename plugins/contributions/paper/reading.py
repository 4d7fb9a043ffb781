"""What goes on paper, and the task that a code stands for."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.contributions.asked import Asked
from plugins.contributions.asking import open_tasks, with_places
from plugins.contributions.models import Task
from plugins.contributions.paper.codes import read_code


def for_cards(house_id: int) -> list[Asked]:
    """The tasks that can have a card: open, with a page of their own."""
    return [one for one in for_wall(house_id) if one.public_id is not None]


def for_wall(house_id: int) -> list[Asked]:
    """Everything that hands are asked for, soonest first, whenever last. Nothing of who reads it."""
    return [one for one in open_tasks(house_id) if one.left]


def tasks_with_code(house_id: int, text: str) -> Sequence[Asked]:
    """The house's tasks that a typed code can stand for: nearly always one. Those that are over are left out."""
    code = read_code(text)
    if code is None:
        return []
    found = db.session.scalars(
        sa.select(Task)
        .where(Task.house_id == house_id, Task.public_id.startswith(code, autoescape=True), Task.closed_at.is_(None))
        .order_by(Task.public_id)
    ).all()
    moment = now()
    return [one for one in with_places(found, None) if not one.over(moment)]
