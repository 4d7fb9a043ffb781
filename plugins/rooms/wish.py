"""What somebody told on the guided path so far. It travels in the address: no session, and the way back just works.

Everything is read again at each step, so nobody is served by what somebody else's link says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from app.calendar.repeats import Repeat, nth_of
from app.clock import Span
from app.places.facts import FACTS
from plugins.rooms.purposes import BY_KEY
from plugins.rooms.series import Repeating
from plugins.rooms.use import MOST_PEOPLE

ONCE: Final = "once"
WEEKLY: Final = "weekly"
"""More often than once: how often is in `every`."""
MONTHLY: Final = "month"
LAST: Final = "last"
"""Each month on the last such weekday; MONTHLY says that of a fifth one only."""
EVERY: Final = ("1", "2", "3", "4", MONTHLY)
DAYS_OFF: Final = ("holidays", "school")
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What for, for whom, when, how often, where. What is not told yet is empty.

    `start` and `end` are wall times; `group` and `room` are slugs; `skipped` are days that are left out of a weekly
    booking, and `elsewhere` gives days another room (by slug).
    """

    purpose: str = ""
    people: int = 0
    group: str = ""
    facts: tuple[str, ...] = ()
    """What the room must have: keys of `app.places.facts.FACTS`."""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    often: str = ONCE
    every: str = "1"
    """Of what repeats: every so many weeks, MONTHLY, or LAST."""
    without: tuple[str, ...] = ()
    """Which days off are left out: keys of `app.places.daysoff`."""
    until: date | None = None
    times: int = 0
    room: str = ""
    skipped: tuple[date, ...] = ()
    elsewhere: tuple[tuple[date, str], ...] = ()
    after: str = ""
    """It goes on with the series of this booking (its public id)."""

    @classmethod
    def read(cls, given: MultiDict[str, str]) -> "Wish":
        """The wish in an address. What cannot be read is left out, as if it was not told yet."""
        return cls(
            purpose=purpose if (purpose := given.get("purpose", "")) in BY_KEY else "",
            people=_number(given.get("people"), MOST_PEOPLE),
            group=_slug(given.get("group")),
            facts=tuple(key for key in FACTS if key in given.getlist("fact")),
            day=_day(given.get("day")),
            start=_clock(given.get("start")),
            end=_clock(given.get("end")),
            often=WEEKLY if given.get("often") == WEEKLY else ONCE,
            every=every if (every := given.get("every", "")) in (*EVERY, LAST) else "1",
            without=tuple(one for one in DAYS_OFF if one in given.getlist("without")),
            until=_day(given.get("until")),
            times=_number(given.get("times"), 99),
            room=_slug(given.get("room")),
            skipped=tuple(day for text in given.getlist("skip") if (day := _day(text))),
            elsewhere=tuple(
                (day, slug) for text in given.getlist("in") if (day := _day(text[:10])) and (slug := _slug(text[11:]))
            ),
            after=_slug(given.get("after")),
        )

    @classmethod
    def parse(cls, query: str) -> "Wish":
        """The wish in the query of an address, as it stands behind the question mark."""
        return cls.read(MultiDict(parse_qsl(query)))

    def query(self) -> dict[str, Any]:
        """The wish for an address: `url_for(…, **wish.query())`."""
        told: Mapping[str, Any] = {
            "purpose": self.purpose,
            "people": self.people,
            "group": self.group,
            "fact": list(self.facts),
            "day": self.day and self.day.isoformat(),
            "start": self.start and f"{self.start:%H:%M}",
            "end": self.end and f"{self.end:%H:%M}",
            "often": self.often if self.is_weekly else "",
            "every": self.every if self.is_weekly and self.every != "1" else "",
            "without": list(self.without) if self.is_weekly else [],
            "until": self.until and self.until.isoformat(),
            "times": self.times,
            "room": self.room,
            "skip": [day.isoformat() for day in self.skipped],
            "in": [f"{day.isoformat()}-{slug}" for day, slug in self.elsewhere],
            "after": self.after if self.is_weekly else "",
        }
        return {name: value for name, value in told.items() if value}

    def but(self, **told: Any) -> "Wish":
        """The same wish with something told otherwise."""
        return replace(self, **told)

    @property
    def is_weekly(self) -> bool:
        """Whether it is for every week."""
        return self.often == WEEKLY

    @property
    def tells_what(self) -> bool:
        """Whether step 1 is done."""
        return bool(self.purpose and self.people)

    @property
    def tells_when(self) -> bool:
        """Whether step 2 is done, and for every week also its end."""
        once = self.day is not None and self.start is not None and self.end is not None
        return once and (not self.is_weekly or self.until is not None or self.times > 0)

    def repeating(self) -> Repeating:
        """The dates of a wish that repeats. Raises Refusal or ValueError when there are none; call it after step 2."""
        if self.day is None or self.start is None or self.end is None:
            raise ValueError("a wish without a time has no dates")
        end: dict[str, Any] = {"until": self.until} if self.until else {"count": self.times}
        repeat = replace(self._repeat(self.day, end), excluded=frozenset(self.skipped))
        return Repeating(repeat=repeat, first=self.day, start=self.start, end=self.end)

    def _repeat(self, first: date, end: Mapping[str, Any]) -> Repeat:
        if self.every in (MONTHLY, LAST):
            return Repeat.monthly(first.weekday(), -1 if self.every == LAST else nth_of(first), **end)
        return Repeat.weekly(first.weekday(), interval=int(self.every), **end)

    def span(self, zone: Any) -> Span:
        """The first or only time. Raises NoSuchTime; call it after step 2."""
        if self.day is None or self.start is None or self.end is None:
            raise ValueError("a wish without a time has no span")
        return Span.of(self.day, self.start, self.end, zone)


def ways(first: date) -> tuple[str, ...]:
    """How something that begins on `first` can repeat: values of `every`."""
    is_fourth_and_last = nth_of(first) > 0 and (first + timedelta(weeks=1)).month != first.month
    return (*EVERY, LAST) if is_fourth_and_last else EVERY


def _number(text: str | None, most: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= most else 0


def _slug(text: str | None) -> str:
    return text if text and len(text) <= _LONGEST_SLUG and text.replace("-", "").isalnum() else ""


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _clock(text: str | None) -> time | None:
    try:
        found = time.fromisoformat(text or "")
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)
