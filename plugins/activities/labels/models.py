"""The table of labels."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing

LONGEST_PACE = 60


class ActivityLabels(Base):
    """What one activity is like, as its organisers said it. No row: they said nothing."""

    __tablename__ = "activities_labels"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    chosen: Mapped[str] = mapped_column(String(300), default="", info=nothing())
    """Keys of `app.calendar.labels`, comma separated; never of how one gets in."""
    pace: Mapped[str] = mapped_column(String(LONGEST_PACE), default="", info=nothing())
    """Its tempo or level in own words: "twee groepen, je kiest ter plekke"."""
