"""Change rooms and times with another booking: both let go, then both take, in one transaction. Nobody slips in."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app import journal
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.places.holding import hold, lock_leaves, release_all
from app.places.search import capacity
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.rooms.booking import mark_changed, request_for
from plugins.rooms.models import CONFIRMED, WHOLE, Booking
from plugins.rooms.preparing.going_along import carry
from plugins.rooms.requests.asking import Place, ask_again
from plugins.rooms.sharing import telling
from plugins.rooms.sharing.models import LONGEST_WORDS, SwapAsk
from plugins.rooms.sharing.owning import (
    locked,
    others_on,
    own_locked,
    owners,
    owns,
    refuse_unless_certain,
    refuse_unless_owner,
)


@transactional
def propose(actor: Actor, offered_key: str, wanted_key: str, words: str = "") -> str:
    """Ask whoever has the booking `wanted_key` to change with one's own. Answers the public id of the question.

    Raises Refusal, NotFound for what is not there to be changed with.
    """
    offered = own_locked(actor, offered_key)
    if offered.space.is_hidden:
        raise Refusal(_("This room is not open to others."))
    wanted = next(iter(others_on(offered, locked(wanted_key))), None)
    if wanted is None or wanted.house_id != offered.house_id:
        raise NotFound(_("There is no such booking."))
    if len(words) > LONGEST_WORDS:
        raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_WORDS), field="words")
    _refuse_unless_fitting(offered, wanted)
    if not owners(wanted):
        raise Refusal(_("Nobody can be asked about that booking."))
    same = sa.select(SwapAsk.id).where(SwapAsk.offered_id == offered.id, SwapAsk.wanted_id == wanted.id)
    if db.session.scalar(same) is not None:
        raise Refusal(_("You asked this already. They have not answered yet."))
    ask = SwapAsk(
        public_id=new_public_id(),
        offered=offered,
        wanted=wanted,
        asker_id=actor.subject,
        words=words.strip(),
        asked_at=now(),
    )
    db.session.add(ask)
    db.session.flush()
    journal.note(actor, "rooms.swap.asked", ask.ref)
    telling.swap_asked(ask, owners(wanted))
    return ask.public_id


@transactional
def accept(actor: Actor, key: str) -> None:
    """Say yes: both change hands now. Raises Refusal when one changed or does not fit, Taken, Closed, NotFound."""
    ask = swap_for(actor.subject, key)
    offered, wanted = locked(ask.offered.public_id, ask.wanted.public_id)
    refuse_unless_owner(actor, wanted)
    refuse_unless_certain(offered, wanted)
    _refuse_unless_fitting(offered, wanted)
    both = (offered, wanted)
    lock_leaves({leaf for one in both for leaf in one.space.leaf_ids})
    release_all(one.ref for one in both)
    before = {one.id: Place.of(one) for one in both}
    _change_hands(offered, wanted)
    ask_again(actor, [(one, before[one.id]) for one in both])
    for one in both:
        hold(request_for(_for_owner(actor, one), [one]), state=one.status)
    carry(both)
    db.session.delete(ask)
    journal.note(actor, "rooms.swap.done", ask.ref)
    telling.swapped(actor, both, ask)


@transactional
def decline(actor: Actor, key: str) -> None:
    """Rather not. Nothing is kept of it. Raises NotFound."""
    ask = swap_for(actor.subject, key)
    telling.swap_declined(ask)
    db.session.delete(ask)


@transactional
def forget_old() -> None:
    """Questions about what has begun are nobody's any more."""
    begun = sa.select(Booking.id).where(
        Booking.starts <= now(), sa.or_(Booking.id == SwapAsk.offered_id, Booking.id == SwapAsk.wanted_id)
    )
    db.session.execute(sa.delete(SwapAsk).where(sa.exists(begun)), execution_options={"synchronize_session": False})


def swap_for(person_id: int | None, key: str) -> SwapAsk:
    """The question that waits for this person's answer. Raises NotFound, also for another's, or a private room's."""
    ask = db.session.scalar(sa.select(SwapAsk).where(SwapAsk.public_id == key).options(*_BOTH))
    if ask is None or not owns(person_id, ask.wanted) or not _is_open(ask):
        raise NotFound(_("This question is over. Thank you!"))
    return ask


def asked_of(person_id: int, group_ids: Sequence[int]) -> Sequence[SwapAsk]:
    """What waits for somebody's answer, soonest first; nothing of a room that became private."""
    mine = sa.or_(Booking.person_id == person_id, Booking.group_id.in_(group_ids))
    found = db.session.scalars(
        sa.select(SwapAsk)
        .join(Booking, Booking.id == SwapAsk.wanted_id)
        .where(mine, Booking.starts > now(), Booking.status == CONFIRMED)
        .options(*_BOTH)
        .order_by(Booking.starts)
    )
    return [one for one in found if _is_open(one)]


def candidates(booking: Booking, day: date) -> list[Booking]:
    """The bookings of a day in the same house that one could change with; none for a private room."""
    if booking.space.is_hidden:
        return []
    window = Span.day(day, booking.zone)
    found = db.session.scalars(
        sa.select(Booking)
        .where(Booking.house_id == booking.house_id, Booking.starts >= window.start, Booking.starts < window.end)
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
    ).all()
    return [one for one in others_on(booking, found) if _fits(one, booking) and _fits(booking, one)]


def _is_open(ask: SwapAsk) -> bool:
    return not (ask.offered.space.is_hidden or ask.wanted.space.is_hidden)


def _change_hands(first: Booking, second: Booking) -> None:
    first.space, second.space = second.space, first.space
    first.starts, second.starts = second.starts, first.starts
    first.ends, second.ends = second.ends, first.ends
    for one in (first, second):
        mark_changed(one)
    db.session.flush()


def _fits(users: Booking, room_of: Booking) -> bool:
    most = max(capacity(room_of.space), room_of.space.standing)
    return not most or users.people <= most


def _refuse_unless_fitting(first: Booking, second: Booking) -> None:
    if not (_fits(first, second) and _fits(second, first)):
        raise Refusal(_("One of you comes with more people than fit in the other room."))


def _for_owner(actor: Actor, booking: Booking) -> Actor:
    """The rules look at whose booking it is, not at who says yes."""
    return Actor(actor.typist, booking.person_id, actor.channel)


_BOTH = (
    joinedload(SwapAsk.offered, innerjoin=True).options(*WHOLE),
    joinedload(SwapAsk.wanted, innerjoin=True).options(*WHOLE),
)
