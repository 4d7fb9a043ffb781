"""That a talk took place, and what somebody asked for in it. Of what was talked about nothing is here."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import STAYS_GONE, UNSEEN, Base, Forget, contact, nothing, person
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.talks.models import Talk

OPEN, SOME, NONE = "open", "some", "none"
"""Whether it was told what they asked for: not yet, something, nothing."""
ACTIVITY, INFORMATION, CONTACT = "activity", "information", "contact"
KINDS: Final = (ACTIVITY, INFORMATION, CONTACT)


class Held(Base):
    """A talk took place, and somebody told so."""

    __tablename__ = "outreach_held"
    __table_args__ = (
        CheckConstraint("form IN ('home', 'walk', 'house', 'phone')", name="form"),
        CheckConstraint("asked IN ('open', 'some', 'none')", name="asked"),
        UNSEEN,
    )

    talk_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_talk.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    form: Mapped[str] = mapped_column(String(5), info=nothing())
    """In which it took place: so it was counted."""
    told_at: Mapped[datetime] = mapped_column(info=nothing())
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    asked: Mapped[str] = mapped_column(String(4), default=OPEN, info=nothing())


class Followup(Base):
    """Something that somebody asked for in a talk, with their yes to who gets their name and phone number for it."""

    __tablename__ = "outreach_followup"
    __table_args__ = (
        CheckConstraint("kind IN ('activity', 'information', 'contact')", name="kind"),
        STAYS_GONE,
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    talk_id: Mapped[int] = mapped_column(ForeignKey("outreach_talk.id", ondelete="CASCADE"), index=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(11), info=nothing())
    recipient: Mapped[str] = mapped_column(String(80), info=contact(Forget.EMPTY, of=""))
    """Who gets the name and phone number: an organisation, or help by name."""
    agreed_on: Mapped[date] = mapped_column(info=nothing())
    """The day on which the person said yes to this recipient."""
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who does it, or passes it on."""
    waiting_told: Mapped[date | None] = mapped_column(info=nothing())
    """The day on which who coordinates was told that it is open for long; None before that."""

    talk: Mapped[Talk] = relationship(lazy="joined", innerjoin=True)
    taken_by: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def ref(self) -> Ref:
        """What the log and the notices point at. It never has a label."""
        return Ref("outreach", "followup", self.public_id)
