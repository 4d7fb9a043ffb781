"""The table of intentions: whose they are does not stand in it."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.calendar.themes import BY_KEY, Theme
from app.db import Base, Forget, mark, nothing, words
from app.places.models import House
from plugins.prevention.intentions.sentences import SENTENCES

LONGEST: Final = 100
"""Characters of one's own words: a sentence, and no letter."""


class Intention(Base):
    """Somebody means to do something. No moment at which it was made, and no number: neither tells who it was."""

    __tablename__ = "prevention_intention"
    __table_args__ = ({"sqlite_with_rowid": False},)  # else the rows lie in the order in which they were made

    key: Mapped[str] = mapped_column(String(8), primary_key=True, info=nothing())
    owner: Mapped[str] = mapped_column(String(32), unique=True, info=mark(salt="key"))
    """Whose it is, as `app.pseudonyms` says it."""
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    theme: Mapped[str] = mapped_column(String(20), info=nothing())
    sentence: Mapped[str] = mapped_column(String(20), info=nothing())
    """The key of a ready sentence; "" where there are words."""
    words: Mapped[str] = mapped_column(String(LONGEST), default="", info=words(Forget.EMPTY, of="owner"))
    told: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether the reminder says what it is about: only where its owner chose that."""
    remind_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When the reminder goes out; None once it went."""
    goes_on: Mapped[date] = mapped_column(index=True, info=nothing())
    """The last day on which it is kept."""
    leaving_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """It was done or taken away: when the row itself goes. Until then that can be undone."""

    house: Mapped[House] = relationship()

    @property
    def said(self) -> str:
        """What it is, in the reader's language or in its owner's words."""
        return self.words or str(SENTENCES.get(self.sentence, ""))

    @property
    def theme_of(self) -> Theme:
        """The theme that it is for."""
        return BY_KEY[self.theme]
