"""Hand one date over: it keeps its room and its time, and belongs to somebody else once they say yes."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.people.groups import group_with_slug, members_of, speaks_for
from app.places.holding import hold, release
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms import telling as base_telling
from plugins.rooms.booking import bookable, mark_changed, request_for, row
from plugins.rooms.models import CANCELLED, CONFIRMED, WHOLE, Booking
from plugins.rooms.preparing.going_along import give_to
from plugins.rooms.requests.asking import ask_where_needed
from plugins.rooms.rights import may_know
from plugins.rooms.sharing import telling
from plugins.rooms.sharing.models import Handover
from plugins.rooms.sharing.owning import locked, own_locked, owns
from plugins.rooms.use import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the new owner says of it: a title, what all may read, for which of their groups ("" is for themselves)."""

    title: str
    visibility: str
    group: str = ""


@transactional
def offer(actor: Actor, booking_key: str, group_slug: str = "") -> str:
    """Offer one date to a group, or ("") to whoever gets the address. Answers the key of the offer.

    A private room is not for groups, and only for who may know of it. Offering again puts the new offer in the place
    of the old. Raises Refusal, NotFound.
    """
    booking = own_locked(actor, booking_key)
    group = group_with_slug(group_slug) if group_slug else None
    if group_slug and group is None:
        raise Refusal(_("There is no such group."), field="group")
    if group is not None and booking.space.is_hidden:
        raise Refusal(_("This room is not open to others."), field="group")
    if group is not None and group.id == booking.group_id:
        raise Refusal(_("It belongs to this group already."), field="group")
    _remove(booking)
    handover = Handover(
        booking=booking, public_id=new_public_id(20), group=group, giver_id=actor.subject, offered_at=now()
    )
    db.session.add(handover)
    db.session.flush()
    journal.note(actor, "rooms.handover.offered", booking.ref)
    if group is not None:
        telling.offered(handover, [person.id for person, is_contact in members_of(group.id) if is_contact])
    return handover.public_id


@transactional
def take_back(actor: Actor, booking_key: str) -> None:
    """Keep it after all. Raises NotFound, Refusal."""
    booking = own_locked(actor, booking_key)
    handover = offer_of(booking)
    if handover is not None:
        telling.taken_back(handover)
        _remove(booking)
        journal.note(actor, "rooms.handover.taken_back", booking.ref)


@transactional
def accept(actor: Actor, key: str, said: Taken) -> str:
    """Take it over: the booking of before is off, and a new one of the taker holds its room. Answers its public id.

    In one transaction, so that nobody can slip in. Raises what booking raises, NotFound for an offer that is gone.
    """
    handover = offer_for(actor, key)
    (old,) = locked(handover.booking.public_id)
    if old.status != CONFIRMED or old.starts <= now() or offer_of(old) is None:
        raise Refusal(_("This offer is over."))
    if owns(actor.subject, old) and not handover.group_id:
        raise Refusal(_("It is yours already."))
    group = handover.group or (group_with_slug(said.group) if said.group else None)
    use = Use(
        purpose=old.purpose,
        people=old.people,
        title=said.title,
        visibility=said.visibility,
        group_id=group.id if group else None,
    )
    space = bookable(actor, old.space_id, use)
    release(old.ref)
    old.status, old.cancelled_at = CANCELLED, now()
    mark_changed(old)
    new = row(actor, space, old.span, use)
    db.session.add(new)
    db.session.flush()
    give_to(old, new)
    ask_where_needed(actor, [new])
    hold(request_for(actor, [new]), state=new.status)
    telling.handed(actor, handover)
    _remove(old)
    base_telling.made(actor, [new])
    return new.public_id


def offer_of(booking: Booking) -> Handover | None:
    """The offer of a booking, while it stands."""
    return db.session.scalar(sa.select(Handover).where(Handover.booking_id == booking.id))


def offer_for(actor: Actor, key: str) -> Handover:
    """An offer, for a contact of its group, or for whoever has the address. Raises NotFound, NotAllowed.

    That of a private room is not there for who may not know of it.
    """
    found = db.session.scalar(
        sa.select(Handover).where(Handover.public_id == key).options(joinedload(Handover.booking).options(*WHOLE))
    )
    if found is None or found.booking.status != CONFIRMED or found.booking.starts <= now():
        raise NotFound(_("This offer is over."))
    if not may_know(actor, found.booking.space):
        raise NotFound(_("This offer is over."))
    if found.group_id is not None and not speaks_for(actor.subject, found.group_id):
        raise NotAllowed(_("This is offered to a group. One of its contacts can take it."))
    return found


def offers_to(group_ids: Sequence[int]) -> Sequence[Handover]:
    """What is offered to these groups, soonest first; nothing of a room that became private."""
    found = db.session.scalars(
        sa.select(Handover)
        .join(Booking, Booking.id == Handover.booking_id)
        .where(Handover.group_id.in_(group_ids), Booking.starts > now(), Booking.status == CONFIRMED)
        .options(joinedload(Handover.booking).options(*WHOLE))
        .order_by(Booking.starts)
    )
    return [one for one in found if not one.booking.space.is_hidden]


@transactional
def forget_old() -> None:
    """Offers of what has begun are over."""
    begun = sa.select(Booking.id).where(Booking.id == Handover.booking_id, Booking.starts <= now())
    db.session.execute(sa.delete(Handover).where(sa.exists(begun)), execution_options={"synchronize_session": False})


def _remove(booking: Booking) -> None:
    db.session.execute(sa.delete(Handover).where(Handover.booking_id == booking.id))
