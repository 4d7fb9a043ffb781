"""The hours of a house changed, or for whom a room is: find the bookings that cannot go on, and tell their people."""

from collections.abc import Sequence
from itertools import groupby

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.events import Event, SpaceReopened, SpaceUseChanged
from plugins.rooms.booking import mark_changed
from plugins.rooms.losing import telling
from plugins.rooms.losing.hits import lost_of, shut_out, to_come, withdrawn
from plugins.rooms.losing.models import BookingLost
from plugins.rooms.models import Booking


def hear(event: Event) -> None:
    """Look which bookings lost their room, and which have it back. Heard twice, it changes nothing more."""
    if isinstance(event, SpaceUseChanged):
        look_again(event.house_id, event.space_id)
    if isinstance(event, SpaceReopened):
        look_again(event.house_id)  # outside the hours it is lost all the same


@transactional
def look_again(house_id: int, space_id: int | None = None) -> None:
    """Write down which bookings to come cannot go on as they are, let calendars notice, and tell who booked, once.

    `space_id`: the space that may have been kept for the house since. Where a room came back, they hear that too.
    """
    bookings = list(db.session.scalars(to_come(house_id)))
    known = lost_of(bookings)
    asked = [one for one in bookings if one.id in known or _uses(one, space_id)]
    lost = shut_out(bookings) | withdrawn(asked)
    fresh = [one for one in bookings if one.id in lost - known]
    back = [one for one in bookings if one.id in known - lost]
    changed = [one.id for one in [*fresh, *back]]
    db.session.execute(sa.delete(BookingLost).where(BookingLost.booking_id.in_(changed)))
    db.session.add_all(
        BookingLost(booking_id=one.id, space_id=one.space_id, starts=one.starts, ends=one.ends, since=now())
        for one in fresh
    )
    for one in [*fresh, *back]:
        mark_changed(one)
    db.session.flush()
    _tell(bookings, lost, fresh, back)


def _tell(bookings: Sequence[Booking], lost: set[int], fresh: Sequence[Booking], back: Sequence[Booking]) -> None:
    """Each series, and each booking that stands alone, is told as one, as things are now."""
    told_back, told_lost = {_together(one) for one in back}, {_together(one) for one in fresh}
    for together, those in groupby(sorted(bookings, key=_together), key=_together):
        dates = list(those)
        if together not in told_back | told_lost:
            continue
        waited = telling.take_back(dates)
        if together in told_back and not waited:
            telling.back([one for one in back if _together(one) == together])
        still = [one for one in (dates if waited else fresh) if one.id in lost and _together(one) == together]
        if still:
            telling.lost(still)
    if fresh or back:
        telling.tell_hosts(bookings[0].house_id, len(lost), more=bool(fresh))


def _uses(booking: Booking, space_id: int | None) -> bool:
    return space_id == booking.space_id or space_id in booking.space.leaf_ids


def _together(booking: Booking) -> tuple[int, int]:
    return (booking.series_id or 0, 0 if booking.series_id else booking.id)
