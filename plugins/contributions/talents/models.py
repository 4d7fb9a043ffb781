"""Tables of what people like to do. Only they write it; nobody writes anything about them, and nothing is added up."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person, words
from app.people.models import Person
from app.refs import Ref
from plugins.contributions.models import Task
from plugins.contributions.takes import unpack
from plugins.contributions.talents.fitting import PARTS, Liking

LONGEST: Final = 100
"""Characters: a short line each."""
KEPT: Final = timedelta(days=400)
"""What nobody saved again for so long goes: people change."""

ME: Final = "me"
HOSTS: Final = "hosts"
NEIGHBOURS: Final = "neighbours"


class Talent(Base):
    """Something that somebody likes to do, in their own words, shown as far as they say."""

    __tablename__ = "contributions_talent"
    __table_args__ = (
        CheckConstraint("audience IN ('me', 'hosts', 'neighbours')", name="audience"),
        Index("ix_contributions_talent_house", "house_id", "audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    """The house whose hosts or neighbours may see it."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    days: Mapped[str] = mapped_column(String(20), default="", info=words(Forget.ROW, of="person_id"))
    """Weekdays on which they can, as in `date.weekday`, comma separated; "" is any."""
    parts: Mapped[str] = mapped_column(String(40), default="", info=words(Forget.ROW, of="person_id"))
    """Keys of `fitting.PARTS`, comma separated; "" is any."""
    takes: Mapped[str] = mapped_column(String(100), default="", info=words(Forget.ROW, of="person_id"))
    """How they like to do it: keys of `takes.TAKES`, as a task has them."""
    words: Mapped[str] = mapped_column(String(LONGEST), info=words(Forget.ROW, of="person_id"))
    audience: Mapped[str] = mapped_column(String(10), default=ME, info=nothing())
    saved_at: Mapped[datetime] = mapped_column(info=nothing())
    removed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Taken off: seen by nobody, and gone the next night."""

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """As the log points at it."""
        return Ref("contributions", "talent", self.public_id)

    @property
    def day_numbers(self) -> tuple[int, ...]:
        """The weekdays, as numbers."""
        return tuple(int(one) for one in self.days.split(",") if one.isdecimal())

    @property
    def part_keys(self) -> tuple[str, ...]:
        """The parts of the day, as keys."""
        return tuple(one for one in PARTS if one in self.parts.split(","))

    @property
    def take_keys(self) -> tuple[str, ...]:
        """How they like to do it, as keys."""
        return unpack(self.takes)

    @property
    def liking(self) -> Liking:
        """As a value, to hold beside a task."""
        return Liking(
            words=self.words,
            days=frozenset(self.day_numbers),
            parts=frozenset(self.part_keys),
            takes=frozenset(self.take_keys),
        )

    @property
    def until(self) -> datetime:
        """When it goes, unless it is saved again."""
        return self.saved_at + KEPT


class Invitation(Base):
    """A host asked one person to help with a task. It is gone when the task is over, whatever was said."""

    __tablename__ = "contributions_talent_invitation"
    __table_args__ = (UniqueConstraint("task_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    task_id: Mapped[int] = mapped_column(ForeignKey("contributions_task.id"), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    until: Mapped[datetime] = mapped_column(info=nothing())
    """So long nobody else is asked for this place. After it a yes is still welcome, if there is one."""
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())

    task: Mapped[Task] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def is_open(self, moment: datetime) -> bool:
        """Whether we still wait for the answer."""
        return self.answered_at is None and moment < self.until

    @property
    def thing(self) -> Ref:
        """As notices point at it."""
        return Ref("contributions", "invitation", self.public_id)
