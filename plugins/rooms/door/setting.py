"""How a room's door works: for the hosts of its house."""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.models import Space
from app.places.rights import HOST, require_space
from app.refs import new_public_id
from app.refusals import Refusal
from plugins.rooms.door import telling
from plugins.rooms.door.models import Door

GRACE: Final = range(5, 61)
"""Minutes that a room can wait."""
DEFAULT: Final = 15
SECRET: Final = 24
"""Signs of a secret address: nobody hits on one by trying."""


@transactional
def set_door(actor: Actor, space_id: int, *, checks_in: bool, grace_minutes: int) -> None:
    """Ask who booked to say that they are here, or stop asking. Raises NotFound, NotAllowed, Refusal."""
    space = require_space(actor, space_id, HOST)
    if grace_minutes not in GRACE:
        raise Refusal(_("Choose between 5 and 60 minutes."), field="grace_minutes")
    door = _door(space)
    if checks_in and not door.checks_in:
        door.since = now()
    door.checks_in, door.grace_minutes = checks_in, grace_minutes
    telling.door_set(actor, space)


@transactional
def make_address(actor: Actor, space_id: int) -> str:
    """Give the door of a private room a secret address; an earlier one stops. Raises NotFound, NotAllowed."""
    space = require_space(actor, space_id, HOST)
    door = _door(space)
    door.token = new_public_id(SECRET)
    telling.door_set(actor, space)
    return door.token


def door_of(space: Space) -> Door:
    """How a room's door works, as a value where nothing was decided."""
    return db.session.get(Door, space.id) or _new(space)


def space_with_token(token: str) -> Space | None:
    """The room whose door has this secret address."""
    return db.session.scalar(sa.select(Space).join(Door, Door.space_id == Space.id).where(Door.token == token))


def _door(space: Space) -> Door:
    found = db.session.get(Door, space.id, with_for_update=True)
    if found is None:
        found = _new(space)
        db.session.add(found)
    return found


def _new(space: Space) -> Door:
    return Door(space_id=space.id, checks_in=False, grace_minutes=DEFAULT, since=now(), token=None)
