"""The table of counts. A number for a kind of thing in a round: nobody is in it, and it stays when all else is gone."""

from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UNSEEN, Base, nothing

TALK, FOLLOWUP, AGAIN = "talk", "followup", "again"
KINDS: Final = {
    TALK: ("home", "walk", "house", "phone"),
    FOLLOWUP: ("activity", "information", "contact", "none"),
    AGAIN: ("once",),
}
"""What is counted, by kind: talks by form, what was asked for in them, and who came to an activity a second time."""


class Count(Base):
    """How often something happened in a round."""

    __tablename__ = "outreach_count"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number"),
        CheckConstraint("what IN ('talk', 'followup', 'again')", name="what"),
        UNSEEN,
    )

    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    what: Mapped[str] = mapped_column(String(8), primary_key=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(12), primary_key=True, info=nothing())
    number: Mapped[int] = mapped_column(default=0, info=nothing())
