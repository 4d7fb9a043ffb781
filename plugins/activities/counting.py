"""How many people come to a date, how many places are taken, and which dates still have room."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.waiting.models import OFFERED, Wait

LOOKED_AT = 60
"""Dates that are looked at to find one with room: more than a year of weeks."""


def taken(occurrence_ids: Iterable[int]) -> dict[int, int]:
    """How many people come to each date; dates to which nobody comes are left out. One query."""
    return _summed(_coming(occurrence_ids))


def places_taken(occurrence_ids: Iterable[int]) -> dict[int, int]:
    """How many places of each date are taken: by who comes, or kept for who waited. One query."""
    wanted = list(occurrence_ids)
    kept = sa.select(Wait.occurrence_id, Wait.party).where(
        Wait.occurrence_id.in_(sorted(set(wanted))), Wait.state == OFFERED
    )
    return _summed(_coming(wanted).union_all(kept))


def left_for(occurrence: Occurrence, signup: SignUp) -> int:
    """How many places a locked date has for one sign-up: less what others take, and what is kept for others."""
    others = sa.select(SignUp.occurrence_id, SignUp.party).where(
        SignUp.occurrence_id == occurrence.id,
        SignUp.cancelled_at.is_(None),
        SignUp.public_id != signup.public_id,
    )
    kept = sa.select(Wait.occurrence_id, Wait.party).where(
        Wait.occurrence_id == occurrence.id, Wait.state == OFFERED, ~is_of(signup)
    )
    people = _summed(others.union_all(kept)).get(occurrence.id, 0)
    return (occurrence.activity.places or 0) - people


def is_of(signup: SignUp) -> sa.ColumnElement[bool]:
    """Whether a waiting is that of a sign-up: by its code, or by who it is."""
    if signup.person_id is None:
        return Wait.code == signup.code
    return sa.or_(Wait.code == signup.code, sa.func.coalesce(Wait.person_id, 0) == signup.person_id)


def with_room(activity_id: int, after: datetime, party: int = 1, most: int = 2) -> list[Occurrence]:
    """The next dates of an activity, after a moment, to which `party` people can still come, at most `most`."""
    dates = db.session.scalars(
        sa.select(Occurrence)
        .where(Occurrence.activity_id == activity_id, Occurrence.starts > after, Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts)
        .limit(LOOKED_AT)
    ).all()
    people = places_taken(one.id for one in dates)
    return [one for one in dates if people.get(one.id, 0) + party <= (one.activity.places or 0)][:most]


def _coming(occurrence_ids: Iterable[int]) -> sa.Select[int, int]:
    return sa.select(SignUp.occurrence_id, SignUp.party).where(
        SignUp.occurrence_id.in_(sorted(set(occurrence_ids))), SignUp.cancelled_at.is_(None)
    )


def _summed(rows: sa.Select[int, int] | sa.CompoundSelect[int, int]) -> dict[int, int]:
    each = rows.subquery()
    summed = sa.select(each.c.occurrence_id, sa.func.sum(each.c.party)).group_by(each.c.occurrence_id)
    return {occurrence_id: int(people) for occurrence_id, people in db.session.execute(summed)}
