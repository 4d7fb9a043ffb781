"""The table of reasons: which administrator may look at a round, why, and until when. It goes when the round closes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import STAYS_GONE, Base, Forget, nothing, person, words
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.rounds.models import Round

LONGEST = 300


class Access(Base):
    """An administrator opened a round for an hour."""

    __tablename__ = "outreach_access"
    __table_args__ = (CheckConstraint("until >= opened", name="order"), STAYS_GONE)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    reason: Mapped[str] = mapped_column(String(LONGEST), info=words(Forget.EMPTY, of="person_id"))
    """In plain words, and about nobody by name: the form asks for that."""
    opened: Mapped[datetime] = mapped_column(info=nothing())
    until: Mapped[datetime] = mapped_column(info=nothing())
    """An hour later, or earlier where somebody ended it."""

    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def ref(self) -> Ref:
        """What the notices point at. It never has a label."""
        return Ref("outreach", "access", self.public_id)
