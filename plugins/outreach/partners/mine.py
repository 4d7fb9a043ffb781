"""What stands here of a person: the parts that they have."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.db import db
from plugins.outreach.partners.models import Part


def export(person_id: int) -> Mapping[str, Any]:
    """The parts of a person, those that are over too."""
    rows = db.session.scalars(select(Part).where(Part.person_id == person_id).order_by(Part.since, Part.id))
    return {
        "parts": [
            {
                "organisation": one.partner.name,
                "part": one.kind,
                "since": one.since.isoformat(),
                "until": one.until.isoformat(),
            }
            for one in rows
        ]
    }
