"""Tables of contributions: asked, promised, done, thanked. Nothing here can be added up to what somebody owes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, contact, nothing, person, words
from app.people.models import Person
from app.places.models import House
from app.refs import Ref
from plugins.contributions.takes import unpack

MOST_PLACES = 50
LONGEST = 24 * 60
"""Minutes; a task is at most a day's work."""


class Task(Base):
    """Something the house asks: at a moment (`starts`), within a window (`starts` to `ends`), or whenever (neither)."""

    __tablename__ = "contributions_task"
    __table_args__ = (
        CheckConstraint("places BETWEEN 1 AND 50", name="places"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("ends IS NULL OR starts < ends", name="window"),
        UniqueConstraint("ref", "mark"),
        Index("ix_contributions_task_house", "house_id", "closed_at", "starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """The house's own words, like those below: they stay when who typed them is forgotten."""
    words: Mapped[str] = mapped_column(Text, default="", info=nothing())
    minutes: Mapped[int] = mapped_column(info=nothing())
    """About how long it takes: to help choose, never to count."""
    takes: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    """Keys of `takes.TAKES`, comma separated."""
    places: Mapped[int] = mapped_column(default=1, info=nothing())
    starts: Mapped[datetime | None] = mapped_column(info=nothing())
    ends: Mapped[datetime | None] = mapped_column(info=nothing())
    ref: Mapped[str | None] = mapped_column(String(100), info=nothing())
    """The thing that needs it, for a need that was taken up."""
    mark: Mapped[str] = mapped_column(String(12), default="", info=nothing())
    """Which of that thing's needs it is: see `needs.mark_of`."""
    roles: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    """Roles in the house of which somebody must have one to do it, comma separated; empty: everybody can."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    """Grows with every change that a calendar shows."""
    closed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    closed_with_need: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether it closed because its thing no longer needed it: then it opens again when the thing does after all."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """The task as others point at it."""
        return Ref("contributions", "task", self.public_id)

    @property
    def path(self) -> str:
        """Its page, below the base address: also where there is no request, as in a mail."""
        return f"/contributions/{self.public_id}"

    @property
    def take_keys(self) -> tuple[str, ...]:
        """What it takes, as keys."""
        return unpack(self.takes)

    @property
    def role_keys(self) -> tuple[str, ...]:
        """Roles that it asks for, as keys."""
        return tuple(key for key in self.roles.split(",") if key)


class Promise(Base):
    """Somebody said "I'll help": with a task, or with something of their own."""

    __tablename__ = "contributions_promise"
    __table_args__ = (
        Index(
            "uq_contributions_promise_once",
            "task_id",
            "person_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    task_id: Mapped[int | None] = mapped_column(ForeignKey("contributions_task.id"), index=True, info=nothing())
    """None for something of their own: then `words` says what."""
    words: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="person_id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who forgets themselves leaves what they did in the house's own count, and nowhere else."""
    guest_name: Mapped[str] = mapped_column(String(60), default="", info=contact(Forget.EMPTY, of=""))
    guest_contact: Mapped[str] = mapped_column(String(120), default="", info=contact(Forget.EMPTY, of=""))
    guest_code: Mapped[str | None] = mapped_column(String(16), index=True, unique=True, info=nothing())
    """In the address where a guest who told us themselves can let go of it; gone with their name."""
    ref: Mapped[str | None] = mapped_column(String(100), index=True, info=nothing())
    """What they booked when they were asked. It is a story, not a price: cancelling the one leaves the other."""
    channel: Mapped[str] = mapped_column(String(10), info=nothing())
    promised_at: Mapped[datetime] = mapped_column(info=nothing())
    done_at: Mapped[datetime | None] = mapped_column(info=nothing())
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())

    task: Mapped[Task | None] = relationship(lazy="joined")
    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)

    @property
    def title(self) -> str:
        """What was promised, in a line: the task's title, or the first of their own words."""
        return self.task.title if self.task else self.words.strip().split("\n", 1)[0][:100]

    @property
    def told(self) -> bool:
        """Whether it was told after it was done: nobody promised it first."""
        return self.task_id is None and self.done_at == self.promised_at

    @property
    def thing(self) -> Ref:
        """The promise as others point at it."""
        return Ref("contributions", "promise", self.public_id)


class Thanks(Base):
    """A thank-you for what somebody did. Only the thanked person makes it public."""

    __tablename__ = "contributions_thanks"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    promise_id: Mapped[int] = mapped_column(
        ForeignKey("contributions_promise.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    words: Mapped[str] = mapped_column(Text, info=words(Forget.ROW, of="from_person_id"))
    drawing: Mapped[str] = mapped_column(String(10), default="", info=nothing())
    """A drawing that comes with it, or instead of words: "coffee", a cup of it; "" for none."""
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    """The promise's person once more: thanks are words about them, so they go when they do."""
    at: Mapped[datetime] = mapped_column(info=nothing())
    public_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When the thanked person said yes to showing it, with their first name, on the house's page."""

    promise: Mapped[Promise] = relationship(lazy="joined", innerjoin=True)
    thanked: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[to_person_id])
