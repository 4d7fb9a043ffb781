"""The table of what people tell after they used a room."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.db import words as words_of
from app.places.models import Space
from app.refs import Ref

FINE: Final = "fine"
UNTIDY: Final = "untidy"
BROKEN: Final = "broken"
STATES: Final = (FINE, UNTIDY, BROKEN)
LONGEST: Final = 300
"""Characters: which thing, and what is the matter."""


class Report(Base):
    """How a room was after use. Who told it is shown to nobody: it is kept so that they can change or forget it."""

    __tablename__ = "rooms_report"
    __table_args__ = (
        CheckConstraint("state IN ('fine', 'untidy', 'broken')", name="state"),
        Index("ix_rooms_report_open", "house_id", "solved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), info=nothing())
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("rooms_booking.id"), unique=True, info=nothing())
    """None once the question is over: nobody can tell then after which use it was."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    state: Mapped[str] = mapped_column(String(10), info=nothing())
    """FINE, UNTIDY or BROKEN."""
    words: Mapped[str] = mapped_column(Text, default="", info=words_of(Forget.EMPTY, of="person_id"))
    told_at: Mapped[datetime] = mapped_column(info=nothing())
    solved_at: Mapped[datetime | None] = mapped_column(info=nothing())

    space: Mapped[Space] = relationship(lazy="raise")

    @property
    def ref(self) -> Ref:
        """What others point at it with."""
        return Ref("rooms", "report", self.public_id)
