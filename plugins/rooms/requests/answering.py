"""Answer a request: for each date yes or no, a question back, and a reminder by who asked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.holding import confirm, release_all
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.booking import changeable, mark_changed
from plugins.rooms.models import CONFIRMED, REFUSED, REQUESTED, WHOLE, Booking
from plugins.rooms.requests import telling
from plugins.rooms.requests.models import Request, RequestWord
from plugins.rooms.requests.rights import may_answer
from plugins.rooms.waiting.offering import serve

LONGEST_WORDS: Final = 500
BETWEEN_REMINDERS: Final = timedelta(days=1)


@transactional
def approve(actor: Actor, public_id: str, dates: Sequence[str]) -> int:
    """Say yes to these dates (public ids) of a request. Answers to how many: those that still waited for an answer.

    Raises NotFound, or NotAllowed for who may not answer.
    """
    bookings = _answerable(actor, public_id, dates)
    for booking, request in bookings:
        booking.status = CONFIRMED
        _answer(actor, booking, request, said_yes=True)
    found = [booking for booking, _request in bookings]
    confirm(booking.ref for booking in found)
    db.session.flush()
    telling.answered(actor, found)
    return len(found)


@transactional
def refuse(actor: Actor, public_id: str, dates: Sequence[str], reason: str) -> int:
    """Say no to these dates (public ids) of a request, with the reason. Their room is free again. Answers how many.

    Raises NotFound, NotAllowed for who may not answer, or Refusal without a reason.
    """
    if not reason:
        raise Refusal(_("Write why not. Who asked gets to read it."), field="reason")
    _refuse_long(reason, "reason")
    bookings = _answerable(actor, public_id, dates)
    for booking, request in bookings:
        booking.status = REFUSED
        request.reason = reason
        _answer(actor, booking, request, said_yes=False)
    found = [booking for booking, _request in bookings]
    release_all(booking.ref for booking in found)
    db.session.flush()
    telling.answered(actor, found, reason)
    serve(found[0].house_id)
    return len(found)


@transactional
def write(actor: Actor, public_id: str, text: str) -> None:
    """Ask who asked for a room something, or answer the house. The other side is told.

    Raises NotFound, or Refusal for no words, too many, or a booking that was never a request.
    """
    booking = changeable(actor, public_id)
    request = db.session.get(Request, booking.id)
    if request is None or not booking.is_requested:
        raise Refusal(_("This booking waits for no answer any more."))
    if not text:
        raise Refusal(_("Write something first."), field="text")
    _refuse_long(text, "text")
    from_house = may_answer(actor, booking, request)
    db.session.add(
        RequestWord(uid=booking.uid, person_id=actor.subject, from_house=from_house, text=text, said_at=now())
    )
    journal.note(actor, "rooms.request.asked_back" if from_house else "rooms.request.written", booking.ref)
    telling.written(booking, text, from_house)


@transactional
def remind(actor: Actor, public_id: str) -> None:
    """Ask the house's hosts for an answer, once a day at most. Raises NotFound, NotAllowed, or Refusal."""
    booking = changeable(actor, public_id)
    request = db.session.get(Request, booking.id)
    if request is None or not booking.is_requested:
        raise Refusal(_("This booking waits for no answer any more."))
    if may_answer(actor, booking, request):
        raise NotAllowed(_("Only who asked can remind the house."))
    if not may_remind(request):
        raise Refusal(_("You reminded us less than a day ago. We do our best."))
    dates = sa.select(Booking.id).where(Booking.uid == booking.uid)
    db.session.execute(sa.update(Request).where(Request.booking_id.in_(dates)).values(reminded_at=now()))
    journal.note(actor, "rooms.request.reminded", booking.ref)
    telling.reminded(booking)


def may_remind(request: Request) -> bool:
    """Whether the last reminder is a day ago, and the request as well."""
    last = max(request.asked_at, request.reminded_at or request.asked_at)
    return last + BETWEEN_REMINDERS <= now()


def _answerable(actor: Actor, public_id: str, dates: Sequence[str]) -> list[tuple[Booking, Request]]:
    """The chosen dates that wait for an answer, soonest first, locked for this transaction."""
    chosen = changeable(actor, public_id)
    rows = db.session.execute(
        sa.select(Booking, Request)
        .join(Request, Request.booking_id == Booking.id)
        .where(Booking.uid == chosen.uid, Booking.public_id.in_(dates), Booking.starts > now())
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    )
    found = [(booking, request) for booking, request in rows]
    if not all(may_answer(actor, booking, request) for booking, request in found):
        raise NotAllowed(_("Another host answers this: nobody says yes or no to their own request."))
    waiting = [(booking, request) for booking, request in found if booking.status == REQUESTED]
    if not waiting:
        raise NotFound(_("None of these dates waits for an answer."))
    return waiting


def _answer(actor: Actor, booking: Booking, request: Request, *, said_yes: bool) -> None:
    request.said_yes, request.answered_at, request.answerer_id = said_yes, now(), actor.subject
    mark_changed(booking)


def _refuse_long(text: str, field: str) -> None:
    if len(text) > LONGEST_WORDS:
        raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_WORDS), field=field)
