"""Tables of theme circles."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, contact, nothing, person, words
from app.people.models import Person
from app.places.models import House
from app.refs import Ref

OWNER = "prevention"


class Said:
    """What a circle says of itself: as it is now in the circle, as it was in its versions."""

    theme: Mapped[str] = mapped_column(String(20), info=nothing())
    """A key of `app.calendar.themes`."""
    name: Mapped[str] = mapped_column(String(80), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="about_by_id"))
    about_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Whose words `about` are: of who changed them last."""
    contact: Mapped[str] = mapped_column(String(200), default="", info=contact(Forget.EMPTY, of="contact_by_id"))
    """Where one can ask something about it; "" is the house."""
    contact_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    whole_theme: Mapped[bool] = mapped_column(default=True, info=nothing())
    """Whether everything of the theme stands in its agenda."""
    group_ids: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """Groups of which everything stands in its agenda: their ids, comma separated."""

    @property
    def groups(self) -> tuple[int, ...]:
        """Ids of the groups of which everything stands in its agenda."""
        return tuple(int(one) for one in self.group_ids.split(",") if one)


class Circle(Said, Base):
    """A circle around a theme."""

    __tablename__ = "prevention_circle"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    """Out of its first name; it stays when the name changes, so that links and calendars stay."""
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    """Where it began: whose language it speaks, and whose hosts decide when somebody points at it."""
    started_at: Mapped[datetime] = mapped_column(info=nothing())
    alive_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """When somebody last did something with it."""
    stopped_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Since when it rests: out of all lists, until somebody wakes it."""
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing)."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    members: Mapped[list["CircleMember"]] = relationship(
        lazy="selectin", order_by="CircleMember.since, CircleMember.person_id", passive_deletes=True
    )
    organisations: Mapped[list["CircleOrganisation"]] = relationship(
        lazy="selectin", order_by="CircleOrganisation.name, CircleOrganisation.id", passive_deletes=True
    )

    @property
    def thing(self) -> Ref:
        """As the log and pointing know it."""
        return Ref(OWNER, "circle", self.public_id)

    def member(self, person_id: int | None) -> "CircleMember | None":
        """Somebody who takes part; None for who does not, and for nobody."""
        return next((one for one in self.members if one.person_id == person_id), None)


class CircleVersion(Said, Base):
    """How a circle was, from a moment on. The newest is how it is now."""

    __tablename__ = "prevention_circle_version"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_circle.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    at: Mapped[datetime] = mapped_column(index=True, info=nothing())


class CircleMember(Base):
    """Somebody who takes part in a circle."""

    __tablename__ = "prevention_circle_member"

    circle_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_circle.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
    show_name: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether their first name may stand with the circle, for everybody."""
    since: Mapped[datetime] = mapped_column(info=nothing())

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class CircleOrganisation(Base):
    """An organisation that takes part: what it tells everybody of itself, never of somebody who works there."""

    __tablename__ = "prevention_circle_organisation"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_circle.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    name: Mapped[str] = mapped_column(String(100), info=nothing())
    does: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="put_by_id"))
    link: Mapped[str] = mapped_column(String(500), default="", info=nothing())
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.KEEP, of=""))
    """Of the organisation, as it stands on its own door."""
    email: Mapped[str] = mapped_column(String(254), default="", info=contact(Forget.KEEP, of=""))
    put_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("prevention_circle_organisation.id", ondelete="SET NULL"), index=True, info=nothing()
    )
    """How it was before it was changed: that can be put back."""
    removed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())

    @property
    def thing(self) -> Ref:
        """As pointing knows it."""
        return Ref(OWNER, "organisation", self.public_id)


class CircleMaterial(Base):
    """A link or a short text for everybody in the theme. It goes with who put it there."""

    __tablename__ = "prevention_circle_material"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_circle.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    title: Mapped[str] = mapped_column(String(100), info=words(Forget.ROW, of="put_by_id"))
    text: Mapped[str] = mapped_column(Text, default="", info=words(Forget.ROW, of="put_by_id"))
    link: Mapped[str] = mapped_column(String(500), default="", info=nothing())
    put_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    at: Mapped[datetime] = mapped_column(info=nothing())
    removed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())

    @property
    def thing(self) -> Ref:
        """As pointing knows it."""
        return Ref(OWNER, "material", self.public_id)
