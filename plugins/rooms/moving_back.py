"""Undo a move: all that moved together lets go of what it holds, and then takes its old place, in one transaction.

Nobody can slip in between, and a series is never in its own way. Dates go back to the series that had them, with its
UID. Has somebody else the old place by now, then nothing changes.
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places import Taken
from app.places.holding import release_all
from app.refusals import Refusal
from plugins.rooms import telling
from plugins.rooms.booking import changeable, mark_changed, refuse_if_over, space_for
from plugins.rooms.former import Former
from plugins.rooms.models import WHOLE, Booking, BookingSeries
from plugins.rooms.preparing.going_along import Going, go_back
from plugins.rooms.remembering import forget, formers_before, untouched
from plugins.rooms.requests.asking import answer_as_before
from plugins.rooms.series import hold_each
from plugins.rooms.waiting.offering import serve, take_back


@transactional
def move_back(actor: Actor, public_id: str) -> int:
    """Undo the last move of a booking, and of the dates that moved with it. Answers how many dates that were.

    Raises NotFound, or Refusal when one has begun, changed since, or finds its old place taken: then none goes back.
    """
    chosen = changeable(actor, public_id)
    formers = {one.booking_id: one for one in formers_before(chosen)}
    if not formers:
        return 0
    bookings = _moved(formers)
    if len(bookings) != len(formers) or not all(untouched(one, formers[one.id]) for one in bookings):
        raise Refusal(_("Since then something has changed. You can still move it yourself."))
    for one in bookings:
        refuse_if_over(one)
    left, series, said = chosen.house_id, chosen.series, telling.said_of_move(bookings)
    release_all(one.ref for one in bookings)
    _put_back(actor, bookings, formers)
    if series is not None and series is not chosen.series:
        _join_again(series, chosen.series)
    answer_as_before([(one, formers[one.id].status, formers[one.id].asked) for one in bookings])
    take_back(chosen.house_id, [one.span for one in bookings])
    try:
        hold_each(actor, bookings)
    except Taken as taken:
        raise Refusal(_("The old time is taken by now. Nothing has moved.")) from taken
    go_back(bookings, {one.id: Going(formers[one.id].things, formers[one.id].setup_id) for one in bookings})
    forget(chosen)
    telling.moved_back(actor, bookings, said)
    serve(left)
    return len(bookings)


def _moved(formers: Mapping[int, Former]) -> list[Booking]:
    """The bookings that moved, soonest first, locked for this transaction."""
    return list(
        db.session.scalars(
            sa.select(Booking)
            .where(Booking.id.in_(formers))
            .options(*WHOLE)
            .order_by(Booking.starts, Booking.id)
            .with_for_update(of=Booking)
            .execution_options(populate_existing=True)
        )
    )


def _put_back(actor: Actor, bookings: Sequence[Booking], formers: Mapping[int, Former]) -> None:
    wanted = sorted({one.space_id for one in formers.values()})
    spaces = {space_id: space_for(actor, space_id, 1) for space_id in wanted}
    series = _series({one.series_id for one in formers.values() if one.series_id is not None})
    for one in bookings:
        former = formers[one.id]
        mark_changed(one)
        one.space = spaces[former.space_id]
        one.house_id, one.zone_name = one.space.house_id, one.space.house.zone_name
        one.starts, one.ends = former.span.start, former.span.end
        if former.series_id is not None:
            one.series, one.original_start = series[former.series_id], former.original_start
            one.uid = one.series.uid
    db.session.flush()


def _series(ids: set[int]) -> dict[int, BookingSeries]:
    found = sa.select(BookingSeries).where(BookingSeries.id.in_(ids)).options(joinedload(BookingSeries.space))
    return {one.id: one for one in db.session.scalars(found)}


def _join_again(left: BookingSeries, old: BookingSeries | None) -> None:
    """The old series goes on as far as it went; the one that the move made has no dates any more."""
    if old is not None:
        last = sa.select(sa.func.max(Booking.original_start)).where(Booking.series_id == old.id)
        old.last_start = db.session.scalar(last) or old.last_start
        old.sequence += 1
        old.changed_at = now()
    if not db.session.scalar(sa.select(sa.exists().where(Booking.series_id == left.id))):
        after = sa.update(BookingSeries).where(BookingSeries.follows_id == left.id)
        db.session.execute(after.values(follows_id=old.id if old else None))
        db.session.delete(left)
    db.session.flush()
