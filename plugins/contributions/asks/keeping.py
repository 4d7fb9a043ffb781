"""What is kept of questions for a hand: read by who asked and by hosts, given on request, and let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.contributions.asks.models import KEPT, Ask

UNDO: Final = timedelta(hours=12)
"""So long what was settled can be opened again."""


def own(person_id: int) -> Sequence[Ask]:
    """What somebody asked and is not settled, in the order in which they did."""
    return db.session.scalars(
        sa.select(Ask).where(Ask.person_id == person_id, Ask.settled_at.is_(None)).order_by(Ask.id)
    ).all()


def waiting_in(house_id: int) -> Sequence[Ask]:
    """What waits in a house, the longest first: for its hosts."""
    return db.session.scalars(
        sa.select(Ask).where(Ask.house_id == house_id, Ask.settled_at.is_(None)).order_by(Ask.id)
    ).all()


def export(person_id: int) -> Mapping[str, Any]:
    """All that somebody asked."""
    found = db.session.scalars(sa.select(Ask).where(Ask.person_id == person_id).order_by(Ask.id))
    return {
        "asked_for_a_hand": [
            {"words": one.words, "asked": one.asked_at.isoformat(), "settled": one.settled_at is not None}
            for one in found
        ]
    }


@transactional
def expire() -> None:
    """Forget what is settled, and what waited too long to be still true."""
    moment = now()
    over = sa.or_(Ask.settled_at < moment - UNDO, Ask.asked_at < moment - KEPT)
    db.session.execute(sa.delete(Ask).where(over), execution_options={"synchronize_session": False})
