"""The list on the page of a turn: which lines are about it, and what was ticked. Nobody has to tick anything.

A tick is of the use that is opened or closed for, so whoever takes over sees how far it is; not of a person.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.places.models import House
from app.refusals import Refusal
from plugins.rooms.opening import turns
from plugins.rooms.opening.lines import Group, grouped, lines_of
from plugins.rooms.opening.models import ListLine, Tick, Turn
from plugins.rooms.opening.plan import duties
from plugins.rooms.rights import may_know

AFTER: Final = timedelta(hours=3)
"""Who closes may be busy for a while after the last ones left."""


def list_of(actor: Actor, turn: Turn) -> list[Group]:
    """What is to be done in a turn: the lines of the house, and of the rooms used then that its reader may know of."""
    lines = lines_of(turn.house_id)
    if not lines:
        return []
    house = db.session.get_one(House, turn.house_id)
    needed = duties(house, Span(turn.at, turn.at + timedelta(minutes=1)))
    used = {room for one in needed if one.moment.key == (turn.ref, turn.part) for room in one.moment.space_ids}
    groups = grouped(lines, turn.part)
    return [one for one in groups if one.space is None or (one.space.id in used and may_know(actor, one.space))]


def ticked(turn: Turn) -> set[str]:
    """Which lines were ticked, by public id."""
    query = sa.select(ListLine.public_id).join(Tick, Tick.line_id == ListLine.id)
    return set(db.session.scalars(query.where(Tick.ref == turn.ref, ListLine.part == turn.part)))


def can_tick(turn: Turn) -> bool:
    """Whether it is time for it: from when the code can be seen until a while after the end."""
    return turn.agreed and turn.at - turns.CODE_EARLY <= now() < turn.ends + AFTER


@transactional
def tick(actor: Actor, public_id: str, keys: Collection[str]) -> None:
    """These lines (by public id) are done, and the others on the list of this turn are not.

    Raises NotFound for others than whose turn it is, Refusal outside its time.
    """
    turn = turns.own_turn(actor, public_id)
    if not can_tick(turn):
        raise Refusal(_("You can tick from a day before, until a few hours after the end."))
    shown = {line.public_id: line.id for group in list_of(actor, turn) for line in group.lines}
    db.session.execute(sa.delete(Tick).where(Tick.ref == turn.ref, Tick.line_id.in_(shown.values())))
    done = (line_id for key, line_id in shown.items() if key in keys)
    db.session.add_all(Tick(ref=turn.ref, line_id=line_id, until=turn.ends + AFTER) for line_id in done)


@transactional
def expire_ticks() -> None:
    """Let go of the ticks of all that is over."""
    db.session.execute(sa.delete(Tick).where(Tick.until <= now()))
