"""Say that one is here, for a room where that is asked; and let go of rooms that nobody came to."""

import hmac
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _

from app.access import attempts
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places import release
from app.refusals import NotFound, Refusal
from plugins.rooms import telling
from plugins.rooms.booking import mark_changed
from plugins.rooms.door.models import Arrival, Door
from plugins.rooms.door.telling import arrived
from plugins.rooms.during import not_over
from plugins.rooms.entries import own_bookings, related_spaces
from plugins.rooms.models import CANCELLED, CONFIRMED, WHOLE, Booking
from plugins.rooms.rights import may_change

EARLY: Final = timedelta(minutes=30)
"""So long before its start one can say that one is here."""
TRIES_AT_DOOR: Final = attempts.Limit("tries-at-door", 20, attempts.QUARTER)
DIGITS: Final = 4
_EXPECTED: Final = (
    Booking.status == CONFIRMED,
    sa.select(Door.space_id)
    .where(Door.space_id == Booking.space_id, Door.checks_in, Door.since <= Booking.starts)
    .correlate(Booking)
    .exists(),
    ~sa.select(Arrival.booking_id).where(Arrival.booking_id == Booking.id).correlate(Booking).exists(),
)
"""A booking of a room that asks to say that one is here, where nobody did so yet."""
_WRONG: Final = _("This is not the code of a booking of now. Look at your booking’s page, or ask at the desk.")
_NOTHING: Final = _("You have no booking here now.")


def code_of(public_id: str) -> str:
    """The four digits with which who booked says at the door that they are here. They are kept nowhere."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(secret, f"rooms-door/{public_id}".encode(), "sha256").digest()
    return f"{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}d}"


def arrive_by_code(actor: Actor, space_id: int, digits: str, *, network: str) -> None:
    """Say with a code that one is here. Raises Refusal beside `code`, TooOften."""
    attempts.count((network, attempts.TRIES_FROM_NETWORK), (str(space_id), TRIES_AT_DOOR))
    _arrive_by_code(actor, space_id, "".join(digits.split()))


@transactional
def _arrive_by_code(actor: Actor, space_id: int, digits: str) -> None:
    for booking in _on_now(space_id):
        if hmac.compare_digest(code_of(booking.public_id).encode(), digits.encode()):
            _put(actor, booking)
            return
    raise Refusal(_WRONG, field="code")


@transactional
def arrive_here(actor: Actor, space_id: int) -> None:
    """The subject of `actor` is here, at this door, for their own booking of now. Raises Refusal."""
    found = _own(actor, space_id)
    if not found:
        raise Refusal(_NOTHING)
    _put(actor, found[0])


@transactional
def arrive(actor: Actor, public_id: str) -> None:
    """Somebody is here for this booking. Raises NotFound for what is not theirs, Refusal when it is not the time."""
    booking = _locked(Booking.public_id == public_id)
    if booking is None or not may_change(actor, booking):
        raise NotFound(_("There is no such booking."))
    if booking.is_cancelled or not booking.starts - EARLY <= now() < booking.ends:
        raise Refusal(_NOTHING)
    _put(actor, booking)


def mark_here(booking: Booking) -> None:
    """Somebody is here, since they booked at the door. Call it in a transaction."""
    if db.session.get(Arrival, booking.id) is None:
        db.session.add(Arrival(booking_id=booking.id, at=now()))


def is_expected(booking: Booking) -> bool:
    """Whether it is asked to say that one is here, and nobody did so yet. One query."""
    waits = sa.select(Booking.id).where(Booking.id == booking.id, *_EXPECTED)
    return booking.ends > now() and db.session.scalar(waits) is not None


def own_waiting(actor: Actor, space_id: int) -> Booking | None:
    """The reader's own booking of now at this door, where they are asked to say that they are here."""
    return next(iter(_own(actor, space_id, *_EXPECTED)), None)


def waiting_at(space_id: int) -> list[Booking]:
    """The bookings of now at this door for which nobody said yet that they are here, soonest first."""
    return _on_now(space_id, *_EXPECTED)


def grace_of(space_id: int) -> timedelta:
    """How long a room waits for who booked it."""
    door = db.session.get(Door, space_id)
    return timedelta(minutes=door.grace_minutes if door else 0)


def free_unused() -> None:
    """Give rooms free to which nobody came, each in a transaction of its own; forget arrivals of what is over."""
    for booking_id in _unused():
        free_one(booking_id)
    _forget_arrivals()


@transactional
def free_one(booking_id: int) -> None:
    """Give one room free, unless somebody came after all or the booking changed meanwhile."""
    booking = _locked(Booking.id == booking_id)
    if booking is None or booking.is_cancelled or db.session.get(Arrival, booking_id) is not None:
        return
    booking.status, booking.cancelled_at = CANCELLED, now()
    mark_changed(booking)
    release(booking.ref)
    db.session.flush()
    telling.freed(Actor.job(), booking)


def _unused() -> list[int]:
    """What began longer ago than its room waits, with nobody there, and did not change since."""
    begun = (
        sa.select(Booking.id, Booking.starts, Booking.changed_at, Door.grace_minutes)
        .join(Door, Door.space_id == Booking.space_id)
        .where(
            *_EXPECTED,
            not_over(now()),
            Booking.starts <= now(),
        )
        .order_by(Booking.starts, Booking.id)
    )
    return [
        row.id
        for row in db.session.execute(begun)
        if max(row.starts, row.changed_at) + timedelta(minutes=row.grace_minutes) <= now()
    ]


@transactional
def _forget_arrivals() -> None:
    over = sa.select(Booking.id).where(Booking.ends <= now(), Booking.id == Arrival.booking_id)
    db.session.execute(sa.delete(Arrival).where(sa.exists(over)), execution_options={"synchronize_session": False})


def _own(actor: Actor, space_id: int, *narrow: sa.ColumnElement[bool]) -> list[Booking]:
    own = own_bookings(actor.subject) if actor.subject is not None else sa.false()
    return _on_now(space_id, own, *narrow)


def _on_now(space_id: int, *narrow: sa.ColumnElement[bool]) -> list[Booking]:
    """The bookings at this door that are on, or begin soon: of the room, its parts and what it is a part of."""
    query = (
        sa.select(Booking)
        .where(
            Booking.space_id.in_(related_spaces(space_id)),
            Booking.status == CONFIRMED,
            not_over(now()),
            Booking.starts <= now() + EARLY,
            *narrow,
        )
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
    )
    return list(db.session.scalars(query))


def _locked(which: sa.ColumnElement[bool]) -> Booking | None:
    query = sa.select(Booking).where(which).options(*WHOLE).with_for_update(of=Booking)
    return db.session.scalar(query.execution_options(populate_existing=True))


def _put(actor: Actor, booking: Booking) -> None:
    """Mark it, under the lock under which a room is given free."""
    locked = _locked(Booking.id == booking.id)
    if locked is None or locked.is_cancelled:
        raise Refusal(_NOTHING)
    if db.session.get(Arrival, booking.id) is None:
        mark_here(locked)
        arrived(actor, locked)
