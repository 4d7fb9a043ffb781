"""What the API answers. The words beside each field end up in its OpenAPI document."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.calendar.entry import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A neighbourhood house, or a partner's building with rooms that neighbours use."""

    slug: Annotated[str, "How addresses name it."]
    name: Annotated[str, "Its name, without its kind."]
    kind: Annotated[str, 'The small word before its name: "Buurthuis".']
    address: Annotated[str, "Street and number, as the house writes it."]
    language: Annotated[str, "Of its own words: nl or en."]
    zone: Annotated[str, "Its time zone, as in the IANA list."]
    partner: Annotated[bool, "Whether it is a partner's building."]
    url: Annotated[str, "Its page."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """Every house."""

    houses: tuple[House, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One date of something that one can go to."""

    uid: Annotated[str, "The same as in the calendars; dates of one series share it."]
    occurrence: Annotated[str | None, "Which date of the series: its first local start. It stays when the date moves."]
    title: str
    starts: Annotated[datetime, "With the offset of the house."]
    ends: datetime
    status: Annotated[Status, "As in iCalendar. A cancelled date stays in the answer."]
    reason: Annotated[str, "Of a cancelled one: the word why, where it was given."]
    house: Annotated[str, "The slug of its house."]
    place: Annotated[str, 'For people: "Zaal A".']
    location: Annotated[str, "For maps: place, house, street."]
    description: Annotated[str, "Plain text."]
    themes: Annotated[tuple[str, ...], "Keys of themes."]
    labels: Annotated[tuple[str, ...], "Keys of labels and tags: what it is like, and how one gets in."]
    pace: Annotated[str, "Its tempo or level in own words."]
    languages: Annotated[tuple[str, ...], "Which are spoken, as BCP 47; none where that was not said."]
    ages: Annotated[str | None, 'For which ages above all: "55-", "4-12". An invitation; everybody is welcome.']
    free: Annotated[bool, "Whether its organisers say that it is free of charge."]
    costs: Annotated[str, "What it costs, in own words."]
    places: Annotated[int | None, "For how many there is place, where people sign up."]
    url: Annotated[str | None, "Its own page."]
    changed: Annotated[datetime, "When it last changed."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is on, in the order of its starts."""

    first: Annotated[date, "The first day that was looked at."]
    last: Annotated[date, "The last one."]
    entries: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room that everybody may know."""

    slug: Annotated[str, "How addresses name it."]
    name: str
    house: Annotated[str, "The slug of its house."]
    about: Annotated[str, "In the house's own words; Markdown."]
    condition: Annotated[str, "What one should know before using it."]
    seated: Annotated[int, "How many people can sit; 0 where nobody sits."]
    standing: Annotated[int, "How many can stand."]
    facts: Annotated[tuple[str, ...], "Keys of what it has and how one gets in."]
    parts: Annotated[tuple[str, ...], "Of a combined room: the slugs of the rooms that it takes."]
    bookable: Annotated[bool, "Whether it can be booked now."]
    url: Annotated[str | None, "Its page, with its week."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Rooms, in the order of their houses."""

    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A stretch in which a room is taken. What for is told only where whoever took it made that public."""

    starts: Annotated[datetime, "With the offset of the house."]
    ends: datetime
    status: Annotated[Status, "TENTATIVE for what is not sure yet."]
    title: Annotated[str | None, "Where it is public."]
    url: Annotated[str | None, "Its page, where it is public."]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTaken:
    """When a room is taken."""

    room: Annotated[str, "The slug of the room."]
    first: Annotated[date, "The first day that was looked at."]
    last: Annotated[date, "The last one."]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why there is no answer."""

    error: Annotated[str, "In English, for whoever wrote the program that asks."]
