"""Bookings of nobody: who made one asked to be forgotten, and no group uses it. To come, they only keep others out."""

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.holding import release_all
from plugins.rooms import telling
from plugins.rooms.booking import mark_changed
from plugins.rooms.models import CANCELLED, WHOLE, Booking


@transactional
def free_ownerless() -> None:
    """Cancel what is still to come of nobody, so that the room is free again. What has begun stays as it was."""
    moment = now()
    found = db.session.scalars(
        sa.select(Booking)
        .where(
            Booking.starts > moment,
            Booking.status != CANCELLED,
            Booking.person_id.is_(None),
            Booking.group_id.is_(None),
        )
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
    ).all()
    for booking in found:
        booking.status, booking.cancelled_at = CANCELLED, moment
        mark_changed(booking)
    release_all(booking.ref for booking in found)
    db.session.flush()
    for booking in found:
        telling.cancelled(Actor.job(), [booking], dates_left=0)
