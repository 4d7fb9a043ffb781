"""Taking, giving and handing back turns to open and close; the warning when one is missing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.events import NeedHandedBack, NeedsChanged, say
from app.journal import note
from app.people import roles
from app.people.models import Person
from app.places.availability import Hours
from app.places.models import House
from app.places.rights import HOST, require
from app.places.weekly import overlapping_days
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.keys.register import code_of
from plugins.rooms.opening import telling
from plugins.rooms.opening.models import OPEN, StaffedHours, Turn, Warned
from plugins.rooms.opening.plan import AHEAD, Duty, duties
from plugins.rooms.opening.promising import need_of
from plugins.rooms.opening.roles import KINDS

WARN: Final = timedelta(hours=48)
CODE_EARLY: Final = timedelta(hours=24)
KEPT: Final = timedelta(days=92)


@transactional
def set_staffed_hours(actor: Actor, house_id: int, week: Sequence[Hours]) -> None:
    """Say when a host is in the house. For hosts. Raises Refusal for times that overlap."""
    house = require(actor, house_id, HOST)
    if wrong := overlapping_days(week):
        raise Refusal(_("These times overlap. Check them."), field=f"day{wrong[0]}")
    db.session.execute(sa.delete(StaffedHours).where(StaffedHours.house_id == house_id))
    db.session.add_all(StaffedHours(house_id=house_id, weekday=h.weekday, opens=h.opens, closes=h.closes) for h in week)
    note(actor, "rooms.staffed.changed", Ref("places", "house", house.slug), house.name)


@transactional
def take(actor: Actor, house_id: int, ref: str, part: str) -> str:
    """Do this one. Answers the turn's public id. Raises NotAllowed without the role, Refusal when it is taken."""
    house = _house(house_id)
    if actor.subject is None or not may_take(actor, house_id, part):
        raise NotAllowed(_("This is for openers, closers and key holders of the house."))
    turn = _put(house, ref, part, actor.subject, agreed=True)
    telling.taken_again(turn)
    note(actor, "rooms.turn.taken", ref_of(turn))
    return turn.public_id


@transactional
def ask(actor: Actor, house_id: int, ref: str, part: str, person: str) -> None:
    """Ask somebody with the role, by public id, to do it: they say yes or no. For hosts."""
    house = require(actor, house_id, HOST)
    found = next((one for one in takers(house_id, part) if one.public_id == person), None)
    if found is None:
        raise Refusal(_("Choose one of these."))
    turn = _put(house, ref, part, found.id, agreed=found.id == actor.subject)
    note(actor, "rooms.turn.asked", ref_of(turn))
    if not turn.agreed:
        telling.asked(turn)


@transactional
def agree(actor: Actor, public_id: str) -> None:
    """Say yes to a turn that one was asked for. Raises NotFound."""
    turn = own_turn(actor, public_id)
    if not turn.agreed:
        turn.agreed = True
        note(actor, "rooms.turn.taken", ref_of(turn))


@transactional
def cannot(actor: Actor, public_id: str) -> None:
    """“I can't make it”: the turn is free, and all concerned hear it: the hosts and who booked. No reason is asked."""
    turn = own_turn(actor, public_id)
    note(actor, "rooms.turn.left", ref_of(turn))
    if turn.agreed and turn.ends > now():
        telling.cannot(turn)
    if turn.promised:
        say(
            NeedHandedBack(
                ref=need_of(Ref.parse(turn.ref).key, turn.part), house_id=turn.house_id, person_id=actor.subject
            )
        )
    db.session.delete(turn)


@transactional
def see_code(actor: Actor, public_id: str) -> str:
    """The code of the key safe, for who opens: from a day before until the end. It is noted that they looked.

    Raises NotFound for others, Refusal outside that time.
    """
    turn = own_turn(actor, public_id)
    if not shows_code(turn):
        raise Refusal(_("The code can be seen from a day before, until the end."))
    still = duties(_house(turn.house_id), Span(turn.at, turn.at + timedelta(minutes=1)))
    row = code_of(turn.house_id)
    if row is None or all(one.moment.key != (turn.ref, turn.part) for one in still) or not _may_still(turn):
        raise Refusal(_("There is no code for this. Call the desk."))
    note(actor, "rooms.code.seen", ref_of(turn))
    return row.code


def shows_code(turn: Turn) -> bool:
    """Whether its opener may see the code now."""
    return turn.part == OPEN and turn.agreed and turn.at - CODE_EARLY <= now() < turn.ends


