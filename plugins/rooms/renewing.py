"""Go on with a series: what its page says of the end, and the wish with which the guided path begins."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.calendar.repeats import starts
from app.clock import now, wall
from app.db import db
from app.people.models import Group
from app.places.daysoff import days_off
from app.refusals import NotAllowed, Refusal
from plugins.rooms import rules
from plugins.rooms.models import ON, WHOLE, Booking, BookingSeries
from plugins.rooms.renewal import every_of, is_near_its_end, next_starts
from plugins.rooms.sharing.owning import owns
from plugins.rooms.wish import DAYS_OFF, WEEKLY, Wish


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a series: its last date (on the wall), whether that is past, and the first date that follows it."""

    last: datetime
    is_past: bool
    goes_on: Booking | None


def ending_of(booking: Booking, person_id: int | None) -> Ending | None:
    """What there is to say about the end of a booking's series to this reader. Two queries at most.

    Nothing of a single booking, of an end that is far away, or to somebody who does not book it.
    """
    series = booking.series
    if series is None or every_of(series.rule) is None or not owns(person_id, booking):
        return None
    last, moment = _last_start(series), wall(now(), series.zone)
    if last is None or not is_near_its_end(last, moment):
        return None
    return Ending(last, last <= moment, _first_after(series))


def renewal_of(booking: Booking, person_id: int | None) -> Wish:
    """The wish to go on with a booking's series: the same room, time and rhythm, as many dates as there were.

    Raises NotAllowed for who does not book it, and Refusal when there is nothing to go on with now.
    """
    series = booking.series
    if not owns(person_id, booking):
        raise NotAllowed(_("Only who booked this can go on with it."))
    every = every_of(series.rule) if series else None
    last = _last_start(series) if series else None
    if series is None or every is None or last is None:
        raise Refusal(_("This booking is not one of a series."))
    first_and_last = (series.first_start, series.last_start)
    until = rules.last_day_for(booking.space.house, series.space_id, booking.purpose)
    after = max(last, wall(now(), series.zone))
    found = next_starts(series.rule, first_and_last, after, until)
    if not found:
        raise Refusal(_("The next date is further ahead than you can book now. Come back later to go on."))
    return Wish(
        purpose=booking.purpose,
        people=booking.people,
        group=_group(booking),
        day=found[0].date(),
        start=found[0].time(),
        end=wall(series.ends, series.zone).time(),
        often=WEEKLY,
        every=every,
        without=_left_out(series),
        times=len(found),
        room=series.space.slug,
        after=booking.public_id,
    )


def _last_start(series: BookingSeries) -> datetime | None:
    """The original start of the last date that is on."""
    on = sa.select(sa.func.max(Booking.original_start)).where(Booking.series_id == series.id, Booking.status.in_(ON))
    return db.session.scalar(on)


def _first_after(series: BookingSeries) -> Booking | None:
    """The first date of the series that goes on with this one, if it has any."""
    following = (
        sa.select(Booking)
        .join(BookingSeries, BookingSeries.id == Booking.series_id)
        .where(BookingSeries.follows_id == series.id, Booking.status.in_(ON))
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
        .limit(1)
    )
    return db.session.scalar(following)


def _left_out(series: BookingSeries) -> tuple[str, ...]:
    """Which kinds of days off it left out: those of which there were some, and no date on any of them."""
    ruled = [one.date() for one in starts(series.rule, series.first_start, series.last_start)]
    booked = sa.select(Booking.original_start).where(Booking.series_id == series.id)
    kept: set[date] = {start.date() for start in db.session.scalars(booked) if start is not None}
    off = {kind: set(days_off(series.space.house, ruled, [kind])) for kind in DAYS_OFF}
    return tuple(kind for kind in DAYS_OFF if off[kind] and not off[kind] & kept)


def _group(booking: Booking) -> str:
    group = db.session.get(Group, booking.group_id) if booking.group_id is not None else None
    return group.slug if group else ""
