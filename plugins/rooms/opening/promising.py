"""Opening and closing among the tasks of the house: who promises it there has the turn, who lets go of it has not."""

from typing import Final

import sqlalchemy as sa

from app.clock import Span, now
from app.db import db, transactional
from app.events import Event, NeedHandedBack, NeedsChanged, PromiseMade, PromiseWithdrawn, say
from app.people.roles import has_role
from app.places.models import House
from app.refs import Ref, new_public_id
from plugins.rooms.opening import telling
from plugins.rooms.opening.models import Turn
from plugins.rooms.opening.plan import AHEAD, Duty, duties
from plugins.rooms.opening.roles import KINDS

OWNER: Final = "rooms"


def need_of(key: str, part: str) -> Ref:
    """How others point at opening or closing for the use with this key."""
    return Ref(OWNER, part, key)


def hear(event: Event) -> None:
    """Give the turn to who promised it, and take it back with the promise. Heard twice, it changes nothing more."""
    if not isinstance(event, PromiseMade | PromiseWithdrawn) or event.need is None or event.person_id is None:
        return
    need = Ref.parse(event.need)
    if need.owner != OWNER or need.kind not in KINDS:
        return
    if isinstance(event, PromiseMade):
        give(event.house_id, need, event.person_id)
    else:
        take_back(event.house_id, need, event.person_id)


@transactional
def give(house_id: int, need: Ref, person_id: int) -> None:
    """Give a turn to who promised it. When that cannot be any more, whoever keeps promises hears it."""
    found = _duty(house_id, need)
    if not has_role(person_id, house_id, *KINDS[need.kind]):
        say(NeedHandedBack(ref=need, house_id=house_id, person_id=person_id))
        return
    turn = found.turn if found else None
    if found is None or found.own_key or (turn is not None and turn.agreed and turn.person_id != person_id):
        say(NeedsChanged(ref=need, house_id=house_id))  # nobody is needed there, or somebody else was first
        return
    if turn is None:
        ref, part = found.moment.key
        turn = Turn(public_id=new_public_id(), house_id=house_id, ref=ref, part=part)
        db.session.add(turn)
    turn.person_id, turn.agreed, turn.promised = person_id, True, True
    turn.at, turn.ends = found.moment.at, found.moment.stay.span.end
    db.session.flush()
    telling.taken_again(turn)


@transactional
def take_back(house_id: int, need: Ref, person_id: int) -> None:
    """The promise is off, so the turn is free; where it is still needed all concerned hear that."""
    found = _duty(house_id, need)
    turn = found.turn if found else _turn_of(need)
    if turn is None or not turn.promised or turn.person_id != person_id:
        return
    if found is not None and turn.ends > now():
        telling.cannot(turn)
    db.session.delete(turn)


def _duty(house_id: int, need: Ref) -> Duty | None:
    house = db.session.get_one(House, house_id)
    wanted = (need.key, need.kind)
    coming = duties(house, Span(now(), now() + AHEAD))
    return next((one for one in coming if (one.moment.stay.ref.key, one.moment.part) == wanted), None)


def _turn_of(need: Ref) -> Turn | None:
    ending = Turn.ref.endswith(f"/{need.key}", autoescape=True)
    return db.session.scalar(sa.select(Turn).where(Turn.part == need.kind, ending))
