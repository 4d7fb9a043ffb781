"""What the waiting list keeps of somebody: given to them, and gone when the date is over."""

from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.activities.entries import title_of
from plugins.activities.models import Occurrence
from plugins.activities.waiting.models import ENDED, Wait


def waiting_of(person_id: int) -> list[tuple[Wait, Occurrence]]:
    """The dates to come that somebody waits for, soonest first."""
    rows = db.session.execute(
        sa.select(Wait, Occurrence)
        .join(Occurrence, Occurrence.id == Wait.occurrence_id)
        .where(Wait.person_id == person_id, Wait.state != ENDED, Occurrence.ends > now())
        .order_by(Occurrence.starts, Occurrence.id)
    )
    return [(wait, occurrence) for wait, occurrence in rows]


def export(person_id: int) -> list[dict[str, Any]]:
    """All that is kept of somebody's waiting, for themselves."""
    rows = db.session.execute(
        sa.select(Wait, Occurrence)
        .join(Occurrence, Occurrence.id == Wait.occurrence_id)
        .where(Wait.person_id == person_id)
        .order_by(Wait.id)
    )
    return [
        {
            "title": title_of(occurrence),
            "starts": occurrence.starts.isoformat(),
            "people": wait.party,
            "first_time": wait.first_time,
            "since": wait.since.isoformat(),
            "state": wait.state,
        }
        for wait, occurrence in rows
    ]


@transactional
def expire() -> None:
    """Let go of who waited, when the date is over."""
    over = sa.select(Occurrence.id).where(Occurrence.ends <= now())
    db.session.execute(sa.delete(Wait).where(Wait.occurrence_id.in_(over)))
