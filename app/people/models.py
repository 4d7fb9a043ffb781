"""Tables of people."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, contact, nothing, person


class Person(Base):
    """Somebody of the neighbourhood. An e-mail address is never obligatory."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, info=person(Forget.KEEP))
    """Kept for what stays without the person: the row itself is emptied, and `forgotten_at` set."""
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(100), index=True, info=contact(Forget.EMPTY, of="id"))
    email: Mapped[str | None] = mapped_column(String(254), unique=True, info=contact(Forget.EMPTY, of="id"))
    """Lower case, as it is matched."""
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of="id"))
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    neighbourhood_id: Mapped[int | None] = mapped_column(
        ForeignKey("neighbourhood.id"), info=contact(Forget.EMPTY, of="id")
    )
    """The neighbourhood that they say they live in."""
    neighbour_confirmed_on: Mapped[date | None] = mapped_column(info=contact(Forget.EMPTY, of="id"))
    """When a host confirmed it; asked only where a house rule needs it."""
    show_name: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether their first name may stand with activities that they organise, on public pages."""
    joined_at: Mapped[datetime] = mapped_column(info=nothing())
    forgotten_at: Mapped[datetime | None] = mapped_column(info=nothing())

    @property
    def first_name(self) -> str:
        """What they are called."""
        return self.name.split(" ", 1)[0]


class Group(Base):
    """People who do something together: a choir, the gardeners."""

    __tablename__ = "people_group"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(100), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=nothing())
    house_id: Mapped[int | None] = mapped_column(ForeignKey("house.id"), info=nothing())
    """Where they are at home."""
    started_at: Mapped[datetime] = mapped_column(info=nothing())


class Membership(Base):
    """Somebody belongs to a group. A contact may book and publish for it."""

    __tablename__ = "membership"

    group_id: Mapped[int] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    is_contact: Mapped[bool] = mapped_column(default=False, info=nothing())
    since: Mapped[date] = mapped_column(info=nothing())


KINDS = ("host", "key_holder", "opener", "closer", "cleaner", "fact_checker", "administrator")
"""Roles in a house. An administrator may do what a host may."""


class Role(Base):
    """Somebody has a role in a house, until a day: nobody has one for ever."""

    __tablename__ = "role"
    __table_args__ = (
        UniqueConstraint("person_id", "house_id", "kind", "since"),
        CheckConstraint("until >= since", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(20), info=nothing())
    since: Mapped[date] = mapped_column(info=nothing())
    until: Mapped[date] = mapped_column(info=nothing())
    """The last day."""


__all__ = ["KINDS", "Group", "Membership", "Person", "Role"]
