"""Tables of places."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, contact, nothing


class Neighbourhood(Base):
    """A part of town."""

    __tablename__ = "neighbourhood"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(100), info=nothing())


class House(Base):
    """A neighbourhood house, or a partner's building with rooms that neighbours use."""

    __tablename__ = "house"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"), info=nothing())
    name: Mapped[str] = mapped_column(String(100), info=nothing())
    kind: Mapped[str] = mapped_column(String(40), default="", info=nothing())
    """The small word above the name: "Buurthuis"."""
    address: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=nothing())
    zone_name: Mapped[str] = mapped_column(String(40), default="Europe/Amsterdam", info=nothing())
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    phone: Mapped[str] = mapped_column(String(30), default="", info=nothing())
    phone_hours: Mapped[str] = mapped_column(String(60), default="", info=nothing())
    contact_names: Mapped[str] = mapped_column(String(120), default="", info=contact(Forget.KEEP, of=""))
    """Who answers at the desk, as the house itself writes it on its door."""
    is_partner: Mapped[bool] = mapped_column(default=False, info=nothing())
    holiday_country: Mapped[str] = mapped_column(String(2), default="NL", info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    """Moved on by every change that a calendar shows (name, address)."""

    neighbourhood: Mapped[Neighbourhood] = relationship(lazy="joined", innerjoin=True)

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        return ZoneInfo(self.zone_name)


class OldSlug(Base):
    """A slug that a house or a space had before: its addresses answer 301."""

    __tablename__ = "old_slug"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), primary_key=True, info=nothing())
    target_id: Mapped[int] = mapped_column(info=nothing())


class Space(Base):
    """A space of a house. A leaf stands for itself; a combined space is made of leaves and holds them all."""

    __tablename__ = "space"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(100), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=nothing())
    condition: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """What one should know before using it: "alleen met iemand die uitleg gaf"."""
    seated: Mapped[int] = mapped_column(default=0, info=nothing())
    standing: Mapped[int] = mapped_column(default=0, info=nothing())
    facts: Mapped[str] = mapped_column(String(300), default="", info=nothing())
    """Keys of `app.places.facts.FACTS`, comma separated."""
    buffer_minutes: Mapped[int] = mapped_column(default=0, info=nothing())
    """Time kept free after each use, for tidying up."""
    private: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Never in public pages, feeds, search or error messages."""
    bookable: Mapped[bool] = mapped_column(default=True, info=nothing())
    position: Mapped[int] = mapped_column(default=0, info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    parts: Mapped[list["Space"]] = relationship(
        secondary="space_part",
        primaryjoin="Space.id == SpacePart.whole_id",
        secondaryjoin="Space.id == SpacePart.part_id",
        order_by="Space.id",
        lazy="selectin",
        join_depth=1,
    )

    @property
    def leaf_ids(self) -> tuple[int, ...]:
        """The leaf spaces that using this one takes: its parts, or itself."""
        return tuple(part.id for part in self.parts) or (self.id,)

    @property
    def is_hidden(self) -> bool:
        """Whether the public may not know of it: it, or a part of it, is private."""
        return self.private or any(part.private for part in self.parts)

    @property
    def fact_keys(self) -> tuple[str, ...]:
        """The facts, as keys."""
        return tuple(key for key in self.facts.split(",") if key)


class SpacePart(Base):
    """Which leaves a combined space is made of."""

    __tablename__ = "space_part"

    whole_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True, info=nothing())
    part_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True, info=nothing())


class SpacePhoto(Base):
    """A picture of a space, re-encoded: what the camera wrote about place and time is gone."""

    __tablename__ = "space_photo"

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True, info=nothing())
    jpeg: Mapped[bytes] = mapped_column(LargeBinary, info=nothing())
    etag: Mapped[str] = mapped_column(String(64), info=nothing())
    description: Mapped[str] = mapped_column(String(200), default="", info=nothing())


class OpeningHours(Base):
    """When a house is open, in wall time; rows with a space are that space's own and replace the house's."""

    __tablename__ = "opening_hours"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), info=nothing())
    weekday: Mapped[int] = mapped_column(CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"), info=nothing())
    """0 is Monday."""
    opens: Mapped[time] = mapped_column(Time, info=nothing())
    closes: Mapped[time] = mapped_column(Time, info=nothing())
    """Midnight (00:00) is the end of the day."""


class Closure(Base):
    """A stretch in which a house, or one space of it, is closed."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("ends > starts", name="order"), UniqueConstraint("house_id", "holiday"))

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(index=True, info=nothing())
    reason: Mapped[str] = mapped_column(String(120), info=nothing())
    holiday: Mapped[date | None] = mapped_column(info=nothing())
    """The public holiday that it stands for, so that none is added twice."""


class Occupancy(Base):
    """A leaf space is held. Every row excludes every other of its space; the buffer is frozen into `ends`.

    Overlap is refused by the database: triggers on SQLite, an exclusion constraint on PostgreSQL (see the migration).
    """

    __tablename__ = "occupancy"
    __table_args__ = (
        CheckConstraint("ends > starts", name="order"),
        Index("ix_occupancy_neighbour", "space_id", "starts", "ends"),
        Index("ix_occupancy_expires", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), info=nothing())
    ref: Mapped[str] = mapped_column(String(100), index=True, info=nothing())
    """Whose it is: a booking, one date of an activity."""
    state: Mapped[str] = mapped_column(String(10), info=nothing())
    """requested, held or confirmed."""
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(info=nothing())
    expires_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """For a held one: until when."""


class RuleValue(Base):
    """What a house decided about a rule. The newest row counts; the older ones are its history."""

    __tablename__ = "house_rule"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    key: Mapped[str] = mapped_column(String(60), info=nothing())
    value: Mapped[str] = mapped_column(String(60), info=nothing())
    since: Mapped[date] = mapped_column(info=nothing())
    why: Mapped[str] = mapped_column(Text, default="", info=nothing())
    """The decision in words, as the house wrote it down."""
    decided_at: Mapped[datetime] = mapped_column(info=nothing())


class SchoolBreak(Base):
    """A school holiday, from its first day up to and with its last. A house writes down those of its region."""

    __tablename__ = "school_break"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    name: Mapped[str] = mapped_column(String(60), info=nothing())
    first_day: Mapped[date] = mapped_column(info=nothing())
    last_day: Mapped[date] = mapped_column(info=nothing())
