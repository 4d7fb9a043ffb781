"""Where dates are online, and who sees it."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from app.calendar.entry import Conference
from app.db import db
from app.refs import Ref
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.online.address import PLACE
from plugins.activities.online.models import Online


def conferences(occurrences: Iterable[Occurrence]) -> Mapping[int, Conference]:
    """By id of those dates that are online: where. One query."""
    dates = list(occurrences)
    rows = db.session.scalars(
        sa.select(Online).where(Online.activity_id.in_({one.activity_id for one in dates}), Online.address != "")
    ).all()
    each = {row.activity_id: row for row in rows if row.occurrence_id is None}
    own = {row.occurrence_id: row for row in rows if row.occurrence_id is not None}
    found = [(one, own.get(one.id) or each.get(one.activity_id)) for one in dates]
    return {one.id: _conference(one, row) for one, row in found if row is not None}


def conference_of(occurrence: Occurrence) -> Conference | None:
    """Where one date is online, if it is."""
    return conferences([occurrence]).get(occurrence.id)


def address_for(signup: Ref) -> str:
    """The address online for somebody who comes; "" where there is none, or they wait still."""
    date = sa.select(Occurrence).join(SignUp, SignUp.occurrence_id == Occurrence.id)
    occurrence = db.session.scalar(date.where(SignUp.public_id == signup.key)) if signup.kind == "signup" else None
    conference = conference_of(occurrence) if occurrence else None
    return conference.address if conference else ""


def row_of(activity_id: int, occurrence_id: int | None) -> Online | None:
    """What was written down, for each date or for one."""
    about = Online.occurrence_id.is_not_distinct_from(occurrence_id)
    return db.session.scalar(sa.select(Online).where(Online.activity_id == activity_id, about))


def _conference(one: Occurrence, row: Online) -> Conference:
    return Conference(address=row.address, public=row.everybody, only=not one.spaces and one.place in ("", PLACE))
