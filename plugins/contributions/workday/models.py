"""Tables of the work day. Its jobs are tasks like others."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import Span
from app.db import Base, Forget, nothing, person
from app.places.models import House
from app.refs import Ref
from plugins.contributions.models import Task

MOST_JOBS = 40
"""What still fits on a list that people read."""


class WorkDay(Base):
    """A day on which neighbours do jobs together."""

    __tablename__ = "contributions_workday"
    __table_args__ = (
        CheckConstraint("starts < ends", name="hours"),
        Index("ix_contributions_workday_house", "house_id", "starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """The house's own words, like those below."""
    words: Mapped[str] = mapped_column(Text, default="", info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(info=nothing())
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    closed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When it was called off; its jobs closed at that same moment."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """The day as others point at it."""
        return Ref("contributions", "workday", self.public_id)

    @property
    def path(self) -> str:
        """Its page, below the base address: also where there is no request, as in a mail."""
        return f"/contributions/days/{self.public_id}"

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(self.starts, self.ends)


class Job(Base):
    """A task that belongs to a work day. It can be done at any time within the hours of the day."""

    __tablename__ = "contributions_workday_job"

    task_id: Mapped[int] = mapped_column(ForeignKey("contributions_task.id"), primary_key=True, info=nothing())
    workday_id: Mapped[int] = mapped_column(ForeignKey("contributions_workday.id"), index=True, info=nothing())

    day: Mapped[WorkDay] = relationship(lazy="joined", innerjoin=True)
    task: Mapped[Task] = relationship(lazy="joined", innerjoin=True)
