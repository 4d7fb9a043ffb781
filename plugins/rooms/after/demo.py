"""In the demo house somebody told that a chair in Zaal B is broken."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.actors import Actor
from app.clock import at, now
from app.db import db
from plugins.rooms.after.models import BROKEN
from plugins.rooms.after.telling import tell
from plugins.rooms.models import CONFIRMED, Booking


def load(demo: Any) -> None:
    """After the last use of the room, a quarter of an hour later. `demo` is `app.demo.Demo`."""
    last = db.session.scalar(
        sa.select(Booking)
        .where(
            Booking.space_id == demo.space("zaal-b"),
            Booking.status == CONFIRMED,
            Booking.ends < now(),
            Booking.person_id.is_not(None),
        )
        .order_by(Booking.ends.desc(), Booking.id)
        .limit(1)
    )
    if last is not None and last.person_id is not None:
        with at(last.ends + timedelta(minutes=15)):
            tell(Actor.self(last.person_id), last.public_id, BROKEN, "Een stoel heeft een losse poot.")
