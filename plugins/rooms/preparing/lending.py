"""Let things go with a booking, and say how the room is set up. No more is lent at one moment than there is."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.db import db, transactional
from app.refusals import Refusal
from app.web import verbs
from plugins.rooms.booking import changeable, refuse_if_off, refuse_if_over
from plugins.rooms.cancelling import Scope, dates_within
from plugins.rooms.models import Booking
from plugins.rooms.preparing.going_along import refuse_if_short, set_up_for, used_in
from plugins.rooms.preparing.models import Loan, Setup, SetupWish, Thing
from plugins.rooms.preparing.together import most_at_once

verbs.register("rooms.booking.prepared", _("Said what is put ready for a booking"))


@transactional
def prepare(actor: Actor, public_id: str, wanted: Mapping[str, int], setup_key: str, scope: Scope = Scope.ONE) -> int:
    """Say what goes with a booking: how many of each thing (by public id), and which set-up ("" is as it stands).

    Answers for how many dates. Raises Refusal beside the thing (its public id) that there is not enough of, NotFound.
    """
    chosen = changeable(actor, public_id)
    refuse_if_over(chosen)
    refuse_if_off(chosen)
    dates = [one for one in dates_within(chosen, scope) if one.is_on and one.space_id == chosen.space_id]
    setup = _setup(chosen, setup_key)
    things = [(one, wanted[one.public_id]) for one in things_for(chosen) if wanted.get(one.public_id, 0) > 0]
    ids = [one.id for one in dates]
    db.session.execute(sa.delete(Loan).where(Loan.booking_id.in_(ids)))
    db.session.execute(sa.delete(SetupWish).where(SetupWish.booking_id.in_(ids)))
    for one in dates:
        db.session.add_all(Loan(booking_id=one.id, thing_id=thing.id, quantity=count) for thing, count in things)
        if setup is not None:
            db.session.add(SetupWish(booking_id=one.id, setup_id=setup.id))
    db.session.flush()
    refuse_if_short(dates)
    journal.note(actor, "rooms.booking.prepared", chosen.ref)
    return len(dates)


def things_for(booking: Booking) -> Sequence[Thing]:
    """What can go with a booking: of the whole house, or of its room; nothing that is out of use."""
    return db.session.scalars(
        sa.select(Thing)
        .where(
            Thing.house_id == booking.house_id,
            sa.or_(Thing.space_id.is_(None), Thing.space_id == booking.space_id),
            Thing.out_words == "",
        )
        .order_by(Thing.name, Thing.id)
    ).all()


def left_for(booking: Booking, things: Sequence[Thing]) -> dict[int, int]:
    """By thing id: how many this booking can have, besides what others use then. One query."""
    used = used_in([thing.id for thing in things], booking.span, besides=[booking.id])
    return {thing.id: max(thing.quantity - most_at_once(used.get(thing.id, ()), booking.span), 0) for thing in things}


def setups_for(booking: Booking) -> Sequence[Setup]:
    """How its room can be set up."""
    return db.session.scalars(
        sa.select(Setup).where(Setup.space_id == booking.space_id).order_by(Setup.people, Setup.id)
    ).all()


def loans_of(booking_ids: Sequence[int]) -> dict[int, list[Loan]]:
    """By booking id: what goes with it. One query."""
    found: dict[int, list[Loan]] = {}
    for loan in db.session.scalars(
        sa.select(Loan).join(Thing).where(Loan.booking_id.in_(booking_ids)).order_by(Thing.name, Thing.id)
    ):
        found.setdefault(loan.booking_id, []).append(loan)
    return found


def setups_of(booking_ids: Sequence[int]) -> dict[int, Setup]:
    """By booking id: how its room is to be set up. One query."""
    wishes = db.session.scalars(sa.select(SetupWish).where(SetupWish.booking_id.in_(booking_ids)))
    return {wish.booking_id: wish.setup for wish in wishes}


def _setup(booking: Booking, key: str) -> Setup | None:
    if not key:
        return None
    found = next((one for one in setups_for(booking) if one.public_id == key), None)
    if found is None:
        raise Refusal(_("Choose one of these."), field="setup")
    if booking.people > found.people:
        raise Refusal(set_up_for(found, booking.people), field="setup")
    return found
