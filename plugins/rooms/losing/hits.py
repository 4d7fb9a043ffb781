"""Which bookings lost their room, and what is possible instead of each."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.people import roles
from app.places.hours import shut
from plugins.rooms.closing.hits import closures_of
from plugins.rooms.closing.instead import Instead, instead_of
from plugins.rooms.losing.models import BookingLost
from plugins.rooms.models import ON, WHOLE, Booking


def to_come(house_id: int) -> sa.Select[Booking]:
    """The bookings of a house that are on and have not begun, soonest first."""
    return (
        sa.select(Booking)
        .where(Booking.house_id == house_id, Booking.status.in_(ON), Booking.starts > now())
        .options(*WHOLE, joinedload(Booking.group))
        .order_by(Booking.starts, Booking.id)
    )


def lost_in(house_id: int) -> list[Booking]:
    """The bookings to come of a house that lost their room, soonest first."""
    return list(db.session.scalars(to_come(house_id).join(BookingLost, _the_same())))


def lost_of(bookings: Sequence[Booking]) -> set[int]:
    """Ids of those of the bookings that lost their room. One query."""
    on = [one.id for one in bookings if one.is_on]
    if not on:
        return set()
    query = sa.select(BookingLost.booking_id).join(Booking, _the_same()).where(BookingLost.booking_id.in_(on))
    return set(db.session.scalars(query))


def shut_out(bookings: Sequence[Booking]) -> set[int]:
    """Ids of those outside the hours of their room. What a closure takes is told with that closure, not here."""
    found = shut((one.space, one.span) for one in bookings)
    hit = [one for one in bookings if (one.space_id, one.span) in found]
    return {one.id for one in hit} - closures_of(hit).keys()


def withdrawn(bookings: Iterable[Booking]) -> set[int]:
    """Ids of those in a room that is private or cannot be booked, made by somebody who is no host there."""
    kept = [one for one in bookings if one.space.is_hidden or not one.space.bookable]
    hosts = {house_id: {one.id for one in roles.hosts_of(house_id)} for house_id in {one.house_id for one in kept}}
    return {one.id for one in kept if one.person_id not in hosts[one.house_id]}


def instead_for(bookings: Sequence[Booking]) -> dict[int, list[Instead]]:
    """By booking id: at most two things that are possible instead, not in a room that is no longer for who booked."""
    gone, choices = withdrawn(bookings), instead_of(bookings)
    return {
        one.id: [choice for choice in choices[one.id] if one.id not in gone or choice.space.id != one.space_id]
        for one in bookings
    }


def _the_same() -> sa.ColumnElement[bool]:
    """The booking is where and when it was as it lost its room: one that moved since is not lost."""
    return sa.and_(
        BookingLost.booking_id == Booking.id,
        BookingLost.space_id == Booking.space_id,
        BookingLost.starts == Booking.starts,
        BookingLost.ends == Booking.ends,
    )
