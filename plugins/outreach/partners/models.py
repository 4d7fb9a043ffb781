"""Tables of partners and parts. An organisation is no person: what stands here of it is meant to be read."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Person
from app.refs import Ref

COORDINATOR, VISITOR, CALLER = "coordinator", "visitor", "caller"
PARTS = (COORDINATOR, VISITOR, CALLER)


class Partner(Base):
    """An organisation that takes part: a union of older people, a welfare organisation, the house itself."""

    __tablename__ = "outreach_partner"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(80), unique=True, info=nothing())
    phone: Mapped[str] = mapped_column(String(30), default="", info=nothing())
    """Of the organisation, for everybody; never somebody's own."""
    until: Mapped[date | None] = mapped_column(info=nothing())
    """Its last day, once it no longer takes part."""

    @property
    def ref(self) -> Ref:
        """What others point at."""
        return Ref("outreach", "partner", self.public_id)


class Part(Base):
    """Somebody does something for a partner: plans, visits or phones. Until a day; then the partners look again."""

    __tablename__ = "outreach_part"
    __table_args__ = (
        UniqueConstraint("person_id", "partner_id", "kind"),
        CheckConstraint("kind IN ('coordinator', 'visitor', 'caller')", name="kind"),
        CheckConstraint("until >= since", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    partner_id: Mapped[int] = mapped_column(ForeignKey("outreach_partner.id"), index=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(12), info=nothing())
    since: Mapped[date] = mapped_column(info=nothing())
    until: Mapped[date] = mapped_column(info=nothing())
    """The last day."""

    person: Mapped[Person] = relationship(lazy="raise")
    partner: Mapped[Partner] = relationship(lazy="joined", innerjoin=True)

    @property
    def ref(self) -> Ref:
        """What others point at."""
        return Ref("outreach", "part", self.public_id)
