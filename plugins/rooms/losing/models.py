"""The table of bookings that cannot go on as they are. A row counts as long as its booking is where it was then."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class BookingLost(Base):
    """A booking lost its room at its time: the room is not open then any more, or not for who booked it."""

    __tablename__ = "rooms_booking_lost"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(info=nothing())
    since: Mapped[datetime] = mapped_column(info=nothing())
