"""What stands here of an administrator: the reasons with which they looked."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.db import db
from plugins.outreach.reasons.models import Access


def export(person_id: int) -> Mapping[str, Any]:
    """The reasons that somebody gave, as long as the round is open."""
    rows = db.session.scalars(select(Access).where(Access.person_id == person_id).order_by(Access.opened, Access.id))
    told = [
        {
            "district": one.round.district.name,
            "reason": one.reason,
            "from": one.opened.isoformat(),
            "until": one.until.isoformat(),
        }
        for one in rows
    ]
    return {"looked_with_a_reason": told} if told else {}
