"""The one record that a round makes: of somebody who said yes themselves. And who looked at it, when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import STAYS_GONE, UNSEEN, Base, Forget, contact, nothing, person, words
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.partners.models import Partner
from plugins.outreach.rounds.models import Round

HOME, WALK, HOUSE, PHONE = "home", "walk", "house", "phone"
FORMS = (HOME, WALK, HOUSE, PHONE)
SEEN, PRINTED, TAKEN = "seen", "printed", "taken"
LOOKS = (SEEN, PRINTED, TAKEN)
"""How somebody looked: on a page, on paper, or taken along on their own phone."""


class Reply(Base):
    """Somebody would like a talk. Not a person of the house: no account is made, and nothing points at one."""

    __tablename__ = "outreach_reply"
    __table_args__ = (
        CheckConstraint("form IN ('home', 'walk', 'house', 'phone')", name="form"),
        STAYS_GONE,
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    digest: Mapped[str] = mapped_column(String(64), unique=True, info=nothing())
    """What their own code is checked against."""
    answered: Mapped[date] = mapped_column(info=nothing())
    name: Mapped[str] = mapped_column(String(80), info=contact(Forget.EMPTY, of=""))
    address: Mapped[str] = mapped_column(String(120), default="", info=contact(Forget.EMPTY, of=""))
    """Only where the talk is at home."""
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of=""))
    reach: Mapped[str] = mapped_column(String(120), default="", info=contact(Forget.EMPTY, of=""))
    """Another way to reach them: an e-mail address, a daughter, a letter."""
    moment: Mapped[str] = mapped_column(String(120), default="", info=words(Forget.EMPTY, of=""))
    """When it suits, in their words."""
    form: Mapped[str] = mapped_column(String(5), info=words(Forget.KEEP, of=""))
    together: Mapped[bool] = mapped_column(default=False, info=words(Forget.KEEP, of=""))
    """Whether somebody sits in. Not who."""
    language: Mapped[str] = mapped_column(String(40), default="", info=words(Forget.EMPTY, of=""))
    """In which they like to talk, in their words; empty is Dutch."""

    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)

    @property
    def ref(self) -> Ref:
        """What the log points at. It never has a label."""
        return Ref("outreach", "reply", self.public_id)


class Look(Base):
    """Somebody looked at the name and address of somebody, for an organisation, or as administrator with a reason."""

    __tablename__ = "outreach_look"
    __table_args__ = (CheckConstraint("kind IN ('seen', 'printed', 'taken')", name="kind"), UNSEEN)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    reply_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_reply.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_partner.id"), info=nothing())
    """None for an administrator of a house, who looked with a reason."""
    at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(7), default=SEEN, info=nothing())

    person: Mapped[Person | None] = relationship(lazy="joined")
    partner: Mapped[Partner | None] = relationship(lazy="joined")
