"""The table of questions, each with its answer."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, contact, nothing, person
from app.db import words as words_of
from app.people.models import Person
from app.refs import Ref
from plugins.activities.models import OWNER, Activity

LONGEST: Final = 600
"""Characters of a question."""
LONGEST_ANSWER: Final = 2000


class OpenQuestion(Base):
    """What somebody asked about an activity, and what who organises it answered."""

    __tablename__ = "activities_open_question"
    __table_args__ = (Index("ix_activities_open_question_open", "answered_at", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    """Who asked, to tell them the answer; None for a guest."""
    with_name: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether who asked said yes to their first name beside it."""
    name: Mapped[str] = mapped_column(String(60), default="", info=contact(Forget.EMPTY, of=""))
    """What a guest wants to be called here."""
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of=""))
    email: Mapped[str] = mapped_column(String(254), default="", info=contact(Forget.EMPTY, of=""))
    """Where a guest wants to hear the answer; emptied when that is done."""
    words: Mapped[str] = mapped_column(Text, info=words_of(Forget.EMPTY, of="person_id"))
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    """In which it was written, and in which a guest hears the answer."""
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    answer_hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing)."""
    taken_back_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When who asked took it back; the row goes a little later."""
    answer: Mapped[str] = mapped_column(Text, default="", info=words_of(Forget.EMPTY, of="answered_by_id"))
    answer_language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())

    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)
    asker: Mapped[Person | None] = relationship(foreign_keys=person_id, lazy="raise_on_sql")
    answerer: Mapped[Person | None] = relationship(foreign_keys=answered_by_id, lazy="raise_on_sql")

    @property
    def ref(self) -> Ref:
        """For the log, for notices, and for who points at it."""
        return Ref(OWNER, "question", self.public_id)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer; also when the answer went with who gave it."""
        return not self.answer and not self.hidden

    @property
    def answer_ref(self) -> Ref:
        """For who points at the answer."""
        return Ref(OWNER, "answer", self.public_id)
