"""What stands here of somebody who visits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from app.db import db
from plugins.outreach.visitors.models import Pair, Visitor
from plugins.outreach.visitors.reading import languages_of


def export(person_id: int) -> Mapping[str, Any]:
    """Papers seen, wishes, and with how many others they are a pair: who those are is theirs."""
    visitor = db.session.scalar(select(Visitor).where(Visitor.person_id == person_id))
    pairs = db.session.scalars(select(Pair).where(or_(Pair.one_id == person_id, Pair.other_id == person_id))).all()
    told: dict[str, Any] = {"pairs": len(pairs)} if pairs else {}
    if visitor is not None:
        told["visiting"] = {
            "trained_on": visitor.trained_on.isoformat() if visitor.trained_on else None,
            "pass_number": visitor.pass_number,
            "certificate_of_conduct_seen_on": visitor.conduct_seen_on.isoformat() if visitor.conduct_seen_on else None,
            "languages": languages_of(visitor),
            "districts": [one.name for one in visitor.areas],
            "talks_a_month": visitor.talks,
        }
    return told
