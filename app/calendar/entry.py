"""What stands in the agenda, as a value: plugins make entries, the core decides what an audience may see of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import Span
from app.refs import Ref


class Status(StrEnum):
    """RFC 5545 §3.8.1.11."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Visibility(StrEnum):
    """What the public may see of an entry."""

    PUBLIC = "public"
    """Title, place and link."""
    BUSY = "busy"
    """That the space is taken, not by whom or for what."""
    HIDDEN = "hidden"
    """Nothing at all: a private space, a draft."""


class Audience(StrEnum):
    """For whom entries are shown."""

    AGENDA = "agenda"
    """Everybody, to see what one can go to: public entries. That a space is taken is no news here."""
    SPACE = "space"
    """Everybody, to see when a space is taken: public entries whole, the others as "taken"."""
    BUSY = "busy"
    """Everybody, to see when, and never what for."""
    SCREEN = "screen"
    """Everybody in the corridor: public entries whole, and of each other room when it is taken."""
    HOST = "host"
    """A host of the house, on a list that lies about: public entries, others as "taken", and for how many people."""
    CLEANER = "cleaner"
    """Who cleans: which room is used when, and by how many. Never what for."""
    PERSONAL = "personal"
    """The person whose entries these are, in a calendar that colleagues may see over their shoulder."""
    TIMES = "times"
    """Somebody who may see when a person has something, and nothing else of it."""


MY_TASKS: Final = Ref("calendar", "tasks", "mine")
"""Asked for together with a person: what that person promised to do, and nothing else of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The rule behind repeated entries, and what they have in common. A calendar shows it as one master event.

    `rule` is an RRULE value without UNTIL and COUNT; `first` and `last` are the local wall times (naive) of its first
    and last occurrence; the other fields are the master's. `modified` moves on when an occurrence is added or taken.
    """

    uid: str
    rule: str
    first: datetime
    last: datetime
    zone: ZoneInfo
    span: Span
    """Where the first occurrence would lie; gives the master's DTSTART and DTEND."""
    title: str
    place: str
    description: str
    sequence: int
    created: datetime
    modified: datetime
    location: str = ""
    url: str | None = None
    themes: tuple[str, ...] = ()
    """These three, left out, are those of the first occurrence. To differ only in them makes no exception."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """Where something is online. The core leaves the address out for who may not know it."""

    address: str
    """An https address; "" where it is not told."""
    public: bool
    """Whether everybody may know the address; otherwise only those whose entry it is."""
    only: bool = False
    """Whether it is nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One occurrence of something in the agenda: a booking, one date of an activity, a shift.

    `uid` is made once and stored; entries of a series share the series' uid and differ in `recurrence_id`, the original
    local start (naive), which never changes when the occurrence moves. Times of creation and change are moments (UTC).
    """

    ref: Ref
    uid: str
    span: Span
    zone: ZoneInfo
    title: str
    status: Status
    visibility: Visibility
    sequence: int
    created: datetime
    modified: datetime
    house_id: int
    space_ids: tuple[int, ...] = ()
    """The spaces as chosen (a combined one is one id)."""
    place: str = ""
    """For people: "Zaal A" or "Start bij de kerk"."""
    location: str = ""
    """For maps: place, house, street."""
    description: str = ""
    """Plain text."""
    url: str | None = None
    """Path of its own page, below the base address."""
    themes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Keys of `app.calendar.labels`, and of tags."""
    pace: str = ""
    """Its tempo or level in own words."""
    costs: str = ""
    """What it costs, in own words."""
    places: int | None = None
    """For how many there is place, where people sign up."""
    recurrence_id: datetime | None = None
    series: Series | None = None
    occupies: bool = True
    """Whether it takes one's time (TRANSP:OPAQUE) in a personal calendar."""
    mine: bool = False
    """Whether it is the reader's own: their booking, sign-up or promise."""
    sensitive: bool = False
    neutral_title: str = ""
    """What a personal feed shows of a sensitive entry."""
    note: str = ""
    """One short fact beside it: "nog 6 plekken", or the word why it is cancelled."""
    marks: tuple[str, ...] = ()
    """Words that plugins put beside it on pages (`wij_mark_entries`)."""
    conference: Conference | None = None
    people: int | None = None
    """How many are expected, where that is known. Told to hosts only."""
    whole: Ref | None = None
    """What this is a date of, where that is a thing of its own."""

    @property
    def thing(self) -> Ref:
        """What this is a date of; itself, where it stands alone."""
        return self.whole or self.ref


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryQuery:
    """Which entries are asked for. Every given field narrows; `window` is always there.

    `person_id` asks for what is that person's own; `ref` for one thing; `organiser` for an organiser's slug; `theme`
    for a theme's key; `whole_series` for every occurrence of each series that touches the window.
    """

    window: Span
    house_id: int | None = None
    space_id: int | None = None
    person_id: int | None = None
    group_id: int | None = None
    theme: str | None = None
    organiser: str | None = None
    ref: Ref | None = None
    whole_series: bool = False
    with_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A feed: its name and words (in the house's language), its zone, and the query that fills it."""

    name: str
    description: str
    zone: ZoneInfo
    language: str
    house_id: int | None = None
    space_id: int | None = None
    person_id: int | None = None
    group_id: int | None = None
    theme: str | None = None
    organiser: str | None = None
    ref: Ref | None = None
    expanded: bool = False
    """Whether occurrences are events of their own (a room's feed) instead of masters with exceptions."""
    moved_to: str | None = None
    """The slug of today, for an address of before: 301."""
    audience: Audience | None = None
    """Who reads it, where that is not told by what it is about."""
    only: Callable[[list[Entry]], list[Entry]] | None = None
    """Which of the entries are in it, where no query can ask for that."""
