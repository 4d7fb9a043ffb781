"""Tables of what calendars were told of opening and closing: turns come and go, and a calendar must hear of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.places.models import House


class Duty(Base):
    """The door must be opened, or locked, at a moment: as the feed of that role tells it."""

    __tablename__ = "rooms_calendar_duty"
    __table_args__ = (
        CheckConstraint("part IN ('open', 'close')", name="part"),
        UniqueConstraint("ref", "part"),
        Index("ix_rooms_calendar_duty_house", "house_id", "part", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    uid: Mapped[str] = mapped_column(String(36), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    ref: Mapped[str] = mapped_column(String(100), info=nothing())
    """The use that needs it: a booking, a date of an activity."""
    part: Mapped[str] = mapped_column(String(5), info=nothing())
    at: Mapped[datetime] = mapped_column(info=nothing())
    settled: Mapped[bool] = mapped_column(info=nothing())
    """Whether somebody is sure to do it. Who, no calendar of a role is told."""
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    gone_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Since when nobody is needed there any more."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)


class OwnTurn(Base):
    """Somebody opens or locks the door: as their own calendar tells it."""

    __tablename__ = "rooms_calendar_turn"
    __table_args__ = (UniqueConstraint("duty_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    uid: Mapped[str] = mapped_column(String(36), unique=True, info=nothing())
    duty_id: Mapped[int] = mapped_column(ForeignKey("rooms_calendar_duty.id", ondelete="CASCADE"), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    at: Mapped[datetime] = mapped_column(info=nothing())
    """When they are expected; of a turn that is no longer theirs, when they were."""
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    left_at: Mapped[datetime | None] = mapped_column(info=nothing())

    duty: Mapped[Duty] = relationship(lazy="joined", innerjoin=True)
