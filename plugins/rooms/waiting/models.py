"""The table of the waiting list: one row for each time that somebody wishes for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import Span
from app.db import Base, Forget, nothing, person, words
from app.places.models import House, Space
from app.refs import Ref

WAITING = "waiting"
OFFERED = "offered"
"""The time is kept for them."""
ENDED = "ended"
"""Taken, let go of, or not answered in time."""


class SlotWish(Base):
    """Somebody wishes for a time that is taken: in one room, or in any room of the house that fits (no `space_id`).

    It holds all that the booking will be made of, so that what is booked is what was waited for.
    """

    __tablename__ = "rooms_slot_wish"
    __table_args__ = (
        CheckConstraint("ends > starts", name="order"),
        CheckConstraint("state IN ('waiting', 'offered', 'ended')", name="state"),
        Index("ix_rooms_slot_wish_line", "house_id", "state", "wished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id"), info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(index=True, info=nothing())
    purpose: Mapped[str] = mapped_column(String(20), info=nothing())
    people: Mapped[int] = mapped_column(info=nothing())
    title: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="person_id"))
    visibility: Mapped[str] = mapped_column(String(10), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), info=nothing())
    wished_at: Mapped[datetime] = mapped_column(info=nothing())
    """Their place in the line."""
    state: Mapped[str] = mapped_column(String(10), default=WAITING, info=nothing())
    offered_space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id"), info=nothing())
    expires_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Until when the offer is kept."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    space: Mapped[Space | None] = relationship(foreign_keys=[space_id], lazy="joined")
    offered_space: Mapped[Space | None] = relationship(foreign_keys=[offered_space_id], lazy="joined")

    @property
    def ref(self) -> Ref:
        """Who holds an offer."""
        return Ref("rooms", "wish", self.public_id)

    @property
    def span(self) -> Span:
        """When."""
        return Span(self.starts, self.ends)

    @property
    def zone(self) -> ZoneInfo:
        """The house's zone."""
        return self.house.zone
