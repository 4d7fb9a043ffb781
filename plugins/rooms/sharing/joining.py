"""Come along: who booked says how many more are welcome, and neighbours say that they come. Counted under a lock."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app import journal
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.places.search import capacity
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.during import during, not_over
from plugins.rooms.models import CONFIRMED, WHOLE, Booking
from plugins.rooms.sharing import telling
from plugins.rooms.sharing.models import LONGEST_WORDS, MOST_MORE, Joining, OpenUse
from plugins.rooms.sharing.owning import own_locked, owns

MOST_TOGETHER = 20


@transactional
def open_up(actor: Actor, booking_key: str, places: int, words: str) -> None:
    """Let neighbours come along, `places` more than come already; again, to change it. Raises Refusal, NotFound."""
    booking = own_locked(actor, booking_key)
    if booking.space.is_hidden:
        raise Refusal(_("This room is not open to others."))
    most = max(capacity(booking.space), booking.space.standing)
    room = min(MOST_MORE, most - booking.people) if most else MOST_MORE
    if not 1 <= places <= room:
        raise Refusal(_("There is place for %(most)s more in this room.", most=max(room, 0)), field="places")
    if len(words) > LONGEST_WORDS:
        raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_WORDS), field="words")
    found = db.session.get(OpenUse, booking.id, with_for_update=True)
    if found is not None and places < coming(booking.id):
        raise Refusal(_("More neighbours than that come already."), field="places")
    if found is None:
        found = OpenUse(booking_id=booking.id)
        db.session.add(found)
    found.places, found.words, found.opener_id = places, words.strip(), actor.subject
    db.session.flush()
    journal.note(actor, "rooms.use.opened", booking.ref)


@transactional
def close(actor: Actor, booking_key: str) -> None:
    """Nobody else any more: who said that they come is told. Raises NotFound, Refusal."""
    booking = own_locked(actor, booking_key)
    _let_go(booking)
    db.session.execute(sa.delete(OpenUse).where(OpenUse.booking_id == booking.id))
    journal.note(actor, "rooms.use.closed", booking.ref)


@transactional
def join(actor: Actor, booking_key: str, people: int) -> None:
    """Come along, with so many. Doing it again changes the number. Raises Refusal when there is no place, NotFound."""
    if actor.subject is None:
        raise NotAllowed(_("Sign in first. Then you can come along."))
    found = _open_use(booking_key, lock=True)
    if owns(actor.subject, found.booking):
        raise Refusal(_("It is your own booking: you are coming already."))
    mine = db.session.get(Joining, (found.booking_id, actor.subject))
    others = coming(found.booking_id) - (mine.people if mine else 0)
    if not 1 <= people <= MOST_TOGETHER:
        raise Refusal(_("With how many do you come? Type a number from 1 to 20."), field="people")
    if others + people > found.places:
        raise Refusal(_("There is place for %(left)s more.", left=max(found.places - others, 0)), field="people")
    if mine is None:
        mine = Joining(booking_id=found.booking_id, person_id=actor.subject)
        db.session.add(mine)
    mine.people = people
    db.session.flush()
    journal.note(actor, "rooms.use.joined", found.booking.ref)


@transactional
def leave(actor: Actor, booking_key: str) -> None:
    """Not after all. Raises NotFound."""
    found = _open_use(booking_key, lock=True)
    gone: Any = db.session.execute(
        sa.delete(Joining).where(Joining.booking_id == found.booking_id, Joining.person_id == actor.subject)
    )
    if gone.rowcount:
        journal.note(actor, "rooms.use.left", found.booking.ref)


@transactional
def follow(booking_key: str, *, moved: bool) -> None:
    """A booking moved, or is off: who comes along hears it. In a private room nobody comes along any more."""
    booking = db.session.scalar(sa.select(Booking).where(Booking.public_id == booking_key).options(*WHOLE))
    if booking is None or db.session.get(OpenUse, booking.id) is None:
        return
    if not booking.is_on or booking.space.is_hidden:
        _let_go(booking)
        db.session.execute(sa.delete(OpenUse).where(OpenUse.booking_id == booking.id))
    elif moved:
        for person_id in _joined(booking.id):
            telling.joined_moved(booking, person_id)


@transactional
def forget_old() -> None:
    """Nothing is kept of who came along."""
    for table in (Joining, OpenUse):
        over = sa.select(Booking.id).where(Booking.id == table.booking_id, Booking.ends <= now())
        db.session.execute(sa.delete(table).where(sa.exists(over)), execution_options={"synchronize_session": False})


def refuse_if_too_full(bookings: Sequence[Booking]) -> None:
    """Raises Refusal beside the people where they do not fit together with those who may come along. One query."""
    places = sa.select(OpenUse.booking_id, OpenUse.places).where(OpenUse.booking_id.in_([one.id for one in bookings]))
    along = {row.booking_id: row.places for row in db.session.execute(places)}
    for one in bookings:
        most = max(capacity(one.space), one.space.standing)
        if one.id in along and most and one.people + along[one.id] > most:
            raise Refusal(
                _(
                    "You let %(along)s neighbours come along. Together you are more than fit in this room (%(most)s).",
                    along=along[one.id],
                    most=most,
                ),
                field="people",
            )


def open_use(booking_key: str) -> OpenUse:
    """A booking that one can come along to. Raises NotFound, also for one of a private room."""
    return _open_use(booking_key, lock=False)


def open_uses(house_ids: Sequence[int], window: Span) -> Sequence[OpenUse]:
    """What neighbours can come along to in these houses, soonest first; nothing of a private room."""
    found = db.session.scalars(
        sa.select(OpenUse)
        .join(Booking, Booking.id == OpenUse.booking_id)
        .where(
            Booking.house_id.in_(house_ids),
            Booking.status == CONFIRMED,
            during(window),
            not_over(now()),
        )
        .options(joinedload(OpenUse.booking).options(*WHOLE))
        .order_by(Booking.starts, Booking.id)
    )
    return [one for one in found if not one.booking.space.is_hidden]


def coming_to(booking_ids: Sequence[int]) -> dict[int, int]:
    """By booking id: how many come along. One query."""
    rows = db.session.execute(
        sa.select(Joining.booking_id, sa.func.sum(Joining.people))
        .where(Joining.booking_id.in_(booking_ids))
        .group_by(Joining.booking_id)
    )
    return {booking_id: int(people) for booking_id, people in rows}


def coming(booking_id: int) -> int:
    """How many come along."""
    return coming_to([booking_id]).get(booking_id, 0)


def joined_by(person_id: int) -> Sequence[Joining]:
    """What somebody comes along to, soonest first; nothing of a room that became private."""
    found = db.session.scalars(
        sa.select(Joining)
        .join(Booking, Booking.id == Joining.booking_id)
        .where(Joining.person_id == person_id, not_over(now()), Booking.status == CONFIRMED)
        .options(joinedload(Joining.booking).options(*WHOLE))
        .order_by(Booking.starts)
    )
    return [one for one in found if not one.booking.space.is_hidden]


def joined_among(person_id: int, booking_ids: Sequence[int]) -> set[int]:
    """Those of these bookings (by id) that somebody comes along to."""
    query = sa.select(Joining.booking_id).where(Joining.person_id == person_id, Joining.booking_id.in_(booking_ids))
    return set(db.session.scalars(query))


def _open_use(booking_key: str, *, lock: bool) -> OpenUse:
    query = (
        sa.select(OpenUse)
        .join(Booking, Booking.id == OpenUse.booking_id)
        .where(Booking.public_id == booking_key, Booking.status == CONFIRMED, Booking.ends > now())
        .options(joinedload(OpenUse.booking).options(*WHOLE))
    )
    if lock:
        query = query.with_for_update(of=OpenUse).execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None or found.booking.space.is_hidden:
        raise NotFound(_("Nobody can come along to this any more."))
    return found


def _joined(booking_id: int) -> list[int]:
    return list(db.session.scalars(sa.select(Joining.person_id).where(Joining.booking_id == booking_id)))


def _let_go(booking: Booking) -> None:
    for person_id in _joined(booking.id):
        telling.joined_off(booking, person_id)
    db.session.execute(sa.delete(Joining).where(Joining.booking_id == booking.id))
