"""The table of head counts."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing

MOST: Final = 1000


class HeadCount(Base):
    """How many were there on a date, about. It says nothing of who."""

    __tablename__ = "activities_headcount"
    __table_args__ = (CheckConstraint("people BETWEEN 0 AND 1000", name="people"),)

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    people: Mapped[int] = mapped_column(info=nothing())
    counted_at: Mapped[datetime] = mapped_column(info=nothing())
