"""Tables of opening: when a host is there, who opens or closes outside those hours, what is to be done, and heating."""

from datetime import datetime, time
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Person
from app.places.models import Space

OPEN: Final = "open"
CLOSE: Final = "close"


class StaffedHours(Base):
    """When a host is in the house, in wall time. A house without rows asks nobody to open or close."""

    __tablename__ = "rooms_staffed_hours"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    weekday: Mapped[int] = mapped_column(CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"), info=nothing())
    """0 is Monday."""
    opens: Mapped[time] = mapped_column(Time, info=nothing())
    closes: Mapped[time] = mapped_column(Time, info=nothing())
    """Midnight (00:00) is the end of the day."""


class Turn(Base):
    """Somebody opens or closes for one use of the house. The row goes three months after it is over."""

    __tablename__ = "rooms_turn"
    __table_args__ = (
        CheckConstraint("part IN ('open', 'close')", name="part"),
        UniqueConstraint("ref", "part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    ref: Mapped[str] = mapped_column(String(100), info=nothing())
    """The use: a booking, a date of an activity."""
    part: Mapped[str] = mapped_column(String(5), info=nothing())
    at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """The moment at which the door opens, or is locked."""
    ends: Mapped[datetime] = mapped_column(info=nothing())
    """When the use is over."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    agreed: Mapped[bool] = mapped_column(info=nothing())
    """Whether they said yes; a host may only ask."""
    promised: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether they said yes to it among the tasks of the house: then it ends where it was promised, too."""

    person: Mapped[Person] = relationship(lazy="raise")


class Warned(Base):
    """The hosts were told that nobody opens or closes: once for each."""

    __tablename__ = "rooms_opening_warned"

    ref: Mapped[str] = mapped_column(String(100), primary_key=True, info=nothing())
    part: Mapped[str] = mapped_column(String(5), primary_key=True, info=nothing())
    at: Mapped[datetime] = mapped_column(primary_key=True, info=nothing())


class Heating(Base):
    """How long before a use one room's heating goes on; a room without a row follows the house's rule."""

    __tablename__ = "rooms_heating"
    __table_args__ = (CheckConstraint("minutes BETWEEN 0 AND 720", name="minutes"),)

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), primary_key=True, info=nothing())
    minutes: Mapped[int] = mapped_column(info=nothing())


class ListLine(Base):
    """A line of what is to be done when opening or closing: for the whole house, or where one room was used."""

    __tablename__ = "rooms_opening_line"
    __table_args__ = (CheckConstraint("part IN ('open', 'close')", name="part"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True, info=nothing())
    """The room that it is about; None for the whole house."""
    part: Mapped[str] = mapped_column(String(5), info=nothing())
    position: Mapped[int] = mapped_column(info=nothing())
    words: Mapped[str] = mapped_column(String(120), info=nothing())
    """In the house's own words."""

    space: Mapped[Space | None] = relationship(lazy="joined")


class Tick(Base):
    """A line was ticked while opening or closing for a use. It says nothing of who did, and is gone the next night."""

    __tablename__ = "rooms_opening_tick"

    ref: Mapped[str] = mapped_column(String(100), primary_key=True, info=nothing())
    """The use, as a turn has it; whether it was opened or closed for, the line says."""
    line_id: Mapped[int] = mapped_column(
        ForeignKey("rooms_opening_line.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    until: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """From then on nobody needs it."""
