"""Tables of the idea box."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Forget, nothing, person, words
from app.people.models import Person
from app.places.models import House
from app.refs import Ref
from plugins.activities.ideas.standing import Standing, standing
from plugins.activities.models import OWNER, Activity


class Idea(Base):
    """What somebody would like here, in their own words. It goes with whoever wrote it."""

    __tablename__ = "activities_idea"
    __table_args__ = (Index("ix_activities_idea_house", "house_id", "written_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    title: Mapped[str] = mapped_column(String(100), info=words(Forget.ROW, of="by_id"))
    about: Mapped[str] = mapped_column(Text, default="", info=words(Forget.ROW, of="by_id"))
    named: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether the first name of who wrote it may stand with it, for everybody."""
    sensitive: Mapped[bool] = mapped_column(default=False, info=nothing())
    """No names anywhere, and a neutral title wherever it stands with a person."""
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing): only who wrote it sees it."""
    written_at: Mapped[datetime] = mapped_column(info=nothing())
    alive_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """When somebody last did something with it; long after, it rests, and then it goes."""
    taken_back_at: Mapped[datetime | None] = mapped_column(info=nothing())
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="SET NULL"), index=True, info=nothing()
    )
    """What came of it."""
    became_at: Mapped[datetime | None] = mapped_column(info=nothing())

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    activity: Mapped[Activity | None] = relationship(lazy="joined")
    voices: Mapped[list["Voice"]] = relationship(lazy="selectin", order_by="Voice.id", passive_deletes=True)

    @property
    def thing(self) -> Ref:
        """As the log, events and notices point at it."""
        return Ref(OWNER, "idea", self.public_id)

    @property
    def standing(self) -> Standing:
        """Open, resting, taken back, or an activity."""
        return standing(self.taken_back_at, self.became_at, self.alive_at, now())

    @property
    def is_discreet(self) -> bool:
        """Whether no names stand with it: it says so, or what came of it does."""
        return self.sensitive or (self.activity is not None and self.activity.sensitive)

    def voice_of(self, person_id: int | None) -> "Voice | None":
        """What somebody said about it; None for nobody, and for who said nothing."""
        return next((one for one in self.voices if one.person_id == person_id), None)


class Voice(Base):
    """Somebody would like it too, or organises it along."""

    __tablename__ = "activities_idea_voice"
    __table_args__ = (UniqueConstraint("idea_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    idea_id: Mapped[int] = mapped_column(ForeignKey("activities_idea.id", ondelete="CASCADE"), info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    organises: Mapped[bool] = mapped_column(info=nothing())
    named: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether their first name may stand with the idea, for everybody."""
    at: Mapped[datetime] = mapped_column(info=nothing())
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When they said whether they organise the activity that came of it; the question is asked only once."""

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def thing(self) -> Ref:
        """As notices point at it."""
        return Ref(OWNER, "voice", self.public_id)
