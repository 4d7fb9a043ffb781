"""The table of reminders that were written."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class Reminder(Base):
    """A sign-up was reminded of; a date that moves is reminded of again."""

    __tablename__ = "activities_reminder"

    signup_id: Mapped[int] = mapped_column(
        ForeignKey("activities_signup.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    starts: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """When the date began, as it was told."""
