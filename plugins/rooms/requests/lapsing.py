"""A request that nobody answered: when its time has come it is off, its room is free, and who asked hears of it."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.holding import release_all
from plugins.rooms.booking import mark_changed
from plugins.rooms.models import CANCELLED, REQUESTED, WHOLE, Booking
from plugins.rooms.requests.telling import lapsed

_LOOKS_BACK: Final = timedelta(days=31)
"""How long the worker may have stood still: with it, the query stays as short as the index of ends."""


@transactional
def lapse() -> None:
    """Cancel what began without a yes. A no was never said, so it does not count as refused."""
    moment = now()
    found = db.session.scalars(
        sa.select(Booking)
        .where(Booking.status == REQUESTED, Booking.starts <= moment, Booking.ends > moment - _LOOKS_BACK)
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    ).all()
    for booking in found:
        booking.status, booking.cancelled_at = CANCELLED, moment
        mark_changed(booking)
    release_all(booking.ref for booking in found)
    db.session.flush()
    for booking in found:
        lapsed(Actor.job(), booking)
