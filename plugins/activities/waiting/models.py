"""The table of who waits for a place."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, contact, nothing, person
from app.refs import Ref
from plugins.activities.models import OWNER

WAITING: Final = "waiting"
OFFERED: Final = "offered"
"""Places are kept for them."""
ENDED: Final = "ended"
"""They let go of it, or did not answer in time."""


class Wait(Base):
    """Somebody waits for a place on a date: all that their sign-up will be made of. When they come the row goes."""

    __tablename__ = "activities_wait"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "person_id"),
        CheckConstraint("party BETWEEN 1 AND 10", name="party"),
        CheckConstraint("state IN ('waiting', 'offered', 'ended')", name="state"),
        Index("ix_activities_wait_line", "occurrence_id", "state", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    code: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    """To come back with; the sign-up that comes of it has the same."""
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), info=nothing()
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    name: Mapped[str] = mapped_column(String(60), default="", info=contact(Forget.EMPTY, of=""))
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of=""))
    email: Mapped[str] = mapped_column(String(254), default="", info=contact(Forget.EMPTY, of=""))
    """A guest's; the row goes when the date is over."""
    party: Mapped[int] = mapped_column(info=nothing())
    first_time: Mapped[bool] = mapped_column(default=False, info=nothing())
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    since: Mapped[datetime] = mapped_column(info=nothing())
    """Their place in the line."""
    state: Mapped[str] = mapped_column(String(10), default=WAITING, info=nothing())
    expires_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Until when places are kept for them."""

    @property
    def ref(self) -> Ref:
        """For the log and for notices."""
        return Ref(OWNER, "wait", self.public_id)

    @property
    def is_alive(self) -> bool:
        """Whether they wait still, or places are kept for them."""
        return self.state != ENDED
