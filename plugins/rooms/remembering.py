"""Remember for a day where bookings were before they moved, so that a move can be undone. Part of their transaction."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.rooms.former import Former, read, write
from plugins.rooms.models import Booking, LastMove
from plugins.rooms.preparing.going_along import of_the_room
from plugins.rooms.requests.asking import were_asked

KEPT: Final = timedelta(days=1)
"""How long a move can be undone."""


def formers_of(bookings: Sequence[Booking]) -> list[Former]:
    """Where these bookings are, before they move. The queries do not grow with them."""
    asked, going = were_asked(bookings), of_the_room(bookings)
    return [
        Former(
            booking_id=one.id,
            sequence=one.sequence,
            space_id=one.space_id,
            span=one.span,
            status=one.status,
            asked=one.id in asked,
            series_id=one.series_id,
            original_start=one.original_start,
            things=going[one.id].things,
            setup_id=going[one.id].setup_id,
        )
        for one in bookings
    ]


def remember(chosen: Booking, formers: Sequence[Former]) -> None:
    """Keep where the bookings were that moved together with `chosen`, in place of what was kept of it before."""
    last = db.session.get(LastMove, chosen.id)
    if last is None:
        last = LastMove(booking_id=chosen.id)
        db.session.add(last)
    last.moved_at, last.before = now(), write(formers)


def formers_before(chosen: Booking) -> list[Former]:
    """Where the bookings were that moved together with `chosen`; none when nothing can be undone (any more).

    What happened to `chosen` since, ends it: then there is something newer to undo, or to leave alone.
    """
    last = db.session.get(LastMove, chosen.id)
    if last is None or last.moved_at <= now() - KEPT or not chosen.is_on:
        return []
    formers = read(last.before)
    return formers if all(untouched(chosen, one) for one in formers if one.booking_id == chosen.id) else []


def untouched(booking: Booking, former: Former) -> bool:
    """Whether nothing came after the move: calendars were told of one change."""
    return booking.is_on and booking.sequence == former.sequence + 1


def forget(chosen: Booking) -> None:
    """The move is undone."""
    db.session.execute(sa.delete(LastMove).where(LastMove.booking_id == chosen.id))


@transactional
def forget_old() -> None:
    """Let go of what cannot be undone any more."""
    db.session.execute(sa.delete(LastMove).where(LastMove.moved_at <= now() - KEPT))
