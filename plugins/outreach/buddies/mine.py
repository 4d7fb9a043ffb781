"""What stands here of a person: the talks that they visit for, and of which they are the buddy. Not with whom."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from app.db import db
from plugins.outreach.buddies.models import Inside
from plugins.outreach.talks.models import Talk


def export(person_id: int) -> Mapping[str, Any]:
    """Weeks and moments."""
    own = select(Talk).where(or_(Talk.one_id == person_id, Talk.other_id == person_id))
    planned = select(Talk).where(Talk.planned_by_id == person_id)
    buddy = select(Talk).join(Inside, Inside.talk_id == Talk.id).where(Inside.buddy_id == person_id)
    return {
        name: [_exported(talk) for talk in db.session.scalars(rows.order_by(Talk.week, Talk.id))]
        for name, rows in (("visits", own), ("talks_planned", planned), ("buddy_of", buddy))
    }


def _exported(talk: Talk) -> dict[str, Any]:
    return {
        "week": talk.week.isoformat(),
        "district": talk.reply.round.district.name,
        "starts": talk.starts.isoformat() if talk.starts else None,
    }
