"""Write down how many were there, take it back, and add it all up."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from plugins.activities.dates import label_of
from plugins.activities.headcount.models import MOST, HeadCount
from plugins.activities.models import Activity, Occurrence, Organiser
from plugins.activities.rights import occurrence_for
from plugins.activities.words import COUNTED, NOT_COUNTED

ABOUT: Final = (0, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100)
"""Numbers to tap: about is enough."""
COUNTED_FOR: Final = timedelta(days=30)
"""So long after a date somebody still knows."""
ASKED_FOR: Final = timedelta(days=4)
"""So long its organisers are asked on their own page."""
ROUNDED: Final = 5
"""What is told to everybody is a multiple of it, so that no single date can be read from it."""


@transactional
def count(actor: Actor, occurrence_id: int, people: int) -> None:
    """So many were there, about; the last word counts. Raises Refusal, NotAllowed, NotFound."""
    occurrence = occurrence_for(actor, occurrence_id)
    if not 0 <= people <= MOST:
        raise Refusal(_("Type a number from %(min)s to %(max)s.", min=0, max=MOST), field="people")
    if not can_count(occurrence):
        raise Refusal(_("You count from the moment that it begins, until a month later."))
    own = db.session.get(HeadCount, occurrence.id) or HeadCount(occurrence_id=occurrence.id)
    own.people, own.counted_at = people, now()
    db.session.add(own)
    note(actor, COUNTED, occurrence.ref, label_of(occurrence))


@transactional
def uncount(actor: Actor, occurrence_id: int) -> None:
    """Nobody counted after all. Twice is once. Raises NotAllowed, NotFound."""
    occurrence = occurrence_for(actor, occurrence_id)
    own = db.session.get(HeadCount, occurrence.id)
    if own is not None:
        db.session.delete(own)
        note(actor, NOT_COUNTED, occurrence.ref, label_of(occurrence))


def can_count(occurrence: Occurrence) -> bool:
    """Whether it is time to count: while it is on, and a month after."""
    return not occurrence.is_cancelled and occurrence.starts <= now() < occurrence.ends + COUNTED_FOR


def counted(occurrence_ids: Iterable[int]) -> dict[int, int]:
    """How many were there on each date that somebody counted. One query."""
    wanted = sorted(set(occurrence_ids))
    rows = db.session.execute(
        sa.select(HeadCount.occurrence_id, HeadCount.people).where(HeadCount.occurrence_id.in_(wanted))
    )
    return dict(rows.all())


def uncounted_by(person_id: int) -> list[Occurrence]:
    """Dates of the last days that somebody organises and nobody counted, the latest first."""
    own = sa.select(Organiser.activity_id).where(Organiser.person_id == person_id)
    dates = (
        sa.select(Occurrence)
        .where(
            Occurrence.activity_id.in_(own),
            Occurrence.starts <= now(),
            Occurrence.ends > now() - ASKED_FOR,
            Occurrence.cancelled_at.is_(None),
            Occurrence.id.not_in(sa.select(HeadCount.occurrence_id)),
        )
        .order_by(Occurrence.starts.desc(), Occurrence.id)
        .limit(2)
    )
    return list(db.session.scalars(dates).unique())


def sum_in(house_id: int, window: Span) -> int:
    """How many were there in all, rounded down to fives; what is sensitive is left out."""
    total = (
        sa.select(sa.func.sum(HeadCount.people))
        .join(Occurrence, Occurrence.id == HeadCount.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Activity.house_id == house_id,
            ~Activity.sensitive,
            Occurrence.starts >= window.start,
            Occurrence.starts < window.end,
            Occurrence.cancelled_at.is_(None),
        )
    )
    return int(db.session.scalar(total) or 0) // ROUNDED * ROUNDED
