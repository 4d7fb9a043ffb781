"""The table of small roles."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing

LONGEST: Final = 8 * 60
"""Minutes; a small role is at most a working day."""
MOST_PLACES: Final = 20


class Role(Base):
    """Something small that an activity needs done, on each of its dates or on one of them."""

    __tablename__ = "activities_role"
    __table_args__ = (
        CheckConstraint("moment IN ('before', 'during', 'after')", name="moment"),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        CheckConstraint("places BETWEEN 1 AND 20", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    """The one date that needs it; None: each date does."""
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    minutes: Mapped[int] = mapped_column(info=nothing())
    """About how long it takes: to help choose, never to count."""
    places: Mapped[int] = mapped_column(info=nothing())
    moment: Mapped[str] = mapped_column(String(6), info=nothing())
    """One of `moments.MOMENTS`."""
    welcomes: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether who does it hears that somebody comes for the first time."""
    removed_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When it was taken off the list; the row goes a while later."""
