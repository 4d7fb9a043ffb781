"""What is let go of: the use and the person behind a report, and what is long solved."""

from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db, transactional
from plugins.rooms.after.models import FINE, Report
from plugins.rooms.after.telling import ASKED_FOR

KEPT: Final = timedelta(days=30)
"""How long a solved report is kept, for who wonders."""


@transactional
def expire() -> None:
    """When the question is over, nobody can tell after which use a report was; what is in order goes."""
    moment = now()
    db.session.execute(
        sa.delete(Report).where(
            sa.or_(Report.solved_at < moment - KEPT, sa.and_(Report.state == FINE, Report.told_at < moment - KEPT))
        )
    )
    over = Report.told_at < moment - ASKED_FOR
    db.session.execute(sa.update(Report).where(over, Report.booking_id.is_not(None)).values(booking_id=None))


def export_person(person_id: int) -> list[dict[str, Any]]:
    """What somebody told after use, oldest first."""
    query = sa.select(Report).where(Report.person_id == person_id).options(joinedload(Report.space, innerjoin=True))
    return [
        {"room": one.space.name, "told": one.told_at.isoformat(), "state": one.state, "words": one.words}
        for one in db.session.scalars(query.order_by(Report.told_at, Report.id))
    ]
