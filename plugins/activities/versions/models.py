"""The table of versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person, words
from app.people.models import Person


class Wording(Base):
    """How the words of an activity were, from a moment on. The newest is how they are now."""

    __tablename__ = "activities_version"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who made it so; after a while nobody needs to know."""
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="words_by_id"))
    words_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Whose words `about` are; nobody's where a group speaks."""
    rest: Mapped[str] = mapped_column(Text, info=nothing())
    """Everything else of `planning.Words`, as JSON."""

    by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=by_id)
