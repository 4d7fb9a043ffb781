"""Who is the buddy of a talk, and whether its visitors are inside. Gone the day after; nothing of who is visited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UNSEEN, Base, Forget, nothing, person
from app.people.models import Person
from plugins.outreach.talks.models import Talk


class Inside(Base):
    """The buddy call of a talk. No row: nobody chose a buddy yet, and nobody is inside."""

    __tablename__ = "outreach_inside"
    __table_args__ = (
        CheckConstraint("(since IS NULL) = (until IS NULL)", name="inside"),
        CheckConstraint("outside IS NULL OR since IS NOT NULL", name="outside"),
        UNSEEN,
    )

    talk_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_talk.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    buddy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Whom the visitors chose; None: whoever planned the talk, else a coordinator."""
    since: Mapped[datetime | None] = mapped_column(info=nothing())
    until: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When they think to be outside again."""
    outside: Mapped[datetime | None] = mapped_column(info=nothing())
    warned: Mapped[datetime | None] = mapped_column(info=nothing())
    """When the buddy was asked to call, because they had not said that they were outside."""

    talk: Mapped[Talk] = relationship(lazy="joined", innerjoin=True)
    buddy: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def is_inside(self) -> bool:
        """Whether they are inside now."""
        return self.since is not None and self.outside is None
