"""Who may set what in a house: the question that every service of the settings asks first.

Roles are kept a floor above, by people; the house tells us through `app.web.visitor.ROLES`.
"""

from collections.abc import Callable
from typing import Final

from flask import current_app
from flask_babel import lazy_gettext as _

from app.actors import Actor, Channel
from app.db import db
from app.places.models import House, Space
from app.refusals import NotAllowed, NotFound
from app.web.visitor import ROLES

HOST: Final = "host"
"""Closures, photos, what is told of a space, house rules. Administrators may too."""
ADMINISTRATOR: Final = "administrator"
"""Everything of the house."""
_ENOUGH: Final = {HOST: {HOST, ADMINISTRATOR}, ADMINISTRATOR: {ADMINISTRATOR}}


def require(actor: Actor, house_id: int, kind: str) -> House:
    """The house, for somebody with the role `kind` in that very house today; the house's own jobs may do all.

    The subject must have the role, and the typist too. Raises NotFound, NotAllowed.
    """
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    if actor.channel is not Channel.JOB and not may(actor, house_id, kind):
        raise NotAllowed(_("You need a role in this house to do that. Ask the administrator."))
    return house


def require_space(actor: Actor, space_id: int, kind: str) -> Space:
    """The space, for somebody with the role `kind` in its house. Raises NotFound, NotAllowed."""
    space = db.session.get(Space, space_id)
    if space is None:
        raise NotFound(_("There is no such room."))
    require(actor, space.house_id, kind)
    return space


def may(actor: Actor, house_id: int, kind: str) -> bool:
    """Whether `actor` may do what takes the role `kind` in that house: the subject has it, and so has the typist."""
    roles_of: Callable[[int], set[tuple[int, str]]] = current_app.extensions[ROLES]
    return all(
        person_id is not None and any((house_id, enough) in roles_of(person_id) for enough in _ENOUGH[kind])
        for person_id in {actor.typist, actor.subject}
    )
