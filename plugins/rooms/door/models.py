"""Tables of the door: how each room's door works, and for which bookings somebody said that they are here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class Door(Base):
    """How the door of a room works. A room without a row has a door that only tells."""

    __tablename__ = "rooms_door"
    __table_args__ = (CheckConstraint("grace_minutes >= 0", name="grace"),)

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True, info=nothing())
    checks_in: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether who booked says that they are here; where nobody does, the room is free again."""
    grace_minutes: Mapped[int] = mapped_column(default=15, info=nothing())
    since: Mapped[datetime] = mapped_column(info=nothing())
    """When that was decided: a booking that had begun by then is left alone."""
    token: Mapped[str | None] = mapped_column(String(40), unique=True, info=nothing())
    """The secret in the address of a private room's door."""


class Arrival(Base):
    """Somebody is here for this booking. It does not say who, and goes when the booking is over."""

    __tablename__ = "rooms_arrival"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    at: Mapped[datetime] = mapped_column(info=nothing())
