"""Which bookings lie in a closure. Worked out from both: so moving, cancelling and opening again change it at once."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app.clock import Span, now
from app.db import db
from app.places.models import Closure, Space
from app.refusals import NotFound
from plugins.rooms.during import during
from plugins.rooms.models import ON, WHOLE, Booking


def closure_with(public_id: str) -> Closure:
    """Raises NotFound, also for one that was taken away."""
    found = db.session.scalar(sa.select(Closure).where(Closure.public_id == public_id))
    if found is None:
        raise NotFound(_("This closure is no longer there."))
    return found


def hit_by(closure: Closure) -> list[Booking]:
    """The bookings to come that lie in a closure, soonest first."""
    query = (
        sa.select(Booking)
        .where(
            Booking.house_id == closure.house_id,
            Booking.status.in_(ON),
            Booking.starts > now(),
            during(Span(closure.starts, closure.ends)),
        )
        .options(*WHOLE, joinedload(Booking.group))
        .order_by(Booking.starts, Booking.id)
    )
    closed = _leaves(closure)
    return [one for one in db.session.scalars(query) if touches(closed, one.space.leaf_ids)]


def closures_of(bookings: Sequence[Booking]) -> dict[int, Closure]:
    """By booking id: the closure that a booking lies in. One query for the closures, one for their spaces."""
    on = [one for one in bookings if one.is_on]
    if not on:
        return {}
    window = Span(min(one.starts for one in on), max(one.ends for one in on))
    query = sa.select(Closure).where(
        Closure.house_id.in_({one.house_id for one in on}), Closure.starts < window.end, Closure.ends > window.start
    )
    closed = [(closure, _leaves(closure)) for closure in db.session.scalars(query.order_by(Closure.starts))]
    return {
        one.id: closure
        for one in on
        for closure, leaves in reversed(closed)
        if closure.house_id == one.house_id
        and Span(closure.starts, closure.ends).overlaps(one.span)
        and touches(leaves, one.space.leaf_ids)
    }


def touches(closed: frozenset[int] | None, wanted: Iterable[int]) -> bool:
    """Whether a use of the spaces `wanted` (leaves) meets what is `closed`; None is the whole house."""
    return closed is None or not closed.isdisjoint(wanted)


def _leaves(closure: Closure) -> frozenset[int] | None:
    if closure.space_id is None:
        return None
    return frozenset(db.session.get_one(Space, closure.space_id).leaf_ids)
