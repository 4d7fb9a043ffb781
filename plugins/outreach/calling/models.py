"""The table of calls: who calls whom now, and when again. It goes with the reply that it is for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UNSEEN, Base, Forget, nothing, person


class Call(Base):
    """Somebody is to be called about a moment: one row for each reply, so that two callers never get the same one."""

    __tablename__ = "outreach_call"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint("caller_id IS NULL OR claimed_at IS NOT NULL", name="claim"),
        UNSEEN,
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    reply_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_reply.id", ondelete="CASCADE"), unique=True, info=nothing()
    )
    about: Mapped[datetime] = mapped_column(info=nothing())
    """The moment that it is about. Once it is about another one, this is another call, and begins anew."""
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who calls now."""
    claimed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    not_before: Mapped[date | None] = mapped_column(info=nothing())
    """The day from which they may be called again."""
    tries: Mapped[int] = mapped_column(default=0, info=nothing())
    """How often nobody answered."""
    noted_on: Mapped[date | None] = mapped_column(info=nothing())
    """The day a note went to them instead; then nobody calls."""
