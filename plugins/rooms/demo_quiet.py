"""In the demo, mails about bookings of before went out long ago."""

import sqlalchemy as sa

from app import notices
from app.db import db
from app.refs import Ref
from plugins.rooms.models import Booking, BookingSeries


def say_nothing_now(key: str) -> None:
    """The mails went out when it was booked."""
    series = sa.select(BookingSeries.public_id).join(Booking).where(Booking.public_id == key)
    notices.withdraw(Ref("rooms", "booking", key))
    for public_id in db.session.scalars(series).all():
        notices.withdraw(Ref("rooms", "series", public_id))
