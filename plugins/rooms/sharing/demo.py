"""The demo house's open uses: neighbours can come along to the chess afternoon and the sewing club."""

from typing import Any, Final

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.rooms.models import CONFIRMED, Booking
from plugins.rooms.sharing.joining import open_up

DATES: Final = 2
OPEN: Final = (
    ("Piotr Lindeboomski", "Schaken voor iedereen", 10, "Kun je het nog niet? We leren het je."),
    ("Fenna Duifhout", "Naaiclub", 4, "Er staan twee machines. Neem je eigen stof mee."),
)


def load(demo: Any) -> None:
    """Open the next dates of both. `demo` is `app.demo.Demo`."""
    for who, title, places, words in OPEN:
        coming = db.session.scalars(
            sa.select(Booking.public_id)
            .where(Booking.title == title, Booking.status == CONFIRMED, Booking.starts > now())
            .order_by(Booking.starts)
            .limit(DATES)
        ).all()
        for key in coming:
            open_up(demo.actor(who), key, places, words)
