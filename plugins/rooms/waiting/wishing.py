"""Wish for a taken time, withdraw that, and take what is offered."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.places.holding import hand_over
from app.places.models import Space
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.rooms import telling as booking_telling
from plugins.rooms.booking import bookable, row
from plugins.rooms.requests.asking import ask_where_needed
from plugins.rooms.use import Use
from plugins.rooms.waiting.models import ENDED, OFFERED, WAITING, SlotWish
from plugins.rooms.waiting.offering import end, serve

MOST_DATES: Final = 60


@transactional
def wish_for(actor: Actor, space_id: int, spans: Sequence[Span], use: Use, *, any_room: bool) -> list[str]:
    """Put the subject of `actor` on the waiting list for each of `spans`: for this space, or any that fits.

    Answers the public ids. Times that are past, or wished for already, are left out. Raises what `book` raises of use
    and rights, or Refusal when nothing is left to wait for.
    """
    space = bookable(actor, space_id, use)
    wanted_space = None if any_room else space.id
    known = set(_own_starts(actor, wanted_space))
    wanted = [span for span in spans if span.start > now() and span.start not in known][:MOST_DATES]
    if not wanted:
        raise Refusal(_("You are on the waiting list for this already, or it is past."))
    made = [_row(actor, space, span, use, wanted_space) for span in wanted]
    db.session.add_all(made)
    db.session.flush()
    journal.note(actor, "rooms.wish.made", made[0].ref)
    serve(space.house_id)  # it may have become free in the meantime
    return [wish.public_id for wish in made]


@transactional
def withdraw(actor: Actor, public_id: str) -> None:
    """Withdraw a wish, or let an offer go: "nee" costs nothing. The next in line gets it. Raises NotFound."""
    wish = own_wish(actor, public_id)
    if wish.state == ENDED:
        return
    end(wish)
    journal.note(actor, "rooms.wish.withdrawn", wish.ref)
    serve(wish.house_id)


@transactional
def take(actor: Actor, public_id: str) -> str:
    """Book what is offered, exactly as it was wished for. Answers the booking's public id.

    The room goes from the offer to the booking without being free in between. Raises NotFound, or Refusal when the
    offer is over.
    """
    wish = own_wish(actor, public_id)
    space = wish.offered_space
    if wish.state != OFFERED or space is None or wish.expires_at is None or wish.expires_at <= now():
        raise Refusal(_("This time is not kept for you any more. You can still look for another one."))
    use = Use(
        purpose=wish.purpose,
        people=wish.people,
        title=wish.title,
        visibility=wish.visibility,
        group_id=wish.group_id,
    )
    booking = row(actor, space, wish.span, use)
    db.session.add(booking)
    db.session.flush()
    ask_where_needed(actor, [booking])
    if not hand_over(wish.ref, booking.ref, booking.status):
        raise Refusal(_("This time is not kept for you any more. You can still look for another one."))
    wish.state = ENDED
    db.session.flush()
    journal.note(actor, "rooms.wish.taken", wish.ref)
    booking_telling.made(actor, [booking])
    return booking.public_id


def own_wish(actor: Actor, public_id: str) -> SlotWish:
    """A wish of the subject of `actor`. Raises NotFound: nobody sees who else waits."""
    found = db.session.scalar(
        sa.select(SlotWish).where(SlotWish.public_id == public_id).execution_options(populate_existing=True)
    )
    if found is None or found.person_id != actor.subject:
        raise NotFound(_("There is no such wish."))
    return found


def ahead_of(wish: SlotWish) -> int:
    """How many wish for the same time longer: for the same room, or for any."""
    same_room = (
        sa.true() if wish.space_id is None else sa.or_(SlotWish.space_id == wish.space_id, SlotWish.space_id.is_(None))
    )
    before = sa.or_(
        SlotWish.wished_at < wish.wished_at,
        sa.and_(SlotWish.wished_at == wish.wished_at, SlotWish.id < wish.id),
    )
    query = sa.select(sa.func.count(SlotWish.id)).where(
        SlotWish.house_id == wish.house_id,
        SlotWish.state.in_((WAITING, OFFERED)),
        SlotWish.starts < wish.ends,
        SlotWish.ends > wish.starts,
        before,
        same_room,
    )
    return db.session.scalar(query) or 0


def wishes_of(person_id: int) -> list[SlotWish]:
    """Somebody's wishes that are alive, offers first, then the soonest."""
    query = (
        sa.select(SlotWish)
        .where(SlotWish.person_id == person_id, SlotWish.state != ENDED, SlotWish.starts > now())
        .order_by(SlotWish.state, SlotWish.starts, SlotWish.id)
    )
    alive = [one for one in db.session.scalars(query) if one.expires_at is None or one.expires_at > now()]
    return alive


def _own_starts(actor: Actor, space_id: int | None) -> Sequence[object]:
    query = sa.select(SlotWish.starts).where(
        SlotWish.person_id == actor.subject, SlotWish.state != ENDED, SlotWish.space_id == space_id
    )
    return db.session.scalars(query).all()


def _row(actor: Actor, space: Space, span: Span, use: Use, space_id: int | None) -> SlotWish:
    return SlotWish(
        public_id=new_public_id(),
        house_id=space.house_id,
        space_id=space_id,
        starts=span.start,
        ends=span.end,
        purpose=use.purpose,
        people=use.people,
        title=use.title,
        visibility=use.visibility,
        person_id=actor.subject,
        group_id=use.group_id,
        wished_at=now(),
        state=WAITING,
    )
