"""Tables of what was said after a date: numbers, and loose words. No person, no moment."""

from typing import Final

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UNSEEN, Base, Forget, nothing
from app.db import words as words_of

FINE: Final = "fine"
BETTER: Final = "better"
ANSWERS: Final = (FINE, BETTER)
LONGEST: Final = 300
"""Characters of a word for a next time."""


class Tally(Base):
    """How many found a date fine, and how many found that it could be better: on a screen, and on paper.

    An answer moves no version on, else it could be told when it came; publishing some of them together does.
    """

    __tablename__ = "activities_after"
    __table_args__ = UNSEEN

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    fine: Mapped[int] = mapped_column(default=0, info=nothing())
    better: Mapped[int] = mapped_column(default=0, info=nothing())
    paper_fine: Mapped[int] = mapped_column(default=0, info=nothing())
    paper_better: Mapped[int] = mapped_column(default=0, info=nothing())
    shown_fine: Mapped[int] = mapped_column(default=0, info=nothing())
    shown_better: Mapped[int] = mapped_column(default=0, info=nothing())
    """What is published: it lags behind, so that no single answer can be told from what changed."""

    @property
    def counted(self) -> tuple[int, int]:
        """All that was said."""
        return self.fine + self.paper_fine, self.better + self.paper_better

    @property
    def shown(self) -> tuple[int, int]:
        """What is published of it."""
        return self.shown_fine, self.shown_better


class Remark(Base):
    """Something for a next time, for who organises it. Whose it is, and when it came, nobody knows."""

    __tablename__ = "activities_remark"
    __table_args__ = UNSEEN

    id: Mapped[str] = mapped_column(String(12), primary_key=True, info=nothing())
    """Random, and so is the order in which they are read."""
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    words: Mapped[str] = mapped_column(Text, info=words_of(Forget.EMPTY, of=""))
    """Anybody's, and so nobody's to find again: gone three months after the date."""
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
