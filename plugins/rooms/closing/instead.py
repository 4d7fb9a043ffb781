"""What is nearest to a use whose room is closed: another room then, or the same room at the nearest time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.clock import Span, now
from app.places.availability import nearest, starts_within
from app.places.models import Space
from app.places.search import STEP, capacity, spaces_for, usable_stretches
from plugins.rooms.finding import timetables
from plugins.rooms.models import Booking

AROUND: Final = timedelta(days=7)
"""So far before and after another time is looked for."""


@dataclass(frozen=True, slots=True)
class Instead:
    """A room and a time that are free."""

    space: Space
    span: Span


def instead_of(bookings: Sequence[Booking]) -> dict[int, list[Instead]]:
    """By booking id: at most two things that are possible instead. The queries do not grow with the bookings.

    They are not kept for anybody: two can be offered the same, and who says yes first has it.
    """
    if not bookings:
        return {}
    houses = {one.house_id for one in bookings}
    spaces = spaces_for(houses, min(one.people for one in bookings))
    own = {one.space_id: one.space for one in bookings}
    window = Span(min(one.starts for one in bookings), max(one.ends for one in bookings))
    tables = timetables(spaces, [one.span for one in bookings])
    free = usable_stretches(list(own.values()), window.padded(before=AROUND, after=AROUND))
    found = {}
    for one in bookings:
        others = [
            space
            for space in spaces
            if space.id != one.space_id and space.house_id == one.house_id and capacity(space) >= one.people
        ]
        then = next((Instead(space, one.span) for space in others if tables[space.id].fits(one.span)), None)
        here = nearest_time(free, one)
        found[one.id] = [choice for choice in (then, here) if choice is not None]
    return found


def nearest_time(free: Mapping[int, Sequence[Span]], booking: Booking) -> Instead | None:
    """The same room, as long, at the time that is nearest."""
    near = booking.span.padded(before=AROUND, after=AROUND)
    times = [one for one in starts_within(free[booking.space_id], booking.span.length, STEP) if one.overlaps(near)]
    ahead = nearest([one for one in times if one.start >= now()], booking.span)
    return Instead(booking.space, ahead[0]) if ahead else None
