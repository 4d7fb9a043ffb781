"""Bookings as entries of the agenda, for pages and feeds. The core decides what an audience may see of them."""

from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from app.calendar.entry import Entry, EntryQuery, Series, Status, Visibility
from app.clock import wall
from app.db import db
from app.people.models import Membership
from app.places.models import Space, SpacePart
from plugins.rooms import purposes
from plugins.rooms.closing.hits import closures_of
from plugins.rooms.during import during
from plugins.rooms.losing.hits import lost_of
from plugins.rooms.models import (
    BUSY,
    CANCELLED,
    CONFIRMED,
    ON,
    REFUSED,
    REQUESTED,
    WHOLE,
    Booking,
    BookingSeries,
    ref_of,
)

_STATUS: Final = {
    REQUESTED: Status.TENTATIVE,
    CONFIRMED: Status.CONFIRMED,
    CANCELLED: Status.CANCELLED,
    REFUSED: Status.CANCELLED,
}


def entries_for(query: EntryQuery) -> list[Entry]:
    """What `query` asks of bookings. One query for the bookings, one for the parts of their spaces, one for closures.

    A combined room and its parts are in each other's way: asked for one, the bookings of the others come along.
    """
    if query.theme or query.organiser or _is_of_another(query):
        return []
    found = list(db.session.scalars(bookings_in(query)))
    unsure = closures_of(found).keys() | lost_of(found)
    if query.person_id is not None:
        return [replace(entry_of(one, page_of(one), unsure=one.id in unsure), mine=True) for one in found]
    return [entry_of(one, _page_of_day(one), unsure=one.id in unsure) for one in found]


def bookings_in(query: EntryQuery) -> sa.Select[Booking]:
    """The bookings that a query means, soonest first, with what an entry needs of them."""
    wanted = sa.and_(
        during(query.window),
        *_narrowed(query),
    )
    if query.whole_series:
        touched = sa.select(Booking.series_id).where(wanted, Booking.series_id.is_not(None))
        wanted = sa.or_(wanted, sa.and_(Booking.series_id.in_(touched), *_narrowed(query)))
    return sa.select(Booking).where(wanted).options(*WHOLE).order_by(Booking.starts, Booking.id)


def entry_of(booking: Booking, url: str | None, *, unsure: bool = False) -> Entry:
    """A booking as an entry that leads to `url` (a path). `unsure`: it lost its room, whatever was said before.

    A private room is not named: entries leave the house. In somebody's own calendar such a booking has a neutral title.
    """
    space = booking.space
    place, location = _where(space)
    return Entry(
        ref=booking.ref,
        uid=booking.uid,
        span=booking.span,
        zone=booking.zone,
        title=booking.title or purposes.label(booking.purpose),
        status=Status.TENTATIVE if unsure and booking.is_on else _STATUS[booking.status],
        visibility=_visibility(booking),
        sequence=booking.sequence,
        created=booking.created_at,
        modified=booking.changed_at,
        house_id=booking.house_id,
        space_ids=(booking.space_id,),
        place=place,
        location=location,
        url=url,
        recurrence_id=booking.original_start,
        series=_series_of(booking.series) if booking.series else None,
        sensitive=space.is_hidden,
        people=booking.people or None,
    )


def page_of(booking: Booking) -> str:
    """The path of a booking's own page, written out: mails and the demo are made outside any request."""
    return f"/rooms/booking/{booking.public_id}"


def related_spaces(space_id: int) -> sa.Select[int]:
    """A space, its parts, and every combined space that shares a part with it: they are in each other's way."""
    leaves = (
        sa.select(SpacePart.part_id)
        .where(SpacePart.whole_id == space_id)
        .union(sa.select(Space.id).where(Space.id == space_id))
    )
    wholes = sa.select(SpacePart.whole_id).where(SpacePart.part_id.in_(leaves))
    return sa.select(Space.id).where(sa.or_(Space.id.in_(leaves), Space.id.in_(wholes), Space.id == space_id))


def _narrowed(query: EntryQuery) -> list[sa.ColumnElement[bool]]:
    narrow: list[sa.ColumnElement[bool]] = []
    if not query.with_cancelled:
        narrow.append(Booking.status.in_(ON))
    elif query.person_id is None:  # who asked hears of the no; it was never on for anybody else
        narrow.append(Booking.status != REFUSED)
    if query.house_id is not None:
        narrow.append(Booking.house_id == query.house_id)
    if query.space_id is not None:
        narrow.append(Booking.space_id.in_(related_spaces(query.space_id)))
    if query.group_id is not None:
        narrow.append(Booking.group_id == query.group_id)
    if query.person_id is not None:
        narrow.append(own_bookings(query.person_id))
    if query.ref is not None:
        narrow.append(Booking.public_id == query.ref.key)
    return narrow


def own_bookings(person_id: int) -> sa.ColumnElement[bool]:
    """A person's own: what they booked, and what is booked for a group that they speak for."""
    groups = sa.select(Membership.group_id).where(Membership.person_id == person_id, Membership.is_contact)
    return sa.or_(Booking.person_id == person_id, Booking.group_id.in_(groups))


def _is_of_another(query: EntryQuery) -> bool:
    return query.ref is not None and query.ref != ref_of(query.ref.key)


def _visibility(booking: Booking) -> Visibility:
    if booking.space.is_hidden:
        return Visibility.HIDDEN
    return Visibility.BUSY if booking.visibility == BUSY else Visibility.PUBLIC


def _where(space: Space) -> tuple[str, str]:
    """Where it is, for people and for maps."""
    house = space.house
    names = [house.name] if space.is_hidden else [space.name, house.name]
    return names[0], ", ".join([*names, house.address] if house.address else names)


def _page_of_day(booking: Booking) -> str | None:
    """The path of the room's page on that day."""
    if booking.space.is_hidden:
        return None
    return f"/rooms/{booking.space.slug}?day={wall(booking.starts, booking.zone).date()}"


def _series_of(series: BookingSeries) -> Series:
    place, location = _where(series.space)
    return Series(
        uid=series.uid,
        rule=series.rule,
        first=series.first_start,
        last=series.last_start,
        zone=series.zone,
        span=series.span,
        title=series.title,
        place=place,
        description="",
        sequence=series.sequence,
        created=series.created_at,
        modified=series.changed_at,
        location=location,
    )