@transactional
def watch() -> None:
    """Let go of turns that are not needed any more and tell who had them; warn hosts of what nobody does. A job."""
    for house in db.session.scalars(sa.select(House).where(House.id.in_(sa.select(StaffedHours.house_id)))).all():
        needed = duties(house, Span(now(), now() + AHEAD))
        _settle(house, {one.moment.key: one for one in needed})
        for one in needed:
            if not one.is_settled and one.moment.at <= now() + WARN:
                _warn(house, one)


@transactional
def expire_turns() -> None:
    """Let go of turns that were over three months ago."""
    db.session.execute(sa.delete(Turn).where(Turn.ends < now() - KEPT))
    db.session.execute(sa.delete(Warned).where(Warned.at < now() - KEPT))


def own_turn(actor: Actor, public_id: str) -> Turn:
    """A turn of the one who acts. Raises NotFound."""
    turn = db.session.scalar(sa.select(Turn).where(Turn.public_id == public_id))
    if turn is None or turn.person_id != actor.subject:
        raise NotFound(_("This turn is not yours, or no longer needed."))
    return turn


def takers(house_id: int, part: str) -> list[Person]:
    """Who may open, or close, in a house, by name."""
    return roles.people_with(house_id, *KINDS.get(part, ()))


def may_take(actor: Actor, house_id: int, part: str) -> bool:
    """Whether somebody may open, or close."""
    return roles.may(actor, house_id, *KINDS.get(part, ()))


def ref_of(turn: Turn) -> Ref:
    """How the log points at a turn."""
    return Ref("rooms", "turn", turn.public_id)


def export_turns(person_id: int) -> list[dict[str, Any]]:
    """What somebody opened or closed, oldest first."""
    rows = db.session.scalars(sa.select(Turn).where(Turn.person_id == person_id).order_by(Turn.at, Turn.id))
    return [{"part": row.part, "at": row.at.isoformat(), "agreed": row.agreed} for row in rows]


def _put(house: House, ref: str, part: str, person_id: int, *, agreed: bool) -> Turn:
    """A turn for a moment that needs somebody. Raises NotFound for what needs nobody, Refusal when it is taken."""
    found = next((d for d in duties(house, Span(now(), now() + AHEAD)) if d.moment.key == (ref, part)), None)
    if found is None:
        raise NotFound(_("Nobody is needed there any more."))
    turn = found.turn
    if turn is not None and turn.agreed and turn.person_id != person_id:
        raise Refusal(_("Somebody else does this one already."))
    if turn is None:
        turn = Turn(public_id=new_public_id(), house_id=house.id, ref=ref, part=part)
        db.session.add(turn)
    turn.person_id, turn.agreed = person_id, agreed
    turn.at, turn.ends = found.moment.at, found.moment.stay.span.end
    db.session.flush()
    return turn


def _settle(house: House, needed: dict[tuple[str, str], Duty]) -> None:
    """Turns follow what is booked: what moved is asked again, what is gone is let go."""
    rows = sa.select(Turn).where(Turn.house_id == house.id, Turn.at > now(), Turn.at < now() + AHEAD)
    for turn in db.session.scalars(rows).all():
        duty = needed.get((turn.ref, turn.part))
        if duty is None:
            _let_go(turn)
        elif duty.moment.at != turn.at:
            turn.at, turn.ends, turn.agreed = duty.moment.at, duty.moment.stay.span.end, turn.promised
            if not _told_where_promised(turn):
                telling.asked(turn)


def _let_go(turn: Turn) -> None:
    if not _told_where_promised(turn):
        telling.not_needed(turn)
    db.session.delete(turn)


def _told_where_promised(turn: Turn) -> bool:
    """Whether whoever keeps the promise of a turn tells that it moved, or is off: they hear that the need changed."""
    if turn.promised:
        need = need_of(Ref.parse(turn.ref).key, turn.part)
        say(NeedsChanged(ref=need, house_id=turn.house_id))
    return turn.promised


def _warn(house: House, duty: Duty) -> None:
    ref, part = duty.moment.key
    if db.session.get(Warned, (ref, part, duty.moment.at)) is None:
        db.session.add(Warned(ref=ref, part=part, at=duty.moment.at))
        telling.missing(house, duty.moment)


def _may_still(turn: Turn) -> bool:
    """Whether its opener has the role today: a role can end after somebody said yes."""
    return roles.has_role(turn.person_id, turn.house_id, *KINDS[turn.part])


def _house(house_id: int) -> House:
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    return house
