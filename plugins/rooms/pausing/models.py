"""The table of breaks. A row goes when its break is over: nothing stays of it."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.db import words as words_of
from app.people.models import Group, Person
from app.places.models import House
from app.refs import Ref

UNSEEN: Final = timedelta(days=7)
"""How long a break lasts that no second host said yes to."""


class Pause(Base):
    """No new bookings in one house until a moment, for one person or one group."""

    __tablename__ = "rooms_pause"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="who"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    reason: Mapped[str] = mapped_column(Text, info=words_of(Forget.ROW, of="person_id"))
    """What the host wrote, read by whom it concerns and the hosts alone."""
    until: Mapped[datetime] = mapped_column(index=True, info=nothing())
    begun_at: Mapped[datetime] = mapped_column(info=nothing())
    host_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """The host who began it."""
    second_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """The host who looked at it as well, and said that it is right."""
    seen_at: Mapped[datetime | None] = mapped_column(info=nothing())

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[person_id])
    group: Mapped[Group | None] = relationship(lazy="joined")

    @property
    def ref(self) -> Ref:
        """What others point at it with."""
        return Ref("rooms", "pause", self.public_id)

    @property
    def last(self) -> datetime:
        """Its last moment: earlier than was said, as long as no second host looked."""
        over = self.until if self.seen_at is not None else min(self.until, self.begun_at + UNSEEN)
        return over - timedelta(seconds=1)

    @property
    def whom(self) -> str:
        """The name of whom it concerns, for hosts."""
        return self.group.name if self.group else self.person.name if self.person else ""
