"""Whose a booking is: who booked it, or the contacts of its group. A host looks after it, and does not give it away."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app.actors import Actor
from app.clock import now
from app.db import db
from app.people.groups import members_of, speaks_for
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.models import CONFIRMED, WHOLE, Booking


def owns(person_id: int | None, booking: Booking) -> bool:
    """Whether a booking is theirs to give, to change or to open."""
    if person_id is None:
        return False
    return person_id == booking.person_id or (booking.group_id is not None and speaks_for(person_id, booking.group_id))


def owners(booking: Booking) -> list[int]:
    """Ids of those who are asked about a booking: who booked it, else the contacts of its group."""
    if booking.person_id is not None:
        return [booking.person_id]
    if booking.group_id is None:
        return []
    return [person.id for person, is_contact in members_of(booking.group_id) if is_contact]


def locked(*public_ids: str) -> list[Booking]:
    """These bookings, locked in one order for all, in the order that was asked for. Raises NotFound."""
    found = db.session.scalars(
        sa.select(Booking)
        .where(Booking.public_id.in_([key for key in public_ids if key.isalnum()]))
        .options(*WHOLE, joinedload(Booking.group))
        .order_by(Booking.id)
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    ).all()
    by_key = {one.public_id: one for one in found}
    if len(by_key) != len(set(public_ids)):
        raise NotFound(_("There is no such booking."))
    return [by_key[key] for key in public_ids]


def own_locked(actor: Actor, public_id: str) -> Booking:
    """One's own booking that is certain and still to come. Raises NotFound, NotAllowed, Refusal."""
    (booking,) = locked(public_id)
    if not owns(actor.subject, booking):
        raise NotFound(_("There is no such booking."))
    refuse_unless_certain(booking)
    return booking


def refuse_unless_certain(*bookings: Booking) -> None:
    """Raises Refusal for what has begun, is off, or waits for an answer."""
    for booking in bookings:
        if booking.status != CONFIRMED or booking.starts <= now():
            raise Refusal(_("This is not possible any more: one of the bookings has changed or begun."))


def refuse_unless_owner(actor: Actor, booking: Booking) -> None:
    """Raises NotAllowed for who it does not belong to."""
    if not owns(actor.subject, booking):
        raise NotAllowed(_("Only who booked it can answer this."))


def others_on(booking: Booking, bookings: Sequence[Booking]) -> list[Booking]:
    """Of some bookings, those that one could change with: somebody else's, certain, in a room that all may know of."""
    return [
        one
        for one in bookings
        if one.id != booking.id
        and one.status == CONFIRMED
        and one.starts > now()
        and not one.space.is_hidden
        and (one.person_id, one.group_id) != (booking.person_id, booking.group_id)
    ]
