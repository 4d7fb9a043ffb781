"""Tables of things and set-ups: what a house has, and what goes with which booking. Nothing here is about a person."""

from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, nothing
from app.places.models import Space
from plugins.rooms.models import Booking

MOST: Final = 500


class Thing(Base):
    """So many of something that can go with a booking: anywhere in the house, or in one room alone."""

    __tablename__ = "rooms_thing"
    __table_args__ = (CheckConstraint("quantity BETWEEN 1 AND 500", name="quantity"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True, info=nothing())
    """The room that it stays in; None for the whole house."""
    name: Mapped[str] = mapped_column(String(60), info=nothing())
    """In the house's own words, like those below."""
    words: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """Where it lies, and how to use it."""
    quantity: Mapped[int] = mapped_column(info=nothing())
    out_words: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """Why it cannot be used just now; empty when it can."""

    space: Mapped[Space | None] = relationship(lazy="joined")


class Loan(Base):
    """A booking uses so many of a thing: for as long as the booking is on, whenever that is."""

    __tablename__ = "rooms_loan"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"), Index("ix_rooms_loan_thing", "thing_id"))

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    thing_id: Mapped[int] = mapped_column(
        ForeignKey("rooms_thing.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    quantity: Mapped[int] = mapped_column(info=nothing())

    thing: Mapped[Thing] = relationship(lazy="joined", innerjoin=True)
    booking: Mapped[Booking] = relationship(lazy="raise")


class Setup(Base):
    """A way in which a room can be set up, and how many people fit then."""

    __tablename__ = "rooms_setup"
    __table_args__ = (CheckConstraint("people BETWEEN 1 AND 500", name="people"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True, info=nothing())
    name: Mapped[str] = mapped_column(String(40), info=nothing())
    """In the house's own words: "kring", "theater"."""
    people: Mapped[int] = mapped_column(info=nothing())

    space: Mapped[Space] = relationship(lazy="joined", innerjoin=True)


class SetupWish(Base):
    """How the room is to be set up for a booking; no row is "as it stands"."""

    __tablename__ = "rooms_setup_wish"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    setup_id: Mapped[int] = mapped_column(ForeignKey("rooms_setup.id", ondelete="CASCADE"), index=True, info=nothing())

    setup: Mapped[Setup] = relationship(lazy="joined", innerjoin=True)
