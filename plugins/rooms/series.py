"""Book a room again and again: every date is checked, and all are booked in one transaction, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from types import MappingProxyType
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.repeats import MOST_MONTHS, Occurrence, Repeat, TooLong, describe, occurrences
from app.clock import NoSuchTime, now
from app.db import db, transactional
from app.places import hold
from app.places.models import Space
from app.refs import new_public_id, new_uid
from app.refusals import Refusal
from plugins.rooms import telling
from plugins.rooms.booking import bookable, changeable, request_for, row
from plugins.rooms.models import Booking, BookingSeries
from plugins.rooms.preparing.going_along import take_along
from plugins.rooms.requests.asking import ask_where_needed
from plugins.rooms.use import Use
from plugins.rooms.waiting.offering import make_way


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeating:
    """Dates in wall time: what `repeat` gives from the day `first` on, from `start` to `end`.

    Days that are skipped are `excluded` in the repeat; `elsewhere` says which days are in another space (by id).
    """

    repeat: Repeat
    first: date
    start: time
    end: time
    elsewhere: Mapping[date, int] = field(default_factory=lambda: MappingProxyType({}))

    def dates(self, zone: ZoneInfo) -> list[Occurrence]:
        """Every date, skipped ones left out. Raises Refusal when there are too many, or a time that the clock skips."""
        try:
            return occurrences(self.repeat, self.first, self.start, self.end, zone)
        except TooLong:
            raise Refusal(
                _(
                    "A series of bookings lasts %(months)s months at most. After that you go on with a new one.",
                    months=MOST_MONTHS,
                ),
                field="until",
            ) from None
        except NoSuchTime:
            raise Refusal(
                _("On one of these days the clock skips this time. Choose another time."), field="start"
            ) from None


@transactional
def book_weekly(actor: Actor, space_id: int, weekly: Repeating, use: Use, after: str = "") -> str:
    """Book a space on every date of `weekly`. Answers the public id of the first date.

    It goes on with the series of the booking `after` (a public id), if there is one, and what goes with that booking
    goes with these too. Raises Taken with all dates that are taken, or what `book` raises; then nothing is booked.
    """
    space = bookable(actor, space_id, use)
    dates = weekly.dates(space.house.zone)
    if not dates:
        raise Refusal(_("No date is left. Choose at least one."), field="date")
    spaces = {space_id: space}
    for other in sorted(set(weekly.elsewhere.values()) - {space_id}):
        spaces[other] = bookable(actor, other, use)
    if any(one.house_id != space.house_id for one in spaces.values()):
        raise Refusal(_("All dates of a series are in one house."), field="date")
    make_way(actor.subject, space, [one.span for one in dates])
    series = _series(actor, space, dates, weekly.repeat, use)
    followed = changeable(actor, after) if after else None
    series.follows_id = followed.series_id if followed else None
    db.session.add(series)
    bookings = [
        row(
            actor,
            spaces[weekly.elsewhere.get(one.original_start.date(), space_id)],
            one.span,
            use,
            series,
            one.original_start,
        )
        for one in dates
    ]
    db.session.add_all(bookings)
    db.session.flush()
    ask_where_needed(actor, bookings)
    hold_each(actor, bookings)
    if followed is not None:
        take_along(followed, bookings)
    telling.made(actor, bookings)
    return bookings[0].public_id


def hold_each(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Hold every booking's space, one space after the other in sorted order. Raises Taken with the taken dates."""
    ordered = sorted(bookings, key=_by_space)
    for (_space_id, status), group in groupby(ordered, key=lambda booking: (booking.space_id, booking.status)):
        hold(request_for(actor, list(group)), state=status)


def often(rule: str) -> str:
    """How often a series repeats, in the reader's words: "elke donderdag"."""
    return describe(Repeat.parse(f"{rule};COUNT=1"))


def _by_space(booking: Booking) -> tuple[int, str, datetime]:
    return booking.space_id, booking.status, booking.starts


def _series(actor: Actor, space: Space, dates: Sequence[Occurrence], repeat: Repeat, use: Use) -> BookingSeries:
    moment = now()
    return BookingSeries(
        public_id=new_public_id(),
        uid=new_uid(),
        house_id=space.house_id,
        space=space,
        zone_name=space.house.zone_name,
        rule=repeat.rule,
        first_start=dates[0].original_start,
        last_start=dates[-1].original_start,
        starts=dates[0].span.start,
        ends=dates[0].span.end,
        title=use.title,
        person_id=actor.subject,
        sequence=0,
        created_at=moment,
        changed_at=moment,
    )
