"""Tables of questions and answers."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, words

MOST: Final = 2
LONGEST: Final = 120
"""Characters of a question."""
LONGEST_ANSWER: Final = 200
MOST_CHOICES: Final = 6


class Question(Base):
    """Something that who comes is asked. Its words never change: another question is another row."""

    __tablename__ = "activities_question"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    words: Mapped[str] = mapped_column(String(LONGEST), info=nothing())
    choices: Mapped[str] = mapped_column(Text, default="", info=nothing())
    """What one chooses from, one a line; "": one writes a few words."""
    removed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When it was asked no more. The row goes with its last answer."""

    @property
    def options(self) -> tuple[str, ...]:
        """What one chooses from."""
        return tuple(line for line in self.choices.split("\n") if line)


class Answer(Base):
    """What somebody answered. It goes with their sign-up, and a week after the date."""

    __tablename__ = "activities_answer"

    signup_id: Mapped[int] = mapped_column(
        ForeignKey("activities_signup.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    question_id: Mapped[int] = mapped_column(
        ForeignKey("activities_question.id", ondelete="CASCADE"), primary_key=True, index=True, info=nothing()
    )
    words: Mapped[str] = mapped_column(String(LONGEST_ANSWER), info=words(Forget.EMPTY, of=""))
