"""What happened elsewhere: a room that closes, or is no longer given out, leaves its dates without a room.

One that opens again gives it back.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import Event, SpaceClosed, SpaceReopened, SpaceUseChanged
from app.journal import note
from app.places.models import Closure, Space, SpacePart
from plugins.activities import telling
from plugins.activities.dates import label_of, touch
from plugins.activities.lost.possible import closed_among, names, possible, withdrawn_among
from plugins.activities.models import Activity, Occurrence, OccurrenceSpace, with_spaces
from plugins.activities.words import ROOM_BACK, ROOM_LOST


def hear(event: Event) -> None:
    """Mark the dates that lose their room. Heard twice, it changes nothing more."""
    if isinstance(event, SpaceClosed):
        room_lost(event.ref.key)
    if isinstance(event, SpaceReopened):
        room_back(event.house_id)
    if isinstance(event, SpaceUseChanged):
        use_changed(event.house_id, event.space_id)


@transactional
def room_lost(closure_id: str) -> None:
    """Mark every date that a closure (its public id) takes the room from, and tell its organisers once."""
    closure = db.session.scalar(sa.select(Closure).where(Closure.public_id == closure_id))
    if closure is None:
        return  # it was taken back in the meantime
    hit = _using(closure.house_id, closure.space_id).where(
        Occurrence.starts < closure.ends, Occurrence.ends > closure.starts
    )
    _mark(db.session.scalars(hit).unique())


@transactional
def use_changed(house_id: int, space_id: int | None) -> None:
    """Mark the dates to come that lie outside the hours of their rooms, or in a space that is not for them any more.

    The mark goes from those that can stay where they are after all.
    """
    room_back(house_id)
    everywhere = list(db.session.scalars(_using(house_id, None).where(Occurrence.ends > now())).unique())
    lost = set(closed_among(everywhere))
    if space_id is not None:
        there = list(db.session.scalars(_using(house_id, space_id).where(Occurrence.ends > now())).unique())
        lost |= withdrawn_among(there).keys()
    _mark(one for one in everywhere if one.id in lost)


@transactional
def room_back(house_id: int) -> None:
    """Take the mark off each date of a house that can be where it is again. Who heard of it hears that too."""
    wanted = (
        sa.select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.house_id == house_id, Occurrence.room_lost, Occurrence.ends > now())
        .options(*with_spaces())
        .order_by(Occurrence.id)
        .with_for_update(of=Occurrence.__table__)
    )
    marked = list(db.session.scalars(wanted).unique())
    lost = closed_among(marked).keys() | withdrawn_among(marked).keys()
    for dates in _by_activity(marked):
        back, still = [one for one in dates if one.id not in lost], [one for one in dates if one.id in lost]
        if not back:
            continue
        waited = [notices.withdraw(one.ref, telling.ROOM_LOST) for one in dates]
        for one in back:
            _put(one, lost=False)
        if not any(waited):
            _tell(telling.ROOM_BACK, back)
        elif still:
            _tell(telling.ROOM_LOST, still)


def _mark(occurrences: Iterable[Occurrence]) -> None:
    for dates in _by_activity(occurrences):
        for one in dates:
            _put(one, lost=True)
        _tell(telling.ROOM_LOST, dates)


def _put(occurrence: Occurrence, *, lost: bool) -> None:
    occurrence.room_lost = lost
    touch(occurrence)
    note(Actor.job(), ROOM_LOST if lost else ROOM_BACK, occurrence.ref, label_of(occurrence))


def _tell(kind: str, dates: Sequence[Occurrence]) -> None:
    """Once for all dates of an activity: about the first of them, with what is free then, and how many more it is."""
    telling.tell_organisers(dates[0], kind, free=names(possible(dates[0]).rooms), others=len(dates) - 1)


def _by_activity(occurrences: Iterable[Occurrence]) -> list[list[Occurrence]]:
    found: dict[int, list[Occurrence]] = {}
    for one in sorted(occurrences, key=lambda one: (one.starts, one.id)):
        found.setdefault(one.activity_id, []).append(one)
    return list(found.values())


def _using(house_id: int, space_id: int | None) -> sa.Select[Occurrence]:
    """Dates that are on, without a mark, in a space: it, what it is part of, its parts. None: each of the house's."""
    using = sa.select(OccurrenceSpace.occurrence_id)
    if space_id is not None:
        parts = sa.select(SpacePart.part_id).where(SpacePart.whole_id == space_id)
        wholes = sa.select(SpacePart.whole_id).where(SpacePart.part_id == space_id)
        meant = sa.select(Space.id).where(sa.or_(Space.id == space_id, Space.id.in_(parts), Space.id.in_(wholes)))
        using = using.where(OccurrenceSpace.space_id.in_(meant))
    return (
        sa.select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Activity.house_id == house_id,
            Occurrence.cancelled_at.is_(None),
            ~Occurrence.room_lost,
            Occurrence.id.in_(using),
        )
        .options(*with_spaces())
        .order_by(Occurrence.id)
        .with_for_update(of=Occurrence.__table__)
    )
