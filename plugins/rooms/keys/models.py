"""Tables of keys. Who holds one is never public; the code is in no log, mail, feed or export."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Person
from app.refs import Ref


class Key(Base):
    """A key that somebody was given. The row goes three months after the key came back."""

    __tablename__ = "rooms_key"
    __table_args__ = (CheckConstraint("returned_on >= given_on", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    number: Mapped[str] = mapped_column(String(20), info=nothing())
    """What is stamped on it."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    given_on: Mapped[date] = mapped_column(info=nothing())
    signed_on: Mapped[date | None] = mapped_column(info=nothing())
    """When its holder signed the rules."""
    returned_on: Mapped[date | None] = mapped_column(info=nothing())
    recalled_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When its holder was asked to bring it back."""

    holder: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def ref(self) -> Ref:
        """What the log and notices point at."""
        return Ref("rooms", "key", self.public_id)


class SafeCode(Base):
    """The code of a house's key safe, as it is now."""

    __tablename__ = "rooms_safe_code"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), primary_key=True, info=nothing())
    code: Mapped[str] = mapped_column(String(20), info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
