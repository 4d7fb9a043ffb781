"""Tables of the rota."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.places.models import House
from app.refs import Ref
from plugins.contributions.models import Promise, Task
from plugins.contributions.takes import unpack


class Rota(Base):
    """A task that comes back: every date of it becomes a task, some weeks ahead."""

    __tablename__ = "contributions_rota"
    __table_args__ = (
        CheckConstraint("places BETWEEN 1 AND 50", name="places"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("newcomers >= 0 AND newcomers <= places", name="newcomers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """The house's own words, like those below."""
    words: Mapped[str] = mapped_column(Text, default="", info=nothing())
    minutes: Mapped[int] = mapped_column(info=nothing())
    takes: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    places: Mapped[int] = mapped_column(info=nothing())
    newcomers: Mapped[int] = mapped_column(info=nothing())
    """So many of its places are never fixed: who is new finds one free."""
    rule: Mapped[str] = mapped_column(String(100), info=nothing())
    """RRULE value without an end (RFC 5545 §3.3.10)."""
    first_start: Mapped[datetime] = mapped_column(DateTime(), info=nothing())
    """Wall time (naive)."""
    last_day: Mapped[date] = mapped_column(info=nothing())
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    ended_at: Mapped[datetime | None] = mapped_column(info=nothing())

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """The rota as others point at it."""
        return Ref("contributions", "rota", self.public_id)

    @property
    def take_keys(self) -> tuple[str, ...]:
        """What it takes, as keys."""
        return unpack(self.takes)

    @property
    def fixed_places(self) -> int:
        """So many of its places can be somebody's own."""
        return self.places - self.newcomers


class RotaDate(Base):
    """One date of a rota, and the task that it became."""

    __tablename__ = "contributions_rota_date"
    __table_args__ = (UniqueConstraint("rota_id", "original_start"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("contributions_task.id"), primary_key=True, info=nothing())
    rota_id: Mapped[int] = mapped_column(ForeignKey("contributions_rota.id"), info=nothing())
    original_start: Mapped[datetime] = mapped_column(DateTime(), info=nothing())
    """Wall time (naive) at which the rule put it. It never changes."""

    rota: Mapped[Rota] = relationship(lazy="joined", innerjoin=True)
    task: Mapped[Task] = relationship(lazy="joined", innerjoin=True)


class FixedPlace(Base):
    """Somebody who is there each time, until they say otherwise."""

    __tablename__ = "contributions_rota_fixed"

    rota_id: Mapped[int] = mapped_column(ForeignKey("contributions_rota.id"), primary_key=True, info=nothing())
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    since: Mapped[datetime] = mapped_column(info=nothing())


class StandIn(Base):
    """Somebody who may be asked when another cannot come."""

    __tablename__ = "contributions_rota_standin"

    rota_id: Mapped[int] = mapped_column(ForeignKey("contributions_rota.id"), primary_key=True, info=nothing())
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    asked_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When they were last asked: who was not asked for longest is asked first. Shown to nobody."""


class Cover(Base):
    """One stand-in is asked to take a place, which is kept for them until they answer, or `until`."""

    __tablename__ = "contributions_rota_cover"
    __table_args__ = (UniqueConstraint("task_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    task_id: Mapped[int] = mapped_column(ForeignKey("contributions_task.id"), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    until: Mapped[datetime] = mapped_column(index=True, info=nothing())
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Also when no answer came; the row goes when the date is over, whatever was said."""

    task: Mapped[Task] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """The question as notices point at it."""
        return Ref("contributions", "cover", self.public_id)


class Swap(Base):
    """Somebody asks whoever has another date of the same rota to change dates. Gone when one of both is over."""

    __tablename__ = "contributions_rota_swap"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    offered_id: Mapped[int] = mapped_column(
        ForeignKey("contributions_promise.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    wanted_id: Mapped[int] = mapped_column(
        ForeignKey("contributions_promise.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())

    offered: Mapped[Promise] = relationship(lazy="joined", innerjoin=True, foreign_keys=[offered_id])
    wanted: Mapped[Promise] = relationship(lazy="joined", innerjoin=True, foreign_keys=[wanted_id])

    @property
    def thing(self) -> Ref:
        """The question as notices point at it."""
        return Ref("contributions", "swap", self.public_id)
