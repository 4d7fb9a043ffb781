"""What is put ready for whom, day by day: for hosts and who helps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import Span, wall
from app.db import db
from app.places.models import House
from plugins.rooms.models import ON, Booking
from plugins.rooms.preparing.lending import loans_of, setups_of
from plugins.rooms.preparing.models import Loan, Setup


@dataclass(frozen=True, slots=True)
class Ready:
    """For one booking: how the room is set up, and what lies ready."""

    booking: Booking
    setup: Setup | None
    loans: Sequence[Loan]


def ready_in(house: House, first: date, days: int) -> list[tuple[date, list[Ready]]]:
    """The bookings of some days for which something is put ready, soonest first. Three queries."""
    window = Span.day(first, house.zone, days)
    query = (
        sa.select(Booking)
        .where(
            Booking.house_id == house.id,
            Booking.status.in_(ON),
            Booking.starts >= window.start,
            Booking.starts < window.end,
        )
        .options(joinedload(Booking.space, innerjoin=True))
        .order_by(Booking.starts, Booking.id)
    )
    bookings = db.session.scalars(query).all()
    ids = [one.id for one in bookings]
    loans, setups = loans_of(ids), setups_of(ids)
    found: dict[date, list[Ready]] = {first + timedelta(days=number): [] for number in range(days)}
    for one in bookings:
        if one.id in loans or one.id in setups:
            found[wall(one.starts, house.zone).date()].append(Ready(one, setups.get(one.id), loans.get(one.id, ())))
    return list(found.items())
