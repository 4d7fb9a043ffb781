"""How many people come to a date, and which dates still have room."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from plugins.activities.models import Occurrence, SignUp

LOOKED_AT = 60
"""Dates that are looked at to find one with room: more than a year of weeks."""


def taken(occurrence_ids: Iterable[int]) -> dict[int, int]:
    """How many people come to each date; dates to which nobody comes are left out. One query."""
    rows = db.session.execute(
        sa.select(SignUp.occurrence_id, sa.func.sum(SignUp.party))
        .where(SignUp.occurrence_id.in_(sorted(set(occurrence_ids))), SignUp.cancelled_at.is_(None))
        .group_by(SignUp.occurrence_id)
    )
    return {occurrence_id: int(people) for occurrence_id, people in rows}


def with_room(activity_id: int, after: datetime, party: int = 1, most: int = 2) -> list[Occurrence]:
    """The next dates of an activity, after a moment, to which `party` people can still come, at most `most`."""
    dates = db.session.scalars(
        sa.select(Occurrence)
        .where(Occurrence.activity_id == activity_id, Occurrence.starts > after, Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts)
        .limit(LOOKED_AT)
    ).all()
    people = taken(one.id for one in dates)
    return [one for one in dates if people.get(one.id, 0) + party <= (one.activity.places or 0)][:most]
