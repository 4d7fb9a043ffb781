"""Who may set what in a house: the question that every service of the settings asks first."""

from flask_babel import lazy_gettext as _

from app.actors import Actor, Channel
from app.db import db
from app.people import roles
from app.places.models import House, Space
from app.refusals import NotAllowed, NotFound

HOST = "host"
"""Closures, photos, what is told of a space, house rules. Administrators may too."""
ADMINISTRATOR = "administrator"
"""Everything of the house."""


def require(actor: Actor, house_id: int, kind: str) -> House:
    """The house, for somebody with the role `kind` in that very house today; the house's own jobs may do all.

    The subject must have the role, and the typist too. Raises NotFound, NotAllowed.
    """
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    if actor.channel is not Channel.JOB and not roles.may(actor, house_id, kind):
        raise NotAllowed(_("You need a role in this house to do that. Ask the administrator."))
    return house


def require_space(actor: Actor, space_id: int, kind: str) -> Space:
    """The space, for somebody with the role `kind` in its house. Raises NotFound, NotAllowed."""
    space = db.session.get(Space, space_id)
    if space is None:
        raise NotFound(_("There is no such room."))
    require(actor, space.house_id, kind)
    return space
