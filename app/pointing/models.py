"""Tables: who pointed at what and why, and what a host decided."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import now
from app.db import Base, Forget, nothing, person
from app.db import words as words_of
from app.refs import Ref

LONGEST: Final = 600
"""Characters of a why, a reason, an answer."""


class Ruling(Base):
    """What a host decided about a thing, with a reason; and what its writer says to that."""

    __tablename__ = "pointing_ruling"
    __table_args__ = (Index("ix_pointing_ruling_thing", "owner", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    owner: Mapped[str] = mapped_column(String(40), info=nothing())
    kind: Mapped[str] = mapped_column(String(40), info=nothing())
    key: Mapped[str] = mapped_column(String(40), info=nothing())
    hidden: Mapped[bool] = mapped_column(info=nothing())
    """Hidden, or left standing."""
    reason: Mapped[str] = mapped_column(Text, info=words_of(Forget.EMPTY, of="decided_by_id"))
    """For everybody to read where it is hidden."""
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    decided_at: Mapped[datetime] = mapped_column(info=nothing())
    ended_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When it was undone, or another decision took its place."""
    answer: Mapped[str] = mapped_column(Text, default="", info=words_of(Forget.EMPTY, of="answered_by_id"))
    """What who wrote it says to that; for the hosts."""
    answer_language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """None for a guest."""
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())

    @property
    def ref(self) -> Ref:
        """The thing that it is about."""
        return Ref(self.owner, self.kind, self.key)


class Pointing(Base):
    """Somebody says that a thing should not stand there. Who it was is shown to nobody."""

    __tablename__ = "pointing"
    __table_args__ = (Index("ix_pointing_thing", "owner", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    owner: Mapped[str] = mapped_column(String(40), info=nothing())
    kind: Mapped[str] = mapped_column(String(40), info=nothing())
    key: Mapped[str] = mapped_column(String(40), info=nothing())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    """To tell them what was decided; None for a guest."""
    why: Mapped[str] = mapped_column(Text, info=words_of(Forget.EMPTY, of="person_id"))
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    at: Mapped[datetime] = mapped_column(default=now, info=nothing())
    ruling_id: Mapped[int | None] = mapped_column(
        ForeignKey("pointing_ruling.id", ondelete="SET NULL"), index=True, info=nothing()
    )
    """The decision that settled it; None while it waits for a host."""

    @property
    def ref(self) -> Ref:
        """The thing that it is about."""
        return Ref(self.owner, self.kind, self.key)
