"""What was said after dates: what is published, for everybody; the words, for who organises it."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.clock import now, wall
from app.db import db
from plugins.activities.after.models import Remark, Tally
from plugins.activities.after.publishing import Told, believable, told
from plugins.activities.after.saying import ASKED_FOR
from plugins.activities.headcount import counting
from plugins.activities.headcount.models import HeadCount
from plugins.activities.models import Activity, Occurrence

MOST = 3
"""Dates that one page asks after, the last first."""


def asked_now(activity: Activity) -> Sequence[Occurrence]:
    """The dates of which one can say now how they were, the last first."""
    moment = now()
    return db.session.scalars(
        sa.select(Occurrence)
        .where(
            Occurrence.activity_id == activity.id,
            Occurrence.starts <= moment,
            Occurrence.ends > moment - ASKED_FOR,
            Occurrence.cancelled_at.is_(None),
        )
        .order_by(Occurrence.starts.desc())
        .limit(MOST)
    ).all()


def next_date(activity: Activity) -> Occurrence | None:
    """The date that is on, or comes next: for the sheet in the room."""
    return db.session.scalar(
        sa.select(Occurrence)
        .where(Occurrence.activity_id == activity.id, Occurrence.ends > now(), Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts)
        .limit(1)
    )


def last_told(activity: Activity) -> tuple[Occurrence, Told] | None:
    """The last date of which anything is published, with that."""
    row = db.session.execute(
        sa.select(Occurrence, Tally, HeadCount.people)
        .join(Tally, Tally.occurrence_id == Occurrence.id)
        .outerjoin(HeadCount, HeadCount.occurrence_id == Occurrence.id)
        .where(Occurrence.activity_id == activity.id, Tally.shown_fine + Tally.shown_better > 0)
        .order_by(Occurrence.starts.desc())
        .limit(1)
    ).first()
    if row is None or not believable(row[1].shown, row[2]):
        return None
    published = told(row[1].shown)
    return (row[0], published) if published is not None else None


def tally_of(occurrence: Occurrence) -> Tally | None:
    """The numbers of a date."""
    return db.session.get(Tally, occurrence.id)


def told_of(occurrence: Occurrence) -> Told | None:
    """What is published about a date."""
    tally = tally_of(occurrence)
    return told(tally.shown) if tally is not None and not are_too_many(occurrence) else None


def are_too_many(occurrence: Occurrence) -> bool:
    """Whether more answers would be shown than people can have been there: then none are."""
    tally, there = tally_of(occurrence), counting.counted([occurrence.id]).get(occurrence.id)
    return tally is not None and not believable(tally.shown, there)


def is_readable(occurrence: Occurrence) -> bool:
    """Whether its words may be read: from the day after, so that nobody sees them come in."""
    zone = occurrence.activity.zone
    return wall(now(), zone).date() > wall(occurrence.ends, zone).date()


def remarks_of(occurrence: Occurrence) -> Sequence[Remark]:
    """Words for a next time, in no order; none before the day after."""
    if not is_readable(occurrence):
        return []
    return db.session.scalars(sa.select(Remark).where(Remark.occurrence_id == occurrence.id).order_by(Remark.id)).all()
