"""Which dates a plan gives, and what people choose about it: values, without a database."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app.calendar.repeats import MOST_MONTHS, Occurrence, Repeat, TooLong, occurrences
from app.clock import NoSuchTime, Span
from app.refusals import Refusal
from plugins.activities.online.address import OnlineAt

MORNING: Final = time(6)
"""An evening may end in the night, before this."""
LONGEST_AHEAD: Final = timedelta(days=400)
"""How far ahead a single date may lie; as far as a series reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an activity is, as its organiser puts it. `places` None: one just walks in."""

    title: str
    about: str = ""
    costs: str = ""
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Keys of `app.calendar.labels` that its organiser may choose."""
    pace: str = ""
    places: int | None = None
    sensitive: bool = False
    with_paid_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Spaces of the house, a place in words, or both ("Start in de Huiskamer")."""

    space_ids: tuple[int, ...] = ()
    place: str = ""
    online: OnlineAt | None = None
    """An address online, where it is published; later changes have a way of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The first day, from when to when on the wall, and how it repeats (None: once, or on each of `days`)."""

    first: date
    start: time
    end: time
    repeat: Repeat | None = None
    days: tuple[date, ...] = ()
    """Days that were chosen one by one, the first among them; each is a date by itself."""

    def dates(self, zone: ZoneInfo) -> list[Occurrence]:
        """Every date, in order. Raises Refusal, with its field, for a plan that gives none or far too many."""
        check_clock(self.start, self.end)
        try:
            if self.repeat is None:
                return [self._on(day, zone) for day in sorted(set(self.days)) or [self.first]]
            found = occurrences(self.repeat, self.first, self.start, self.end, zone)
        except TooLong:
            raise Refusal(
                _("A series lasts %(months)s months at most. After that you renew it.", months=MOST_MONTHS),
                field="until",
            ) from None
        except NoSuchTime:
            raise Refusal(
                _("In the night that summer time begins, this time does not exist. Choose another one."), field="start"
            ) from None
        if not found:
            raise Refusal(_("This gives no date at all. Look at the last day again."), field="until")
        return found

    def _on(self, day: date, zone: ZoneInfo) -> Occurrence:
        return Occurrence(datetime.combine(day, self.start), Span.of(day, self.start, self.end, zone))


def check_clock(start: time, end: time) -> None:
    """Raise Refusal for an end before the start; an evening may end in the night."""
    if end <= start and not (end <= MORNING and start > time(12)):
        raise Refusal(_("The end comes after the start. Look at the times again."), field="end")


def check_soon(span: Span, now: datetime) -> None:
    """Raise Refusal for a date that is over, or too far away to plan."""
    if span.end <= now:
        raise Refusal(_("This day is over. Choose a day to come."), field="day")
    if span.start > now + LONGEST_AHEAD:
        raise Refusal(_("That is more than a year ahead. Choose a day closer by."), field="day")


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDate:
    """One date by itself: the day, from when to when on the wall, where, and what is special about it."""

    day: date
    start: time
    end: time
    where: Where
    title: str = ""

    def span(self, zone: ZoneInfo, now: datetime) -> Span:
        """When it is. Raises Refusal, with its field, for a time that cannot be planned."""
        planned = When(first=self.day, start=self.start, end=self.end).dates(zone)[0]
        check_soon(planned.span, now)
        return planned.span
