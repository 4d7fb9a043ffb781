"""Table of stories."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person

LONGEST = 800
"""Characters: a story is read standing up."""


class Story(Base):
    """Something that neighbours did together, in the house's own words, with or without a picture."""

    __tablename__ = "contributions_story"
    __table_args__ = (Index("ix_contributions_story_house", "house_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    day: Mapped[date] = mapped_column(info=nothing())
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """The house's own words, like those below: they stay when who typed them is forgotten."""
    words: Mapped[str] = mapped_column(Text, default="", info=nothing())
    jpeg: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True, info=nothing())
    """Re-encoded; everybody who can be recognised in it said yes."""
    etag: Mapped[str] = mapped_column(String(64), default="", info=nothing())
    """Of the picture; "" where there is none."""
    description: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """What can be seen in it, for who cannot see it."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    made_at: Mapped[datetime] = mapped_column(info=nothing())

    @property
    def picture_path(self) -> str | None:
        """Where its picture is; another picture has another address, so that browsers may keep it."""
        return f"/contributions/stories/{self.public_id}-{self.etag}.jpg" if self.etag else None
