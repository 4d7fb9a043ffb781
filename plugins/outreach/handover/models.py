"""Who goes along to what. It goes with what was asked for; only a question to the companion stays, about nobody."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UNSEEN, Base, Forget, nothing, person
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.after.models import Followup
from plugins.outreach.partners.models import Partner


class Along(Base):
    """An activity for who asked for one, and somebody who goes along."""

    __tablename__ = "outreach_along"
    __table_args__ = (
        CheckConstraint("companion_id IS NULL OR partner_id IS NOT NULL", name="partner"),
        CheckConstraint("agreed_on IS NULL OR yes_on IS NOT NULL", name="both"),
        UNSEEN,
    )

    followup_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_followup.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    ref: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    """The date in the agenda, of whichever plugin; "" for something that is not in it."""
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """What it is called, as it was when it was chosen."""
    day: Mapped[date] = mapped_column(info=nothing())
    companion_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who is asked to go along."""
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_partner.id"), info=nothing())
    """For which organisation they were asked."""
    yes_on: Mapped[date | None] = mapped_column(info=nothing())
    """The day on which the companion said yes."""
    agreed_on: Mapped[date | None] = mapped_column(info=nothing())
    """The day on which the person said yes to this companion."""

    followup: Mapped[Followup] = relationship(lazy="joined", innerjoin=True)
    companion: Mapped[Person | None] = relationship(lazy="joined")
    partner: Mapped[Partner | None] = relationship(lazy="joined")

    @property
    def thing(self) -> Ref:
        """What the log and the notices point at. It never has a label."""
        return Ref("outreach", "along", self.public_id)

    @property
    def offers(self) -> bool:
        """Whether who is asked said yes, and is still somebody here."""
        return self.companion_id is not None and self.yes_on is not None

    @property
    def goes(self) -> bool:
        """Whether both said yes."""
        return self.offers and self.agreed_on is not None


class Again(Base):
    """Somebody went along to something. Did who came along come a second time? With whom it was, nobody knows here."""

    __tablename__ = "outreach_again"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    until: Mapped[date] = mapped_column(index=True, info=nothing())
    """After this day it is asked no longer."""

    @property
    def thing(self) -> Ref:
        """What the log points at."""
        return Ref("outreach", "again", self.public_id)
