"""The tables of who would like company at a date, and of who was asked."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.refs import Ref

OWNER: Final = "prevention"
PHONE, MAIL, DOOR = "phone", "mail", "door"
WELCOMERS, ORGANISERS, HOSTS, NOBODY = "welcomers", "organisers", "hosts", "nobody"
STAGES: Final = (WELCOMERS, ORGANISERS, HOSTS, NOBODY)
"""Who is asked, one after another."""


class Company(Base):
    """Somebody would like company for a first time at a date. Gone two weeks after it."""

    __tablename__ = "prevention_company"
    __table_args__ = (
        UniqueConstraint("person_id", "ref"),
        CheckConstraint("reach IN ('phone', 'mail', 'door')", name="reach"),
        CheckConstraint("stage IN ('welcomers', 'organisers', 'hosts', 'nobody')", name="stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=person(Forget.ROW))
    """Who would like company."""
    ref: Mapped[str] = mapped_column(String(100), info=nothing())
    """The date, of whichever plugin."""
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(index=True, info=nothing())
    sensitive: Mapped[bool] = mapped_column(info=nothing())
    """Whether no name and no title goes into a message, a call or the log."""
    reach: Mapped[str] = mapped_column(String(5), info=nothing())
    """How who goes along can find them: told after both said yes."""
    stage: Mapped[str] = mapped_column(String(10), default=WELCOMERS, info=nothing())
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    next_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When others are asked as well, if nobody said yes by then."""
    companion_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who said yes."""
    agreed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When who asked said yes too."""
    closed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When one of them let go of it, or the date was called off."""
    asked: Mapped[list["Asked"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def thing(self) -> Ref:
        """For the log and for notices."""
        return Ref(OWNER, "company", self.public_id)

    @property
    def date(self) -> Ref:
        """The date that it is about."""
        return Ref.parse(self.ref)

    @property
    def is_open(self) -> bool:
        """Whether nobody let go of it."""
        return self.closed_at is None

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes."""
        return self.is_open and self.companion_id is not None and self.agreed_at is not None

    def question_for(self, person_id: int | None) -> "Asked | None":
        """What somebody was asked, if they were."""
        return next((one for one in self.asked if one.person_id == person_id), None)


class Asked(Base):
    """Somebody was asked whether they go along. A no is kept so that they are not asked again."""

    __tablename__ = "prevention_company_asked"

    company_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_company.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    declined_at: Mapped[datetime | None] = mapped_column(info=nothing())
