"""The table of talks. It goes with the reply that it is for, and nothing of what was talked about is in it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.replies.models import Reply

LENGTH: Final = timedelta(hours=1)
"""About so long a talk is (research 2.7)."""


class Stage(StrEnum):
    """How far a talk is."""

    PLANNED = "planned"
    """Two visitors and a week."""
    OFFERED = "offered"
    """Two moments to choose from."""
    AGREED = "agreed"
    """One moment."""
    HELD = "held"
    """It took place."""


class Talk(Base):
    """A talk that somebody said yes to: who visits, in which week, and when once that is agreed on."""

    __tablename__ = "outreach_talk"
    __table_args__ = (
        CheckConstraint("(first IS NULL) = (second IS NULL)", name="moments"),
        CheckConstraint("starts IS NULL OR starts = first OR starts = second", name="choice"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by IN ('letter', 'call', 'mail')", name="confirmed"),
        CheckConstraint("held_on IS NULL OR starts IS NOT NULL", name="held"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    reply_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_reply.id", ondelete="CASCADE"), unique=True, info=nothing()
    )
    week: Mapped[date] = mapped_column(index=True, info=nothing())
    """Its Monday: a talk is due in a week, not on a day."""
    one_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """The two who visit; None where one of them cannot come and nobody else was found yet."""
    first: Mapped[datetime | None] = mapped_column(info=nothing())
    second: Mapped[datetime | None] = mapped_column(info=nothing())
    """The two moments that were offered: when each would begin."""
    starts: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """The one that was chosen."""
    confirmed_by: Mapped[str | None] = mapped_column(String(6), info=nothing())
    """How they were told once more when it is; None as long as they were not."""
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id"), info=nothing())
    """The room, where the talk is in the house."""
    planned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who planned it last: the buddy of its visitors, as long as they choose nobody else."""
    agreed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When the moment was chosen, and how often one was: for the calendars of its visitors."""
    times: Mapped[int] = mapped_column(default=0, info=nothing())
    held_on: Mapped[date | None] = mapped_column(info=nothing())
    """The day it took place."""
    handled_on: Mapped[date | None] = mapped_column(info=nothing())
    """When the last thing that was asked for in it was done."""

    reply: Mapped[Reply] = relationship(lazy="joined", innerjoin=True)
    one: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[one_id])
    other: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[other_id])
    planned_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[planned_by_id])

    @property
    def ref(self) -> Ref:
        """What the log, the room and the notices point at. It never has a label."""
        return Ref("outreach", "talk", self.public_id)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.held_on is not None:
            return Stage.HELD
        if self.starts is not None:
            return Stage.AGREED
        return Stage.PLANNED if self.first is None else Stage.OFFERED

    @property
    def visitors(self) -> tuple[Person, ...]:
        """Who goes: two, or fewer where somebody is still looked for."""
        return tuple(one for one in (self.one, self.other) if one is not None)

    @property
    def offered(self) -> tuple[datetime, ...]:
        """The two moments, the earlier one first; none before they were offered."""
        return tuple(sorted(one for one in (self.first, self.second) if one is not None))
