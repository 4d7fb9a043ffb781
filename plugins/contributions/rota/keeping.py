"""What a rota keeps of somebody, given to that person on request: what they said, and nothing that others did."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.db import db
from plugins.contributions.rota.models import Cover, FixedPlace, Rota, StandIn


def export(person_id: int) -> Mapping[str, Any]:
    """Their fixed places, where they can be asked, and the questions that were put to them. Nothing added up."""
    fixed = sa.select(Rota.title, FixedPlace.since).join(FixedPlace).where(FixedPlace.person_id == person_id)
    stands_in = sa.select(Rota.title, StandIn.asked_at).join(StandIn).where(StandIn.person_id == person_id)
    covers = db.session.scalars(sa.select(Cover).where(Cover.person_id == person_id).order_by(Cover.id))
    return {
        "fixed_places": [{"task": title, "since": since.isoformat()} for title, since in db.session.execute(fixed)],
        "stands_in": [
            {"task": title, "last_asked": asked.isoformat() if asked else None}
            for title, asked in db.session.execute(stands_in)
        ],
        "asked_to_stand_in": [
            {"task": one.task.title, "asked": one.asked_at.isoformat(), "until": one.until.isoformat()}
            for one in covers
        ],
    }
