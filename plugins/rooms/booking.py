"""Book a room for once, and move what was booked. Series are made in `series`, cancelling is in `cancelling`."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.people.groups import speaks_for
from app.places import HoldRequest, hold, release
from app.places.models import Space
from app.places.search import capacity
from app.refs import new_public_id, new_uid
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms import telling
from plugins.rooms.models import CONFIRMED, WHOLE, Booking, BookingSeries
from plugins.rooms.pausing.pausing import refuse_if_paused
from plugins.rooms.preparing.going_along import carry
from plugins.rooms.remembering import formers_of, remember
from plugins.rooms.requests.asking import Place, ask_again, ask_where_needed
from plugins.rooms.rights import may_change, may_know
from plugins.rooms.use import Use
from plugins.rooms.waiting.offering import make_way, serve


@transactional
def book(actor: Actor, space_id: int, span: Span, use: Use) -> str:
    """Book a space for `span`, for the subject of `actor` (or a group that they speak for). Answers the public id.

    Raises Taken when somebody was first, Closed, NotFound, NotAllowed, or another Refusal with its field and rule.
    """
    space = bookable(actor, space_id, use)
    make_way(actor.subject, space, [span])
    booking = row(actor, space, span, use)
    db.session.add(booking)
    db.session.flush()
    ask_where_needed(actor, [booking])
    hold(request_for(actor, [booking]), state=booking.status)
    telling.made(actor, [booking])
    return booking.public_id


@transactional
def move(actor: Actor, public_id: str, space_id: int, span: Span) -> int:
    """Give one booking another time, another space or both. Of a series only this date moves. Answers how many moved.

    It lets go of what it holds and takes the new in one transaction: nobody can slip in between, and it is never in its
    own way. Raises the same as `book`, and Refusal for what has begun or is cancelled.
    """
    booking = changeable(actor, public_id)
    refuse_if_over(booking)
    refuse_if_off(booking)
    if (booking.space_id, booking.span) == (space_id, span):
        return 0
    space = space_for(actor, space_id, booking.people)
    make_way(actor.subject, space, [span])
    old_house, formers = booking.house_id, formers_of([booking])
    release(booking.ref)
    before, was = Place.of(booking), booking.starts
    booking.space, booking.house_id, booking.zone_name = space, space.house_id, space.house.zone_name
    booking.starts, booking.ends = span.start, span.end
    mark_changed(booking)
    db.session.flush()
    ask_again(actor, [(booking, before)])
    hold(request_for(actor, [booking]), state=booking.status)
    carry([booking])
    remember(booking, formers)
    with notices.changing(actor, was, booking.starts):
        telling.moved(actor, booking)
    serve(old_house)
    return 1


def bookable(actor: Actor, space_id: int, use: Use) -> Space:
    """The space, for somebody who may book it for this use. Raises NotFound, NotAllowed or a Refusal with its field."""
    if actor.subject is None:
        raise NotAllowed(_("Sign in first. Then you can book a room."))
    if use.group_id is not None and not speaks_for(actor.subject, use.group_id):
        raise NotAllowed(_("Only a contact of the group can book for it."), field="group")
    use.check()
    space = space_for(actor, space_id, use.people)
    refuse_if_paused(actor, space.house_id, use.group_id)
    return space


def row(
    actor: Actor,
    space: Space,
    span: Span,
    use: Use,
    series: BookingSeries | None = None,
    original_start: datetime | None = None,
) -> Booking:
    """A new booking, not yet added to the session."""
    moment = now()
    return Booking(
        public_id=new_public_id(),
        uid=series.uid if series else new_uid(),
        series=series,
        original_start=original_start,
        house_id=space.house_id,
        space=space,
        starts=span.start,
        ends=span.end,
        zone_name=space.house.zone_name,
        purpose=use.purpose,
        people=use.people,
        title=use.title,
        visibility=use.visibility,
        person_id=actor.subject,
        group_id=use.group_id,
        status=CONFIRMED,
        sequence=0,
        created_at=moment,
        changed_at=moment,
    )


def request_for(actor: Actor, bookings: list[Booking]) -> HoldRequest:
    """What these bookings, all of one space, want to hold: each for itself."""
    first = bookings[0]
    return HoldRequest(
        actor=actor,
        ref=first.ref,
        house_id=first.house_id,
        space_ids=(first.space.id,),
        spans=tuple(booking.span for booking in bookings),
        purpose=first.purpose,
        group_id=first.group_id,
        refs=tuple(booking.ref for booking in bookings),
    )


def changeable(actor: Actor, public_id: str) -> Booking:
    """A booking that `actor` may change, locked for this transaction. Raises NotFound, also for what is not theirs."""
    found = db.session.scalar(
        sa.select(Booking)
        .where(Booking.public_id == public_id)
        .options(*WHOLE)
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    )
    if found is None or not may_change(actor, found):
        raise NotFound(_("There is no such booking."))
    return found


def refuse_if_over(booking: Booking) -> None:
    """Raises Refusal for what has begun: the past stays as it was."""
    if booking.starts <= now():
        raise Refusal(_("This booking has begun, or is over. It stays as it is."))


def refuse_if_off(booking: Booking) -> None:
    """Raises Refusal for what was called off or refused."""
    if booking.is_cancelled:
        raise Refusal(_("This booking is cancelled. First take that back."))
    if booking.is_refused:
        raise Refusal(_("The house said no to this booking. Ask for another time or room."))


def mark_changed(booking: Booking) -> None:
    """Let calendars notice that a booking changed."""
    moment = now()
    booking.sequence += 1
    booking.changed_at = moment
    if booking.series is not None:
        booking.series.changed_at = moment


def space_for(actor: Actor, space_id: int, people: int) -> Space:
    """The space, for somebody who may book it with so many people. Raises NotFound, or a Refusal with its field."""
    space = db.session.get(Space, space_id)
    if space is None or not may_know(actor, space):
        raise NotFound(_("There is no such room."))
    if not space.bookable:
        raise Refusal(_("You cannot book this room. Ask at the desk."), field="space")
    refuse_if_too_many(space, people)
    return space


def refuse_if_too_many(space: Space, people: int) -> None:
    """Raises Refusal beside the field when so many do not fit."""
    most = max(capacity(space), space.standing)
    if most and people > most:
        raise Refusal(
            _("%(people)s people do not fit in this room. It is for %(most)s.", people=people, most=most),
            field="people",
        )
