"""Tables of challenges: what a group set itself, and how far they came together. No table knows who went how far."""

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, nothing
from app.people.models import Group
from app.places.models import House
from app.refs import Ref
from plugins.prevention.challenges.distance import goes_on

PLACE: Final = 30
TITLE: Final = 60


class Challenge(Base):
    """A group goes from somewhere to somewhere, together."""

    __tablename__ = "prevention_challenge"
    __table_args__ = (CheckConstraint("km >= 1", name="km"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    key: Mapped[str] = mapped_column(String(8), unique=True, info=nothing())
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), index=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    title: Mapped[str] = mapped_column(String(TITLE), info=nothing())
    """The group's own words, as its name is; so are the two places."""
    start: Mapped[str] = mapped_column(String(PLACE), info=nothing())
    goal: Mapped[str] = mapped_column(String(PLACE), info=nothing())
    km: Mapped[int] = mapped_column(info=nothing())
    started_on: Mapped[date] = mapped_column(info=nothing())
    ends_on: Mapped[date] = mapped_column(index=True, info=nothing())
    stopped_on: Mapped[date | None] = mapped_column(info=nothing())
    """The group stopped before the end. Since then only they see it."""
    everyone: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether others may see it too."""
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing). The group still sees it."""

    group: Mapped[Group] = relationship()
    house: Mapped[House] = relationship()

    @property
    def thing(self) -> Ref:
        """How the log points at it."""
        return Ref("prevention", "challenge", self.key)

    @property
    def goes_on(self) -> date:
        """The last day on which it is kept."""
        return goes_on(self.ends_on, self.stopped_on)

    def runs(self, today: date) -> bool:
        """Whether distance can still be added."""
        return self.stopped_on is None and today <= self.ends_on


class Distance(Base):
    """A distance that they covered together: a day, and how far. The row cannot tell who wrote it."""

    __tablename__ = "prevention_challenge_distance"
    __table_args__ = (CheckConstraint("tenths >= 1", name="tenths"), {"sqlite_with_rowid": False})

    key: Mapped[str] = mapped_column(String(8), primary_key=True, info=nothing())
    """Random: neither key nor place tells which came first."""
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_challenge.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    day: Mapped[date] = mapped_column(info=nothing())
    tenths: Mapped[int] = mapped_column(info=nothing())
    """Of a kilometre."""
