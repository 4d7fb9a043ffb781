"""What stands here of who takes something on after a talk, or goes along. With whom it was is of the other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.db import db
from plugins.outreach.after.models import Followup
from plugins.outreach.handover.models import Again, Along


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody took on, and what they go along to."""
    taken = db.session.scalars(select(Followup).where(Followup.taken_by_id == person_id).order_by(Followup.id))
    alongs = db.session.scalars(select(Along).where(Along.companion_id == person_id).order_by(Along.day, Along.ref))
    agains = db.session.scalars(select(Again).where(Again.person_id == person_id).order_by(Again.id))
    told: dict[str, Any] = {
        "taken_on_after_a_talk": [{"kind": one.kind, "since": one.agreed_on.isoformat()} for one in taken],
        "asked_to_go_along": [
            {"to": one.title, "day": one.day.isoformat(), "said_yes": one.yes_on.isoformat() if one.yes_on else None}
            for one in alongs
        ],
        "went_along": [{"to": one.title, "asked_until": one.until.isoformat()} for one in agains],
    }
    return {name: rows for name, rows in told.items() if rows}
