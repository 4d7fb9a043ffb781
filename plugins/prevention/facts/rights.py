"""Who may change and sign off facts: those with that role in the house. Hosts read along."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.people import roles
from app.places.models import House
from app.refusals import NotAllowed
from plugins.prevention.facts.rows import house_with

CHECKER: Final = "fact_checker"
"""The kind of role (app/people/models.py)."""


def may_check(actor: Actor, house_id: int) -> bool:
    """Whether `actor` checks the facts of this house."""
    return roles.may(actor, house_id, CHECKER)


def may_read_along(actor: Actor, house_id: int) -> bool:
    """Whether `actor` sees what still has to be checked: checkers and hosts."""
    return roles.may(actor, house_id, CHECKER, "host")


def require_checker(actor: Actor, house_id: int) -> House:
    """The house, for who checks its facts. Raises NotFound, NotAllowed."""
    house = house_with(house_id)
    if not may_check(actor, house_id):
        raise NotAllowed(
            _("Only who has the role “checks facts and addresses” in this house can do this. Ask the administrator.")
        )
    return house


def others_check(house_id: int, person_id: int | None) -> bool:
    """Whether somebody else in this house could check as well."""
    return any(one.id != person_id for one in roles.people_with(house_id, CHECKER))
