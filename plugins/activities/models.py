"""Tables of activities: what it is, how it repeats, each of its dates, and who is coming."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from babel.lists import format_list
from flask_babel import get_locale
from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.clock import Span, wall
from app.db import Base, Forget, contact, nothing, person, words
from app.people.models import Group, Person
from app.places.models import House, Space
from app.refs import Ref

OWNER: Final = "activities"
_WALL = DateTime(timezone=False)
"""A wall time: what the clock of the house shows, whatever its offset."""


class Activity(Base):
    """Something that neighbours do together, once or again and again. It has a page of its own and a feed."""

    __tablename__ = "activities_activity"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    zone_name: Mapped[str] = mapped_column(String(40), info=nothing())
    """The zone in which all its wall times are, for good."""
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="words_by_id"))
    """Markdown; its first paragraph stands large."""
    words_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who wrote the words last; nobody where a group speaks."""
    themes: Mapped[str] = mapped_column(String(60), default="", info=nothing())
    """Keys of `app.calendar.themes`, comma separated."""
    tags: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """Keys of tags that other plugins bring, comma separated."""
    costs: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    places: Mapped[int | None] = mapped_column(CheckConstraint("places > 0", name="places"), info=nothing())
    """How many can come; None: no sign-up, one just walks in."""
    sensitive: Mapped[bool] = mapped_column(default=False, info=nothing())
    """No names anywhere, a neutral title wherever it stands with a person."""
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing): only its organisers and hosts see it."""
    with_paid_staff: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether somebody who is paid for it leads it. About the activity; it names nobody."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"), index=True, info=nothing())
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    published_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    """Moved on by every change of words that a calendar shows."""

    house: Mapped[House] = relationship(lazy="joined", innerjoin=True)
    group: Mapped[Group | None] = relationship(lazy="joined")
    organisers: Mapped[list[Person]] = relationship(
        secondary="activities_organiser", order_by="Person.name", lazy="raise_on_sql"
    )

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its wall times."""
        return ZoneInfo(self.zone_name)

    @property
    def ref(self) -> Ref:
        """How others point at it; it stays when the title changes."""
        return Ref(OWNER, "activity", self.public_id)

    @property
    def theme_keys(self) -> tuple[str, ...]:
        """The themes, as keys."""
        return tuple(key for key in self.themes.split(",") if key)

    @property
    def tag_keys(self) -> tuple[str, ...]:
        """The tags, as keys."""
        return tuple(key for key in self.tags.split(",") if key)


class Organiser(Base):
    """Somebody organises an activity."""

    __tablename__ = "activities_organiser"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )


class Series(Base):
    """A rule that gives dates of an activity: one master event in a calendar.

    "From this date on" ends one series and begins another, with a UID of its own.
    """

    __tablename__ = "activities_series"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    uid: Mapped[str] = mapped_column(String(40), unique=True, info=nothing())
    rule: Mapped[str] = mapped_column(String(100), info=nothing())
    """An RRULE value without an end."""
    first: Mapped[datetime] = mapped_column(_WALL, info=nothing())
    last: Mapped[datetime] = mapped_column(_WALL, info=nothing())
    """Wall times of its first and last date."""
    end_clock: Mapped[time] = mapped_column(Time, info=nothing())
    """Until when, on the wall; at or before the start is the next day."""
    place: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())
    """Moved on when the rule changes, and when a date is added, taken or changed."""
    told_ending_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """When its organisers heard that it ends soon."""

    spaces: Mapped[list[Space]] = relationship(
        secondary="activities_series_space", order_by="Space.position, Space.id", lazy="selectin"
    )


