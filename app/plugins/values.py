"""What plugins and core hand each other: small frozen values, no tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from app.clock import Span
from app.refs import Ref
from app.refusals import RuleLink


class Text(Protocol):
    """A word for the screen: a string, or a lazy translation of one."""

    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """A place in the main menu. `access` is one of `app.web.Who`'s values; who may not go there does not see it."""

    label: Text
    endpoint: str
    icon: str
    order: int
    access: str = "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """A house rule that residents may set. `key` is `<plugin>.<name>`; `kind` is bool, int or str (with `choices`)."""

    key: str
    kind: type[bool] | type[int] | type[str]
    default: bool | int | str
    label: Text
    text: Text
    """The rule in one plain sentence; `{value}` stands for its value."""
    choices: Mapping[str, Text] = field(default_factory=dict)
    minimum: int = 0
    maximum: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOffer:
    """A calendar that somebody may read, with a secret link of their own: "De Linde: who opens"."""

    slug: str
    name: str


def _nothing(_person_id: int) -> list[CalendarOffer]:
    return []


def _unlisted() -> list[CalendarOffer]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarKind:
    """A kind of feed. `find` tells title and query of a slug, or None for 404.

    A public one is at `/calendar/<kind>/<slug>.ics`. Another is read through links that are one person's own; `offers`
    tells which of its calendars that person may read now, and is asked again at every fetch.
    """

    kind: str
    public: bool
    find: Callable[[str], Any]
    """slug -> `app.calendar.entry.Calendar` or None."""
    offers: Callable[[int], Sequence[CalendarOffer]] = _nothing
    """person id -> calendars."""
    label: Text = ""
    """What its public calendars are called together: "Rooms"."""
    lists: Callable[[], Sequence[CalendarOffer]] = _unlisted
    """Which public calendars of this kind the page of all calendars names; none, where their own pages do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSpec:
    """A tag that things of other plugins may carry. Tags with the same words `before` them are told in one line."""

    key: str
    label: Text
    before: Text = ""
    timed: bool = False
    """Whether how long the thing takes says something of it: "counts towards moving (75 minutes)"."""
    page: str = ""
    """The path of the page that tells what the tag means."""

    @property
    def words(self) -> str:
        """The tag with the words before it: "telt mee voor balans"."""
        return f"{self.before} {self.label}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Periodic work: `run` is called about every `every`, in the worker, at least once and never twice at a time."""

    name: str
    every: timedelta
    run: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A small role or task that a thing needs done. `at` is the moment it is needed, None for whenever.

    `key` says which of the thing's needs it is, also under another title; "" where the title is enough for that.
    With `roles`, only who has one of these roles in the house can do it, and nobody else is asked.
    """

    ref: Ref
    title: str
    minutes: int
    places: int
    at: datetime | None = None
    key: str = ""
    roles: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Which of the thing's needs it is, short: by its key, or else by its title, so two with one title are one."""
        return sha256((self.key or self.title).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A piece of a page with a place of its own: `place` is the page's, or choice; `html` is rendered and safe."""

    place: str
    order: int
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What fills a named slot of another's page; `html` is rendered and safe."""

    order: int
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcomer:
    """Somebody who may be asked to receive a newcomer. `promised`: they took that on; others organise the thing."""

    person_id: int
    promised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something to do for a theme (bewegen, eten, wonen, ontmoeten)."""

    theme: str
    title: str
    url: str
    span: Span | None = None
    ref: Ref | None = None
    """The date itself, where somebody can come to it."""
    tags: tuple[str, ...] = ()
    """Keys of the tags it carries."""
    by: str = ""
    """Who does it, in words for everybody: a group, or first names of those who said yes to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a reference points at, for people: a title, and a link where there is a page."""

    title: str
    url: str | None = None
    decides: bool = False
    """Whether the reader decides about it, as who organises it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A reason why spaces may not be held. `rule` is the house rule behind it, `field` the field it belongs to."""

    message: Text
    rule: RuleLink | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count for the scoreboard, with its definition in words."""

    key: str
    label: Text
    definition: Text
    value: int
    smallest: int = 5
    """Below this the count is not published."""
