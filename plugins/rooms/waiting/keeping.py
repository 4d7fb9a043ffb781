"""What the waiting list keeps of a person: given to them, and gone when the time has passed."""

from typing import Any

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.rooms.waiting.models import ENDED, SlotWish


def export_wishes(person_id: int) -> dict[str, Any]:
    """Every time that somebody waits for."""
    rows = db.session.scalars(sa.select(SlotWish).where(SlotWish.person_id == person_id).order_by(SlotWish.id))
    return {
        "room_wishes": [
            {
                "room": row.space.name if row.space else None,
                "house": row.house.name,
                "starts": row.starts.isoformat(),
                "ends": row.ends.isoformat(),
                "purpose": row.purpose,
                "people": row.people,
                "title": row.title,
                "wished": row.wished_at.isoformat(),
                "state": row.state,
            }
            for row in rows
        ]
    }


def expire_wishes() -> None:
    """Let go of wishes that ended, or whose time has passed."""
    db.session.execute(sa.delete(SlotWish).where(sa.or_(SlotWish.state == ENDED, SlotWish.ends < now())))
