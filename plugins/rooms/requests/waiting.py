"""Requests that wait for an answer: the hosts' list, and how many wait longer than the house promised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.people.models import Person
from plugins.rooms.models import REQUESTED, Booking
from plugins.rooms.requests.models import Request


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request with all its dates that wait, soonest first, and who asked (None: forgotten)."""

    bookings: Sequence[Booking]
    request: Request
    asker: Person | None

    @property
    def first(self) -> Booking:
        """Its soonest date."""
        return self.bookings[0]

    @property
    def is_late(self) -> bool:
        """Whether the house promised an earlier answer."""
        return self.request.answer_by < now()


def waiting_in(house_ids: Iterable[int]) -> list[Waiting]:
    """Every request that waits in these houses, the one that was promised an answer first at the top. One query."""
    rows = db.session.execute(
        sa.select(Booking, Request, Person)
        .join(Request, Request.booking_id == Booking.id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .where(*_open(house_ids))
        .options(joinedload(Booking.space, innerjoin=True), joinedload(Booking.group))
        .order_by(Request.answer_by, Booking.starts, Booking.id)
    )
    found: dict[str, tuple[list[Booking], Request, Person | None]] = {}
    for booking, request, asker in rows:
        found.setdefault(booking.uid, ([], request, asker))[0].append(booking)
    return [Waiting(tuple(bookings), request, asker) for bookings, request, asker in found.values()]


def late_in(house_id: int) -> int:
    """How many requests wait longer than the house promised; a series is one."""
    query = (
        sa.select(sa.func.count(sa.distinct(Booking.uid)))
        .join(Request, Request.booking_id == Booking.id)
        .where(*_open([house_id]), Request.answer_by < now())
    )
    return db.session.scalar(query) or 0


def _open(house_ids: Iterable[int]) -> list[sa.ColumnElement[bool]]:
    """A date that has begun is nobody's question any more."""
    return [Booking.house_id.in_(list(house_ids)), Booking.status == REQUESTED, Booking.starts > now()]
