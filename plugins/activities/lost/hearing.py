"""What happened elsewhere: a room that closes leaves its dates without a room; one that opens again gives it back."""

import sqlalchemy as sa

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import Event, SpaceClosed, SpaceReopened
from app.journal import note
from app.places.models import Closure, Space, SpacePart
from plugins.activities import telling
from plugins.activities.dates import label_of, touch
from plugins.activities.lost.possible import closed_spaces, names, possible
from plugins.activities.models import Activity, Occurrence, OccurrenceSpace
from plugins.activities.words import ROOM_BACK, ROOM_LOST


def hear(event: Event) -> None:
    """Mark the dates that lose their room. Heard twice, it changes nothing more."""
    if isinstance(event, SpaceClosed):
        room_lost(event.ref.key)
    if isinstance(event, SpaceReopened):
        room_back(event.house_id)


@transactional
def room_lost(closure_id: str) -> None:
    """Mark every date that a closure (its public id) takes the room from, and tell its organisers once."""
    closure = db.session.scalar(sa.select(Closure).where(Closure.public_id == closure_id))
    if closure is None:
        return  # it was taken back in the meantime
    for occurrence in db.session.scalars(_hit_by(closure).with_for_update(of=Occurrence.__table__)).unique():
        occurrence.room_lost = True
        touch(occurrence)
        free = names(possible(occurrence).rooms)
        telling.tell_organisers(occurrence, telling.ROOM_LOST, free=free)
        note(Actor.job(), ROOM_LOST, occurrence.ref, label_of(occurrence))


@transactional
def room_back(house_id: int) -> None:
    """Take the mark off each date of a house whose rooms no closure takes any more. Who heard of it hears that too."""
    wanted = (
        sa.select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.house_id == house_id, Occurrence.room_lost, Occurrence.ends > now())
        .order_by(Occurrence.id)
        .with_for_update(of=Occurrence.__table__)
    )
    for occurrence in db.session.scalars(wanted).unique():
        if closed_spaces(occurrence):
            continue
        occurrence.room_lost = False
        touch(occurrence)
        if not notices.withdraw(occurrence.ref, telling.ROOM_LOST):
            telling.tell_organisers(occurrence, telling.ROOM_BACK)
        note(Actor.job(), ROOM_BACK, occurrence.ref, label_of(occurrence))


def _hit_by(closure: Closure) -> sa.Select[Occurrence]:
    """Dates to come, on as yet, in a space that the closure closes. The whole house closes each of its spaces."""
    using = sa.select(OccurrenceSpace.occurrence_id)
    if closure.space_id is not None:
        parts = sa.select(SpacePart.part_id).where(SpacePart.whole_id == closure.space_id)
        wholes = sa.select(SpacePart.whole_id).where(SpacePart.part_id == closure.space_id)
        closed = sa.select(Space.id).where(
            sa.or_(Space.id == closure.space_id, Space.id.in_(parts), Space.id.in_(wholes))
        )
        using = using.where(OccurrenceSpace.space_id.in_(closed))
    return (
        sa.select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Activity.house_id == closure.house_id,
            Occurrence.starts < closure.ends,
            Occurrence.ends > closure.starts,
            Occurrence.cancelled_at.is_(None),
            ~Occurrence.room_lost,
            Occurrence.id.in_(using),
        )
        .order_by(Occurrence.id)
    )
