"""A room closes: calendars notice at once; the host tells everybody in one step. One function, one transaction."""

from itertools import groupby

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal, notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import Event, SpaceClosed
from app.places.closures import ref_of
from app.places.models import Closure
from app.places.rights import HOST, require
from app.web import verbs
from plugins.rooms.booking import mark_changed
from plugins.rooms.closing import telling
from plugins.rooms.closing.hits import closure_with, hit_by
from plugins.rooms.closing.models import ClosureTold
from plugins.rooms.models import Booking

verbs.register("rooms.closure.told", _("Told everybody that a room is closed"))


def hear(event: Event) -> None:
    """Calendars notice the bookings that lose their room. Heard twice, it changes little more."""
    if isinstance(event, SpaceClosed):
        touch(event.ref.key)


@transactional
def touch(public_id: str) -> None:
    """Mark the bookings in a closure as changed; one that was taken back meanwhile has none."""
    closure = db.session.scalar(sa.select(Closure).where(Closure.public_id == public_id))
    for booking in hit_by(closure) if closure is not None else ():
        mark_changed(booking)


@transactional
def tell_all(actor: Actor, public_id: str) -> int:
    """Tell everybody whose booking lies in a closure, once each, and ask them to choose. Answers how many people.

    Who was told is not told again. Raises NotFound, NotAllowed.
    """
    closure = closure_with(public_id)
    require(actor, closure.house_id, HOST)
    known = told_about(closure)
    fresh = [one for one in hit_by(closure) if one.id not in known]
    for booking in fresh:
        db.session.add(ClosureTold(booking_id=booking.id, closure_id=closure.id, told_at=now()))
    reachable = sorted((one for one in fresh if one.person_id is not None), key=_person)
    people = [(person_id, list(bookings)) for person_id, bookings in groupby(reachable, key=_person)]
    for person_id, bookings in people:
        with notices.changing(Actor.job(), *(booking.starts for booking in bookings)):
            telling.closed(closure, person_id, bookings)
    if fresh:
        journal.note(actor, "rooms.closure.told", ref_of(closure), closure.reason)
    return len(people)


def told_about(closure: Closure) -> set[int]:
    """Ids of the bookings about which this closure was told."""
    return set(db.session.scalars(sa.select(ClosureTold.booking_id).where(ClosureTold.closure_id == closure.id)))


def _person(booking: Booking) -> int:
    return booking.person_id or 0
