"""Tables of rooms: a booking for each date, and the series that dates belong to."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.clock import Span
from app.db import Base, Forget, nothing, person, words
from app.people.models import Group
from app.places.models import Space
from app.refs import Ref

REQUESTED = "requested"
"""The house has not answered yet. It holds its room all the same."""
CONFIRMED = "confirmed"
CANCELLED = "cancelled"
REFUSED = "refused"
"""The house said no. The row stays, the room is free."""
ON: Final = (CONFIRMED, REQUESTED)
"""Holds a room. The words are those of an occupancy's state."""

PUBLIC = "public"
"""The title stands in the agenda."""
BUSY = "busy"
"""Everybody sees that the room is taken, and nothing else."""


class BookingSeries(Base):
    """What the dates of a series have in common. Its dates are rows of `Booking`.

    It says what was agreed at the start: a date that moved or was cancelled differs in its own row, never here.
    """

    __tablename__ = "rooms_series"
    __table_args__ = (CheckConstraint("ends > starts", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    uid: Mapped[str] = mapped_column(String(36), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), info=nothing())
    rule: Mapped[str] = mapped_column(String(100), info=nothing())
    """An RRULE value without UNTIL and COUNT."""
    first_start: Mapped[datetime] = mapped_column(DateTime(), info=nothing())
    """Wall time (naive) of the first date that the rule gives."""
    last_start: Mapped[datetime] = mapped_column(DateTime(), info=nothing())
    """Wall time (naive) of the last one."""
    starts: Mapped[datetime] = mapped_column(info=nothing())
    """The moment at which the first date begins."""
    ends: Mapped[datetime] = mapped_column(info=nothing())
    """The moment at which the first date ends."""
    zone_name: Mapped[str] = mapped_column(String(40), info=nothing())
    title: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="person_id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("rooms_series.id"), index=True, info=nothing())
    """The series that it goes on with: renewed, or moved as one."""
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())

    space: Mapped[Space] = relationship(lazy="raise")

    @property
    def zone(self) -> ZoneInfo:
        """The zone in whose wall time it repeats."""
        return ZoneInfo(self.zone_name)

    @property
    def span(self) -> Span:
        """Where its first date lies."""
        return Span(self.starts, self.ends)


class Booking(Base):
    """Somebody uses a space for a while. Rows stay: what is past keeps its time, its place and its status."""

    __tablename__ = "rooms_booking"
    __table_args__ = (
        CheckConstraint("ends > starts", name="order"),
        CheckConstraint("status IN ('requested', 'confirmed', 'cancelled', 'refused')", name="status"),
        CheckConstraint("visibility IN ('public', 'busy')", name="visibility"),
        CheckConstraint("(series_id IS NULL) = (original_start IS NULL)", name="series"),
        UniqueConstraint("series_id", "original_start"),
        Index("ix_rooms_booking_space", "space_id", "starts"),
        Index("ix_rooms_booking_house", "house_id", "starts"),
        Index("ix_rooms_booking_person", "person_id", "starts"),
        Index("ix_rooms_booking_group", "group_id", "starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    uid: Mapped[str] = mapped_column(String(36), index=True, info=nothing())
    """Of a date of a series: the uid of its series."""
    series_id: Mapped[int | None] = mapped_column(ForeignKey("rooms_series.id"), info=nothing())
    original_start: Mapped[datetime | None] = mapped_column(DateTime(), info=nothing())
    """Wall time (naive) at which the series put it. It never changes."""
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(index=True, info=nothing())
    zone_name: Mapped[str] = mapped_column(String(40), info=nothing())
    purpose: Mapped[str] = mapped_column(String(20), info=nothing())
    """A key of `plugins.rooms.purposes`."""
    people: Mapped[int] = mapped_column(info=nothing())
    title: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="person_id"))
    visibility: Mapped[str] = mapped_column(String(10), info=nothing())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=person(Forget.EMPTY))
    """Who booked it."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), info=nothing())
    status: Mapped[str] = mapped_column(String(10), default=CONFIRMED, info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    cancelled_at: Mapped[datetime | None] = mapped_column(info=nothing())

    space: Mapped[Space] = relationship(lazy="raise")
    series: Mapped[BookingSeries | None] = relationship(lazy="raise")
    group: Mapped[Group | None] = relationship(lazy="raise")

    @property
    def ref(self) -> Ref:
        """What others point at it with."""
        return ref_of(self.public_id)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in whose wall time it was made."""
        return ZoneInfo(self.zone_name)

    @property
    def span(self) -> Span:
        """When."""
        return Span(self.starts, self.ends)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self.status == CANCELLED

    @property
    def is_requested(self) -> bool:
        """Whether the house has yet to answer."""
        return self.status == REQUESTED

    @property
    def is_refused(self) -> bool:
        """Whether the house said no."""
        return self.status == REFUSED

    @property
    def is_on(self) -> bool:
        """Whether it holds its room: certain, or asked for."""
        return self.status in ON


class LastMove(Base):
    """Where a booking, and what moved together with it, was before its last move. It is kept for a day."""

    __tablename__ = "rooms_last_move"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    moved_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    before: Mapped[str] = mapped_column(Text, info=nothing())
    """Ids, moments and wall times as JSON: see `former`."""


def ref_of(public_id: str) -> Ref:
    """The reference of the booking with this public id."""
    return Ref("rooms", "booking", public_id)


WHOLE: Final = (
    joinedload(Booking.space, innerjoin=True).selectinload(Space.parts),
    joinedload(Booking.series).joinedload(BookingSeries.space, innerjoin=True).selectinload(Space.parts),
)
"""Load a booking with its room and its series, in the same query: what every page, feed and notice needs of it."""


__all__ = [
    "BUSY",
    "CANCELLED",
    "CONFIRMED",
    "ON",
    "PUBLIC",
    "REFUSED",
    "REQUESTED",
    "WHOLE",
    "Booking",
    "BookingSeries",
    "LastMove",
    "ref_of",
]
