"""Things go along when bookings move. The base calls this after it holds; all of it runs in its transaction.

The rows of the things are locked while is counted, so that two who ask at once cannot both have the last one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span
from app.db import db
from app.refusals import Refusal
from plugins.rooms.during import during
from plugins.rooms.models import ON, Booking
from plugins.rooms.preparing.models import Loan, Setup, SetupWish, Thing
from plugins.rooms.preparing.together import most_at_once


@dataclass(frozen=True, slots=True)
class Going:
    """What of its room goes with a booking: (id, how many) of things that stay there, and the id of the set-up."""

    things: tuple[tuple[int, int], ...] = ()
    setup_id: int | None = None


def carry(bookings: Sequence[Booking]) -> None:
    """After a move: what goes with these bookings goes along. Raises Refusal where there is not enough of it then.

    A set-up, and a thing that stays in its room, is only of that room: it is let go of. Part of a transaction.
    """
    _leave_behind(bookings)
    refuse_if_short(bookings)


def of_the_room(bookings: Sequence[Booking]) -> dict[int, Going]:
    """By booking id: what it would have to leave behind if it went to another room. Two queries."""
    ids = [one.id for one in bookings]
    things: dict[int, list[tuple[int, int]]] = {}
    for loan in db.session.scalars(sa.select(Loan).where(Loan.booking_id.in_(ids)).order_by(Loan.thing_id)):
        if loan.thing.space_id is not None:
            things.setdefault(loan.booking_id, []).append((loan.thing_id, loan.quantity))
    wishes = db.session.scalars(sa.select(SetupWish).where(SetupWish.booking_id.in_(ids)))
    setups = {wish.booking_id: wish.setup_id for wish in wishes}
    return {one: Going(tuple(things.get(one, ())), setups.get(one)) for one in ids}


def go_back(bookings: Sequence[Booking], before: Mapping[int, Going]) -> None:
    """After a move was undone: what was left behind goes with them again, as far as it is there. Part of a transaction.

    `before` is what `of_the_room` said when they left, by booking id.
    """
    _leave_behind(bookings)
    going, rooms = of_the_room(bookings), {one.space.id for one in bookings}
    things = set(db.session.scalars(sa.select(Thing.id).where(Thing.space_id.in_(rooms))))
    setups = set(db.session.scalars(sa.select(Setup.id).where(Setup.space_id.in_(rooms))))
    for one in bookings:
        here, then = going[one.id], before[one.id]
        missing = [(key, count) for key, count in then.things if key in things and key not in dict(here.things)]
        db.session.add_all(Loan(booking_id=one.id, thing_id=key, quantity=count) for key, count in missing)
        if here.setup_id is None and then.setup_id in setups:
            db.session.add(SetupWish(booking_id=one.id, setup_id=then.setup_id))
    db.session.flush()
    take_again(bookings)


def _leave_behind(bookings: Sequence[Booking]) -> None:
    ids = [one.id for one in bookings]
    rooms = {one.id: one.space.id for one in bookings}
    houses = {one.id: one.house_id for one in bookings}
    for loan in db.session.scalars(sa.select(Loan).where(Loan.booking_id.in_(ids))):
        stays = loan.thing.space_id not in (None, rooms[loan.booking_id])
        if stays or loan.thing.house_id != houses[loan.booking_id]:
            db.session.delete(loan)
    for wish in db.session.scalars(sa.select(SetupWish).where(SetupWish.booking_id.in_(ids))):
        if wish.setup.space_id != rooms[wish.booking_id]:
            db.session.delete(wish)
    db.session.flush()


def give_to(old: Booking, new: Booking) -> None:
    """What goes with one booking goes with another that takes its place. Part of a transaction."""
    for table in (Loan, SetupWish):
        db.session.execute(sa.update(table).where(table.booking_id == old.id).values(booking_id=new.id))


def take_again(bookings: Sequence[Booking]) -> None:
    """After a cancellation was taken back: things that another has meanwhile stay there. Part of a transaction.

    Only the dates on which that is so go without them.
    """
    for thing, ids in _short(bookings):
        db.session.execute(sa.delete(Loan).where(Loan.thing_id == thing.id, Loan.booking_id.in_(ids)))


def take_along(old: Booking, new: Sequence[Booking]) -> None:
    """What goes with a booking goes with others like it, where it can be had in their room. Part of a transaction."""
    wish = db.session.get(SetupWish, old.id)
    for loan in db.session.scalars(sa.select(Loan).where(Loan.booking_id == old.id)).all():
        there = [] if loan.thing.out_words else [one for one in new if loan.thing.space_id in (None, one.space.id)]
        db.session.add_all(Loan(booking_id=one.id, thing_id=loan.thing_id, quantity=loan.quantity) for one in there)
    if wish is not None:
        fitting = [one for one in new if one.space.id == wish.setup.space_id and one.people <= wish.setup.people]
        db.session.add_all(SetupWish(booking_id=one.id, setup_id=wish.setup_id) for one in fitting)
    db.session.flush()
    take_again(new)


def refuse_if_set_up_for_fewer(bookings: Sequence[Booking]) -> None:
    """Raises Refusal beside the people where more come than fit in the room as it is to be set up. One query."""
    people = {one.id: one.people for one in bookings}
    for wish in db.session.scalars(sa.select(SetupWish).where(SetupWish.booking_id.in_(people))):
        if people[wish.booking_id] > wish.setup.people:
            raise Refusal(set_up_for(wish.setup, people[wish.booking_id]), field="people")


def set_up_for(setup: Setup, people: int) -> object:
    """That so many do not fit when a room is set up like that, in words."""
    return _("Set up like that it is for %(most)s people. You come with %(people)s.", most=setup.people, people=people)


def refuse_if_short(bookings: Sequence[Booking]) -> None:
    """Raises Refusal beside the thing (its public id) that these bookings need more of than there is."""
    for thing, _ids in _short(bookings):
        raise Refusal(
            _("There are not enough left then: %(thing)s. Take fewer, or choose another time.", thing=thing.name),
            field=thing.public_id,
        )


def _short(bookings: Sequence[Booking]) -> list[tuple[Thing, list[int]]]:
    """The things of which these bookings make more in use at once than there are, each with the ids of those bookings.

    Two queries, however many dates.
    """
    on = [one for one in bookings if one.is_on]
    if not on:
        return []
    mine = sa.select(Loan.thing_id).where(Loan.booking_id.in_([one.id for one in on]))
    things = db.session.scalars(
        sa.select(Thing)
        .where(Thing.id.in_(mine))
        .order_by(Thing.id)
        .with_for_update(of=Thing, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    window = Span(min(one.starts for one in on), max(one.ends for one in on))
    used = used_in([thing.id for thing in things], window)
    found = [
        (thing, [one.id for one in on if most_at_once(used.get(thing.id, ()), one.span) > thing.quantity])
        for thing in things
    ]
    return [(thing, ids) for thing, ids in found if ids]


def used_in(thing_ids: Sequence[int], window: Span, besides: Sequence[int] = ()) -> dict[int, list[tuple[Span, int]]]:
    """By thing id: when how many are in use in a window, but for the bookings `besides` (ids). One query."""
    rows: Any = db.session.execute(
        sa.select(Loan.thing_id, Loan.quantity, Booking.starts, Booking.ends)
        .join(Booking, Booking.id == Loan.booking_id)
        .where(
            Loan.thing_id.in_(thing_ids),
            Booking.status.in_(ON),
            during(window),
            Booking.id.not_in(besides),
        )
    )
    found: dict[int, list[tuple[Span, int]]] = {}
    for thing_id, quantity, starts, ends in rows:
        found.setdefault(thing_id, []).append((Span(starts, ends), quantity))
    return found
