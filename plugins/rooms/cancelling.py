"""Cancel bookings, and take that back. Rows stay: a calendar must be able to tell that something is off."""

from enum import StrEnum

import sqlalchemy as sa

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.holding import release_all
from plugins.rooms import telling
from plugins.rooms.booking import changeable, mark_changed, refuse_if_over
from plugins.rooms.models import CANCELLED, CONFIRMED, ON, WHOLE, Booking
from plugins.rooms.preparing.going_along import take_again
from plugins.rooms.requests.asking import ask_where_needed
from plugins.rooms.series import hold_each
from plugins.rooms.waiting.offering import serve, take_back


class Scope(StrEnum):
    """Which dates of a series. A single booking is always ONE. What has begun is never touched."""

    ONE = "one"
    FOLLOWING = "following"
    """This date and the later ones."""
    ALL = "all"
    """Every date to come."""


@transactional
def cancel(actor: Actor, public_id: str, scope: Scope) -> int:
    """Cancel a booking, and with it the dates of its series that `scope` says. Answers how many dates that were.

    What is cancelled or refused already is left as it is. Raises NotFound, or Refusal for a date that has begun.
    """
    chosen = changeable(actor, public_id)
    if scope is not Scope.ALL or chosen.series_id is None:
        refuse_if_over(chosen)
    bookings = [booking for booking in dates_within(chosen, scope) if booking.is_on]
    if not bookings:
        return 0
    moment = now()
    for booking in bookings:
        booking.status, booking.cancelled_at = CANCELLED, moment
        mark_changed(booking)
    release_all(booking.ref for booking in bookings)
    db.session.flush()
    with notices.changing(actor, *(booking.starts for booking in bookings)):
        telling.cancelled(actor, bookings, dates_left=_dates_left(chosen))
    serve(chosen.house_id)
    return len(bookings)


@transactional
def undo_cancel(actor: Actor, public_id: str) -> int:
    """Take back a cancellation: of this booking, and of the dates that were cancelled together with it.

    Answers how many dates that were. Raises Taken when one of them is not free any more: then none is taken back.
    """
    chosen = changeable(actor, public_id)
    if not chosen.is_cancelled:
        return 0
    bookings = [
        booking
        for booking in dates_within(chosen, Scope.ALL)
        if booking.is_cancelled and booking.cancelled_at == chosen.cancelled_at
    ]
    if not bookings:
        refuse_if_over(chosen)
    for booking in bookings:
        booking.status, booking.cancelled_at = CONFIRMED, None
        mark_changed(booking)
    db.session.flush()
    ask_where_needed(actor, bookings)
    take_back(chosen.house_id, [booking.span for booking in bookings])
    hold_each(actor, bookings)
    take_again(bookings)
    telling.restored(actor, bookings)
    return len(bookings)


def dates_within(chosen: Booking, scope: Scope) -> list[Booking]:
    """The dates to come that `scope` means, soonest first, locked for this transaction."""
    if scope is Scope.ONE or chosen.series_id is None:
        return [chosen] if chosen.starts > now() else []
    dates = (
        sa.select(Booking)
        .where(Booking.series_id == chosen.series_id, Booking.starts > now())
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
        .with_for_update(of=Booking)
    )
    if scope is Scope.FOLLOWING:
        dates = dates.where(Booking.original_start >= chosen.original_start)
    return list(db.session.scalars(dates))


def _dates_left(chosen: Booking) -> int:
    """How many dates of the same series are still to come."""
    if chosen.series_id is None:
        return 0
    left = sa.select(sa.func.count()).where(
        Booking.series_id == chosen.series_id, Booking.status.in_(ON), Booking.starts > now()
    )
    return db.session.scalar(left) or 0
