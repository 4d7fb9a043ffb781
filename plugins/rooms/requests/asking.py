"""Which dates need a yes first. The base calls this where dates are made, moved or taken back, before it holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.actors import Actor
from app.clock import Span, now
from app.db import db
from app.places import rules
from plugins.rooms.models import CONFIRMED, REQUESTED, Booking
from plugins.rooms.requests.models import Request
from plugins.rooms.requests.rights import may_answer
from plugins.rooms.rules import ANSWER_DAYS, needs_approval


@dataclass(frozen=True, slots=True)
class Place:
    """Where, when and what for a booking was before it changed."""

    space_id: int
    span: Span
    purpose: str

    @classmethod
    def of(cls, booking: Booking) -> "Place":
        """Where it is now."""
        return cls(booking.space_id, booking.span, booking.purpose)

    def allows(self, booking: Booking) -> bool:
        """Whether a yes to this is a yes to `booking` as it is now: the same room and use, inside the same time."""
        same = (self.space_id, self.purpose) == (booking.space.id, booking.purpose)
        return same and self.span.start <= booking.starts and booking.ends <= self.span.end


def ask_where_needed(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Make those of `bookings` a request that need a yes and do not have one."""
    asked = _needing_a_yes(bookings)
    waiting = [one for one in bookings if asked[_key(one)]]
    if not waiting:
        return
    known, days = _known(waiting), _answer_days(waiting)
    for booking in waiting:
        before = known.get(booking.id)
        if before is None or not before.said_yes:
            booking.status = REQUESTED
            _ask(actor, booking, before, days[booking.house_id])
    db.session.flush()


def ask_again(actor: Actor, moved: Sequence[tuple[Booking, Place]]) -> None:
    """After a change: ask again where the yes of before does not cover it. What a host changes asks nothing new.

    `moved` are bookings that have another place or purpose, each with where it was. The queries do not grow with them.
    """
    bookings = [booking for booking, _before in moved]
    asked = _needing_a_yes(bookings)
    needing = [one for one in bookings if asked[_key(one)]]
    known, days = (_known(needing), _answer_days(needing)) if needing else ({}, {})
    may: dict[tuple[object, ...], bool] = {}  # the answer is the same for all dates of one series
    for booking, before in moved:
        request = known.get(booking.id)
        if not asked[_key(booking)]:
            booking.status = CONFIRMED
            continue
        asking = (booking.house_id, booking.group_id, booking.person_id, *_askers(request))
        if asking not in may:
            may[asking] = may_answer(actor, booking, request)
        if not may[asking] and not (booking.status == CONFIRMED and before.allows(booking)):
            booking.status = REQUESTED
            _ask(actor, booking, request, days[booking.house_id])
    db.session.flush()


def were_asked(bookings: Sequence[Booking]) -> set[int]:
    """Ids of those for which the house was asked for a yes. One query."""
    return set(_known(bookings))


def answer_as_before(moved: Sequence[tuple[Booking, str, bool]]) -> None:
    """After a move was undone: what the house said of the old place holds again, and what it was asked, still waits.

    `moved` are bookings, each with its status of then, and whether the house had been asked.
    """
    known = _known([booking for booking, _status, _asked in moved])
    for booking, status, asked in moved:
        request = known.get(booking.id)
        if booking.status == REQUESTED and status == CONFIRMED and request is not None:
            if asked:
                request.said_yes, request.answered_at = True, now()
            else:
                db.session.delete(request)
        booking.status = status
    db.session.flush()


def _askers(request: Request | None) -> tuple[object, ...]:
    return (request.asker_id, request.typist_id) if request else ()


def _key(booking: Booking) -> tuple[int, int, str]:
    return booking.house_id, booking.space.id, booking.purpose


def _needing_a_yes(bookings: Sequence[Booking]) -> dict[tuple[int, int, str], bool]:
    return {key: needs_approval(*key) for key in {_key(one) for one in bookings}}


def _known(bookings: Sequence[Booking]) -> dict[int, Request]:
    found = db.session.scalars(sa.select(Request).where(Request.booking_id.in_([one.id for one in bookings])))
    return {request.booking_id: request for request in found}


def _answer_days(bookings: Sequence[Booking]) -> dict[int, int]:
    """By house id: within how many days it promised an answer."""
    return {house_id: rules.value(house_id, ANSWER_DAYS) for house_id in {one.house_id for one in bookings}}


def _ask(actor: Actor, booking: Booking, request: Request | None, days: int) -> None:
    told: dict[str, Any] = {
        "asker_id": actor.subject,
        "typist_id": actor.typist,
        "asked_at": now(),
        "answer_by": now() + timedelta(days=days),
        "answered_at": None,
        "said_yes": False,
        "answerer_id": None,
        "reason": "",
    }
    if request is None:
        db.session.add(Request(booking_id=booking.id, **told))
        return
    for name, value in told.items():
        setattr(request, name, value)
