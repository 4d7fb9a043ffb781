"""Tables of followed calendars: where each is and how reading it went, and the dates that stood in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import Span
from app.db import Base, Forget, nothing, person, unseen, words
from app.people.models import Group, Person
from app.places.models import House
from app.refs import Ref
from plugins.activities.models import OWNER


class Source(Base):
    """A calendar that somebody keeps elsewhere. When its keeper is forgotten, it and its dates go."""

    __tablename__ = "activities_source"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), index=True, info=nothing())
    name: Mapped[str] = mapped_column(String(100), info=nothing())
    url: Mapped[str] = mapped_column(String(500), info=words(Forget.EMPTY, of="kept_by_id"))
    """Where it is. Often a secret address: shown to nobody, in no log; in the keeper's own data only."""
    page: Mapped[str] = mapped_column(String(500), default="", info=nothing())
    """A web page about it, for everybody."""
    place: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    """Where its dates are that don't say so themselves."""
    themes: Mapped[str] = mapped_column(String(60), default="", info=nothing())
    sensitive: Mapped[bool] = mapped_column(default=False, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    """Moved on by every change that a calendar shows."""

    etag: Mapped[str] = mapped_column(String(200), default="", info=unseen(nothing()))
    modified: Mapped[str] = mapped_column(String(200), default="", info=unseen(nothing()))
    """What the server said of its last answer, to ask whether there is news."""
    due_at: Mapped[datetime] = mapped_column(index=True, info=unseen(nothing()))
    read_at: Mapped[datetime | None] = mapped_column(info=unseen(nothing()))
    """When it was last read from beginning to end."""
    good_at: Mapped[datetime] = mapped_column(info=unseen(nothing()))
    """When we last knew what is in it; read, or told that nothing changed."""
    failures: Mapped[int] = mapped_column(default=0, info=unseen(nothing()))
    """In a row."""
    problem: Mapped[str] = mapped_column(String(12), default="", info=nothing())
    """Why it could not be read, a key of `refusing.WORDS`; or EMPTIED; "" when all is well."""
    told_at: Mapped[datetime | None] = mapped_column(info=unseen(nothing()))
    """When its keeper heard of the problem."""
    paused_at: Mapped[datetime | None] = mapped_column(info=nothing())
    ended_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When it was let go of; the row goes a while later."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    group: Mapped[Group | None] = relationship(lazy="joined")
    kept_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def zone(self) -> ZoneInfo:
        """The zone on whose wall its times are, where it names none itself."""
        return self.house.zone

    @property
    def ref(self) -> Ref:
        """For the log, for its feed."""
        return Ref(OWNER, "source", self.public_id)

    @property
    def theme_keys(self) -> tuple[str, ...]:
        """The themes, as keys."""
        return tuple(key for key in self.themes.split(",") if key)

    @property
    def keeper_shown(self) -> str:
        """Whose it is, for everybody: the group, or somebody who said yes to that; nobody where it is discreet."""
        if self.sensitive:
            return ""
        if self.group is not None:
            return self.group.name
        return self.kept_by.first_name if self.kept_by.show_name else ""

    @property
    def log_label(self) -> str:
        """What stands in the log. A sensitive one is not named there."""
        return "" if self.sensitive else self.name


class Followed(Base):
    """One date of a followed calendar. Its UID is our own and stays when the date moves; the past stays as it was."""

    __tablename__ = "activities_followed"
    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        CheckConstraint("ends > starts", name="order"),
        Index("ix_activities_followed_window", "starts", "ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    source_id: Mapped[int] = mapped_column(ForeignKey("activities_source.id", ondelete="CASCADE"), info=nothing())
    key: Mapped[str] = mapped_column(String(64), info=nothing())
    """Names it in its source; a digest, so that nothing of an address in a UID is kept."""
    uid: Mapped[str] = mapped_column(String(40), unique=True, info=nothing())
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(info=nothing())
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=nothing())
    """Published elsewhere before it came here. It goes with its source."""
    place: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    link: Mapped[str] = mapped_column(String(500), default="", info=nothing())
    tentative: Mapped[bool] = mapped_column(default=False, info=nothing())
    cancelled_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Since when it is off: called off there, or not there any more."""
    gone: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether it is off because it is not there any more."""
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())

    source: Mapped[Source] = relationship(lazy="joined", innerjoin=True)

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.starts, self.ends)

    @property
    def ref(self) -> Ref:
        """How it is pointed at."""
        return Ref(OWNER, "followed", self.public_id)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is off."""
        return self.cancelled_at is not None

    @property
    def place_words(self) -> str:
        """Where, for people: as it says itself, else as its source does."""
        return self.place or self.source.place
