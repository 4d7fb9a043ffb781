"""Tables of sharing. What was asked goes when its time has come; nothing is kept of who said no."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.db import words as words_of
from app.people.models import Group
from app.refs import Ref
from plugins.rooms.models import Booking

MOST_MORE: Final = 200
LONGEST_WORDS: Final = 200


class OpenUse(Base):
    """A booking that others can come along to: so many more, and a few words."""

    __tablename__ = "rooms_open_use"
    __table_args__ = (CheckConstraint("places BETWEEN 1 AND 200", name="places"),)

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    places: Mapped[int] = mapped_column(info=nothing())
    words: Mapped[str] = mapped_column(Text, default="", info=words_of(Forget.EMPTY, of="opener_id"))
    opener_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))

    booking: Mapped[Booking] = relationship(lazy="raise")


class Joining(Base):
    """Somebody comes along, with so many. Only that there are so many is shown to others."""

    __tablename__ = "rooms_joining"
    __table_args__ = (CheckConstraint("people BETWEEN 1 AND 20", name="people"),)

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    people: Mapped[int] = mapped_column(info=nothing())

    booking: Mapped[Booking] = relationship(lazy="raise")


class SwapAsk(Base):
    """Who has one booking asks who has another to change: rooms and times change hands at once, or not at all."""

    __tablename__ = "rooms_swap"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    offered_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), index=True, info=nothing())
    wanted_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), index=True, info=nothing())
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    words: Mapped[str] = mapped_column(Text, default="", info=words_of(Forget.ROW, of="asker_id"))
    asked_at: Mapped[datetime] = mapped_column(info=nothing())

    offered: Mapped[Booking] = relationship(lazy="raise", foreign_keys=[offered_id])
    wanted: Mapped[Booking] = relationship(lazy="raise", foreign_keys=[wanted_id])

    @property
    def ref(self) -> Ref:
        """What notices point at it with."""
        return Ref("rooms", "swap", self.public_id)


class Handover(Base):
    """A booking is offered to a group, or to whoever has the address. Gone once it is taken or taken back."""

    __tablename__ = "rooms_handover"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(20), unique=True, info=nothing())
    """Hard to guess: for a person it is the only key."""
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    offered_at: Mapped[datetime] = mapped_column(info=nothing())

    booking: Mapped[Booking] = relationship(lazy="raise")
    group: Mapped[Group | None] = relationship(lazy="joined")

    @property
    def ref(self) -> Ref:
        """What notices point at it with."""
        return Ref("rooms", "handover", self.public_id)
