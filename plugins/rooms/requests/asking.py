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
    """Where and when a booking was before it moved."""

    space_id: int
    span: Span

    def allows(self, booking: Booking) -> bool:
        """Whether a yes to this is a yes to where `booking` is now: the same room, inside the same time."""
        same_room = self.space_id == booking.space.id
        return same_room and self.span.start <= booking.starts and booking.ends <= self.span.end


def ask_where_needed(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Make those of `bookings` a request that need a yes and do not have one."""
    asked = _needing_a_yes(bookings)
    waiting = [one for one in bookings if asked[_key(one)]]
    if not waiting:
        return
    known = _known(waiting)
    for booking in waiting:
        before = known.get(booking.id)
        if before is None or not before.said_yes:
            booking.status = REQUESTED
            _ask(actor, booking, before)
    db.session.flush()


def ask_again(actor: Actor, moved: Sequence[tuple[Booking, Place]]) -> None:
    """After a move: ask again where the yes of before does not cover it. A host's own move asks nothing new.

    `moved` are bookings, each with where it was. The queries do not grow with them.
    """
    bookings = [booking for booking, _before in moved]
    asked = _needing_a_yes(bookings)
    known = _known([one for one in bookings if asked[_key(one)]]) if any(asked.values()) else {}
    for booking, before in moved:
        request = known.get(booking.id)
        if not asked[_key(booking)]:
            booking.status = CONFIRMED
        elif not may_answer(actor, booking, request) and not (booking.status == CONFIRMED and before.allows(booking)):
            booking.status = REQUESTED
            _ask(actor, booking, request)
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


def _key(booking: Booking) -> tuple[int, int, str]:
    return booking.house_id, booking.space.id, booking.purpose


def _needing_a_yes(bookings: Sequence[Booking]) -> dict[tuple[int, int, str], bool]:
    return {key: needs_approval(*key) for key in {_key(one) for one in bookings}}


def _known(bookings: Sequence[Booking]) -> dict[int, Request]:
    found = db.session.scalars(sa.select(Request).where(Request.booking_id.in_([one.id for one in bookings])))
    return {request.booking_id: request for request in found}


def _ask(actor: Actor, booking: Booking, request: Request | None) -> None:
    days: int = rules.value(booking.house_id, ANSWER_DAYS)
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