class SeriesSpace(Base):
    """A space that a series uses."""

    __tablename__ = "activities_series_space"

    series_id: Mapped[int] = mapped_column(
        ForeignKey("activities_series.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), primary_key=True, index=True, info=nothing())


class Occurrence(Base):
    """One date of an activity. Its id never changes; time, place and status are its own, so the past keeps them."""

    __tablename__ = "activities_occurrence"
    __table_args__ = (
        UniqueConstraint("series_id", "original_start"),
        CheckConstraint("ends > starts", name="order"),
        Index("ix_activities_occurrence_window", "starts", "ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    series_id: Mapped[int | None] = mapped_column(ForeignKey("activities_series.id"), index=True, info=nothing())
    """None for a single date and for an extra one."""
    uid: Mapped[str] = mapped_column(String(40), unique=True, info=nothing())
    """Its own, wherever it stands alone: a single date, an extra one, a date in somebody's own calendar."""
    original_start: Mapped[datetime] = mapped_column(_WALL, info=nothing())
    """The wall time that names it within its series, also when it moved."""
    starts: Mapped[datetime] = mapped_column(info=nothing())
    ends: Mapped[datetime] = mapped_column(index=True, info=nothing())
    title: Mapped[str] = mapped_column(String(100), default="", info=nothing())
    """What is special about it: "Wereldpannenkoeken"."""
    place: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    """In words; empty: the names of its spaces."""
    reason: Mapped[str] = mapped_column(String(200), default="", info=words(Forget.EMPTY, of="words_by_id"))
    """The word why it is cancelled."""
    words_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    cancelled_at: Mapped[datetime | None] = mapped_column(info=nothing())
    room_lost: Mapped[bool] = mapped_column(default=False, info=nothing())
    """It lost its space after it was published; the organisers still have to choose."""
    sequence: Mapped[int] = mapped_column(default=0, info=nothing())
    created_at: Mapped[datetime] = mapped_column(info=nothing())
    changed_at: Mapped[datetime] = mapped_column(info=nothing())

    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)
    series: Mapped[Series | None] = relationship(lazy="select")
    spaces: Mapped[list[Space]] = relationship(
        secondary="activities_occurrence_space", order_by="Space.position, Space.id", lazy="selectin"
    )

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.starts, self.ends)

    @property
    def ref(self) -> Ref:
        """What holds its spaces, and what promises and the log point at."""
        return Ref(OWNER, "date", self.public_id)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is off."""
        return self.cancelled_at is not None

    @property
    def is_moved(self) -> bool:
        """Whether it is at another time than its series says."""
        if self.series_id is None or self.series is None:
            return False
        start, end = (wall(moment, self.activity.zone) for moment in (self.starts, self.ends))
        return start != self.original_start or end.time() != self.series.end_clock

    @property
    def differs_in_place(self) -> bool:
        """Whether it is elsewhere than its series says."""
        series = self.series
        return series is not None and self.place_words != place_words(series.place, series.spaces)

    @property
    def place_words(self) -> str:
        """Where, for people: its own words, or the names of its spaces that may be told."""
        return place_words(self.place, self.spaces)


def place_words(place: str, spaces: Iterable[Space]) -> str:
    """Where, for people: a place in words, or the names of the spaces that may be told ("Huiskamer en Keuken")."""
    return place or joined([space.name for space in spaces if not is_hidden(space)])


def joined(names: Sequence[str]) -> str:
    """Names in a row, in the language of now: "Toos, Yusuf en Chantal"."""
    return format_list(names, locale=get_locale() or "nl") if len(names) > 1 else "".join(names)


def is_hidden(space: Space) -> bool:
    """Whether the public may not know of a space: it is private, or a part of it is."""
    return space.private or any(part.private for part in space.parts)


def with_spaces() -> tuple[ORMOption, ...]:
    """Options of a query for many dates: their series and spaces come along, in a constant number of queries."""
    return (
        selectinload(Occurrence.spaces).selectinload(Space.parts),
        selectinload(Occurrence.series).selectinload(Series.spaces).selectinload(Space.parts),
    )


class OccurrenceSpace(Base):
    """A space that a date uses."""

    __tablename__ = "activities_occurrence_space"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id"), primary_key=True, index=True, info=nothing())


class SignUp(Base):
    """Somebody is coming: a person that we know, or a guest with a first name."""

    __tablename__ = "activities_signup"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "person_id"),
        CheckConstraint("party BETWEEN 1 AND 10", name="party"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    code: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    """To come back with: whoever has it may sign off. Not in the log, not in any reference."""
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    name: Mapped[str] = mapped_column(String(60), default="", info=contact(Forget.EMPTY, of=""))
    phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of=""))
    email: Mapped[str] = mapped_column(String(254), default="", info=contact(Forget.EMPTY, of=""))
    """A guest's; emptied a week after the date."""
    party: Mapped[int] = mapped_column(default=1, info=nothing())
    """How many come, themselves included."""
    first_time: Mapped[bool] = mapped_column(default=False, info=nothing())
    channel: Mapped[str] = mapped_column(String(10), info=nothing())
    language: Mapped[str] = mapped_column(String(2), default="nl", info=nothing())
    """In which we write to a guest."""
    at: Mapped[datetime] = mapped_column(info=nothing())
    cancelled_at: Mapped[datetime | None] = mapped_column(info=nothing())

    @property
    def ref(self) -> Ref:
        """For the log and for events."""
        return Ref(OWNER, "signup", self.public_id)
