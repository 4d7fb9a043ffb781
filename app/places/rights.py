"""Who may set what in a house: the question that every service of the settings asks first."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor, Channel
from app.clock import now, wall
from app.db import db
from app.people.models import Role
from app.places.models import House
from app.refusals import NotAllowed, NotFound

HOSTS = ("host", "administrator")
ADMINISTRATORS = ("administrator",)


def require(actor: Actor, house_id: int, kinds: tuple[str, ...]) -> House:
    """The house, for somebody who has one of the roles `kinds` in that very house today.

    Both the typist and the subject must have it: rights never exceed the typist's. The house's own jobs may do all.
    Raises NotFound, NotAllowed.
    """
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    if actor.channel is not Channel.JOB and not all(
        has_role(person_id, house, kinds) for person_id in {actor.typist, actor.subject}
    ):
        raise NotAllowed(_("You need a role in this house to do that. Ask the administrator."))
    return house


def has_role(person_id: int | None, house: House, kinds: tuple[str, ...]) -> bool:
    """Whether somebody has one of these roles today, on the house's own calendar."""
    today = wall(now(), house.zone).date()
    return (
        person_id is not None
        and db.session.scalar(
            sa.select(
                sa.exists().where(
                    Role.person_id == person_id,
                    Role.house_id == house.id,
                    Role.kind.in_(kinds),
                    Role.since <= today,
                    Role.until >= today,
                )
            )
        )
        is True
    )
