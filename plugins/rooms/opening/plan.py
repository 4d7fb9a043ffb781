"""What is known of opening and closing: who is there when, which uses need somebody, and who that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import Span, now
from app.db import db
from app.people.models import Membership
from app.places.availability import Hours, open_spans
from app.places.models import Closure, House, Occupancy, Space
from app.refs import Ref
from plugins.rooms.keys.register import with_own_key
from plugins.rooms.models import Booking, ref_of
from plugins.rooms.opening.models import StaffedHours, Turn
from plugins.rooms.opening.stretches import Moment, Stay, moments

AHEAD: Final = timedelta(weeks=3)
_MARGIN: Final = timedelta(days=1)
"""Uses that touch the edge of a window decide who opens inside it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody must open or close; who does, as far as that is known. `names` are the public rooms."""

    moment: Moment
    turn: Turn | None
    own_key: bool
    names: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether somebody is sure to do it."""
        return self.own_key or (self.turn is not None and self.turn.agreed)

    @property
    def is_promised(self) -> bool:
        """Whether somebody promised it among the tasks of the house."""
        return self.turn is not None and self.turn.promised


def staffed_week(house_id: int) -> list[Hours]:
    """When a host is there, in a week."""
    rows = sa.select(StaffedHours).where(StaffedHours.house_id == house_id)
    ordered = db.session.scalars(rows.order_by(StaffedHours.weekday, StaffedHours.opens))
    return [Hours(row.weekday, row.opens, row.closes) for row in ordered]


def duties(house: House, window: Span) -> list[Duty]:
    """Who opens and who closes in `window`, in order. None when the house set no staffed hours. Seven queries."""
    week = staffed_week(house.id)
    if not week:
        return []
    wide = window.padded(_MARGIN, _MARGIN)
    closed = sa.select(Closure).where(
        Closure.house_id == house.id, Closure.space_id.is_(None), Closure.starts < wide.end, Closure.ends > wide.start
    )
    staffed = open_spans(week, [Span(one.starts, one.ends) for one in db.session.scalars(closed)], wide, house.zone)
    names = _public_names(house.id)
    needed = [one for one in moments(stays_in(house.id, wide), staffed) if one.at in window]
    turns = _turns([str(one.stay.ref) for one in needed])
    own = _with_own_key(house.id, {one.stay.ref.key for one in needed if one.stay.ref == ref_of(one.stay.ref.key)})
    return [
        Duty(
            moment=one,
            turn=turns.get(one.key),
            own_key=one.key not in turns and one.stay.ref.key in own,
            names=tuple(names[space_id] for space_id in one.stay.space_ids if space_id in names),
        )
        for one in needed
    ]


def coming(house: House) -> list[Duty]:
    """Those of the next three weeks."""
    return duties(house, Span(now(), now() + AHEAD))


def stays_in(house_id: int, window: Span) -> list[Stay]:
    """What holds rooms of the house in `window`, each thing once, without the time to tidy up. One query."""
    rows = db.session.execute(
        sa.select(Occupancy.ref, Occupancy.starts, Occupancy.ends, Space.id, Space.buffer_minutes)
        .join(Space, Space.id == Occupancy.space_id)
        .where(
            Space.house_id == house_id,
            Occupancy.state == "confirmed",
            Occupancy.starts < window.end,
            Occupancy.ends > window.start,
        )
        .order_by(Occupancy.starts, Occupancy.ref, Space.id)
    )
    found: dict[str, Stay] = {}
    for ref, starts, ends, space_id, buffer in rows:
        span = Span(starts, max(ends - timedelta(minutes=buffer), starts + timedelta(minutes=1)))
        known = found.get(ref)
        whole = Span(min(known.span.start, span.start), max(known.span.end, span.end)) if known else span
        found[ref] = Stay(Ref.parse(ref), whole, (*(known.space_ids if known else ()), space_id))
    return list(found.values())


def turns_of(person_id: int) -> list[Turn]:
    """What somebody opens or closes, or is asked to, soonest first."""
    return list(
        db.session.scalars(
            sa.select(Turn).where(Turn.person_id == person_id, Turn.ends > now()).order_by(Turn.at, Turn.id)
        )
    )


def _turns(refs: Sequence[str]) -> dict[tuple[str, str], Turn]:
    rows = db.session.scalars(sa.select(Turn).where(Turn.ref.in_(refs)).options(joinedload(Turn.person)))
    return {(row.ref, row.part): row for row in rows}


def _with_own_key(house_id: int, keys: set[str]) -> set[str]:
    """Public ids of bookings whose booker, or a contact of whose group, holds a key of the house."""
    people = sa.select(Booking.public_id, Booking.person_id, Membership.person_id).outerjoin(
        Membership, sa.and_(Membership.group_id == Booking.group_id, Membership.is_contact)
    )
    rows = db.session.execute(people.where(Booking.public_id.in_(sorted(keys)))).all()
    holders = with_own_key(house_id, {one for row in rows for one in row[1:] if one is not None})
    return {public_id for public_id, *people in rows if holders.intersection(people)}


def _public_names(house_id: int) -> dict[int, str]:
    private = sa.select(Space).where(Space.house_id == house_id)
    return {space.id: space.name for space in db.session.scalars(private) if not space.is_hidden}
