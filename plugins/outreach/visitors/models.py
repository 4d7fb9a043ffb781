"""Tables of visitors. Of a certificate of conduct (VOG) stands here that it was seen, when and by whom: never more."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.people.models import Person
from app.refs import Ref
from plugins.outreach.wheel.models import District

MOST_TALKS = 12


class Visitor(Base):
    """Somebody who visits: what was seen of their papers, and what they like."""

    __tablename__ = "outreach_visitor"
    __table_args__ = (CheckConstraint("talks BETWEEN 0 AND 12", name="talks"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True, info=person(Forget.ROW))
    trained_on: Mapped[date | None] = mapped_column(info=nothing())
    """The training, or its last refresher."""
    pass_number: Mapped[str | None] = mapped_column(String(20), unique=True, info=nothing())
    """Of the pass with a photo that they show at the door; None without one."""
    conduct_seen_on: Mapped[date | None] = mapped_column(info=nothing())
    """When the certificate of conduct was looked at, and given back."""
    conduct_seen_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, info=person(Forget.EMPTY)
    )
    languages: Mapped[str] = mapped_column(String(80), default="taal-nl", info=nothing())
    """Keys of labels (`app.calendar.labels`), with commas: what they can hold a talk in."""
    talks: Mapped[int] = mapped_column(default=2, info=nothing())
    """How many a month they would like at most; 0 for a rest."""
    refresher_told_for: Mapped[date | None] = mapped_column(info=nothing())
    """The training whose refresher they were told of."""

    conduct_seen_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[conduct_seen_by_id])
    areas: Mapped[list[District]] = relationship(
        secondary="outreach_visitor_area", lazy="selectin", order_by=District.name
    )
    """Where they like to go; none is everywhere."""

    @property
    def ref(self) -> Ref:
        """What others point at."""
        return Ref("outreach", "visitor", self.public_id)

    @property
    def language_keys(self) -> tuple[str, ...]:
        """Keys of labels."""
        return tuple(key for key in self.languages.split(",") if key)


class VisitorArea(Base):
    """A visitor likes to go to a district."""

    __tablename__ = "outreach_visitor_area"

    visitor_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_visitor.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    district_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_district.id", ondelete="CASCADE"), primary_key=True, index=True, info=nothing()
    )


class Pair(Base):
    """Two persons who visit together; the one with the lower id first, so that they are a pair once."""

    __tablename__ = "outreach_pair"

    one_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=person(Forget.ROW))
    other_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
