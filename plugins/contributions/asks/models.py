"""The table of questions for a hand. Only who asks and the hosts read them, and they go when they are settled."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person, words
from app.people.models import Person
from app.places.models import House
from app.refs import Ref

LONGEST: Final = 200
"""Characters: one job, in a sentence."""
KEPT: Final = timedelta(days=60)
"""What nobody settled in so long is no longer waited for."""


class Ask(Base):
    """Somebody asks for a hand with a job, in their own words."""

    __tablename__ = "contributions_ask"
    __table_args__ = (Index("ix_contributions_ask_house", "house_id", "settled_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    words: Mapped[str] = mapped_column(String(LONGEST), info=words(Forget.ROW, of="person_id"))
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    settled_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Arranged, or no longer needed: read by nobody, and gone the next night."""

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """As the log points at it."""
        return Ref("contributions", "ask", self.public_id)
