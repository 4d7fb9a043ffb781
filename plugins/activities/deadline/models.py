"""The table of deadlines."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class Deadline(Base):
    """How long before each of its dates one signs up for an activity. No row: until it is over."""

    __tablename__ = "activities_deadline"
    __table_args__ = (CheckConstraint("days BETWEEN 1 AND 14", name="days"),)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    days: Mapped[int] = mapped_column(info=nothing())
    """So many days before the date, until six in the evening."""
