"""Letting go of what need not be kept: names of guests, promises that were taken back, places that nobody has."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.contributions.models import Promise, Task

GUESTS_KEPT: Final = timedelta(days=14)
"""After it was done, taken back, or should have been done. The pages say so: two weeks."""
UNDATED_KEPT: Final = timedelta(days=60)
"""For what a guest promised for whenever, and nobody marked as done."""
TAKEN_BACK_KEPT: Final = timedelta(days=60)
"""Long enough for calendars to see that it is off."""


@transactional
def expire() -> None:
    """Empty guests' names and contacts whose time is over; forget promises that were taken back two months ago.

    A place that somebody promised before they had themselves erased is free again: nobody comes.
    """
    moment = now()
    over = sa.select(Task.id).where(sa.func.coalesce(Task.ends, Task.starts) < moment - GUESTS_KEPT)
    undated = sa.select(Task.id).where(Task.starts.is_(None))
    db.session.execute(
        sa.update(Promise)
        .where(sa.or_(Promise.guest_name != "", Promise.guest_contact != ""))
        .where(
            sa.or_(
                Promise.done_at < moment - GUESTS_KEPT,
                Promise.withdrawn_at < moment - GUESTS_KEPT,
                Promise.task_id.in_(over),
                sa.and_(Promise.task_id.in_(undated), Promise.promised_at < moment - UNDATED_KEPT),
            )
        )
        .values(guest_name="", guest_contact="", guest_code=None)
    )
    _free_places(moment)
    db.session.execute(sa.delete(Promise).where(Promise.withdrawn_at < moment - TAKEN_BACK_KEPT))


def _free_places(moment: datetime) -> None:
    """Take back what nobody promised any more, of tasks that are still to be done. What was done stays."""
    to_come = sa.select(Task.id).where(sa.or_(Task.starts.is_(None), sa.func.coalesce(Task.ends, Task.starts) > moment))
    nobodys = (Promise.person_id.is_(None), Promise.guest_name == "", Promise.done_at.is_(None))
    db.session.execute(
        sa.update(Promise)
        .where(*nobodys, Promise.withdrawn_at.is_(None), Promise.task_id.in_(to_come))
        .values(withdrawn_at=moment, changed_at=moment, sequence=Promise.sequence + 1)
    )
    db.session.execute(sa.delete(Promise).where(*nobodys, Promise.task_id.is_(None)))
