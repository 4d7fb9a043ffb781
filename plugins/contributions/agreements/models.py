"""Tables of agreements."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Group
from app.places.models import House

LONGEST = 1000
"""Characters of an agreement, or of an answer when one looks back."""


class Side(StrEnum):
    """Who says it."""

    GROUP = "group"
    HOUSE = "house"

    @property
    def other(self) -> "Side":
        """The other side."""
        return Side.HOUSE if self is Side.GROUP else Side.GROUP


class Agreement(Base):
    """A group and a house in one season: what they agreed is in its versions, and at the end they look back."""

    __tablename__ = "contributions_agreement"
    __table_args__ = (UniqueConstraint("group_id", "house_id", "season"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    season: Mapped[str] = mapped_column(String(9), info=nothing())
    """A key of `seasons.Season`: "2026-2027"."""
    worked: Mapped[str] = mapped_column(Text, default="", info=nothing())
    """Looking back: what went well, in the words of both; then what did not, and how to go on."""
    did_not: Mapped[str] = mapped_column(Text, default="", info=nothing())
    onward: Mapped[str] = mapped_column(Text, default="", info=nothing())
    looked_back_at: Mapped[datetime | None] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    versions: Mapped[list["Version"]] = relationship(lazy="selectin", order_by="Version.id", back_populates="agreement")


class Version(Base):
    """One wording of an agreement. It stands once both sides said yes; versions stay, the newest yes counts."""

    __tablename__ = "contributions_agreement_version"
    __table_args__ = (CheckConstraint("proposed_by IN ('group', 'house')", name="side"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("contributions_agreement.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    words: Mapped[str] = mapped_column(Text, info=nothing())
    """The group's and the house's, not one person's."""
    proposed_by: Mapped[str] = mapped_column(String(5), info=nothing())
    proposed_at: Mapped[datetime] = mapped_column(info=nothing())
    agreed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When the other side said yes."""
    dropped_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When it was taken back, or another proposal came in its place."""
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))

    agreement: Mapped[Agreement] = relationship(lazy="raise", back_populates="versions")

    @property
    def is_open(self) -> bool:
        """Whether it waits for the other side's yes."""
        return self.agreed_at is None and self.dropped_at is None


class Reminder(Base):
    """A group was reminded of making an agreement, in this season: once, and never again."""

    __tablename__ = "contributions_agreement_reminder"

    group_id: Mapped[int] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), primary_key=True, info=nothing())
    season: Mapped[str] = mapped_column(String(9), primary_key=True, info=nothing())
    at: Mapped[datetime] = mapped_column(info=nothing())
